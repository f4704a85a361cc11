"""What a database says a document is about: the terms of its index."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The terms, in their order."""
    return document.subjects


FACET = FacetField("subject", "Subjects", "No subject", 95, values, multiple=True, folded=True, optional=True)
