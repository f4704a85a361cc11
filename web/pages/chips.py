"""What is chosen, one chip a choice: each a link that takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.facets import FacetField, all_facets
from search.model import NONE, Query
from search.query.address import address
from search.query.periods import period_words


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice in words, and the query without it. `negative` where a value is excluded."""

    facet: str
    words: str
    negative: bool
    query: Query

    @property
    def url(self) -> str:
        """Where the choice is taken away."""
        return address(self.query)


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice in words, and where a page other than that of the results is without it."""

    facet: str
    words: str
    negative: bool
    url: str


def chips(query: Query) -> tuple[Chip, ...]:
    """Everything that narrows the results beside the words, in the order of the page."""
    return (*_bounds(query), *(chip for facet in all_facets().values() for chip in _of_facet(query, facet)))


def cleared(query: Query) -> Query:
    """The words alone, without any filter."""
    return replace(query, chosen={}, excluded={}, every=frozenset(), since=None, until=None, page=1)


def _bounds(query: Query) -> Iterator[Chip]:
    if query.since:
        yield Chip("Date", f"from {period_words(query.since)}", False, replace(query, since=None, page=1))
    if query.until:
        yield Chip("Date", f"to {period_words(query.until)}", False, replace(query, until=None, page=1))


def _of_facet(query: Query, facet: FacetField) -> Iterator[Chip]:
    for value in query.chosen.get(facet.name, ()):
        yield Chip(facet.label, label_of(facet, value), False, query.toggle(facet.name, value))
    for value in query.excluded.get(facet.name, ()):
        yield Chip(facet.label, label_of(facet, value), True, query.exclude(facet.name, value))


def label_of(facet: FacetField, value: str) -> str:
    """A value in words; documents without one have a label of their own."""
    if value == NONE:
        return facet.none_label
    return period_words(value) if facet.name == "date" else facet.label_of(value)
