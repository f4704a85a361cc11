"""The agencies that a document credits."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The names of agencies; never the publisher's own."""
    return tuple(item.name for item in document.via)


FACET = FacetField("via", "News agencies", "No news agency", 80, values, multiple=True, folded=True)
