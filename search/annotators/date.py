"""The day a document was published: as it declares it, as a date line states it, or as its prose lets one infer it.

What is declared wins over what stands in the text, and that over what is only likely: an address, the day of a last
change, of the file's making, in its name. The days that lose are kept, for a reader to see where they disagree.

Candidates are scored by where they stand and by the label before them. With nearly these weights a score of 3 and
more was right on nine of ten saved newspaper pages, one from 1.5 to 3 on about half: "stated", and "inferred" at
best. A date in running prose is usually that of an event; only a weekday with a day ("on Monday (June 10)") is a
reporter's today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from search.annotators import layout_words as words
from search.annotators.date_claims import GUESSES, NOTHING, Claim, settled
from search.annotators.date_order import Habit, shown_orders
from search.annotators.date_parser import Reading, read
from search.annotators.date_placeholders import is_placeholder
from search.annotators.date_spans import LINE, DateSpan, covered, find
from search.config import Config
from search.model import Day, Document, Evidence, Part
from search.sources import domain_of

_STATED = 3.0
_INFERRED = 1.5
_NEAR = 8
"""How many parts below the title, or before and after the body, may hold the date line."""
_SHORT = 80
_MASTHEAD = 1.0
_RIGHT_BEFORE = 3
_LEAD = 4
"""How many paragraphs are searched for the reporter's today."""
_LABEL = 45
_PROSE = 1.6
_BEGUN = 2.0

