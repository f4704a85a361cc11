"""Which articles the results are, those with all of the words or with most of them, and the link to the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.model import MatchMode, Page, Query
from search.query.address import address
from search.query.required import required
from search.query.syntax import parse

_OTHER: dict[MatchMode, MatchMode] = {"all": "most", "most": "all"}


@dataclass(frozen=True, slots=True)
class Matching:
    """The mode in force, and the address of the same search in the other one.

    `kept` is what the form sends so that the next search is in the same mode; "" where nobody asked for one.
    """

    mode: MatchMode
    kept: str
    url: str


def matching(page: Page) -> Matching | None:
    """How the words of a page match; None where they are so few that most of them would be all."""
    query = page.query
    parsed = parse(query.text)
    if len(required(parsed.clause, parsed.quoted).parts) < 2:
        return Matching(page.match, query.match, "") if query.match else None
    return Matching(page.match, query.match or "", address(_other(query, page.match)))


def _other(query: Query, mode: MatchMode) -> Query:
    return replace(query, match=_OTHER[mode], page=1)
