"""How a document's text was got, where that bears on its words: recognised in a scan, with some of them wrong."""

from search.facets import FacetField
from search.model import Document

YES = "yes"


def values(document: Document) -> tuple[str, ...]:
    """The one value, for a scan; nothing for a text that was written as such."""
    return (YES,) if document.scanned else ()


def label_of(value: str) -> str:
    """What it is as a label."""
    return "From a scan" if value == YES else value


FACET = FacetField("scan", "Text", "Not from a scan", 97, values, label_of, folded=True, optional=True)
