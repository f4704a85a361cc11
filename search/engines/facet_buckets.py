"""Counts -> facets: which buckets are shown, in which order, and what is left. The same for every engine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Literal

from search.analysis.folds import fold
from search.facets import FacetField, all_facets
from search.model import NONE, Bucket, Facet, Listing, Precision, Query
from search.query import periods

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")


def counted(query: Query) -> dict[str, FacetField]:
    """The facets that a query wants counted, in their order."""
    return {name: facet for name, facet in all_facets().items() if query.facets is None or name in query.facets}


def mode(query: Query, facet: FacetField) -> Literal["any", "all"]:
    """Whether a document needs any or all of the chosen values. Dates exclude one another: any."""
    return "all" if facet.name in query.every and facet.name != "date" else "any"


def sort_key(facet: FacetField, value: str) -> tuple[str, str]:
    """What values with equal counts are sorted by: their labels, case folded."""
    return facet.label_of(value).casefold(), value


def keyword_facet(query: Query, facet: FacetField, counts: Mapping[str, int], missing: int) -> Facet:
    """The facet as the sidebar shows it. `counts` holds the values with a count above 0.

    Chosen and excluded values come first and always stay, also at 0; then by count, then by name, `query.facet_size`
    in all unless more are chosen.
    """
    first = [v for v in marked(query, facet.name) if v != NONE]
    # Chosen values are shown first in any case, and must not come twice.
    rest = (value for value in counts if value not in set(first))
    ranked = sorted(rest, key=lambda value: (-counts[value], sort_key(facet, value)))
    shown_first = sorted(first, key=lambda value: (-counts.get(value, 0), sort_key(facet, value)))
    return assemble(
        query,
        facet,
        [(v, counts.get(v, 0)) for v in shown_first]
        + [(v, counts[v]) for v in ranked[: max(0, query.facet_size - len(shown_first))]],
        distinct=len(counts),
        total=sum(counts.values()),
        missing=missing,
    )


def assemble(
    query: Query, facet: FacetField, shown: Iterable[tuple[str, int]], distinct: int, total: int, missing: int
) -> Facet:
    """A facet from the values to show with their counts; `total` is the sum of the counts of all values."""
    buckets = tuple(Bucket(v, facet.label_of(v), count, query.state(facet.name, v)) for v, count in shown)
    other = total - sum(bucket.count for bucket in buckets)
    return _facet(query, facet, buckets, distinct, other, missing)


def listing_facet(query: Query, facet: FacetField, listing: Listing, counts: Mapping[str, int], missing: int) -> Facet:
    """One page of all values with a count above 0 whose label holds what was looked for.

    `distinct` is the number of values found, `other` the sum of the counts of those found but not on this page.
    """
    wanted = folded(listing.contains)
    found = [value for value in counts if wanted in folded(facet.label_of(value))]
    found.sort(key=lambda value: sort_key(facet, value))
    if listing.order == "count":
        found.sort(key=lambda value: -counts[value])
    page = found[listing.offset : listing.offset + listing.size]
    shown = [(value, counts[value]) for value in page]
    return assemble(query, facet, shown, len(found), sum(counts[value] for value in found), missing)


Dated = tuple[str, Precision]
"""A date as stated: ("2024-06", "month")."""


def date_facet(
    query: Query,
    facet: FacetField,
    days: Mapping[Dated, int],
    missing: int,
    spread: Sequence[Sequence[Dated]] = (),
) -> Facet:
    """The date facet from the number of rows for each date as stated, in order of time.

    A row that has several dates is counted under each, and once under what holds them: `spread` are the dates of such
    rows. With nothing chosen its buckets are years, or months where every document lies in one year; a chosen period
    opens.
    """
    chosen = [value for value in marked(query, facet.name) if value != NONE]
    years = {value[:4] for value, _ in days}
    interval, inside = periods.drill(
        (v for v in query.chosen.get(facet.name, ()) if v != NONE), len(years), min(years, default=None)
    )
    length = {"year": 4, "month": 7, "day": 10}[interval]

    def bucket_of(day: Dated) -> str | None:
        fine = periods.INTERVALS.index(day[1]) >= periods.INTERVALS.index(interval)
        return day[0][:length] if fine and day[0].startswith(inside or ("",)) else None

    counts = _sums(days, spread, bucket_of)
    other = _sums(days, spread, lambda day: "")
    covered = _sums(days, spread, lambda day: None if bucket_of(day) is None else "")
    for value in chosen:
        if periods.interval_of(value) == interval:
            # What is chosen stays to be seen, and so can be taken back, where nothing is left in it.
            counts.setdefault(value, 0)
    trail = [value for value in chosen if periods.interval_of(value) != interval]
    inside_of = {v: _sums(days, spread, partial(_held, v)).get(v, 0) for v in trail}
    left = other.get("", 0) - covered.get("", 0)
    return _date(query, facet, counts, inside_of, left, interval, missing)


def _sums(
    days: Mapping[Dated, int], spread: Sequence[Sequence[Dated]], bucket_of: Callable[[Dated], str | None]
) -> dict[str, int]:
    """How many rows are in each bucket; a row with several dates in one is there once."""
    counts: dict[str, int] = {}
    for day, count in days.items():
        if (name := bucket_of(day)) is not None:
            counts[name] = counts.get(name, 0) + count
    for dates in spread:
        for name, times in Counter(map(bucket_of, dates)).items():
            if name is not None:
                counts[name] -= times - 1
    return counts


def _held(period: str, day: Dated) -> str | None:
    return period if len(day[0]) >= len(period) and day[0].startswith(period) else None


def _date(
    query: Query,
    facet: FacetField,
    counts: Mapping[str, int],
    trail: Mapping[str, int],
    other: int,
    interval: Precision,
    missing: int,
) -> Facet:
    def bucket(value: str, count: int) -> Bucket:
        return Bucket(value, value, count, query.state(facet.name, value))

    buckets = tuple(bucket(value, counts[value]) for value in sorted(counts))
    above = tuple(bucket(value, trail[value]) for value in sorted(trail))
    distinct = sum(1 for count in counts.values() if count)
    return _facet(query, facet, buckets, distinct, other, missing, interval, above)


def marked(query: Query, name: str) -> list[str]:
    """The values of a facet that are chosen or excluded, chosen ones first."""
    return list(dict.fromkeys((*query.chosen.get(name, ()), *query.excluded.get(name, ()))))


def _facet(
    query: Query,
    facet: FacetField,
    buckets: tuple[Bucket, ...],
    distinct: int,
    other: int,
    missing: int,
    interval: Precision | None = None,
    trail: tuple[Bucket, ...] = (),
) -> Facet:
    none = Bucket(NONE, facet.none_label, missing, query.state(facet.name, NONE))
    return Facet(facet.name, facet.label, mode(query, facet), buckets, distinct, other, none, interval, trail)


def folded(text: str) -> str:
    """A label as it is searched: case, accents and hyphens do not matter."""
    return " ".join(fold(part) for part in _BETWEEN.split(text.strip()) if part)
