"""Westlaw's newsroom: articles that begin with "2023 WLNR 1234567" and end with "End of Document".

    2023 WLNR 1234567                           the database's own number
    The Lowmere Courier (UK)                    the source, rights and day, then fields
    Copyright 2023 The Lowmere Courier
    March 14, 2023
    Section: News
    Harbour bridge closed                       the title, and who wrote it
    Ida Fenn
    ...
    ---- Index References ----                  what the database says of it, to the end
    Word Count: 52
    End of Document

Facts of the format: Westlaw's help on deliveries, and what libraries show of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, source_name
from search.readers.exports.date_lines import date_line
from search.readers.exports.fields import fill
from search.readers.exports.labels import is_byline, labelled, writer
from search.readers.exports.lines import is_furniture, is_rights, shown

_NUMBER = re.compile(r"(?P<id>(?:19|20)\d\d WLNR \d{1,12})")
_BEGINS = re.compile(rf"^[ \t\xa0]*{_NUMBER.pattern}[ \t\xa0]*$", re.MULTILINE)
_END = re.compile(r"^[ \t\xa0]*end of document[ \t\xa0]*$", re.MULTILINE | re.IGNORECASE)
_REFERENCES = re.compile(r"-*\s*index references\s*-*", re.IGNORECASE)
_LOADED = re.compile(r"loaded date\b.*|newsroom|.{0,40}\d{1,2}/\d{1,2}/\d{2,4}\b.{0,60}", re.IGNORECASE)
_HEAD = 10
"""Lines in which the source and the day stand."""
RULE = "westlaw date line"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    starts = [match.start() for match in _BEGINS.finditer(text)] if "WLNR" in text else []
    if not starts or _day(shown(text[starts[0] : starts[0] + 3000])[1:]) is None:
        return None
    ends = [*starts[1:], len(text)]
    spans = zip(starts, ends, strict=True)
    entries = (_entry(n, text[start:end], last=end == len(text)) for n, (start, end) in enumerate(spans, 1))
    return proof.records(entries, path, encoding, 0)


def _day(lines: Sequence[str]) -> int | None:
    """Which line is the day."""
    return next((at for at, line in enumerate(lines[:_HEAD]) if at and date_line(line)), None)


def _entry(number: int, stretch: str, *, last: bool) -> Entry:
    end = _END.search(stretch)
    lines = [line for line in shown(stretch[: end.start()] if end else stretch) if not is_furniture(line)]
    found = _NUMBER.match(lines[0])
    at = _day(lines[1:])
    day = date_line(lines[at + 1]) if at is not None else None
    head = lines[1 : at + 1] if at is not None else lines[1:2]
    names = [line for line in head if not (is_rights(line) or _LOADED.fullmatch(line))]
    below = lines[at + 2 :] if at is not None else lines[2:]
    refers = next((n for n, line in enumerate(below) if _REFERENCES.fullmatch(line)), len(below))
    begins = next((n for n, line in enumerate(below[:refers]) if labelled(line) is None), refers)
    entry = Entry(
        number,
        own_id=found["id"] if found else "",
        title=joined(below[begins]) if begins < refers else "",
        source=source_name(names[0]) if names else "",
        source_rule="westlaw source line",
        date=day.value if day else "",
        date_words=day.words if day else "",
        date_rule=RULE,
        whole=end is not None or not last or refers < len(below),
    )
    fill(entry, below[:begins])
    fill(entry, below[refers:])
    body = below[begins + 1 : refers]
    if body and (is_byline(body[0]) or _is_name(body[0])):
        entry.author = entry.author or writer(body.pop(0))[:300]
    entry.body = body
    return entry


def _is_name(line: str) -> bool:
    """Whether a line below the title may be who wrote it: a few words that begin with capitals."""
    words = line.split()
    return (
        2 <= len(words) <= 5 and len(line) < 60 and all(word[0].isupper() for word in words) and line[-1] not in ".:?!"
    )
