"""Who published a document: one value, or none."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The publisher's name; never an agency it credits or a newspaper it quotes."""
    return (document.source.name,) if document.source else ()


FACET = FacetField("source", "Source", "No source", 20, values)
