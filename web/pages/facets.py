"""The facets as the page shows them: every value with its state and its addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from search.facets import all_facets
from search.model import KINDS, NONE, Bucket, Facet, Query
from search.query.address import address, placed
from search.query.links import Clicks
from search.query.periods import period_short, period_words
from web.pages.date_histogram import Bar, bars
from web.pages.entity import entity_address
from web.pages.next_tick import adds
from web.pages.wording import units, wider

COLUMN = 10
"""The width of a column of the histogram, in the drawing's units."""
MOST_LINKS = 100
"""Bars that are links; more would be thinner than three pixels, and the list below has the same links."""
BAR_STEPS = 20
"""Lengths that the bar of a value can have: each is a class of the stylesheet, as the page has no styles of its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: a checkbox, and its count in words ("+14" where a tick adds).

    `field` is the parameter that the checkbox sends. `id` is the same wherever the value is shown, to keep the focus.
    `about` is the page of an entity, "" for other values. `share` is the length of its bar, in twentieths of the
    longest one.
    """

    id: str
    field: str
    value: str
    label: str
    count: str
    state: str
    about: str
    share: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet of keywords. `more` is the address of all values, or None if all are shown.

    `note` says what a reader of its counts must know, and `tick` what one more tick does.
    """

    name: str
    label: str
    note: str
    tick: str
    every: bool
    switch: bool
    choices: tuple[Choice, ...]
    none: Choice | None
    selection: str
    open: bool
    distinct: int
    about: bool
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

    `drawn` and `drawn_chosen` are the bars as paths of the drawing. `clickable` is whether they are wide enough to be
    links. `years` are the first and the last year of the bars, or of all articles where there are none: examples of
    what can be typed.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    drawn: str
    drawn_chosen: str
    width: int
    clickable: bool
    listed: tuple[Column, ...]
    steps: tuple[Step, ...]
    interval: str
    since: str
    until: str
    years: tuple[str, str]
    none: Choice | None
    selection: str
    kept: tuple[tuple[str, str], ...]


def sidebar(
    query: Query, facets: Iterable[Facet], names_note: str = "", dates: Facet | None = None
) -> tuple[Panel | DatePanel, ...]:
    """Every facet that is not folded, in the order of the page, but optional ones without a value.

    `names_note` is to be read with the counts of names. `dates` are those of all articles, where the results have none.
    """
    clicks = Clicks(query)
    fields = all_facets()
    return tuple(
        _date_panel(clicks, facet, dates or facet)
        if facet.interval
        else panel(clicks, facet, names_note if facet.name in KINDS else "")
        for facet in facets
        if not fields[facet.name].folded and (has_values(facet) or not fields[facet.name].optional)
    )


def has_values(facet: Facet) -> bool:
    """Whether there is anything to choose in a facet, or to take back."""
    return bool(facet.buckets or facet.missing.state != "none")


def choice(clicks: Clicks, facet: str, bucket: Bucket, most: int = 0, *, adds: bool = False) -> Choice:
    """A value with its addresses; `most` is the count that has the longest bar, 0 where there are no bars."""
    return Choice(
        id=_id(facet, bucket.value),
        field=f"not.{facet}" if bucket.state == "excluded" else facet,
        value=bucket.value,
        label=bucket.label,
        count=f"{bucket.count:+,}" if adds and bucket.state == "none" else f"{bucket.count:,}",
        state=bucket.state,
        about=entity_address(facet, bucket.value) if facet in KINDS and bucket.value != NONE else "",
        share=min(BAR_STEPS, -(-max(0, bucket.count) * BAR_STEPS // most)) if most else 0,
    )


# The same values stand on page after page.
@lru_cache(maxsize=1 << 13)
def _id(facet: str, value: str) -> str:
    digest = blake2b(f"{facet}\0{value}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return f"v{digest}"


def panel(clicks: Clicks, facet: Facet, note: str = "") -> Panel:
    """A facet of keywords, for the query that its clicks lead on from."""
    query = clicks.query
    field = all_facets()[facet.name]
    shown = sum(1 for bucket in facet.buckets if bucket.count)
    most = max((bucket.count for bucket in facet.buckets), default=0)
    adding = adds(query, facet.name)
    choices = tuple(choice(clicks, facet.name, bucket, most, adds=adding) for bucket in facet.buckets)
    none = _none(clicks, facet, most, adds=adding)
    marked = [c for c in (*choices, *((none,) if none else ())) if c.state != "none"]
    return Panel(
        name=facet.name,
        label=facet.label,
        note=note,
        tick=_tick(query, facet, adding),
        every=facet.mode == "all",
        switch=field.multiple and bool(query.chosen.get(facet.name)),
        choices=choices,
        none=none,
        selection=_selection(marked),
        open=bool(marked) or (not field.folded and bool(choices or none)),
        distinct=facet.distinct,
        about=facet.about,
        more=address(query.turn(1), f"/facets/{facet.name}") if facet.distinct > shown else None,
    )


def _tick(query: Query, facet: Facet, adding: bool) -> str:
    """What one more tick does; "" where none is ticked, as then it is plain."""
    if not query.chosen.get(facet.name):
        return ""
    if adding:
        return f"“+” is how many {units(query.unit)} one more tick adds."
    return "One more tick leaves those that have all of them."


def _none(clicks: Clicks, facet: Facet, most: int = 0, *, adds: bool = False) -> Choice | None:
    """The documents without a value, unless there are none and none were asked for."""
    wanted = facet.missing.count or facet.missing.state != "none"
    return choice(clicks, facet.name, facet.missing, most, adds=adds) if wanted else None


def _selection(marked: Iterable[Choice]) -> str:
    return ", ".join(f"not {c.label}" if c.state == "excluded" else c.label for c in marked)


def _date_panel(clicks: Clicks, facet: Facet, examples: Facet) -> DatePanel:
    query = clicks.query
    row = bars(facet)
    columns = tuple(_column(clicks, facet.name, bar, place) for place, bar in enumerate(row))
    chosen = query.chosen.get(facet.name, ())
    excluded = query.excluded.get(facet.name, ())
    marked = [*(_words(facet, v) for v in chosen), *(f"not {_words(facet, v)}" for v in excluded)]
    listed = tuple(column for column in columns if column.bar.bucket.count or column.bar.bucket.state != "none")
    none = _none(clicks, facet)
    return DatePanel(
        name=facet.name,
        label=facet.label,
        columns=columns,
        drawn=_path(column for column in columns if column.bar.bucket.state != "chosen"),
        drawn_chosen=_path(column for column in columns if column.bar.bucket.state == "chosen"),
        width=len(columns) * COLUMN,
        clickable=len(columns) <= MOST_LINKS,
        listed=listed,
        steps=_steps(query, facet),
        interval=facet.interval or "",
        since=period_words(query.since) if query.since else "",
        until=period_words(query.until) if query.until else "",
        years=_years(row if examples is facet else bars(examples)),
        none=none,
        selection=", ".join(marked),
        kept=_kept(facet, chosen, excluded, none),
    )


def _path(columns: Iterable[Column]) -> str:
    """Columns as rectangles, each standing on the base line; one without anything in it is left out."""
    return "".join(f"M{c.left} 100V{c.bar.top}h8V100" for c in columns if c.bar.height)


def _years(row: tuple[Bar, ...]) -> tuple[str, str]:
    values = [bar.bucket.value[:4] for bar in row] or [str(date.today().year)]
    return values[0], values[-1]


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
