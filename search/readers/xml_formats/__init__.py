"""What is written as XML: the one parser, and for every format the paths under which it keeps what.

In go the bytes of a file, out come Entries. Open `table.py` first: most formats are a row of paths in `news.py` and
`journals.py`; `feeds.py`, `scans.py` and `zotero.py` read what a path cannot say. `search.readers.xml` asks them.
"""
