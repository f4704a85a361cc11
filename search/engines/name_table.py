"""Names as the corpus agrees on them: which value of an entity facet each value counts as.

A document keeps its mentions as they were read in it. What the corpus as a whole says about names (and what a person
corrects by hand) is a table beside the documents, so that it can change without reading or indexing any of them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from search.model import Document, Kind, Mention

Value = tuple[Kind, str]
"""A value of an entity facet: its kind and name."""
Renaming = Mapping[Value, Value | None]
"""What each value counts as; None is hidden. Values that stay as they are are left out. It is applied once."""
Names = Callable[[], Renaming]
"""Gives the renaming once every document has been seen."""


def unchanged() -> Renaming:
    """Every name as it was read."""
    return {}


def renamed(document: Document, names: Renaming) -> Document:
    """The document with every mention under the name and kind of the corpus, hidden ones left out."""
    if names.keys().isdisjoint((mention.kind, mention.name) for mention in document.mentions):
        return document
    mentions = (_renamed(mention, names) for mention in document.mentions)
    return replace(document, mentions=tuple(mention for mention in mentions if mention))


def _renamed(mention: Mention, names: Renaming) -> Mention | None:
    value = names.get((mention.kind, mention.name), (mention.kind, mention.name))
    return replace(mention, kind=value[0], name=value[1]) if value else None
