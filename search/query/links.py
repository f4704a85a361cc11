"""The addresses that are one click away from a query: a value chosen, or excluded, or no longer.

An answer has one or two for every value of every facet. They differ from each other in a single parameter, so what
stands before and behind it is written once.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.facets import all_facets
from search.model import Query
from search.query.address import encode, escaped, facet_pairs, view_pairs, words_pairs, write


class Clicks:
    """The query strings, without the question mark, that lead on from one query."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._cuts = _cuts(query)

    def toggle(self, facet: str, value: str) -> str:
        """What `write(query.toggle(facet, value))` gives."""
        others_change = facet == "date" and self.query.chosen.get(facet)
        if others_change or self.query.state(facet, value) != "none":
            return write(self.query.toggle(facet, value))
        cut = self._cuts[facet]
        return f"{cut.before}{facet}={escaped(value)}{cut.others}{cut.behind}"

    def exclude(self, facet: str, value: str) -> str:
        """What `write(query.exclude(facet, value))` gives."""
        if self.query.state(facet, value) != "none":
            return write(self.query.exclude(facet, value))
        cut = self._cuts[facet]
        return f"{cut.before}{cut.others[1:]}{'&' if cut.others else ''}not.{facet}={escaped(value)}{cut.behind}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A query string around the end of a facet's chosen values.

    `before` ends with "&" where it is not empty, `others` (the facet's further parameters) and `behind` begin with it.
    """

    before: str
    others: str
    behind: str


def _cuts(query: Query) -> dict[str, _Cut]:
    # With another choice there are other pages: every click leads to the first.
    query = query.turn(1)
    written = {name: [encode(found) for found in facet_pairs(query, name)] for name in all_facets()}
    behind = _led(encode(view_pairs(query)))
    ends: dict[str, str] = {}
    for name, (chosen, others) in reversed(written.items()):
        ends[name] = behind
        behind = f"{_led(chosen)}{_led(others)}{behind}"
    before = _leading(encode(words_pairs(query)))
    cuts: dict[str, _Cut] = {}
    for name, (chosen, others) in written.items():
        before += _leading(chosen)
        cuts[name] = _Cut(before, _led(others), ends[name])
        before += _leading(others)
    return cuts


def _led(part: str) -> str:
    return f"&{part}" if part else ""


def _leading(part: str) -> str:
    return f"{part}&" if part else ""
