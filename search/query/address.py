"""Query <-> query string: pure, in a fixed order, with defaults left out.

    q=wind+farm&source=The+Hindu&person=Kim+Jong+Un&person.mode=all&not.place=Russia&date=2024-06&sort=-date&page=2

Every query survives its address: `read(pairs(query)) == query`. An empty value counts as not given, because that is how
a form sends an empty field. Anything else that is not understood is refused by name, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, cast
from urllib.parse import quote_plus

from search.facets import all_facets
from search.model import GROUPS, MATCHES, NONE, SORTS, VIEWS, Listing, Query
from search.query.arrivals import is_bound
from search.query.typed_dates import typed_period

Pairs = Sequence[tuple[str, str]]
Order = Literal["count", "name"]

MAX_PER_PAGE = 100
MAX_FACET_SIZE = 100
MAX_PAGE = 1_000_000
LISTING_NAMES = ("prefix", "order", "page")
ORDERS: tuple[Order, ...] = ("count", "name")
LISTING_SIZE = 50
"""Values on one page of a facet's listing."""

OF_STORIES = ("group", "story", "not.story")
"""The parameters that only an index with stories can answer."""

_DEFAULTS = Query()
_NO_FACETS = "none"
_A_PERIOD = "a year, month or day such as 2024, 2024-06 or 2024-06-10"
_A_TYPED_DATE = "a year, month or day such as 2024, June 2024 or 10/06/2024 (day/month/year)"
_AN_ARRIVAL = f"{_A_PERIOD}, or a time in UTC such as 2024-06-10T09:30:00Z"


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that cannot be used: what it said, what is accepted, and the nearest known name or value."""

    parameter: str
    value: str
    detail: str
    accepted: str
    nearest: str | None = None


class BadParameters(Exception):
    """An address that cannot be read. `problems` has one entry for each parameter at fault."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.detail for problem in self.problems))


def names() -> list[str]:
    """The name of every parameter, in the order in which they are listed to people."""
    return list(_readers())


def address(query: Query, path: str = "/") -> str:
    """The path with the query's parameters, or the path alone where everything is at its default."""
    return placed(write(query), path)


def placed(string: str, path: str = "/") -> str:
    """A path with a query string behind it, or alone where that is empty."""
    return f"{path}?{string}" if string else path


def write(query: Query) -> str:
    """The query string, without the question mark."""
    return encode(pairs(query))


def encode(parameters: Pairs) -> str:
    """Pairs as a query string, with the characters left readable that need no escape there."""
    return "&".join([f"{escaped(name)}={escaped(value)}" for name, value in parameters])


def escaped(text: str) -> str:
    """A name or a value as it stands in a query string."""
    return _remembered(text) if len(text) <= _SHORT else _escaped(text)


def _escaped(text: str) -> str:
    return quote_plus(text, safe="():,/*")


_SHORT = 100
# The same names and values are written on page after page.
_remembered = lru_cache(maxsize=1 << 14)(_escaped)


def pairs(query: Query) -> list[tuple[str, str]]:
    """The parameters that are not at their default, in the fixed order."""
    found = words_pairs(query)
    # Every link of a page is written here, and nearly all queries leave nearly all facets alone.
    said = {*query.chosen, *query.excluded, *query.every, *query.some}
    for name in all_facets():
        if name in said:
            chosen, others = facet_pairs(query, name)
            found += chosen + others
    return found + view_pairs(query)


def words_pairs(query: Query) -> list[tuple[str, str]]:
    """What stands before the facets."""
    return [("q", query.text)] if query.text else []