_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$")
"""ISO 8601 without hyphens, as news agencies write it: 20230314T080000Z."""
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3}|\d{6})?(?:\.\d+)?$")
_JAVA = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d) (\d\d:\d\d:\d\d [A-Z+:\d-]{1,9}) (\d{4})$")
"""How a program prints a moment, with the year behind the zone: "Tue Mar 05 09:35:14 CET 2019"."""
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST_IN_NAME = re.compile(r"(?<![A-Za-z\d.])(\d\d?)([._-])(\d\d?)\2((?:19|20)\d\d)(?!\.?\d)")
_OWNED = re.compile(r"(?:©|\(c\)|\bcopyright\b)\D{0,20}((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_DATELINE = re.compile(r"[^\W\d_a-zа-яё][^.!?\d]{1,50}$")
_AFTER_DATELINE = re.compile(
    r"[.,]?\s*(?:(?:\([^()]{2,50}\)|/\s?[\w .-]{2,40}\s?/)\s*)?[-–—:]"
    r"|[.,]?\s*(?:\([^()]{2,50}\)|/\s?[A-Z][\w .-]{1,39}\s?/)"
)
_ROW = re.compile(r"#\d+$")
_CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
_TO_DATE = re.compile(r"[\s:：|•·,–—-]*(?:(?:on|at|the|am|vom|le|el|il|em|op|on|de|в|г)\b)?[\s:：]*", re.IGNORECASE)
"""What stands between a label and its date."""
_DECLARED_AHEAD = timedelta(days=366)
"""How far a declared day may lie ahead: what is announced for later."""
_READ = 6
"""Candidates that are read at all."""

Role = Literal["published", "modified", "dateline", "prose"]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span that may be the day of publication.

    `start` is where its line begins in the document's text, and `begin` where in the line the label before it does, or
    the span itself.
    """

    score: float
    span: DateSpan
    start: int
    role: Role
    begin: int


def annotate(document: Document, config: Config) -> Document:
    """The document with its day, or without one where nothing says it, and with the days that lost."""
    day, others = settled(claims(document, config), NOTHING, config.today)
    return replace(document, day=day, other_days=others)


def claims(document: Document, config: Config) -> tuple[Claim, ...]:
    """The days that are found, the likeliest to be that of publication first."""
    today = config.today
    sure, likely, changed = _declared(document, today)
    in_text = [*_in_text(document, today)]
    stated, rest = ([claim for claim in in_text if (claim.day.how == "stated") == wanted] for wanted in (True, False))
    days, months = ([claim for claim in likely if (claim.day.precision == "day") == wanted] for wanted in (True, False))
    weak = [*changed, *_made(document, today), *_in_name(document, today)]
    return (*sure, *stated, *days, *rest, *_sharpened(months, weak), *weak)


def _sharpened(months: Sequence[Claim], weak: Sequence[Claim]) -> list[Claim]:
    """The months that are likely, behind a day in one of them that is not much less so."""
    inside = [
        claim
        for claim in weak
        if any(month.day.first <= claim.day.first <= claim.day.last <= month.day.last for month in months)
    ]
    return [*inside[:1], *months]


def _declared(document: Document, today: date) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """The days that the file's metadata gives: surely, likely those of publication, and those of a last change."""
    declared = document.declared
    values = [(declared.get("date_rule", ""), declared.get("date_published", ""))]
    words = declared.get("date_words", "")
    others = (line.partition("\t") for line in declared.get("other_dates", "").split("\n"))
    values += [(rule, value) for rule, _, value in others]
    sure: list[Claim] = []
    likely: list[Claim] = []
    changed: list[Claim] = []
    for number, (rule, value) in enumerate(values):
        kind = changed if _CHANGED.search(rule) else likely if rule in GUESSES else sure
        if reading := _declared_day(document, value, today):
            said = words if words and not number else value
            kind.append(_claim(reading, Evidence(said, rule=rule), inferred=kind is not sure))
    return sure, likely, changed


def _declared_day(document: Document, value: str, today: date) -> Reading | None:
    """The day that a declared value is; None where it is none, or one that programs write where none is known."""
    said = _JAVA.sub(r"\1 \3 \2", value)
    reading = _iso(value, today) or next(filter(None, _readings(document, said, today)), None)
    if reading is None or (reading.precision == "day" and is_placeholder(reading.first, reading.time)):
        return None
    return reading


def _iso(value: str, today: date) -> Reading | None:
    """ISO 8601 and seconds since 1970, which dateparser reads wrongly or not at all."""
    epoch = _EPOCH.match(value)
    if epoch:
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return Reading(moment.date(), "day", "zone", f"{moment:%H:%M}+00:00")
    basic = _BASIC.match(value)
    if basic:
        year, month, day, hour, minute, zone = basic.groups("")
        value = f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone}" if hour else "")
    found = _ISO.match(value)
    if not found:
        return None
    try:
        first = date(int(found["y"]), int(found["m"] or 1), int(found["d"] or 1))
    except ValueError:
        return None
    zone = (found["zone"] or "").replace("Z", "+00:00")
    time = found["time"] + (zone if ":" in zone or not zone else f"{zone[:3]}:{zone[3:]}") if found["time"] else ""
    precision: Literal["day", "month", "year"] = "day" if found["d"] else "month" if found["m"] else "year"
    # In days, which February 29 has a year later as well.
    return Reading(first, precision, "", time) if first - today <= _DECLARED_AHEAD else None


def _readings(document: Document, value: str, today: date) -> Iterator[Reading | None]:
    for span in find(value, document.language):
        yield _read(document, span, today)


def _read(document: Document, span: DateSpan, today: date) -> Reading | None:
    near = _near_year(document, today) if not span.year and span.weekday is None else None
    return read(span, document.language, today, near, _habit(document, span))


def _habit(document: Document, span: DateSpan) -> Habit:
    shown = shown_orders(document.text) if span.kind == "numeric" else ""
    return Habit(document.language, domain_of(document.url), row=bool(_ROW.search(document.path)), shown=shown)


def _claim(reading: Reading, evidence: Evidence, *, inferred: bool) -> Claim:
    how: Literal["stated", "inferred"] = "inferred" if inferred or reading.guessed else "stated"
    day = Day(reading.first, reading.last, reading.precision, how, evidence, reading.time)
    return Claim(day, reading.note, reading.asks, reading.order, reading.other, reading.zone, reading.shows)


def _in_text(document: Document, today: date) -> Iterator[Claim]:
    """The candidates that can be read, the best first. One that says "updated" loses against every other."""
    likely = (candidate for candidate in _candidates(document) if candidate.score >= _INFERRED)
    candidates = sorted(likely, key=lambda item: (item.role == "modified", -item.score, item.start))
    for candidate in candidates[:_READ]:
        reading = _read(document, candidate.span, today)
        if reading:
            weak = candidate.score < _STATED or candidate.role in ("modified", "prose")
            yield _claim(reading, _evidence(document, candidate), inferred=weak)


