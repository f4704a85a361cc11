"""The beginnings of a chat's messages, as phones of many countries write them: a day, an hour, and what parts them.

12/03/2021, 08:00 -        3/12/21, 8:00 AM -         [12.03.21, 08:00:09]        2021. 3. 12. 오전 8:00 -
12.3.2021 klo 8.00 -       [2021/3/12 上午8:00:09]     2021-03-12 8 h 00 -         ١٢/٣/٢٠٢١، ٨:٠٠ ص -
08:00, 12/03/2021 -        2021년 3월 12일 오전 8:00,   (KakaoTalk)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MARKS = "\u200e\u200f\u202a\u202b\u202c\u2068\u2069\ufeff"
"""Signs of direction that phones put before lines and into days."""
_SIGNS = f"[{MARKS}]*"
_GAP = r"[^\S\n]"
_DAY = (
    rf"(?P<one>\d{{1,4}}){_SIGNS}[./년-]{_GAP}?{_SIGNS}(?P<two>\d{{1,2}}){_SIGNS}[./월-]{_GAP}?{_SIGNS}"
    rf"(?P<three>\d{{1,4}}){_SIGNS}[.일]?(?:{_GAP}г\.)?"
)
_HALF = rf"(?:[ap]\.?{_GAP}?m\.?|[^\s\d\[\]:,–-]{{1,14}})"
"""The half of the day, or a word such as "klo" and "à" that stands before an hour."""
_HOUR = (
    rf"(?:(?P<early>{_HALF}){_GAP}?)?(?P<hour>\d{{1,2}})(?:[:.]|{_GAP}?h{_GAP}?)(?P<minute>\d\d)"
    rf"(?:(?:[:.]|{_GAP}?min{_GAP}?)\d\d(?:{_GAP}?s)?)?(?:{_GAP}?(?P<late>{_HALF}))?"
)
_MOMENT = rf"{_SIGNS}{_DAY}[,،]?{_GAP}{{1,2}}{_SIGNS}{_HOUR}{_SIGNS}"
_TURNED = rf"{_SIGNS}{_HOUR}[,،]?{_GAP}{_DAY}{_SIGNS}"
_SHAPES = (
    rf"\[{_MOMENT}\]{_GAP}",
    rf"\[{_TURNED}\]{_GAP}",
    rf"{_MOMENT}{_GAP}[-–]{_GAP}",
    rf"{_TURNED}{_GAP}[-–]{_GAP}",
    rf"{_MOMENT},{_GAP}(?=[^:\n]{{1,60}}{_GAP}:{_GAP})",
)


def _numbered(pattern: str, at: int) -> str:
    """A pattern with its groups' names made its own, so that several can stand in one."""
    return re.sub(r"\?P<(\w+)>", rf"?P<\1_{at}>", pattern)


_BEGIN = re.compile(
    rf"^{_SIGNS}(?=[\[\d])(?:{'|'.join(_numbered(shape, at) for at, shape in enumerate(_SHAPES))})",
    re.MULTILINE | re.IGNORECASE,
)
_LATE = "pm 下午 午後 오후 μμ م مساء مساءً 中午 晚上 傍晚 nachm du अपराह्न ptg ch ös بظ بعدازظهر"
_EARLY = "am 上午 午前 오전 πμ ص صباحا صباحًا 凌晨 早上 清晨 vorm de पूर्वाह्न pg sa öö قظ قبلازظهر"
_AFTERNOON, _MORNING = frozenset(_LATE.split()), frozenset(_EARLY.split())
_FIRST, _LAST = 2009, 2100
"""The years of such messages: the oldest of these programs is of 2009."""
_BUDDHIST = 543
"""Years that a Thai phone is ahead."""


@dataclass(frozen=True, slots=True)
class Begin:
    """The beginning of a message, from `start` to `end` of the text.

    `numbers` are the three of its day, in the order of the phone; `time` is "08:00".
    """

    start: int
    end: int
    numbers: tuple[str, str, str]
    time: str


def begins(text: str) -> Iterator[Begin]:
    """Every line's beginning that is one of a message."""
    for match in _BEGIN.finditer(text):
        kept = {name.rpartition("_")[0]: value for name, value in match.groupdict().items() if value}
        one, two, three = (str(int(kept[name])).zfill(len(kept[name])) for name in ("one", "two", "three"))
        if len(one) == 4 or len(three) in (2, 4):
            yield Begin(match.start(), match.end(), (one, two, three), clock(kept))


def clock(kept: Mapping[str, str]) -> str:
    """The time of an `hour` and a `minute`, with what half of the day it is before (`early`) or behind it (`late`)."""
    hour = int(kept["hour"])
    halves = {re.sub(r"[.\s\u200c]", "", kept.get(name, "").lower()) for name in ("early", "late")}
    if halves & (_AFTERNOON | _MORNING) and hour <= 12:
        hour = hour % 12 + 12 * bool(halves & _AFTERNOON)
    return f"{hour:02}:{int(kept['minute']):02}"


def order(days: Sequence[tuple[str, str, str]]) -> str:
    """What comes first in the days of a chat: "year", "day", "month", or "" where none of them tells.

    A number above 12 tells; else the messages stand in their order, which only one of both readings keeps.
    """
    if any(len(one) == 4 for one, _, _ in days):
        return "year"
    if any(int(one) > 12 for one, _, _ in days):
        return "day"
    if any(int(two) > 12 for _, two, _ in days):
        return "month"
    kept = [first for first in ("day", "month") if _rises([_key(day, first) for day in days])]
    return kept[0] if len(kept) == 1 else ""


def _key(day: tuple[str, str, str], first: str) -> tuple[int, int, int]:
    one, two, three = map(int, day)
    return (three, two, one) if first == "day" else (three, one, two)


def _rises(days: Sequence[tuple[int, int, int]]) -> bool:
    return all(before <= after for before, after in pairwise(days))


def moment(begin: Begin, first: str) -> str:
    """The day with the time as ISO 8601 where the order is known, else as the phone wrote it; "" for another calendar.

    Years of the Buddhist era are told by their size, those of the Persian and the Islamic are read as no day.
    """
    one, two, three = begin.numbers
    if not first:
        return f"{one}/{two}/{three}"
    year, month, day = {"year": (one, two, three), "day": (three, two, one), "month": (three, one, two)}[first]
    number = int(year) + 2000 * (len(year) == 2)
    number -= _BUDDHIST if number - _BUDDHIST >= _FIRST else 0
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return ""
    return f"{found.isoformat()}T{begin.time}" if _FIRST <= number < _LAST else ""