def facet_pairs(query: Query, name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The chosen values of a facet, and what stands behind them: its mode and what is excluded."""
    chosen = [(name, value) for value in query.chosen.get(name, ()) if value]
    others = [(f"{name}.mode", mode) for mode, names in (("all", query.every), ("any", query.some)) if name in names]
    return chosen, others + [(f"not.{name}", value) for value in query.excluded.get(name, ()) if value]


def view_pairs(query: Query) -> list[tuple[str, str]]:
    """What stands behind the facets."""
    found = [("since", query.since), ("until", query.until), ("added_since", query.added_since)]
    found += [("sort", query.sort), ("group", query.group), ("match", query.match), ("view", query.view)]
    if query.facets is not None:
        found.append(("facets", ",".join(name for name in all_facets() if name in query.facets) or _NO_FACETS))
    for name in ("page", "per_page", "facet_size"):
        number = getattr(query, name)
        found.append((name, str(number) if number != getattr(_DEFAULTS, name) else ""))
    return [(name, value) for name, value in found if value]


def read(parameters: Pairs) -> Query:
    """The query of an address. Raises BadParameters, which names everything that is wrong at once."""
    readers = _readers()
    reading = _Reading([unknown(name, value) for name, value in parameters if name not in readers])
    for name, values in _grouped(parameters).items():
        if name in readers:
            readers[name](reading, name, values)
    if reading.problems:
        raise BadParameters(reading.problems)
    query = reading.query
    return replace(query, some=query.some & set(query.chosen))


def read_listing(facet: str, parameters: Pairs) -> tuple[Query, Listing, int]:
    """The query, the look inside a facet, and its page (from 1): `prefix`, `order` and `page` belong to the listing."""
    own = _grouped([(name, value) for name, value in parameters if name in LISTING_NAMES])
    reading = _Reading()
    prefix = _single(reading, "prefix", own.get("prefix", [""]))
    order = _one_of(reading, "order", own.get("order", ["count"]), ORDERS)
    page = _number(reading, "page", own.get("page", ["1"]), MAX_PAGE)
    query = _rest(reading, parameters, LISTING_NAMES)
    offset = (page - 1) * LISTING_SIZE
    return query, Listing(facet, prefix.strip(), cast(Order, order), offset, LISTING_SIZE), page


def listing_pairs(query: Query, listing: Listing, page: int = 1) -> list[tuple[str, str]]:
    """The parameters of a look inside a facet, in the fixed order."""
    own = [
        ("prefix", listing.contains),
        ("order", "" if listing.order == "count" else listing.order),
        ("page", "" if page == 1 else str(page)),
    ]
    return [*pairs(query.turn(1)), *((name, value) for name, value in own if value)]


def without(parameters: Pairs, names: Iterable[str]) -> list[tuple[str, str]]:
    """The parameters but for those of the given names: an address that drops what could not be read."""
    dropped = set(names)
    return [(name, value) for name, value in parameters if name not in dropped and value]


def _rest(reading: _Reading, parameters: Pairs, own: Collection[str]) -> Query:
    """The query of an address that has parameters of its own, which have been read. Raises BadParameters for both."""
    try:
        query = read([(name, value) for name, value in parameters if name not in own])
    except BadParameters as bad:
        raise BadParameters([*reading.problems, *bad.problems]) from None
    if reading.problems:
        raise BadParameters(reading.problems)
    return query


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what could not be."""

    problems: list[Problem] = field(default_factory=list)
    query: Query = _DEFAULTS

    def put(self, **values: Any) -> None:
        self.query = replace(self.query, **values)


_Reader = Callable[[_Reading, str, list[str]], None]


def _readers() -> Mapping[str, _Reader]:
    """What reads each parameter, by name, in the order in which they are listed to people."""
    readers: dict[str, _Reader] = {"q": _read_text}
    for name, facet in all_facets().items():
        readers |= {name: _read_chosen, f"not.{name}": _read_excluded}
        readers |= {f"{name}.mode": _read_mode} if facet.multiple else {}
    readers |= {"since": _read_bound, "until": _read_bound, "added_since": _read_arrival}
    readers |= {"sort": _read_sort, "group": _read_group, "match": _read_match, "view": _read_view}
    readers |= {"facets": _read_facets}
    return readers | {"page": _read_page, "per_page": _read_per_page, "facet_size": _read_facet_size}


def _grouped(parameters: Pairs) -> dict[str, list[str]]:
    """The values of each parameter, without empty and repeated ones, in the order given."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in dict.fromkeys(parameters):
        if value:
            groups[name].append(value)
    return dict(groups)


def unknown(name: str, value: str, accepted: Sequence[str] = ()) -> Problem:
    """A parameter that does not exist, with the nearest that does."""
    known = list(accepted or _readers())
    nearest = next(iter(get_close_matches(name.casefold(), known, n=1, cutoff=0.6)), None)
    hint = f" Did you mean “{nearest}”?" if nearest else ""
    return Problem(name, value, f"There is no parameter “{_short(name)}”.{hint}", ", ".join(known), nearest)


def _read_text(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(text=_single(reading, name, values))


def _read_chosen(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(chosen={**reading.query.chosen, name: _facet_values(reading, name, name, values)})


def _read_excluded(reading: _Reading, name: str, values: list[str]) -> None:
    facet = name.removeprefix("not.")
    reading.put(excluded={**reading.query.excluded, facet: _facet_values(reading, name, facet, values)})


def _facet_values(reading: _Reading, name: str, facet: str, values: list[str]) -> tuple[str, ...]:
    if facet != "date":
        return tuple(values)
    read = {value: value if value == NONE else typed_period(value) for value in values}
    for value in (value for value, period in read.items() if period is None):
        _refuse(reading, name, value, f"{_A_TYPED_DATE}, or {NONE} for articles without a date")
    return tuple(dict.fromkeys(filter(None, read.values())))


def _read_mode(reading: _Reading, name: str, values: list[str]) -> None:
    said = "every" if _one_of(reading, name, values, ("any", "all")) == "all" else "some"
    reading.put(**{said: getattr(reading.query, said) | {name.removesuffix(".mode")}})


def _read_bound(reading: _Reading, name: str, values: list[str]) -> None:
    typed = _single(reading, name, values).strip()
    if typed and typed_period(typed) is None:
        field = {"since": "From", "until": "To"}[name]
        detail = f"“{_short(typed)}” cannot be read as a date ({field}, “{name}”): use {_A_TYPED_DATE}."
        reading.problems.append(Problem(name, typed, detail, _A_TYPED_DATE))
    reading.put(**{name: typed_period(typed) if typed else None})


def _read_arrival(reading: _Reading, name: str, values: list[str]) -> None:
    bound = _single(reading, name, values).strip()
    # Python takes the digits of every script for digits; an address has those of ASCII.
    if bound and not (bound.isascii() and is_bound(bound)):
        _refuse(reading, name, bound, _AN_ARRIVAL)
    reading.put(added_since=bound or None)


def _read_sort(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(sort=_one_of(reading, name, values, SORTS))


def _read_group(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(group=_one_of(reading, name, values, GROUPS))


def _read_match(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(match=_one_of(reading, name, values, MATCHES))


def _read_view(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(view=_one_of(reading, name, values, VIEWS))


def _read_facets(reading: _Reading, name: str, values: list[str]) -> None:
    """Names with commas between them, or "none": what is counted is asked for in one parameter."""
    named = [one.strip() for one in _single(reading, name, values).split(",")]
    known = (*all_facets(), _NO_FACETS)
    for unknown in dict.fromkeys(one for one in named if one not in known):
        nearest = next(iter(get_close_matches(unknown.casefold(), known, n=1)), None)
        accepted = f"{', '.join(all_facets())}, with commas between them, or {_NO_FACETS}"
        reading.problems.append(_problem(name, unknown, accepted, nearest))
    reading.put(facets=frozenset(named) - {_NO_FACETS})


def _read_page(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(**{name: _number(reading, name, values, MAX_PAGE)})


def _read_per_page(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(**{name: _number(reading, name, values, MAX_PER_PAGE)})


def _read_facet_size(reading: _Reading, name: str, values: list[str]) -> None:
    reading.put(**{name: _number(reading, name, values, MAX_FACET_SIZE)})


def single(problems: list[Problem], name: str, values: Sequence[str]) -> str:
    """The one value of a parameter, "" without one; several are a problem."""
    if len(values) > 1:
        problems.append(_problem(name, values[1], "only one value"))
    return values[0] if values else ""


def one_of(problems: list[Problem], name: str, values: Sequence[str], accepted: Sequence[str]) -> str:
    """The same, where only some values are accepted."""
    value = single(problems, name, values)
    if value and value not in accepted:
        nearest = next(iter(get_close_matches(value.casefold(), accepted, n=1)), None)
        known = " or ".join(filter(None, (", ".join(accepted[:-1]), accepted[-1])))
        problems.append(_problem(name, value, known, nearest))
    return value


def _single(reading: _Reading, name: str, values: list[str]) -> str:
    return single(reading.problems, name, values)


def _one_of(reading: _Reading, name: str, values: list[str], accepted: Sequence[str]) -> str:
    return one_of(reading.problems, name, values, accepted)


def number(problems: list[Problem], name: str, values: Sequence[str], most: int) -> int:
    """A whole number from 1, which it is if none is given."""
    value = single(problems, name, values)
    # Spelled out, because `int` also takes signs, underscores and the digits of every script: one page has one address.
    if re.fullmatch(r"0{0,9}[1-9]\d{0,8}", value, re.ASCII) and int(value) <= most:
        return int(value)
    if values:
        problems.append(_problem(name, value, f"a whole number from 1 to {most:,}"))
    return 1


def _number(reading: _Reading, name: str, values: list[str], most: int) -> int:
    return number(reading.problems, name, values, most)


def _refuse(reading: _Reading, name: str, value: str, accepted: str) -> None:
    reading.problems.append(_problem(name, value, accepted))


def _problem(name: str, value: str, accepted: str, nearest: str | None = None) -> Problem:
    return Problem(name, value, f"“{name}” cannot be “{_short(value)}”: use {accepted}.", accepted, nearest)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
