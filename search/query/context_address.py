"""The address of a concordance: a query, the order of its lines, how much is shown of each, and the page.

    q=wind+farm&source=The+Hindu&sort=left&width=80&window=3&page=2

`sort` is that of lines, and no order of articles. What only says how results are shown has no place here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, cast

from search.model import Query
from search.query import address
from search.query.address import BadParameters, Pairs, Problem, number, one_of

LineOrder = Literal["day", "left", "right"]
ORDERS: tuple[LineOrder, ...] = ("day", "left", "right")
WIDTH, MAX_WIDTH = 60, 500
"""Characters on each side of a match."""
WINDOW, MAX_WINDOW = 5, 50
"""Words on each side of a match, among which collocates are looked for."""
PER_PAGE = 50
OWN = ("sort", "width", "window", "page", "per_page")


@dataclass(frozen=True, slots=True)
class Context:
    """A concordance that is asked for. `query` is without anything that only results have."""

    query: Query = field(default_factory=Query)
    order: LineOrder = "day"
    width: int = WIDTH
    window: int = WINDOW
    page: int = 1
    per_page: int = PER_PAGE

    def turn(self, page: int) -> Context:
        """Another page, counted from 1."""
        return replace(self, page=page)


_DEFAULTS = Context()


def of_query(query: Query) -> Context:
    """The concordance of a query's results."""
    default = Query()
    plain = replace(query, sort=None, view=None, facets=None, page=1)
    return Context(replace(plain, per_page=default.per_page, facet_size=default.facet_size))


def read_context(parameters: Pairs) -> Context:
    """The concordance of an address. Raises BadParameters, which names everything that is wrong at once."""
    problems: list[Problem] = []
    given = {name: [*dict.fromkeys(v for n, v in parameters if n == name and v)] for name in OWN}
    order = one_of(problems, "sort", given["sort"], ORDERS) or "day"

    def count(name: str, default: int, most: int) -> int:
        return number(problems, name, given[name], most) if given[name] else default

    width, window = count("width", WIDTH, MAX_WIDTH), count("window", WINDOW, MAX_WINDOW)
    page, per_page = count("page", 1, address.MAX_PAGE), count("per_page", PER_PAGE, address.MAX_PER_PAGE)
    query = Query()
    try:
        query = address.read([(name, value) for name, value in parameters if name not in OWN])
    except BadParameters as bad:
        problems += bad.problems
    if problems:
        raise BadParameters(problems)
    return Context(of_query(query).query, cast(LineOrder, order), width, window, page, per_page)


def context_pairs(context: Context) -> list[tuple[str, str]]:
    """The parameters that are not at their default, in the fixed order."""
    found = address.pairs(of_query(context.query).query)
    found += [("sort", context.order)] if context.order != _DEFAULTS.order else []
    for name in OWN[1:]:
        value = getattr(context, name)
        found += [(name, str(value))] if value != getattr(_DEFAULTS, name) else []
    return found


def context_address(context: Context, path: str) -> str:
    """The path with the parameters of a concordance."""
    return address.placed(address.encode(context_pairs(context)), path)
