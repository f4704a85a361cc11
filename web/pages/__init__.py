"""The pages: one module a page or part of one, with the template of the same name.

In: an Index and a Query. Out: view models that templates loop over and never compute from. Open `routes.py` first.
"""
