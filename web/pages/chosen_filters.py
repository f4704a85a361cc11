"""The active filters, one chip each: a link that removes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.facets import FacetField, all_facets
from search.model import Query
from search.query import arrivals
from search.query.address import address
from search.query.filter_words import label_of
from search.query.periods import period_words


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the query without it. `negative` if it excludes a value."""

    facet: str
    words: str
    negative: bool
    query: Query

    @property
    def url(self) -> str:
        """The address without the filter."""
        return address(self.query)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in words, and the address without it of a page other than the search page."""

    facet: str
    words: str
    negative: bool
    url: str


def chips(query: Query) -> tuple[Chip, ...]:
    """Everything that narrows the results besides the words, in the order of the page."""
    return (*_bounds(query), *(chip for facet in all_facets().values() for chip in _of_facet(query, facet)))


def cleared(query: Query) -> Query:
    """The query without filters."""
    unfiltered = replace(query, chosen={}, excluded={}, every=frozenset(), some=frozenset(), page=1)
    return replace(unfiltered, since=None, until=None, added_since=None)


def _bounds(query: Query) -> Iterator[Chip]:
    if query.since:
        yield Chip("Date", f"from {period_words(query.since)}", False, replace(query, since=None, page=1))
    if query.until:
        yield Chip("Date", f"to {period_words(query.until)}", False, replace(query, until=None, page=1))
    if query.added_since:
        since = arrivals.words(query.added_since)
        yield Chip("Added", f"since {since}", False, replace(query, added_since=None, page=1))


def _of_facet(query: Query, facet: FacetField) -> Iterator[Chip]:
    for value in query.chosen.get(facet.name, ()):
        yield Chip(facet.label, label_of(facet, value), False, query.toggle(facet.name, value))
    for value in query.excluded.get(facet.name, ()):
        yield Chip(facet.label, label_of(facet, value), True, query.exclude(facet.name, value))
