"""The page on which a sample of the results is drawn, and the sheet that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.answers.research.coding_sheet import codes, sheet_rows
from search.answers.research.sampling import Drawing, drawing, sample
from search.errors import InputInvalid
from search.facets import all_facets
from search.ledger.texts import fingerprint, texts
from search.model import Query
from search.query import address
from search.store.builds import Index, build_folder
from web.live import live

PATH = "/sample"
OWN = ("n", "seed", "per", "each", "code")
"""The parameters of the sheet besides those of the query."""
MOST_ON_PAGE = 5_000
"""The largest sample that the server draws: larger ones are for the terminal."""


@dataclass(frozen=True, slots=True)
class SamplePage:
    """What the form shows: the query as hidden fields, how many results there are, and what can be drawn per."""

    kept: list[tuple[str, str]]
    total: int
    back: str
    facets: list[tuple[str, str]]
    most: int = MOST_ON_PAGE


def sample_page(index: Index, query: Query) -> SamplePage:
    """The form over a query."""
    found = [(name, facet.label) for name, facet in all_facets().items() if not facet.multiple]
    total = index.searcher.count(address.read([(n, v) for n, v in _kept(query) if n != "group"]))
    return SamplePage(_kept(query), total, address.address(query), found)


def _kept(query: Query) -> list[tuple[str, str]]:
    return [pair for pair in address.pairs(query) if pair[0] not in ("page", "per_page", "facet_size", "view")]


def link(query: Query) -> str:
    """The address of the form for a query."""
    return address.address(query.turn(1), PATH)


def read(parameters: address.Pairs) -> tuple[Query, Drawing, tuple[str, ...]]:
    """What the form sends. Raises InputInvalid and BadParameters."""
    own = {name: value.strip() for name, value in parameters if name in OWN and value.strip()}
    query = address.read([(name, value) for name, value in parameters if name not in OWN])
    how = drawing(_number(own.get("n", "100")), own.get("seed", "1"), own.get("per", ""), _number(own.get("each", "0")))
    if how.size > MOST_ON_PAGE:
        raise InputInvalid(f"a sample drawn here has at most {MOST_ON_PAGE:,} articles; in a terminal it can be larger")
    return query, how, codes(own.get("code", ""))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise InputInvalid(f"“{text[:80]}” is not a whole number")
    return int(text)


def sheet(index: Index, query: Query, how: Drawing, names: tuple[str, ...], host: str) -> Iterator[str]:
    """The sheet, line by line. Raises IndexUnusable."""
    known = texts(build_folder(live().folder, index.manifest))
    return sheet_rows(sample(index.searcher, query, how), known, fingerprint(known.values()), names, host)
