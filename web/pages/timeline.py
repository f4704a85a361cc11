"""The timeline page: two charts, a table with the same figures, and distinctive names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.answers import keyness
from search.answers.timeline import Period, Timeline, timeline
from search.cli.options import plural
from search.engines.base import Searcher
from search.facets import all_facets
from search.model import MatchMode, Precision, Query
from search.query import address
from search.query.periods import period_words
from search.query.timeline_address import same_filters, timeline_pairs
from search.store.builds import Index
from web.pages.chosen_filters import Filter, chips
from web.pages.next_tick import in_company
from web.pages.timeline_chart import Chart, charts
from web.pages.wording import percent, units

PATH = "/timeline"


@dataclass(frozen=True, slots=True)
class Series:
    """One of the queries in the charts: its words, the number of its results, and their address.

    `match` says whether the results have all of the words or most of them.
    """

    words: str
    total: int
    url: str
    match: MatchMode


@dataclass(frozen=True, slots=True)
class Row:
    """A period as a row of the table: for each query its count, share and address."""

    period: str
    cells: tuple[tuple[int, str, str], ...]
    every: int


@dataclass(frozen=True, slots=True)
class Name:
    """A distinctive name: how many results and how many articles mention it, and the address of those results."""

    value: str
    count: int
    every: int
    url: str


Group = tuple[str, tuple[Name, ...]]
"""The names of one kind, under its label."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Everything the page shows; `since` and `until` in words. `kept` are the parameters that the form must repeat.

    `names` has for each side, by its words, who is named more often there than elsewhere.
    """

    query: Query
    other: str
    since: str
    until: str
    series: tuple[Series, ...]
    charts: tuple[Chart, ...]
    rows: tuple[Row, ...]
    interval: Precision
    intervals: tuple[tuple[Precision, str], ...]
    outside: tuple[str, ...]
    filters: tuple[Filter, ...]
    other_filters: tuple[Filter, ...]
    names: tuple[tuple[str, tuple[Group, ...]], ...]
    kept: tuple[tuple[str, str], ...]
    back: str


_LABELS: dict[Precision, str] = {"year": "Year", "month": "Month", "day": "Day"}
_FIELDS = ("q", "vs", "since", "until", "page")


def comparison(index: Index, query: Query, other: Query | None, by: Precision | None) -> TimelinePage:
    """The timeline of a query, beside another one if there is one."""
    queries = (query, other) if other else (query,)
    found = timeline(index.searcher, queries, by)

    def url(series: int, period: str) -> str:
        asked = queries[series]
        return address.address(replace(asked, chosen={**asked.chosen, "date": (period,)}, page=1))

    apart = other is not None and not same_filters(query, other)
    series = tuple(
        _series(index.searcher, asked, total, told=apart) for asked, total in zip(queries, found.totals, strict=True)
    )
    return TimelinePage(
        query=query,
        other=other.text if other and other.text != query.text.strip() else "",
        since=period_words(query.since) if query.since else "",
        until=period_words(query.until) if query.until else "",
        series=series,
        charts=charts(found, url, query.unit),
        rows=tuple(
            _row(period, [url(n, period.value) for n in range(len(queries))])
            for period in found.periods
            if period.every
        ),
        interval=found.interval,
        intervals=tuple((interval, _LABELS[interval]) for interval in found.intervals),
        outside=tuple(_outside(found, series, query.unit)),
        filters=tuple(_filters(query, other, by)),
        other_filters=tuple(_other_filters(query, other, by)) if other and apart else (),
        names=tuple(_named(index, queries, series)),
        kept=tuple(pair for pair in timeline_pairs(query, other) if pair[0] not in _FIELDS),
        back=address.address(query),
    )


def link(query: Query, other: Query | None = None, by: Precision | None = None) -> str:
    """The address of a timeline."""
    return address.placed(address.encode(timeline_pairs(query, other, by)), PATH)


def _series(searcher: Searcher, query: Query, total: int, *, told: bool) -> Series:
    """A side of the comparison; its filters are `told` where they are not common to both."""
    filters = [chip for chip in chips(query) if chip.facet != "Date"] if told else []
    said = [query.text, *(f"not {chip.words}" if chip.negative else chip.words for chip in filters)]
    words = ", ".join(part for part in said if part) or f"All {units(query.unit)}"
    match = searcher.search(replace(query, page=1, per_page=1, facets=frozenset())).match
    return Series(words, total, address.address(replace(query, page=1)), match)


def _row(period: Period, urls: list[str]) -> Row:
    cells = ((count, percent(period.share(n) or 0.0), urls[n]) for n, count in enumerate(period.counts))
    return Row(period_words(period.value), tuple(cells), period.every)


def _outside(found: Timeline, series: Iterable[Series], unit: str) -> Iterator[str]:
    """What the charts leave out, in words, for each query."""
    for count, one in zip(found.outside, series, strict=True):
        of = f" for “{one.words}”" if len(found.outside) > 1 else ""
        if count:
            has, is_ = ("has", "is") if count == 1 else ("have", "are")
            yield f"{plural(count, unit)}{of} {has} no known {found.interval} and {is_} not shown."


def _filters(query: Query, other: Query | None, by: Precision | None) -> Iterator[Filter]:
    for chip in chips(query):
        beside = other and (
            replace(chip.query, text=other.text) if same_filters(query, other) else _dated(other, chip.query)
        )
        yield Filter(chip.facet, chip.words, chip.negative, link(chip.query, beside, by))


def _dated(other: Query, query: Query) -> Query:
    """The other side with the bounds of a query."""
    return replace(other, since=query.since, until=query.until, added_since=query.added_since)


def _other_filters(query: Query, other: Query, by: Precision | None) -> Iterator[Filter]:
    """What the other side has by itself, dates aside."""
    for chip in chips(other):
        if chip.facet != "Date":
            yield Filter(chip.facet, chip.words, chip.negative, link(query, chip.query, by))


def _named(index: Index, queries: Sequence[Query], series: Sequence[Series]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """The words of each query about whose articles there are names to tell, with those."""
    for asked, one in zip(queries, series, strict=True):
        if groups := tuple(_names(index, asked, one.total)):
            yield one.words, groups


def _names(index: Index, query: Query, total: int) -> Iterator[Group]:
    every = index.searcher.count(Query(group=query.group))
    found = keyness.outstanding(index.searcher, query, total, every)
    for facet, names in found.items():
        shown = (
            Name(n.value, n.count, n.every, address.address(in_company(query).toggle(facet, n.value))) for n in names
        )
        yield all_facets()[facet].label, tuple(shown)
