"""Retriever (Mediearkivet, Atekst): articles that end with a line of equals signs, behind a list of their titles.

    > Harbour bridge closed, Lowmere Courier, 2023-03-14       the list, one line an article

    Harbour bridge closed                                      the title, in older exports with a line of dashes below
    Lowmere Courier, 2023-03-14 09:31                          or 14.03.2023
    Sida 15                                                    page, section, writer, each only where there is one
    Publicerat i print.                                        where it came out, in Swedish, Norwegian or Danish
    ...
    © Lowmere Courier
    Läs hela artikeln på http://ret.nu/cmchMNgs
    ==============================================================================

Facts of the format: public converters (markivet for Python, atekstR for R).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, source_name
from search.readers.exports.date_lines import DateLine, date_in
from search.readers.exports.labels import writer
from search.readers.exports.lines import blocks, paragraphs

NEEDLE = "=" * 60
"""What every export has."""
_RULE = re.compile(r"^[ \t]*={60,}[ \t]*$", re.MULTILINE)
_MEDIUM = re.compile(
    r"(?:publicerat|publicerad|publisert|publiceret|trykt|sänt|sendt|julkaistu)\s+(?:i|på|in|on)\s+[\w\- ]{2,30}\.?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?P<source>\S.{0,120}?),\s+(?P<day>(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?:\s+\d\d:\d\d(?::\d\d)?)?)"
)
_LISTED = re.compile(r"^>[ \t]+\S.*,[ \t]+(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})[ \d:]*$", re.MULTILINE)
_DASHES = re.compile(r"[-_]{10,}")
_PAGE = re.compile(r"(?:sida|side|sivu)\s+(?P<page>\S.{0,20})", re.IGNORECASE)
_SECTION = re.compile(r"(?:seksjon|sektion|avdelning|section|del)\s*:\s*(?P<section>\S.*)", re.IGNORECASE)
_LINK = re.compile(
    r"^[ \t]*(?:läs\b|les\b|læs\b|lue\b|se\b|see\b|read\b)[^\n]{0,60}\s+(?P<url>https?://(?:www\.)?ret\.nu/(?P<id>\w+))",
    re.IGNORECASE | re.MULTILINE,
)
_RIGHTS = re.compile(
    r"©|^[ \t]*alla artiklar är skyddade|^[ \t]*alle artikler er beskyttet", re.IGNORECASE | re.MULTILINE
)
_FEW = 6
"""Lines between that of the source and that of the medium, or of a title."""
RULE = "retriever date line"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article's head stands among lines: that of its source and day, and that of its medium."""

    source: int
    medium: int
    name: str
    day: DateLine


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    ends = [*_RULE.finditer(text)]
    if not ends or _place(text[: ends[0].start()].split("\n")) is None:
        return None
    entries = list(_entries(text, [end.span() for end in ends]))
    stated = len(_LISTED.findall(text, 0, ends[0].start()))
    return proof.records(entries, path, encoding, stated if stated >= len(entries) else 0)


@dataclass(slots=True)
class _Span:
    """Where an article stands in a text, its head among its lines, and whether the line at its end is there."""

    start: int
    stop: int
    place: _Place
    ruled: bool


def _entries(text: str, ends: Sequence[tuple[int, int]]) -> Iterator[Entry]:
    """The articles; a stretch without a head is the rest of the one before, which has such a line in its text."""
    spans: list[_Span] = []
    start = 0
    for stop, following in (*ends, (len(text), len(text))):
        place, ruled = _place(text[start:stop].split("\n")), stop < len(text)
        if place is not None:
            spans.append(_Span(start, stop, place, ruled))
        elif spans and text[start:stop].strip():
            spans[-1].stop, spans[-1].ruled = stop, ruled
        start = following
    return (_entry(text, span, number) for number, span in enumerate(spans, 1))


def _place(lines: Sequence[str]) -> _Place | None:
    """The first line that names the medium with one of source and day above it."""
    for medium, line in enumerate(lines):
        if len(line) > 80 or not _MEDIUM.fullmatch(line.strip()):
            continue
        for source in range(medium - 1, max(0, medium - _FEW) - 1, -1):
            head = _HEAD.fullmatch(lines[source].strip())
            day = date_in(head["day"]) if head else None
            if head and day and source:
                return _Place(source, medium, head["source"], day)
    return None


def _entry(text: str, span: _Span, number: int) -> Entry:
    lines, place = text[span.start : span.stop].split("\n"), span.place
    entry = Entry(
        number,
        title=" ".join(_title(lines[: place.source])),
        source=source_name(place.name),
        source_rule="retriever source line",
        date=place.day.value,
        date_words=place.day.words,
        date_rule=RULE,
    )
    _head(entry, [line.strip() for line in lines[place.source + 1 : place.medium]])
    below = "\n".join(lines[place.medium + 1 :])
    link = next(iter([*_LINK.finditer(below)][-1:]), None)
    entry.url, entry.own_id = (link["url"], link["id"]) if link else ("", "")
    body, signed = _foot(below[: link.start()] if link else below)
    entry.body = paragraphs(blocks(body))
    entry.whole = span.ruled or link is not None or signed
    return entry


def _title(above: Sequence[str]) -> list[str]:
    """The lines of the title: those right above, without the line of dashes below them."""
    found: list[str] = []
    for line in (line.strip() for line in reversed(above)):
        if _DASHES.fullmatch(line) or (not line and not found):
            continue
        if not line or line.startswith(">") or len(found) == _FEW:
            break
        found.insert(0, line)
    return found


def _head(entry: Entry, lines: Sequence[str]) -> None:
    """Page, section and writer, out of the lines between source and medium."""
    for line in filter(None, lines):
        if page := _PAGE.fullmatch(line):
            entry.page = page["page"].strip(" .")
        elif section := _SECTION.fullmatch(line):
            entry.section = section["section"]
        elif line.endswith(".") and line.isupper():
            entry.section = entry.section or line.strip(" .")
        elif not _DASHES.fullmatch(line):
            entry.author = entry.author or writer(line)[:300]


def _foot(text: str) -> tuple[str, bool]:
    """A text without who holds its rights, which stands at its end, and whether it said so."""
    last = max(text.rstrip().rfind("\n\n"), 0)
    found = _RIGHTS.search(text, last)
    return (text[: found.start()], True) if found else (text, False)
