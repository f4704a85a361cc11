"""Which articles the results are, those with all of the words or with most of them, and the link to the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.engines.base import Searcher
from search.model import MatchMode, Page, Query
from search.query.address import address
from search.query.required import required
from search.query.syntax import parse


@dataclass(frozen=True, slots=True)
class Matching:
    """The mode in force, and the address of the same search in the other one.

    `kept` is what the form sends so that the next search is in the same mode; "" where nobody asked for one.
    """

    mode: MatchMode
    kept: str
    url: str


def matching(searcher: Searcher, page: Page) -> Matching | None:
    """How the words of a page match; None where they are so few that most of them would be all."""
    query = page.query
    parsed = parse(query.text)
    if len(required(parsed.clause, parsed.quoted).parts) < 2:
        return Matching(page.match, query.match, "") if query.match else None
    return Matching(page.match, query.match or "", address(_other(searcher, query, page.match)))


def _other(searcher: Searcher, query: Query, mode: MatchMode) -> Query:
    """The query in the other mode; the one without any, where that has all words as well."""
    if mode == "all":
        return replace(query, match="most", page=1)
    usual = replace(query, match=None, page=1)
    has_all = bool(query.match) and searcher.search(replace(usual, per_page=1, facets=frozenset())).match == "all"
    return usual if has_all else replace(usual, match="all")
