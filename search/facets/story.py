"""The story that a document tells with others."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The title of the first article on it; none where no other article tells the same."""
    return (document.belongs.story,) if document.belongs.story else ()


FACET = FacetField("story", "Story", "No other coverage", 95, values, folded=True)
