"""The address of a timeline: a query, what it is compared with (`vs`, `vs.person` ...), and the interval (`by`).

    person=Ada+Long&vs.person=Ben+Oak&by=year

`vs` are other words, under the same filters. As soon as there is a filter with `vs.` before it, the other side has
those filters and no others; its words are those of `vs`, or the same without it. Dates, and whether near-duplicates are
grouped, are common to both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from search.facets import keyword_facets
from search.model import Precision, Query
from search.query.address import BadParameters, Pairs, Problem, facet_pairs, one_of, pairs, read, single
from search.query.periods import INTERVALS

OTHER = "vs"
_PREFIX = f"{OTHER}."


def filter_names() -> list[str]:
    """The parameters of the other side's filters."""
    facets = keyword_facets()
    named = [name for facet in facets for name in (facet.name, f"not.{facet.name}")]
    return [_PREFIX + name for name in (*named, *(f"{facet.name}.mode" for facet in facets if facet.multiple))]


def names() -> list[str]:
    """The parameters that a timeline has besides those of a query."""
    return [OTHER, "by", *filter_names()]


def read_timeline(parameters: Pairs) -> tuple[Query, Query | None, Precision | None]:
    """The query, the one that it is compared with, and the interval asked for. Raises BadParameters."""
    own = set(names())
    problems: list[Problem] = []
    query = _read([(name, value) for name, value in parameters if name not in own], problems)
    kept = [(name.removeprefix(_PREFIX), value) for name, value in parameters if name in own and "." in name]
    filters = _read(kept, problems, _PREFIX)
    words = single(problems, OTHER, _values(parameters, OTHER)).strip()
    by = one_of(problems, "by", _values(parameters, "by"), INTERVALS)
    if problems:
        raise BadParameters(problems)
    return query, _other(query, words, filters), cast("Precision | None", by or None)


def timeline_pairs(
    query: Query, other: Query | None = None, interval: Precision | None = None
) -> list[tuple[str, str]]:
    """The parameters of a timeline, in the fixed order."""
    found = pairs(query.turn(1))
    if other:
        found += [(OTHER, other.text)] if other.text and other.text != query.text.strip() else []
        found += [] if same_filters(query, other) else _filters(other)
    return found + ([("by", interval)] if interval else [])


def same_filters(one: Query, other: Query) -> bool:
    """Whether two queries choose and exclude the same, dates aside."""
    return _filtered(one) == _filtered(other)


def _read(parameters: Pairs, problems: list[Problem], prefix: str = "") -> Query:
    """The query of some parameters, which have a prefix in the address."""
    try:
        return read(parameters)
    except BadParameters as bad:
        for problem in bad.problems:
            name = prefix + problem.parameter
            detail = problem.detail.replace(f"“{problem.parameter}”", f"“{name}”", 1)
            problems.append(replace(problem, parameter=name, detail=detail))
        return Query()


def _values(parameters: Pairs, wanted: str) -> list[str]:
    return list(dict.fromkeys(value for name, value in parameters if name == wanted and value))


def _other(query: Query, words: str, filters: Query) -> Query | None:
    """The other side; None where it would not differ."""
    text = words or query.text.strip()
    own = _filtered(filters)
    common = {"date": query.chosen["date"]} if "date" in query.chosen else {}
    without = {"date": query.excluded["date"]} if "date" in query.excluded else {}
    other = replace(query, text=text, page=1)
    if own != _filtered(Query()):
        chosen, excluded, every, some = own
        other = replace(other, chosen={**common, **chosen}, excluded={**without, **excluded}, every=every, some=some)
    return None if text == query.text.strip() and same_filters(query, other) else other


Filtered = tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]


def _filtered(query: Query) -> Filtered:
    """What a query chooses and excludes, dates aside."""
    chosen, excluded = (
        {name: values for name, values in found.items() if name != "date" and values}
        for found in (query.chosen, query.excluded)
    )
    return chosen, excluded, query.every, query.some


def _filters(other: Query) -> Iterator[tuple[str, str]]:
    for facet in keyword_facets():
        for found in facet_pairs(other, facet.name):
            yield from ((_PREFIX + name, value) for name, value in found)