def _evidence(document: Document, candidate: _Candidate) -> Evidence:
    start, end = candidate.start + candidate.begin, candidate.start + candidate.span.end
    if "(" in document.text[start:end] and document.text[end : end + 1] == ")":
        end += 1
    rules = {"published": "date line", "modified": "line of the last change", "dateline": "dateline"}
    return Evidence(document.text[start:end], start, end, rules.get(candidate.role, "weekday in the first paragraphs"))


def _candidates(document: Document) -> Iterator[_Candidate]:
    parts = document.parts
    bodies = [index for index, part in enumerate(parts) if part.kind == "body"]
    title = next((index for index, part in enumerate(parts) if part.kind == "title"), 0)
    last = bodies[-1] if bodies else len(parts)
    head: list[_Candidate] = []
    first = next((index for index in bodies if index > title), last)
    for index in _near_lines(parts, title, first, last):
        line = document.text[parts[index].start : parts[index].end][:LINE]
        if parts[index].kind != "body" or _is_date_line(line, document.language):
            head += _on_line(document, index, title, first, last)
    begins = parts[bodies[0]].start if bodies else 0
    yield from _below_masthead(head, parts[title].start if parts else 0, begins)
    for index in bodies[:_LEAD]:
        yield from _in_prose(document, parts[index])
    yield from _begins(document, [parts[index] for index in bodies[:_LEAD]])


def _below_masthead(found: Sequence[_Candidate], title: int, body: int) -> Iterator[_Candidate]:
    """The candidates, those above the title with less weight where one between title and body is as good.

    Many sites show today's date at the top of every page. `title` and `body` are where these begin.
    """
    dated = any(
        title < item.start < body and item.role == "published" and item.score >= _STATED - 1 and item.span.year
        for item in found
    )
    for item in found:
        yield replace(item, score=item.score - _MASTHEAD) if dated and item.start < title else item


def _is_date_line(line: str, language: str) -> bool:
    """Whether a line is mostly a date, or a short one that is no sentence, as "Ada Quayle, 4 March 2021"."""
    share = covered(line, language)
    return share > 0.5 or (share > 0.25 and len(line) <= _SHORT and not line.rstrip().endswith((".", "!", "?", "。")))


def _near_lines(parts: Sequence[Part], title: int, first: int, last: int) -> list[int]:
    """The parts around the title and right before and after the body; a date elsewhere belongs to something else."""
    head = range(max(0, title - _NEAR), min(len(parts), title + _NEAR + 1))
    above = range(max(title, first - _RIGHT_BEFORE), min(first, len(parts)))
    return sorted({*head, *above, *range(min(last, len(parts)), min(len(parts), last + _NEAR))} - {title})


def _on_line(document: Document, index: int, title: int, first: int, last: int) -> Iterator[_Candidate]:
    part = document.parts[index]
    line = document.text[part.start : min(part.end, part.start + LINE)]
    spans = find(line, document.language)
    if not spans or part.kind == "caption" or words.PICTURED.search(line):
        return  # the day on which a picture was taken
    place = _place(document.parts, index, title, first, last) + 2 * covered(line, document.language)
    before = 0
    for span in spans:
        label = line[max(before, span.start - _LABEL) : span.start]
        role, weight = _labelled(label)
        before = span.end
        yield _Candidate(place + weight + _form(span), span, part.start, role, span.start - _joined(label))


def _labelled(label: str) -> tuple[Role, float]:
    if words.OTHER_DAY.search(label):
        return "published", -3.0
    if words.UPDATED.search(label):
        return "modified", 0.0
    return "published", 1.3 if words.PUBLISHED.search(label) else 0.0


