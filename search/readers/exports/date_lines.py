"""Lines that are a date and hardly anything else: "March 14, 2023 Tuesday 10:32 AM GMT", "mardi 14 mars 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from search.languages import all_languages


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date: `value` is ISO 8601, cut to its precision, with the time where there is one; `words` say it in the line.

    `before` and `after` are what else stands in the line.
    """

    value: str
    words: str
    before: str
    after: str


_LONGEST = 160
_REST = 60
_FIRST = ("en", "de", "fr", "nl", "es", "it", "pt")
"""The languages that databases write dates in; a word that is a month in one of these is no other's."""
_YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<d>\d{1,2})"
_TO_DAY = r"(?:\s?[-–]\s?\d{1,2})?"
"""The last day of several: the first of them is the day."""
_MONTH = r"(?P<m>[^\W\d_]{3,})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?{_TO_DAY}\s*,?\s+{_YEAR}",
        rf"{_DAY}\.?{_TO_DAY}(?:\.|er|st|nd|rd|th|º|ª)?\s+(?:de\s+|of\s+)?{_MONTH}\.?,?\s+(?:del?\s+)?{_YEAR}",
        rf"{_DAY}(?:\.|\s)?-{_MONTH}-{_YEAR}",
        r"(?<!\d)(?<!\d\.)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:1[6-9]|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<y>(?:1[6-9]|20)\d\d)(?P<sign>[-/])(?P<m>\d\d)(?P=sign)(?P<d>\d\d)(?!\d)",
        r"(?P<y>(?:1[6-9]|20)\d\d)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        rf"{_YEAR}\.\s+{_MONTH}\s+{_DAY}\.?",
        rf"\b{_MONTH}\.?(?:\s?[-–/]\s?[^\W\d_]{{3,}}\.?)?,?\s+(?:de\s+)?{_YEAR}",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_TIME = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})[:.h](?P<min>\d\d)(?::\d\d)?(?!\d)\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*uhr)?"
    r"(?:\s*(?P<zone>gmt|utc|z)\b(?:\s?(?P<hours>[+-]\d{1,2})(?![\d:]))?)?(?:\s*(?P<offset>[+-]\d\d:\d\d))?",
    re.IGNORECASE,
)


_SEASON = re.compile(
    rf"(?:(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst|printemps|été|automne|hiver|lente|zomer|herfst"
    rf"|primavera|verano|otoño|invierno),?\s+(?:de\s+)?)?{_YEAR}",
    re.IGNORECASE,
)


_ARTICLE = re.compile(r"(?:^|(?<=\W))(?:le|la|den|de|der|am|el|the|on|op|il)\s+$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s,.]*$")


@cache
def _months() -> dict[str, int]:
    known = all_languages()
    order = (*_FIRST, *(code for code in known if code not in _FIRST))
    found: dict[str, int] = {}
    for code in order:
        for name, number in known[code].months.items():
            found.setdefault(name, number)
    return found


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for language in all_languages().values() for name in language.weekdays)


def date_in(line: str) -> DateLine | None:
    """The first date of a line, wherever it stands, or None."""
    line = line.replace("\xa0", " ")
    found = (_read(match, line) for match in _matches(line[:_LONGEST]))
    return min(filter(None, found), key=lambda item: len(item.before), default=None)


def _year(line: str) -> DateLine | None:
    """A year, or a season of one, that is all of a line: quarterlies have no more."""
    found = _SEASON.fullmatch(line)
    return DateLine(found["y"], line, "", "") if found else None


def _matches(line: str) -> Iterator[re.Match[str]]:
    for form in _FORMS[:-1]:
        yield from form.finditer(line)
    if not any(form.search(line) for form in _FORMS[:-1]):
        yield from _FORMS[-1].finditer(line)


def _read(match: re.Match[str], line: str) -> DateLine | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts["m"].isdecimal() else _months().get(parts["m"].lower(), 0)
    try:
        day = date(int(parts["y"]), month, int(parts.get("d") or 1))
    except ValueError:
        return None
    value = day.isoformat()[: 10 if parts.get("d") else 7]
    before, after = line[: match.start()], line[match.end() :]
    time = _TIME.search(after[:_REST]) if parts.get("d") else None
    end = match.end() + _weekday_after(after)
    if time and (hour := _hour(time)) is not None:
        value += f"T{hour:02}:{time['min']}{_offset(time)}"
        end = max(end, match.end() + time.end())
    start = match.start() - _said_before(before)
    return DateLine(value, line[start:end].strip(), line[:start].strip(" ,;"), line[end:].strip(" ,;"))


def _hour(time: re.Match[str]) -> int | None:
    hour, half = int(time["h"]), (time["half"] or "")[:1].lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return hour if hour < 24 and int(time["min"]) < 60 else None


def _offset(time: re.Match[str]) -> str:
    """The zone of a time, as ISO 8601 has it: "+02:00" of "UTC +2"."""
    if time["hours"]:
        hours = int(time["hours"])
        return f"{hours:+03}:00" if abs(hours) <= 14 else ""
    return time["offset"] or "Z" * bool(time["zone"])


def _weekday_after(after: str) -> int:
    word = re.match(r"[\s,]*([^\W\d_]+)", after)
    return word.end() if word and word[1].lower() in _weekdays() else 0


def _said_before(before: str) -> int:
    """How much of what stands before a day belongs to it: a weekday, with "on", "le" or "den" on either side of it."""
    start = len(_ARTICLE.sub("", before))
    word = _LAST_WORD.search(before, 0, start)
    if word and word[1].lower() in _weekdays():
        start = len(_ARTICLE.sub("", before[: word.start()]))
    return len(before) - start


def date_line(line: str, *, alone: bool = False) -> DateLine | None:
    """The date of a line that begins with one and has little behind it, as an edition; `alone` allows nothing."""
    if not any(sign.isdigit() for sign in line) or len(line) > _LONGEST:
        return None
    found = date_in(line.strip()) or _year(line.strip())
    if found is None or found.before or len(found.after) > (3 if alone else _REST) or found.after.startswith(":"):
        return None
    return None if found.after.endswith((".", "!", "?")) and len(_WORD.findall(found.after)) > 3 else found
