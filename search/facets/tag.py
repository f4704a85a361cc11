"""What people have put on a document."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The tags, in the order of their lines; a note alone is none."""
    return tuple(tag.name for tag in document.tags)


FACET = FacetField("tag", "Tags", "No tag", 25, values, multiple=True, optional=True)
