"""The JSON endpoint, what is downloaded, and the descriptions that programs read.

In: a request. Out: JSON, CSV, BibTeX, Atom, OpenAPI. Open `routes.py` first; the JSON itself is made in
`search.answers`.
"""
