"""The names of a whole corpus: which names of different documents are one entity.

In go the names of each document and what its words say of them, out comes the name that each counts as.
Open `folding` first.
"""
