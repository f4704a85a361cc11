"""The filters of a query in words, as people read them: "Source: The Dial or Harbour Post", "from June 2024"."""

from __future__ import annotations

from collections.abc import Iterator

from search.facets import FacetField, all_facets
from search.model import NONE, Query
from search.query import arrivals
from search.query.periods import period_words


def label_of(facet: FacetField, value: str) -> str:
    """A value in words; documents without one have a label of their own."""
    if value == NONE:
        return facet.none_label
    return period_words(value) if facet.name == "date" else facet.label_of(value)


def filter_words(query: Query) -> Iterator[str]:
    """Everything that narrows the results besides the words, one phrase for each bound and for each list of values."""
    if query.since:
        yield f"from {period_words(query.since)}"
    if query.until:
        yield f"to {period_words(query.until)}"
    if query.added_since:
        yield f"added since {arrivals.words(query.added_since)}"
    for name, facet in all_facets().items():
        for word, values in (("", query.chosen.get(name, ())), ("not ", query.excluded.get(name, ()))):
            if values:
                joined = " and " if name in query.every and not word else " or "
                yield f"{facet.label}: {word}{joined.join(label_of(facet, value) for value in values)}"
