"""The people that a document names."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """Their canonical names, in the order of the first mention."""
    return tuple(mention.name for mention in document.mentions if mention.kind == "person")


FACET = FacetField("person", "People", "No people", 30, values, multiple=True)
