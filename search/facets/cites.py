"""The media that a document quotes."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The names, in the order of their first mention."""
    return tuple(item.name for item in document.cites)


FACET = FacetField("cites", "Media cited", "No media cited", 70, values, multiple=True, folded=True)
