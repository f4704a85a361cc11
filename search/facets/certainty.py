"""What should be checked about a document: its day or its publisher is unknown, inferred or contradicted."""

from search.facets import FacetField
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """Each doubt there is; none where day and publisher are stated and nothing contradicts them."""
    return tuple(doubt for doubt in (_of_day(document), _of_days(document), _of_source(document)) if doubt)


def _of_day(document: Document) -> str:
    if document.day is None:
        return "no date"
    return "date inferred" if document.day.how == "inferred" else ""


def _of_days(document: Document) -> str:
    """Two places claim to say the day of publication, and say two days."""
    day = document.day
    against = day and any(other.how == "stated" and not day.agrees(other) for other in document.other_days)
    return "dates disagree" if against else ""


def _of_source(document: Document) -> str:
    if document.source is None:
        return "no source"
    return "source inferred" if document.source.how == "inferred" else ""


def label_of(value: str) -> str:
    """A doubt as a label: "Date inferred"."""
    return "Conflicting dates" if value == "dates disagree" else value.capitalize()


FACET = FacetField("certainty", "Needs checking", "Nothing to check", 100, values, label_of, multiple=True, folded=True)
