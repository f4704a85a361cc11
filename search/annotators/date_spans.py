"""Where a date may stand in a line: spans found by patterns made of the language's month names, with time and zone.

A span is only a candidate. `date_reading` says which day it means and `date` whether it is the day of publication.
Patterns run on one line at a time and know nothing of prose, so that "on June 19 and 20" is the span "June 19".
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from search.annotators.cues import Cued, cued, folded
from search.annotators.date_relative import RELATIVE
from search.annotators.date_zones import NAMES
from search.languages import all_languages

Kind = Literal[
    "ymd",
    "compact",
    "cjk",
    "numeric",
    "vietnamese",
    "jalali",
    "solar",
    "han",
    "roman",
    "clocked",
    "named",
    "dmy",
    "mdy",
    "my",
]

JALALI = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
"""The months of the Iranian calendar, in order."""

CALLED = {"no": "nb"}
"""What dateparser calls a language, where it is not its code here."""

_REMEMBERED = 512
"""Lines whose dates are kept: each is looked at as what it may be by itself, beside the title and in the text."""

LINE = 1500
"""How much of a line is searched, in characters: a date line is short, and a line of 20 MB must not take minutes."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A candidate: the offsets in its line, the numbers as written, and what stands beside them.

    `year`, `month`, `day` and `name` (a month's name) are as written, "" where missing; for "numeric" day and month may
    be the other way round. `words` are the date alone. `weekday` is 0-6 or None. `time` is ISO, `zone` as written.
    """

    start: int
    end: int
    kind: Kind
    words: str
    year: str = ""
    month: str = ""
    day: str = ""
    name: str = ""
    era: str = ""
    weekday: int | None = None
    time: str = ""
    zone: str = ""


_YEAR = r"(?:1[6-9]\d\d|20\d\d|2[45]\d\d)"  # 24xx and 25xx are of the Buddhist era
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_GLUED = r"(?=\D|$|[012]?\d:[0-5]\d)"  # "June 10, 202412:13 PM": Reuters' page sets date and time without a blank
_SHORTENED = r"(?:(?<=['-])|(?<=[\u0e01-\u0e5b]\s)|(?<=[\u0e01-\u0e5b]\.\s))"  # what stands before "67"
_TO = rf"(?:\s?[-–—]\s?{_DAY}(?!\d))?"
"""The last day of several, of which the first is taken: "12-14 March"."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PATTERNS: Mapping[Kind, str] = {
    "ymd": rf"(?<![\d./-])(?P<year>{_YEAR})(?P<sep>[-/.])\s?(?P<month>{_MONTH})(?P=sep)\s?(?P<day>{_DAY})(?![\d/-])\.?",
    "jalali": rf"(?<!\d)(?P<day>{_DAY})\s(?P<name>{'|'.join(JALALI)})(?:\s?ماه)?\s(?P<year>1[34]\d\d)(?!\d)",
    "solar": rf"(?<![\d./-])(?P<year>1[34]\d\d)(?P<sep>[-/.])(?P<month>{_MONTH})(?P=sep)(?P<day>{_DAY})(?![\d/-])",
    "han": r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>十?[一二三四五六七八九十])月"
    r"(?P<day>[二三]?十?[一二三四五六七八九十])[日號号]",
    "cjk": r"(?P<era>令和|平成|昭和|民國|民国)?\s?(?<!\d)(?P<year>\d{1,4}|元)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]"
    r"(?:\s?(?P<day>\d{1,2})\s?[日일号])?",
    "compact": r"(?<![\w.])(?P<year>20[0-3]\d|19\d\d)(?P<month>0[1-9]|1[0-2])"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?:(?![\w.])|(?=T\d{4}))",
    "numeric": rf"(?<![\d./-])(?<!\b[A-Za-z])(?P<day>{_DAY})(?P<sep>[-/.])\s?(?P<month>{_DAY})(?P=sep)\s?"
    rf"(?P<year>{_YEAR}|\d\d)(?:(?!\.?\d|[/-])|(?=[012]?\d:[0-5]\d))",
    "vietnamese": rf"(?<!\d)(?P<day>{_DAY})\stháng\s(?P<month>{_MONTH})(?!\d)(?:,?\s(?:năm\s)?(?P<year>\d{{4}}))?",
    "roman": rf"(?<![\w.,/-])(?P<day>{_DAY})(?P<sep>\.\s?|\s|-|/)(?P<month>(?-i:{'|'.join(reversed(_ROMAN))}))"
    rf"(?:(?P=sep)|\.?\s)(?P<year>{_YEAR})(?!\d)(?:\s?[rг]\.)?",
    "clocked": rf"(?<!\w)(?P<name>MONTHS)\s{{1,2}}(?P<day>{_DAY})\s(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
    rf"\s(?:(?P<zone>[A-Z]{{2,5}}|[+-]\d{{4}})\s)?(?P<year>{_YEAR})(?!\d)",
    "named": rf"(?<!\w)(?P<year>{_YEAR})[.,]?[\s-](?P<name>MONTHS)(?!\w)\.?[\s-](?P<day>{_DAY})(?!\d)\.?",
    "dmy": rf"(?<![\d.:/-])(?P<day>{_DAY})(?:\s?(?:st|nd|rd|th|er|re|º|ª|°|\.)(?!\d))?{_TO}"
    rf"(?:\s?(?:st|nd|rd|th|er|re|º|ª|°|\.)(?!\d))?[\s,./-]{{0,3}}(?:(?:de|d'|ב|เดือน|(?:day\s)?of|du)\s?)?(?P<name>MONTHS)(?![^\W\d_])\.?(?:\s?/\s?(?:MONTHS)(?!\w))?"
    rf"(?:[\s,،./'-]{{0,3}}(?:del?\s|г\.?\s|[พค]\.ศ\.\s)?"
    rf"(?:(?P<year>{_YEAR}){_GLUED}(?:\s?[rг]\.(?!\w))?|{_SHORTENED}(?P<short>\d\d)(?!\d)))?",
    "mdy": rf"(?<!\w)(?P<name>MONTHS)(?![^\W\d_])\.?\s{{0,2}}"
    rf"(?P<day>[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th))?{_TO}(?!\.?\d|:)"
    rf"(?:\s?[,.]?\s?(?P<year>{_YEAR}){_GLUED})?",
    "my": rf"(?<!\w)(?<!\d\s)(?P<name>MONTHS)(?!\w)\.?,?\s(?:de\s)?(?P<year>{_YEAR})(?!\d)",
}
_NAMED: tuple[Kind, ...] = ("clocked", "named", "dmy", "mdy", "my")
# All of them begin with a figure, for which a search leaps from one to the next.
_NUMBERS = re.compile(
    r"\d(?:[./-]\s?\d{1,2}[./-]\s?\d|[\s./-]{1,2}[IVX]{1,4}[\s./-]{1,2}\d|\d{7}|\s?[年년]|\s(?:"
    + "|".join(JALALI)
    + "))"
)
_NUMBER_WORDS = re.compile(r"元\s?[年년]|[〇零○一二三四五六七八九]{4}年|\btháng\b")

