"""Builds that go live whole or not at all, and what proves, copies and keeps them open.

In: a function that writes an index. Out: a live build, named by `manifest.json`. Open `builds.py` first; `live.py`
keeps the live build open, `check.py` proves it, `backup.py` copies it.
"""
