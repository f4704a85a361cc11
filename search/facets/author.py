"""Who wrote a document."""

import re

from search.facets import FacetField
from search.model import Document

_BETWEEN = re.compile(r"\s*;\s*|,?\s+(?:and|und|et|y|e|и|&|en|ve)\s+")
_COMMA = re.compile(r"\s*,\s*")


def values(document: Document) -> tuple[str, ...]:
    """The writers, one by one; "Quayle, Ada" is one, "Ada Quayle, Jim Hook" are two."""
    names = [name for name in _BETWEEN.split(document.author) if name]
    return tuple(single for name in names for single in _separated(name))


def _separated(name: str) -> list[str]:
    pieces = _COMMA.split(name)
    return pieces if all(" " in piece for piece in pieces) else [name]


FACET = FacetField("author", "Authors", "No author", 90, values, multiple=True, folded=True)
