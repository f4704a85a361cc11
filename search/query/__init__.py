"""What people ask -> a Query, and back: the query language, addresses, periods, spelling.

In: what was typed, or the parameters of an address. Out: clauses (`clauses.py`) and `search.model.Query`; nothing that
is typed is an error. Open `syntax.py` first for words, `address.py` for parameters, `links.py` for one click.
"""
