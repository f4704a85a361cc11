"""What to try when nothing is found: filters and words to remove, each with the number of results without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from search.engines.base import Searcher
from search.model import Page, Query
from search.query.address import address
from search.query.clauses import And, all_of, write
from search.query.syntax import parse
from web.pages.chosen_filters import Chip, chips, cleared

MOST_HELP = 12
"""Ways of each kind that are tried when nothing is found; each costs a search."""


@dataclass(frozen=True, slots=True)
class Way:
    """What to remove when nothing is found, filters or a word, and how many results the query has without it."""

    dropped: tuple[Chip, ...]
    word: str
    query: Query
    count: int = 0

    @property
    def url(self) -> str:
        """The address of the query without it."""
        return address(self.query)


def ways_out(searcher: Searcher, page: Page) -> tuple[Way, ...]:
    """For a page without results: what to remove, best first. Several filters at once only if fewer do not help."""
    if page.total:
        return ()
    attempts = (_one_filter, _two_filters, _every_filter)
    filters = next((found for attempt in attempts if (found := _that_help(searcher, attempt(page.query)))), [])
    words = _that_help(searcher, _one_word(page.query))
    return tuple(sorted(filters + words, key=lambda way: -way.count))


def _that_help(searcher: Searcher, ways: Iterator[Way]) -> list[Way]:
    tried = [replace(way, count=searcher.count(way.query)) for way in islice(ways, MOST_HELP)]
    return [way for way in tried if way.count]


def _one_filter(query: Query) -> Iterator[Way]:
    return (Way((chip,), "", chip.query) for chip in chips(query))


def _two_filters(query: Query) -> Iterator[Way]:
    for place, first in enumerate(chips(query)):
        for second in chips(first.query)[place:]:
            yield Way((first, second), "", second.query)


def _every_filter(query: Query) -> Iterator[Way]:
    yield Way(chips(query), "", cleared(query))


def _one_word(query: Query) -> Iterator[Way]:
    """The query without each of its required parts; a phrase and words in parentheses are one part."""
    clause = parse(query.text).clause
    parts = clause.clauses if isinstance(clause, And) else ()
    for place, part in enumerate(parts):
        rest = write(all_of([*parts[:place], *parts[place + 1 :]]))
        yield Way((), write(part), replace(query, text=rest, page=1))
