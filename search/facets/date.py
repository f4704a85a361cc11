"""The day a document was published, drilled from year to month to day."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """Nothing: days are counted from `Document.day`, not as keywords."""
    return ()


FACET = FacetField("date", "Date", "No date", 10, values)