_ZONE = (
    rf"(?:\s?[,(|]?\s?(?P<zone>(?:UTC|GMT)\s?[+\-−–]\s?\d{{1,2}}(?::?\d\d)?|[+\-−]\d\d:?\d\d(?!\d)|"
    rf"(?:{'|'.join(NAMES)})(?!\w))\)?)?"
)
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])\s?(?:[:.hH時时시点點]\s?(?P<minute>[0-5]?\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"(?:\s?[分분])?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?|(?P<half2>[ap])\.?\s?m\b\.?)(?!\d)"
)
_BETWEEN = (
    r"(?:[\s,|•·\-–—()@]|(?:hour|at|om|um|kl|klo|uhr|às|à|a las|alle|в|on|года|г|ore|ora|saat|of)[:.]?(?!\w)|"
    r"(?P<part>오전|오후|上午|下午|午前|午後)){0,8}"
)
_AFTER = re.compile(rf"(?:T|{_BETWEEN}){_CLOCK}(?:\s?(?:uhr|น\.|uur|ч))?{_ZONE}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\d.:]){_CLOCK}(?:\s?(?:uhr|uur))?{_ZONE}(?:[\s,|•\-–—()]|(?:on|am|le|del|em)(?!\w)){{0,8}}$", re.IGNORECASE
)
_ZONE_ALONE = re.compile(_ZONE, re.IGNORECASE)
_FIGURES = "0123456789"
_DIGIT = re.compile(r"\d|[〇零○一二三四五六七八九]{4}年")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_VERBS = frozenset({"may", "march", "mar"})
"""Words of English and names of months, where they have a capital or a year."""


def find(line: str, language: str) -> tuple[DateSpan, ...]:
    """The dates in a line, from left to right, without overlaps."""
    return _found(line[:LINE], language)


@lru_cache(_REMEMBERED)
def _found(line: str, language: str) -> tuple[DateSpan, ...]:
    text = _ascii_digits(line)
    found: list[DateSpan] = []
    for kind, pattern in _applicable(text, language):
        for match in pattern.finditer(text):
            if any(span.start < match.end() and match.start() < span.end for span in found):
                continue
            if not _is_verb(match):
                found.append(_span(text, kind, match, language))
    return tuple(sorted(found, key=lambda span: span.start))


def _is_verb(match: re.Match[str]) -> bool:
    """Whether it is a word with a number behind it: "may 10 people come"."""
    groups = match.groupdict()
    return groups.get("name") in _VERBS and not groups.get("year")


def covered(line: str, language: str) -> float:
    """The share of a line's letters and digits that are part of dates, "2 months ago" included."""
    return _covered(line[:LINE], language)


@lru_cache(_REMEMBERED)
def _covered(line: str, language: str) -> float:
    spans = [(span.start, span.end) for span in _found(line, language)]
    text = _ascii_digits(line)
    if RELATIVE.may_match(folded(text)):
        spans += [match.span() for match in RELATIVE.pattern.finditer(text)]
    inside = sum(_letters(line[start:end]) for start, end in spans)
    return min(1.0, inside / max(1, _letters(line))) if inside else 0.0


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _applicable(text: str, language: str) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    """The patterns that can match at all, by two cheap looks at the line."""
    if not any(map(text.__contains__, _FIGURES)) and (text.isascii() or not _DIGIT.search(text)):
        return
    patterns, any_month = compiled(language)
    numbers = _NUMBERS.search(text) or (not text.isascii() and _NUMBER_WORDS.search(text))
    names = any_month.search(text)
    for kind, pattern in patterns:
        if names if kind in _NAMED else numbers:
            yield kind, pattern


@cache
def compiled(language: str) -> tuple[list[tuple[Kind, re.Pattern[str]]], Cued]:
    """The patterns of a language, and that of any month's name."""
    names = month_names(language)
    months = _parted(sorted(names, key=len, reverse=True))
    patterns = [(kind, re.compile(text.replace("MONTHS", months), re.IGNORECASE)) for kind, text in _PATTERNS.items()]
    any_month = rf"(?:(?<!\w)|(?<=\d))(?:{months})(?![^\W\d_])|(?:ב|เดือน)(?:{months})"
    return patterns, cued(re.compile(any_month, re.IGNORECASE), (name.split()[0] for name in names))


def _parted(names: Sequence[str]) -> str:
    """Names as one pattern that looks at their shared beginnings once, and takes the longest that is there."""
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(name[:1], []).append(name[1:])
    whole = rests.pop("", None) is not None
    parts = [_letter(first) + f"(?:{_parted(rest)})" if any(rest) else _letter(first) for first, rest in rests.items()]
    return "|".join([*parts, *([""] if whole else [])])


def _letter(letter: str) -> str:
    return r"\s" if letter == " " else re.escape(letter)


_UNTOLD = ("uk", "ca", "bg", "hr")
"""Languages without a module of ours that are not told from a text, but name months as no other language does."""
_WHOLE = 4
"""Letters of a month's name that is no abbreviation."""


@cache
def month_names(language: str) -> Mapping[str, int]:
    """The months' names of a language and of English; of every language where it is not known.

    A name that is another month elsewhere is none then: "listopada" is November in Polish and October in Croatian.
    """
    known = all_languages()
    if language in known:
        return {**known[language].months, **known["en"].months}
    if language:
        return {**_foreign_months(language), **known["en"].months}
    others = [{name: n for name, n in _foreign_months(code).items() if name.isalpha()} for code in _UNTOLD]
    ours = {name: month for item in known.values() for name, month in item.months.items()} | dict(known["en"].months)
    found = {name: month for months in others for name, month in months.items() if len(name) >= _WHOLE} | ours
    doubtful = {name for months in others for name, month in months.items() if found.get(name, month) != month}
    return {name: month for name, month in found.items() if name not in doubtful or name in known["en"].months}


def _foreign_months(language: str) -> dict[str, int]:
    """The months of a language without a module of ours, from dateparser's tables."""
    from dateparser.data import languages_info

    language = CALLED.get(language, language)
    if language not in languages_info.language_order:
        return {}
    table = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
    english = [next(name for name, number in all_languages()["en"].months.items() if number == n) for n in range(1, 13)]
    forms = {form.lower().rstrip("."): n for n, name in enumerate(english, 1) for form in table.get(name, [])}
    return {form: n for form, n in forms.items() if len(form) >= 3 and not re.search(r"\d", form)}


@cache
def weekday_names(language: str) -> Mapping[str, int]:
    """The weekdays' names of a language and of English."""
    known = all_languages()
    return {**(known[language].weekdays if language in known else {}), **known["en"].weekdays}


def _span(text: str, kind: Kind, match: re.Match[str], language: str) -> DateSpan:
    groups = {key: value for key, value in match.groupdict().items() if value}
    after = _AFTER.match(text, match.end())
    end = after.end() if after else match.end()
    start, weekday = _weekday(text, match.start(), end, language)
    before = None if after else _BEFORE.search(text, max(0, start - 45), start)
    clock = after or before
    zone = (clock["zone"] or "") if clock else ""
    if before and not zone and (alone := _ZONE_ALONE.match(text, end)):
        zone, end = alone["zone"] or "", alone.end()
    return DateSpan(
        start=before.start() if before else start,
        end=end,
        kind=kind,
        words=" ".join(match[0].split()),
        year=groups.get("year") or groups.get("short", ""),
        month=_as_number(groups.get("month", "")),
        day=groups.get("day", ""),
        name=groups.get("name", ""),
        era=groups.get("era", ""),
        weekday=weekday,
        time=groups.get("clock") or (_iso_time(clock) if clock else ""),
        zone=groups.get("zone") or zone,
    )


def _as_number(month: str) -> str:
    """A month in digits, where it is written as a Roman number."""
    return str(_ROMAN.index(month) + 1) if month in _ROMAN else month


def _weekday(text: str, start: int, end: int, language: str) -> tuple[int, int | None]:
    """Where the span starts with the weekday's name before it, and which day the name before or after it is."""
    names = weekday_names(language)
    before = [*_WORD.finditer(text, max(0, start - 24), start)]
    if before and re.fullmatch(r"[\s.,(]{0,4}", text[before[-1].end() : start]):
        number = names.get(before[-1][0].lower())
        if number is not None:
            return before[-1].start(), number
    after = re.compile(r"[\s,(]{1,3}([^\W\d_]+(?:-[^\W\d_]+)?)").match(text, end)
    return start, names.get(after[1].lower()) if after else None


def _iso_time(clock: re.Match[str]) -> str:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or clock["half2"] or "").lower()
    afternoon = half == "p" or clock.groupdict().get("part") in ("오후", "下午", "午後")
    if afternoon and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" + (f":{clock['second']}" if clock["second"] else "")


def _ascii_digits(text: str) -> str:
    """The digits of Arabic, India, South-East Asia and of full width as 0-9, one for one; no-break spaces as spaces."""
    return text.translate(_DIGITS) if not text.isascii() and _OTHER_DIGIT.search(text) else text


_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10)
_DIGITS = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)} | {0xA0: " ", 0x202F: " "}
_OTHER_DIGIT = re.compile(f"[{''.join(map(chr, _DIGITS))}]")
