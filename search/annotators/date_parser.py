"""Which day a span means: dateparser reads the words, small tables read what it gets wrong.

Ours are eras and calendars, the order of 10/06/2024, and weekdays, which dateparser never checks. What the words leave
open is read as `date_claims` keeps it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from search.annotators.date_claims import YEAR
from search.annotators.date_order import First, Habit, order_of
from search.annotators.date_spans import CALLED, JALALI, DateSpan, month_names
from search.annotators.date_zones import offset
from search.model import Precision

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_BUDDHIST = 543
_SOLAR = frozenset({"fa", "ps"})  # whose papers count the years of the Iranian calendar
_YEAR_FIRST = frozenset({"ko", "ja", "zh"})
_HAN = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_LOOK_BACK = 12  # a day falls on every weekday within eleven years, February 29 set aside
_AHEAD = timedelta(days=2)
"""Publishers post-date by a day, and the world's zones make another; what is later is no day of publication."""
_FIRST_YEAR = 1600  # the first newspapers
_LEAP_YEAR = 2000  # stands in for one that is not known


@dataclass(frozen=True, slots=True)
class Reading:
    """The day, or the first day of the month, that a span means. `guessed` says what the words left open, or "".

    `note` tells how that was decided. The fields after it are those of a claim: what is left to other documents, and
    what the words tell them.
    """

    first: date
    precision: Precision
    guessed: str = ""
    time: str = ""
    note: str = ""
    asks: str = ""
    order: First = "day"
    other: date | None = None
    zone: str = ""
    shows: str = ""

    @property
    def last(self) -> date:
        """The last day of the month, or the day itself."""
        if self.precision == "day":
            return self.first
        return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def read(
    span: DateSpan, language: str, today: date, near_year: int | None = None, habit: Habit | None = None
) -> Reading | None:
    """What a span means; None where it is no day at all, or one after `today`.

    A missing year comes from the weekday beside the date, and is then the most recent one that gives a day not after
    `today`; then from `near_year`. Without either it is left to other documents: a year is never taken from the clock
    alone. `habit` tells the order of numbers, by default from the language alone.
    """
    if early := _year_first(span, language, today):
        return early
    if span.kind == "numeric" and int(span.month) <= 12 and int(span.day) <= 12 and int(span.day) != int(span.month):
        return _in_order(span, today, habit or Habit(language))
    for year, month, day in _numbers(span, language, today):
        if year is None:
            return _with_year(span, month, day, today, near_year)
        reading = _reading(year, month, day, "", span)
        if reading and _possible(reading, today):
            return replace(reading, shows=_shown(span)) if span.kind == "numeric" else reading
    return None


def _year_first(span: DateSpan, language: str, today: date) -> Reading | None:
    """21.03.12 where years of two digits stand first, if that gives a day; else the numbers are read as elsewhere."""
    if span.kind != "numeric" or len(span.year) != 2 or language not in _YEAR_FIRST:
        return None
    reading = _reading(2000 + int(span.day), int(span.month), int(span.year), "", span, "year first by the language")
    return reading if reading and _possible(reading, today) else None


def _possible(reading: Reading, today: date) -> bool:
    return reading.first.year >= _FIRST_YEAR and reading.first - today <= _AHEAD


def _reading(year: int, month: int, day: int | None, guessed: str, span: DateSpan, note: str = "") -> Reading | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    if day is None:
        return Reading(first, "month", guessed, note=note)
    return Reading(first, "day", guessed, span.time + offset(span.zone, first) if span.time else "", note)


def _in_order(span: DateSpan, today: date, habit: Habit) -> Reading | None:
    """10/06/2024 with its numbers in the order of the document, or in the other one where that day is to come."""
    year, one, two = _full_year(span, habit.language), int(span.day), int(span.month)
    mark = _mark(span)
    order = order_of(mark, habit)
    days: dict[First, Reading | None] = {
        "day": _reading(year, two, one, "order", span),
        "month": _reading(year, one, two, "order", span),
    }
    possible: dict[First, Reading] = {first: day for first, day in days.items() if day and _possible(day, today)}
    fallen = {first: day for first, day in possible.items() if day.first.weekday() == span.weekday}
    if len(fallen) == 1:
        first, day = fallen.popitem()
        return replace(day, guessed="", note=f"{first} first by the weekday", shows=first + mark)
    if len(possible) == 2:
        chosen, other = (possible.pop(order.first), *possible.values())
        chosen = replace(chosen, guessed="" if order.sure else "order", note=order.why)
        if mark == ".":
            return chosen  # which is written in one order only
        chosen = replace(chosen, order=order.first, other=other.first)
        return replace(chosen, time=span.time, asks=mark, zone=span.zone) if order.open else chosen
    return next(
        (replace(day, note=f"{first} first, the other day being to come") for first, day in possible.items()), None
    )


