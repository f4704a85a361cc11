"""Which of the numbers of 10/06/2024 is the day: by the country of the site, the signs between them, or the language.

Countries follow the short dates of the Unicode CLDR: month first in the United States, its territories and a few
islands near them, nowhere else. English is written both ways, so that other documents may know better; so may the other
rows of a file, whatever their language, since a program wrote their dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

First = Literal["day", "month"]

_MONTH_FIRST = frozenset({"us", "gov", "mil", "edu", "ph", "gu", "pr", "vi", "as", "mp", "fm", "mh", "pw"})
_BOTH = frozenset({"ca", "ke", "gh"})
_YEAR_FIRST = frozenset({"jp", "cn", "tw", "kr", "hk", "mo", "hu", "lt", "mn", "ir", "eu"})
_ANYWHERE = frozenset(
    {"ai", "cc", "co", "fm", "gg", "im", "io", "is", "la", "ly", "me", "nu", "sh", "to", "tv", "vc", "ws"}
)
"""Endings of countries that sites of the whole world use."""
_UNDECIDED = frozenset({"", "en", "ja", "zh", "ko", "hu", "lt", "mn"})
"""Languages that are written both ways, or with the year first."""

_NUMBERS = re.compile(r"(?<![\d./-])(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d(?![\d/-])")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Habit:
    """What a document tells of how it writes days: its language, its site, whether it is one of the rows of a file.

    `shown` are the orders of its dates in numbers that can be read in one only, with their sign: "day/".
    """

    language: str
    domain: str = ""
    row: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Which number is the first, and why; `sure` where this is no guess, `open` where other documents may know."""

    first: First
    why: str
    sure: bool = False
    open: bool = False


def order_of(mark: str, habit: Habit) -> Order:
    """The order of the numbers with this sign between them."""
    ending = habit.domain.rpartition(".")[2]
    if mark == ".":
        return Order("day", "day first as everywhere with dots")
    if first := _by_others(mark, habit.shown):
        return Order(first, f"{first} first as in another date of the document", sure=True)
    if habit.domain and (first := _by_country(ending)):
        return Order(first, f"{first} first as in .{ending}", sure=True)
    if habit.language not in _UNDECIDED:
        return Order("day", "day first by the language", open=habit.row)
    first = "month" if habit.language == "en" and mark == "/" else "day"
    return Order(first, f"{first} first by the language" if habit.language else "day first", open=True)


def shown_orders(text: str) -> str:
    """The orders of the dates in a text that can be read in one only, each once: "day/ month-"."""
    found = {
        ("day" if int(one) > _MONTHS else "month") + mark
        for one, mark, two in _NUMBERS.findall(text)
        if (int(one) > _MONTHS) != (int(two) > _MONTHS)
    }
    return " ".join(sorted(found))


def _by_others(mark: str, shown: str) -> First | None:
    """The order of the other dates with this sign, where they have but one."""
    day, month = (f"{first}{mark}" in shown.split() for first in ("day", "month"))
    return None if day == month else "day" if day else "month"


def _by_country(ending: str) -> First | None:
    if ending in _BOTH | _YEAR_FIRST | _ANYWHERE:
        return None
    if ending in _MONTH_FIRST:
        return "month"
    return "day" if len(ending) == 2 and ending.isalpha() else None
