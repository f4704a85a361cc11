"""The facets as the page shows them: every value with its state and its addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from search.facets import all_facets
from search.model import KINDS, NONE, Bucket, Facet, Query
from search.query.address import address, placed
from search.query.links import Clicks
from search.query.periods import period_short, period_words
from web.pages.date_histogram import Bar, bars
from web.pages.entity import entity_address
from web.pages.wording import wider

COLUMN = 10
"""The width of a column of the histogram, in the drawing's units."""
MOST_LINKS = 100
"""Bars that are links; more would be thinner than three pixels, and the list below has the same links."""
SHORT_LIST = 12
"""Dates that are listed below their bars; longer lists start closed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: a checkbox, and the addresses that have the effect of ticking or excluding it.

    `field` is the parameter that the checkbox sends. `id` is the same wherever the value is shown, to keep the focus.
    `about` is the page of an entity, "" for other values.
    """

    id: str
    field: str
    value: str
    label: str
    count: int
    state: str
    toggle: str
    exclude: str
    about: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet of keywords. `more` is the address of all values, or None if all are shown."""

    name: str
    label: str
    every: bool
    switch: bool
    choices: tuple[Choice, ...]
    none: Choice | None
    selection: str
    open: bool
    distinct: int
    more: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of the histogram as a link. `left` is its left edge, in the drawing's units."""

    bar: Bar
    left: int
    words: str
    short: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step from all dates down to a day. `url` is None for the current one."""

    words: str
    url: str | None


@dataclass(frozen=True, slots=True)
class DatePanel:
    """The date facet. `kept` are the parameters that a form must repeat, because no field shows them.

    `clickable` is whether its bars are wide enough to be links.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    width: int
    clickable: bool
    listed: tuple[Column, ...]
    folded: bool
    steps: tuple[Step, ...]
    interval: str
    since: str
    until: str
    none: Choice | None
    selection: str
    kept: tuple[tuple[str, str], ...]


def panels(query: Query, facets: Iterable[Facet]) -> tuple[Panel | DatePanel, ...]:
    """Every facet, in the order of the page, without optional ones that have nothing to choose."""
    clicks = Clicks(query)
    shown = (facet for facet in facets if _is_shown(facet))
    return tuple(_date_panel(clicks, facet) if facet.interval else _panel(clicks, facet) for facet in shown)


def _is_shown(facet: Facet) -> bool:
    return bool(not all_facets()[facet.name].optional or facet.buckets or facet.missing.state != "none")


def choice(clicks: Clicks, facet: str, bucket: Bucket) -> Choice:
    """A value with its addresses."""
    digest = blake2b(f"{facet}\0{bucket.value}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return Choice(
        id=f"v{digest}",
        field=f"not.{facet}" if bucket.state == "excluded" else facet,
        value=bucket.value,
        label=bucket.label,
        count=bucket.count,
        state=bucket.state,
        toggle=placed(clicks.toggle(facet, bucket.value)),
        exclude=placed(clicks.exclude(facet, bucket.value)),
        about=entity_address(facet, bucket.value) if facet in KINDS and bucket.value != NONE else "",
    )


def _panel(clicks: Clicks, facet: Facet) -> Panel:
    query = clicks.query
    field = all_facets()[facet.name]
    shown = sum(1 for bucket in facet.buckets if bucket.count)
    choices = tuple(choice(clicks, facet.name, bucket) for bucket in facet.buckets)
    none = _none(clicks, facet)
    marked = [c for c in (*choices, *((none,) if none else ())) if c.state != "none"]
    return Panel(
        name=facet.name,
        label=facet.label,
        every=facet.mode == "all",
        switch=field.multiple and bool(query.chosen.get(facet.name)),
        choices=choices,
        none=none,
        selection=_selection(marked),
        open=not field.folded or bool(marked),
        distinct=facet.distinct,
        more=address(query.turn(1), f"/facets/{facet.name}") if facet.distinct > shown else None,
    )


def _none(clicks: Clicks, facet: Facet) -> Choice | None:
    """The documents without a value, unless there are none and none were asked for."""
    wanted = facet.missing.count or facet.missing.state != "none"
    return choice(clicks, facet.name, facet.missing) if wanted else None


def _selection(marked: Iterable[Choice]) -> str:
    return ", ".join(f"not {c.label}" if c.state == "excluded" else c.label for c in marked)


def _date_panel(clicks: Clicks, facet: Facet) -> DatePanel:
    query = clicks.query
    columns = tuple(_column(clicks, facet.name, bar, place) for place, bar in enumerate(bars(facet)))
    chosen = query.chosen.get(facet.name, ())
    excluded = query.excluded.get(facet.name, ())
    marked = [*(_words(facet, v) for v in chosen), *(f"not {_words(facet, v)}" for v in excluded)]
    listed = tuple(column for column in columns if column.bar.bucket.count or column.bar.bucket.state != "none")
    none = _none(clicks, facet)
    return DatePanel(
        name=facet.name,
        label=facet.label,
        columns=columns,
        width=len(columns) * COLUMN,
        clickable=len(columns) <= MOST_LINKS,
        listed=listed,
        folded=len(listed) > SHORT_LIST,
        steps=_steps(query, facet),
        interval=facet.interval or "",
        since=query.since or "",
        until=query.until or "",
        none=none,
        selection=", ".join(marked),
        kept=_kept(facet, chosen, excluded, none),
    )


def _column(clicks: Clicks, facet: str, bar: Bar, place: int) -> Column:
    value = bar.bucket.value
    return Column(bar, place * COLUMN, period_words(value), period_short(value), placed(clicks.toggle(facet, value)))


def _words(facet: Facet, value: str) -> str:
    return facet.missing.label if value == facet.missing.value else period_words(value)


def _kept(
    facet: Facet, chosen: Iterable[str], excluded: Iterable[str], none: Choice | None
) -> tuple[tuple[str, str], ...]:
    values = [*((facet.name, v) for v in chosen), *((f"not.{facet.name}", v) for v in excluded)]
    return tuple(pair for pair in values if none is None or pair[1] != none.value)


def _steps(query: Query, facet: Facet) -> tuple[Step, ...]:
    """All dates, then the periods that contain the selected one, then that one."""
    periods = [value for value in query.chosen.get(facet.name, ()) if value != facet.missing.value]
    if not periods:
        return ()
    everything = Step("All dates", address(query.without(facet.name)))
    if len(periods) > 1:
        return (everything, Step(", ".join(map(period_words, periods)), None))
    *outer, here = wider(periods[0])
    up = (Step(period_words(value), address(_only(query, facet.name, value))) for value in outer)
    return (everything, *up, Step(period_words(here), None))


def _only(query: Query, facet: str, value: str) -> Query:
    return replace(query, chosen={**query.chosen, facet: (value,)}, page=1)
