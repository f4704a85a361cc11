"""One run of `python -m search.index`: a folder becomes a live build, fresh or grown from the last one.

In: a folder and a Config. Out: a live build in the index folder, and the Outcome that the command prints.
Open `build.py` first: it tells a run in its steps, each a call into another room.
"""