def _mark(span: DateSpan) -> str:
    """The sign between the numbers of a date in numbers."""
    return re.sub(r"[\d\s]", "", span.words)[:1]


def _shown(span: DateSpan) -> str:
    """What is the first number of a date in numbers, where it can be only one, with the sign after it."""
    if int(span.day) == int(span.month):
        return ""
    return ("day" if int(span.day) > 12 else "month") + _mark(span)


def _with_year(span: DateSpan, month: int, day: int | None, today: date, near_year: int | None) -> Reading | None:
    if day is None:
        return None
    if span.weekday is not None:
        return _on_weekday(span, month, day, today)
    if near_year is None:
        open_day = _reading(_LEAP_YEAR, month, day, "year", span)
        return replace(open_day, asks=YEAR, time=span.time, zone=span.zone) if open_day else None
    reading = _reading(near_year, month, day, "year", span, "year from another date of the document")
    return reading if reading and reading.first - today <= _AHEAD else None


def _on_weekday(span: DateSpan, month: int, day: int, today: date) -> Reading | None:
    for year in range(today.year, today.year - _LOOK_BACK, -1):
        reading = _reading(year, month, day, "year", span, "year from the weekday")
        if reading and reading.first <= today and reading.first.weekday() == span.weekday:
            return reading
    return None


_Numbers = tuple[int | None, int, int | None]
"""Year, month and day."""


def _numbers(span: DateSpan, language: str, today: date) -> list[_Numbers]:
    """What the numbers are, where they are in one order only."""
    if span.kind in ("jalali", "solar"):
        if span.kind == "solar" and language not in _SOLAR:
            return []
        first = _from_jalali(int(span.year), int(span.month or JALALI.index(span.name) + 1), int(span.day))
        return [(first.year, first.month, first.day)]
    year = _full_year(span, language) if span.year else None
    if span.name:
        return _named(span, year, language, today)
    day, month = _number(span.day) if span.day else None, _number(span.month)
    if span.kind == "numeric" and day is not None and month > 12:
        return [(year, day, month)]
    return [(year, month, day)]


def _full_year(span: DateSpan, language: str) -> int:
    year = 1 if span.year == "元" else _number(span.year)
    if span.era:
        return year + _ERAS[span.era]
    if year < 100:
        # Two digits as POSIX strptime reads them; Thailand's are of the Buddhist era.
        return year + (2500 - _BUDDHIST if language == "th" else 2000 if year < 70 else 1900)
    if year < 200 and span.kind == "cjk":
        return year + _ERAS["民國"]
    return year - _BUDDHIST if year > 2400 else year


def _number(written: str) -> int:
    """A number in ASCII's digits, or up to 99 or digit by digit in Chinese ones: 三十一, 二〇二四."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if ten:
        return 10 * (_HAN[tens] if tens else 1) + (_HAN[ones] if ones else 0)
    return int("".join(str(_HAN[digit]) for digit in written))


def _named(span: DateSpan, year: int | None, language: str, today: date) -> list[_Numbers]:
    month = month_names(language).get(" ".join(span.name.lower().split()))
    if month is None:
        first = _parsed(" ".join(filter(None, (span.day, span.name, str(year or "")))), language, today)
        month = first.month if first else None
    return [(year, month, int(span.day) if span.day else None)] if month else []


@lru_cache(maxsize=4096)
def _parsed(words: str, language: str, today: date) -> date | None:
    """What dateparser reads in a day, a month's name and a year, in the language or in English."""
    # Years are given or replaced later; a leap year stands in, so that February 29 can be read.
    full = words if re.search(r"\d{4}", words) else f"{words} 2000"
    found = _parser(language, today).get_date_data(full).date_obj
    return found.date() if found else None


@cache
def _parser(language: str, today: date) -> DateDataParser:
    """dateparser, imported only when a date has to be read (it takes 0.4 s), its reference day fixed."""
    from dateparser.data import languages_info
    from dateparser.date import DateDataParser

    known = [code for code in (CALLED.get(language, language), "en") if code in languages_info.language_order]
    settings = {"RELATIVE_BASE": datetime(today.year, today.month, today.day), "PREFER_DAY_OF_MONTH": "first"}
    return DateDataParser(languages=[*dict.fromkeys(known)], settings=settings)


def _from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of one in the Iranian calendar, by the 33-year rule (right for 1178-1633)."""
    years, months = year - 979, month - 1
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4 + 79
    return date(1600, 1, 1) + timedelta(days=days + 31 * min(months, 6) + 30 * max(0, months - 6) + day - 1)
