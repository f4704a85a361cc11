"""A folder of articles -> the files to read, and what recurs in them.

In: a path. Out: files in the order of their paths, each with its stamp, and what is passed over with the reason.
Open `walk.py` first. `events.py` has what is asked of the reading of a file, and what comes of it.
"""
