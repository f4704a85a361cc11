"""How often over time: the results of queries by year, month or day, beside all articles of the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engines.base import Searcher
from search.model import NONE, Listing, Precision, Query
from search.query.periods import INTERVALS, interval_of, overlap, row

MOST = 420
"""Periods in a row, at most: 35 years of months, a year of days. More would be thinner than a pixel on a phone."""
COMFORTABLE = 120
"""Periods in a row that are shown where nobody asks for finer ones."""
_PARTS = {"month": 12, "day": 31}


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day: how many results of each query are in it, and how many articles of the corpus."""

    value: str
    counts: tuple[int, ...]
    every: int

    def share(self, query: int) -> float | None:
        """The part of the period's articles that a query finds, from 0 to 1; None where the corpus has none."""
        return self.counts[query] / self.every if self.every else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods in order, without a gap; those without any article of the corpus are among them.

    `intervals` are those to choose from, widest first. For each query, `totals` counts its results, and `outside`
    those of them in no period: undated, or dated less precisely than that.
    """

    interval: Precision
    intervals: tuple[Precision, ...]
    periods: tuple[Period, ...]
    totals: tuple[int, ...]
    outside: tuple[int, ...]


def timeline(searcher: Searcher, queries: Sequence[Query], by: Precision | None = None) -> Timeline:
    """The timeline of queries that have their dates in common, by an interval where that gives no more than MOST.

    The time is that of the corpus, within the bounds and the chosen dates. Grouped queries count rows.
    """
    asked = queries[0]
    corpus = Query(since=asked.since, until=asked.until, excluded=_only_dates(asked.excluded), group=asked.group)
    within = tuple(value for value in asked.chosen.get("date", ()) if value != NONE)
    rows = _rows(searcher, corpus, within)
    interval = by if by in rows else _fitting(rows)
    drawn = rows[interval]
    found = [_counts(searcher, query, _opened(interval, drawn)) for query in queries]
    totals = tuple(map(searcher.count, queries))
    periods = tuple(Period(v, tuple(counts.get(v, 0) for counts in found), every) for v, every in drawn.items())
    shown = (_shown(searcher, query, counts, tuple(drawn)) for query, counts in zip(queries, found, strict=True))
    outside = tuple(total - inside for total, inside in zip(totals, shown, strict=True))
    return Timeline(interval, tuple(rows), periods, totals, outside)


def _shown(searcher: Searcher, query: Query, counts: Mapping[str, int], drawn: tuple[str, ...]) -> int:
    """How many results are in any of the periods. A row may be in several: those are counted by asking for all."""
    if query.group and drawn:
        return searcher.count(_dated(query, drawn))
    return sum(counts.get(value, 0) for value in drawn)


def _only_dates(values: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {"date": values["date"]} if "date" in values else {}


Row = dict[str, int]
"""Periods in order, without a gap, and how many articles of the corpus are in each."""


def _rows(searcher: Searcher, corpus: Query, within: Sequence[str]) -> dict[Precision, Row]:
    """The row of every interval that is no wider than what is chosen and that gives no more than MOST periods."""
    finest = max((interval_of(value) for value in within), key=INTERVALS.index, default=INTERVALS[0])
    rows: dict[Precision, Row] = {}
    found: Row = {}
    for interval in INTERVALS:
        if found and len(found) * _PARTS.get(interval, 1) > MOST:
            break
        counts = _counts(searcher, corpus, tuple(found))
        found = {value: counts.get(value, 0) for value in _inside(_row(counts), within)}
        if not found:
            break
        if INTERVALS.index(interval) >= INTERVALS.index(finest):
            rows[interval] = found
    return rows or {finest: found}


def _row(counts: Mapping[str, int]) -> list[str]:
    """Every period from the first to the last; only those that count where a mistaken date makes that too many."""
    if not counts:
        return []
    values = row(min(counts), max(counts))
    return values if len(values) <= MOST else sorted(counts)


def _inside(values: Iterable[str], within: Sequence[str]) -> list[str]:
    return [value for value in values if not within or any(overlap(value, chosen) for chosen in within)]


def _fitting(rows: Mapping[Precision, Row]) -> Precision:
    """The finest interval with a comfortable number of periods; the widest if none has."""
    fitting = [interval for interval, found in rows.items() if len(found) <= COMFORTABLE]
    return fitting[-1] if fitting else next(iter(rows))


def _opened(interval: Precision, values: Iterable[str]) -> tuple[str, ...]:
    """The periods, one interval wider, that a date facet must have chosen to be counted by an interval."""
    return () if interval == "year" else tuple(dict.fromkeys(value.rpartition("-")[0] for value in values))


def _counts(searcher: Searcher, query: Query, opened: tuple[str, ...]) -> dict[str, int]:
    """How many results are in each period inside of the opened ones, or in each year.

    The date facet ignores its own choices, so choosing what is to be opened changes no count.
    """
    facet = searcher.values(_dated(query, opened), Listing("date"))
    if not opened and facet.interval != "year":  # all are in one year, so it comes opened
        dated = sum(bucket.count for bucket in facet.buckets) + facet.other
        return {_only_year(searcher, query): dated} if dated else {}
    return {bucket.value: bucket.count for bucket in facet.buckets if bucket.count}


def counts_by_year(searcher: Searcher, query: Query) -> dict[str, int]:
    """How many results are in each year that has any; what is chosen of dates makes no difference."""
    return _counts(searcher, query, ())


def _only_year(searcher: Searcher, query: Query) -> str:
    """The year of the results, all of which with a date are in one."""
    newest = replace(_dated(query, ()), sort="-date", page=1, per_page=1, facets=frozenset())
    [day] = [hit.document.day for hit in searcher.search(newest).hits]
    return day.value[:4] if day else ""


def _dated(query: Query, dates: tuple[str, ...]) -> Query:
    return replace(query, chosen={**query.chosen, "date": dates})