def _joined(label: str) -> int:
    """How many characters before a date belong to it, being the label right before: "Published - ", "date "."""
    found = [*words.PUBLISHED.pattern.finditer(label), *words.UPDATED.pattern.finditer(label)]
    last = max(found, key=lambda match: match.end(), default=None)
    return len(label) - last.start() if last and _TO_DATE.fullmatch(label, last.end()) else 0


def _place(parts: Sequence[Part], index: int, title: int, first: int, last: int) -> float:
    """A byline and the neighbours of title and text count for, after the body against, among comments most against."""
    distance = min(index - title, first - index) if title < index < first else index - title
    if parts[index].kind == "byline":
        return 2.5
    if index > last:
        among = any(part.kind in ("comments", "section") for part in parts[last + 1 : index])
        return -3.0 if among else 0.8 if index <= last + 4 else -1.4
    return 2.0 - 0.12 * distance if distance >= 0 else 1.4 + 0.12 * distance


def _form(span: DateSpan) -> float:
    """A date without its year or its day says less; one with a time is rarely anything but a publication."""
    return (0.3 if span.time else 0.0) - (0.0 if span.year else 1.2) - (0.0 if span.day else 0.5)


def _in_prose(document: Document, part: Part) -> Iterator[_Candidate]:
    """The date of a dateline ("MOSCOW, June 10 (Reuters) -"), and days named with their weekday but not their year."""
    line = document.text[part.start : min(part.end, part.start + LINE)]
    spans = find(line, document.language)
    if not spans or words.PICTURED.search(line):
        return
    for span in spans:
        dateline = span.end < 90 and _DATELINE.match(line[: span.start]) and _AFTER_DATELINE.match(line, span.end)
        if dateline:
            yield _Candidate(_STATED if span.year else 2.0, span, part.start, "dateline", span.start)
        elif span.weekday is not None and span.day and not span.year:
            yield _Candidate(_PROSE, span, part.start, "prose", span.start)


def _begins(document: Document, bodies: Sequence[Part]) -> Iterator[_Candidate]:
    """A whole date in numbers that begins the first paragraph and no other: "27.1.2022 - The council"."""
    lines = [document.text[part.start : part.end][:LINE] for part in bodies]
    spans = [next((span for span in find(line, document.language) if span.start <= 1), None) for line in lines]
    span = spans[0] if spans and not any(spans[1:]) else None
    if span and span.year and span.day and _AFTER_DATELINE.match(lines[0], span.end):
        yield _Candidate(_BEGUN, span, bodies[0].start, "dateline", span.start)


def _near_year(document: Document, today: date) -> int | None:
    """The latest year that a full date or the copyright line of the document names."""
    spans = (span for part in document.parts for span in find(document.text[part.start : part.end], document.language))
    full = (read(span, document.language, today) for span in spans if span.year and span.day)
    years = [reading.first.year for reading in full if reading]
    years += [int(owned[1]) for owned in _OWNED.finditer(document.text)]
    return max((year for year in years if year <= today.year), default=None)


def _made(document: Document, today: date) -> Iterator[Claim]:
    """The day on which the file was made, which is seldom before that of publication and often long after."""
    value, rule = document.declared.get("date_created", ""), document.declared.get("created_rule", "")
    reading = _declared_day(document, value, today)
    if reading:
        yield _claim(reading, Evidence(value, rule=rule), inferred=True)


def _written_in_name(found: re.Match[str]) -> str:
    """A date in a name in ISO 8601, "" where its numbers may be read in two orders: only dots put the day first."""
    if found.re is _IN_NAME:
        return "-".join(found.groups())
    one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
    day, month = (two, one) if two > 12 else (one, two)
    return f"{year}-{month:02}-{day:02}" if mark == "." or day > 12 or day == month else ""


def _in_name(document: Document, today: date) -> Iterator[Claim]:
    """The day in the document's address or in its file's name, where dumps and blogs put it."""
    for rule, name in (("address", document.url), ("file name", document.path.rpartition("/")[2])):
        found = _IN_NAME.search(name) or _DAY_FIRST_IN_NAME.search(name)
        reading = _iso(_written_in_name(found), today) if found else None
        if found and reading and reading.first <= today:
            yield _claim(reading, Evidence(found[0], rule=rule), inferred=True)
