"""Years, months and days as people write them: "2024", "2024-06", "2024-06-10"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from search.model import Day, Precision

_FORM = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
INTERVALS: tuple[Precision, ...] = ("year", "month", "day")
_LENGTHS = {"year": 4, "month": 7, "day": 10}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def bounds(value: str) -> tuple[date, date]:
    """The first and the last day of a period. Raises ValueError for anything but the three forms."""
    match = _FORM.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not a year, a month or a day")
    year, month, day = (int(group) if group else 0 for group in match.groups())
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def is_period(value: str) -> bool:
    """Whether a value has one of the three forms and exists in the calendar."""
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def within(day: Day, first: date | None, last: date | None) -> bool:
    """Whether a day lies between two bounds, both inclusive, with all of its precision; None is no bound.

    A document dated "June 2024" is within its month and its year and within no day: a count of June 10 that held it
    would claim what nobody stated.
    """
    return (first is None or first <= day.first) and (last is None or day.last <= last)


def interval_of(value: str) -> Precision:
    """What a period is: "year", "month" or "day"."""
    return INTERVALS[value.count("-")]


def row(first: str, last: str) -> list[str]:
    """Every period from one to another of the same interval, both included."""
    start, end = bounds(first)[0], bounds(last)[0]
    if len(first) == _LENGTHS["day"]:
        return [date.fromordinal(day).isoformat() for day in range(start.toordinal(), end.toordinal() + 1)]
    if len(first) == _LENGTHS["month"]:
        months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(start.year, end.year + 1)]


def overlap(one: str, other: str) -> bool:
    """Whether one of two periods holds the other."""
    return one.startswith(other) or other.startswith(one)


def cut(day: Day, interval: Precision) -> str | None:
    """The period of that interval that a day is in; None where the day is less precise than that."""
    if INTERVALS.index(day.precision) < INTERVALS.index(interval):
        return None
    return day.first.isoformat()[: _LENGTHS[interval]]


def drill(chosen: Iterable[str], years: int, only_year: str | None) -> tuple[Precision, tuple[str, ...]]:
    """The interval of the date facet's buckets and the periods they must lie in; no period is all of time.

    A chosen year opens into months, a chosen month or day into the days of its month. With nothing chosen it is
    years, or months where all documents that count (in `years` years) lie in `only_year`.
    """
    periods = tuple(chosen)
    finest = max((interval_of(value) for value in periods), key=INTERVALS.index, default=None)
    if finest is None:
        return ("month", (only_year,)) if years == 1 and only_year else ("year", ())
    if finest == "year":
        return "month", tuple(sorted(set(periods)))
    return "day", tuple(sorted({value[:7] for value in periods if len(value) >= 7}))


def period_words(value: str) -> str:
    """A period in words: "2024", "June 2024", "10 June 2024"."""
    year, *rest = value.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def period_short(value: str) -> str:
    """A period under a bar, beside others of its kind: "2024", "Jun", "10"."""
    _, *rest = value.split("-")
    if not rest:
        return value
    return str(int(rest[1])) if len(rest) == 2 else MONTHS[int(rest[0]) - 1][:3]
