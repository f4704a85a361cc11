"""Charts of counts and shares over time: the data of an SVG without scripts or styles of its own.

Across, everything is in percent of the width, whatever that is; up and down, in pixels. So letters keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

from search.answers.timeline import Period, Timeline
from search.query.periods import period_short, period_words
from web.pages.wording import percent, units

HEIGHT = 150
"""Of the plot, without the line of words below."""
LEAST = 2
"""The least height of a bar that is not empty."""
_ABOVE = 12
"""Room for the label of the topmost line."""
_MARGIN = 0.12
"""Of a period's width, left free on either side of its bars."""
_LABELS = 5
"""Periods that are labelled: there is no room for more on a phone."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A horizontal stretch."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that is a link. `series` numbers the query; `target` can be clicked, up to the top."""

    series: int
    target: Stretch
    y: float
    height: float
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A gridline with its label, or the label of a period and how it is aligned to `at`."""

    at: str
    words: str
    anchor: str = "end"


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure of all periods. `gaps` are the periods without any article."""

    name: str
    height: int
    foot: int
    bars: tuple[Bar, ...]
    gaps: tuple[Stretch, ...]
    lines: tuple[Line, ...]
    names: tuple[Line, ...]


def charts(found: Timeline, url: Callable[[int, str], str], unit: str) -> tuple[Chart, Chart]:
    """The counts and the shares; `url` leads to the results of a query in a period, `unit` is what is counted."""
    series = range(len(found.totals))
    counts = [[float(count) for count in period.counts] for period in found.periods]
    shares = [[period.share(n) or 0.0 for n in series] for period in found.periods]
    return (
        _chart(units(unit).capitalize(), found.periods, counts, _whole, url),
        _chart(f"Share of all {units(unit)}", found.periods, shares, percent, url),
    )


def _whole(value: float) -> str:
    """A number of articles; nothing for a fraction."""
    return f"{value:,.0f}" if value >= 1 else ""


def _chart(
    name: str,
    periods: Sequence[Period],
    values: Sequence[Sequence[float]],
    say: Callable[[float], str],
    url: Callable[[int, str], str],
) -> Chart:
    top = _round_up(max((value for of_period in values for value in of_period), default=0.0))
    lines = (Line(f"{HEIGHT * (1 - line / top) + _ABOVE:.4g}", say(line)) for line in (top, top / 2))
    return Chart(
        name=name,
        height=HEIGHT + _ABOVE,
        foot=HEIGHT + _ABOVE + 18,
        bars=tuple(_bars(periods, values, top, say, url)),
        gaps=tuple(_gaps(periods)),
        lines=tuple(line for line in lines if line.words),
        names=tuple(_names([period.value for period in periods])),
    )


def _round_up(value: float) -> float:
    """The least of 1, 2, 4, 6, 8, 10, 20, 30, 40 ... or 0.1, 0.2 ... that is at least a value; its half is round."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    steps = (1, 2, 4, 6, 8, 10) if power == 1 else (1, 2, 3, 4, 6, 8, 10)  # there is no half of three articles
    return next(step * power for step in steps if step * power >= value * (1 - 1e-9))


def _bars(
    periods: Sequence[Period],
    values: Sequence[Sequence[float]],
    top: float,
    say: Callable[[float], str],
    url: Callable[[int, str], str],
) -> Iterator[Bar]:
    for place, (period, of_period) in enumerate(zip(periods, values, strict=True)):
        for series, value in enumerate(of_period):
            if period.counts[series]:
                height = max(LEAST, value * HEIGHT / top)
                words = f"{period_words(period.value)}: {say(value)}"
                target = _stretch(place, len(periods), series, len(of_period))
                top_at = round(HEIGHT - height + _ABOVE, 1)
                yield Bar(series, target, top_at, round(height, 1), words, url(series, period.value))


def _stretch(place: int, places: int, part: int, parts: int) -> Stretch:
    """The part of a period's width that a series takes."""
    width = 100 / places
    inner = width * (1 - 2 * _MARGIN) / parts
    return Stretch(_percent(place * width + _MARGIN * width + part * inner), _percent(inner))


def _gaps(periods: Sequence[Period]) -> Iterator[Stretch]:
    """The runs of periods without any article."""
    width = 100 / max(1, len(periods))
    for empty, run in groupby(enumerate(periods), key=lambda item: not item[1].every):
        places = [place for place, _ in run]
        if empty:
            yield Stretch(_percent(places[0] * width), _percent(len(places) * width))


def _names(values: Sequence[str]) -> Iterator[Line]:
    """The labelled periods: round years, or where a year or month begins; otherwise evenly spaced."""
    begins = [place for place, value in enumerate(values) if value[4:].endswith("-01")]
    years = [place for place, value in enumerate(values) if len(value) == 4]
    if len(begins) > 1:
        named = [(place, _outer(values[place])) for place in begins[:: -(-len(begins) // _LABELS)]]
    elif years:
        named = [(place, values[place]) for place in _round_years(values)]
    else:
        named = [(place, _short(values[place])) for place in range(0, len(values), -(-len(values) // _LABELS) or 1)]
    for place, words in named:
        at = (place + 0.5) * 100 / len(values)
        yield Line(_percent(at), words, "start" if at < 10 else "end" if at > 90 else "middle")


def _round_years(years: Sequence[str]) -> list[int]:
    """The places of the years that are multiples of 1, 2, 5, 10 ..., the smallest step that labels few enough."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        places = [place for place, year in enumerate(years) if int(year) % step == 0]
        if len(places) <= _LABELS:
            return places
    return [0]


def _outer(value: str) -> str:
    """The year of a month, the month of a day with its year: "2024", "Jun 2024"."""
    outer = value.rpartition("-")[0]
    return outer if len(outer) == 4 else _short(outer)


def _short(value: str) -> str:
    """A month with its year, a day with its month: "Jun 2024", "10 Jun"."""
    outer = value.rpartition("-")[0]
    return f"{period_short(value)} {outer if len(outer) == 4 else period_short(outer)}"


def _percent(value: float) -> str:
    return f"{value:.5g}%"
