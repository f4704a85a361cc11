"""An answer in every form that it leaves in: JSON, tables, timelines, citations, suggestions.

In: a searcher and a query, or the Page that it gave. Out: the types of `types.py`, rows of tables, lines of text.
Open `as_json.py` first: a Page -> the answer of `/api/search` and of `--json`. Keys may be added, never renamed.
"""
