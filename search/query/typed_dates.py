"""Dates as people type them -> years, months and days: "June 2018", "2018-6", "10/06/2018", "10 de junio de 2018".

Between slashes, dots or hyphens the day comes before the month, unless only the other order exists in the calendar
("06/13/2018"). Names of months are those of every language of `search.languages`. A year has four digits: nobody is to
guess the century.
"""

from __future__ import annotations

import re
from functools import cache

from search.languages import all_languages
from search.query.periods import is_period

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", re.ASCII)
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?", re.ASCII)
_SMALL_WORDS = frozenset({"of", "the", "de", "del", "do", "da", "г"})


def typed_period(text: str) -> str | None:
    """The period in ISO 8601 ("2018", "2018-06", "2018-06-10"); None for what is no date with a year."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _period(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        day, month, year = found.groups()
        return _period(year, month, day) or (_period(year, day, month) if day else None)
    return _in_words(text)


def _in_words(text: str) -> str | None:
    """A month by its name, with a year and perhaps a day around it, in any order."""
    year = month = day = ""
    for word in re.split(r"[\s,]+", text.casefold()):
        plain = word.rstrip(".")
        number = _NUMBER.fullmatch(word)
        if re.fullmatch(r"\d{4}", plain, re.ASCII) and not year:
            year = plain
        elif number and not day:
            day = number[1]
        elif plain in _months() and not month:
            month = str(_months()[plain])
        elif plain and plain not in _SMALL_WORDS:
            return None
    return _period(year, month, day) if year and month else None


def _period(year: str, month: str | None, day: str | None) -> str | None:
    """The period of these figures, if it is in the calendar."""
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    value = "-".join(parts)
    return value if is_period(value) else None


@cache
def _months() -> dict[str, int]:
    """The number of a month by its name; one that is two months in two languages is that of English, or the first."""
    found: dict[str, int] = {}
    languages = all_languages()
    for language in (languages["en"], *languages.values()):
        for form, number in language.months.items():
            found.setdefault(form.casefold(), number)
    return found
