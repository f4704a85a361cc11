"""Counts over time as bars: one column per period, with gaps for periods without documents."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.model import Bucket, Facet

HEIGHT = 100
"""The height of the tallest bar, in the drawing's units."""
LEAST = 3
"""The least height of a bar that is not empty: one article must be visible beside a thousand."""
MOST_YEARS = 150
"""A longer row of years is drawn without its gaps: a mistaken date must not push all others into a corner."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period's column: its bucket and the height of its bar, from 0 to HEIGHT."""

    bucket: Bucket
    height: int

    @property
    def top(self) -> int:
        """The top edge of the bar, from above."""
        return HEIGHT - self.height


def bars(facet: Facet) -> tuple[Bar, ...]:
    """The bars of a date facet in order of time, gaps included."""
    found = {bucket.value: bucket for bucket in facet.buckets}
    tallest = max((bucket.count for bucket in facet.buckets), default=0)
    columns = (found.get(value) or Bucket(value, value, 0) for value in _row(sorted(found)))
    return tuple(Bar(bucket, _height(bucket.count, tallest)) for bucket in columns)


def _height(count: int, tallest: int) -> int:
    return max(LEAST, round(count * HEIGHT / tallest)) if count else 0


def _row(values: Sequence[str]) -> Iterable[str]:
    """Every period of the years, or of the months of the years, or of the days of the months, that values are in."""
    if not values:
        return ()
    if len(values[0]) == 4:
        first, last = int(values[0]), int(values[-1])
        return values if last - first > MOST_YEARS else (f"{year:04}" for year in range(first, last + 1))
    outer = sorted({value.rpartition("-")[0] for value in values})
    return (f"{period}-{number:02}" for period in outer for number in range(1, _parts(period) + 1))


def _parts(period: str) -> int:
    """The months of a year, or the days of a month."""
    year, _, month = period.partition("-")
    return monthrange(int(year), int(month))[1] if month else 12
