"""The ledger: what became of every file and record of a folder, kept beside the index as `ledger.sqlite`.

In: the events of reading. Out: rows, totals and facts of a build. Open `database.py` first; `writer.py` fills it,
`facets.py` looks through it, and `dates_from_folder.py` answers from it what a document leaves open.
"""
