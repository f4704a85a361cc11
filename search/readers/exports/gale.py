"""Gale (OneFile, Academic OneFile, In Context): articles that end with "Gale Document Number: GALE|A664000001".

    Harbour bridge closed                                   the title
    Ida Fenn                                                at times
    The Lowmere Courier. (Mar. 14, 2023): News: p3.         the source, its day, section and page
    Copyright: COPYRIGHT 2023 Lowmere Press
    Full Text:
    ...
    Source Citation   (MLA 9th Edition)                     how to cite it, down to its number
    Gale Document Number: GALE|A664000001

Facts of the format: what libraries show of it in their help on citing and exporting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, section_and_page, source_name
from search.readers.exports.date_lines import date_in, date_line
from search.readers.exports.labels import labelled, writer
from search.readers.exports.lines import is_furniture, is_rights, shown

NEEDLE = "Gale Document Number"
_END = re.compile(
    rf"^[ \t\xa0]*{NEEDLE}[ \xa0]?:[ \t\xa0]*(?P<id>GALE[|%]?\S{{1,40}}|\S{{4,40}})[ \t\xa0]*$", re.MULTILINE
)
_IMPRINT = re.compile(r"(?P<source>[^():]{2,120}?)[.,]? \((?P<day>[^()]{4,40})\)(?:[:.,]? ?(?P<rest>.{0,120}))?")
_TEXT = re.compile(r"full text\s?:\s*(?P<begins>.*)", re.IGNORECASE)
_CITED = re.compile(r"source citation\b.{0,60}|mla \d.{0,40}|apa \d.{0,40}", re.IGNORECASE)
_HEAD = 14
"""Lines above a text."""
RULE = "gale imprint"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    ends = list(_END.finditer(text)) if NEEDLE in text else []
    if not ends or _entry(text[: ends[0].start()]) is None:
        return None
    return proof.records(_entries(text, ends), path, encoding, 0)


def _entries(text: str, ends: Sequence[re.Match[str]]) -> Iterator[Entry]:
    """What stands before each number, also where its imprint has another form."""
    begin = 0
    for number, end in enumerate(ends, 1):
        stretch = text[begin : end.start()]
        entry = _entry(stretch) or _bare(stretch)
        entry.number, entry.own_id = number, end["id"]
        begin = end.end()
        yield entry
    if _entry(text[begin:]):
        yield Entry(len(ends) + 1, whole=False)


def _bare(stretch: str) -> Entry:
    """An article of which only the title and the text are known."""
    lines = [line for line in shown(stretch) if not is_furniture(line)]
    return Entry(0, title=joined(lines[0]) if lines else "", body=_text(lines[1:]))


def _imprint(line: str) -> re.Match[str] | None:
    found = _IMPRINT.fullmatch(line)
    return found if found and date_line(found["day"], alone=True) else None


def _entry(text: str) -> Entry | None:
    lines = [line for line in shown(text) if not is_furniture(line)]
    at = next((n for n, line in enumerate(lines[:_HEAD]) if n and _imprint(line)), 0)
    found = _imprint(lines[at]) if at else None
    day = date_in(found["day"]) if found else None
    if found is None or day is None:
        return None
    below = lines[at + 1 :]
    section, page = section_and_page((found["rest"] or "").strip(" .").replace(": p", "; p. "))
    return Entry(
        0,
        title=joined(lines[0]),
        source=source_name(found["source"].strip(" .")),
        source_rule=RULE,
        date=day.value,
        date_words=day.words,
        date_rule=RULE,
        author=writer(_writer(lines[1:at]))[:300],
        section=section,
        page=page,
        body=_text(below),
    )


def _text(below: Sequence[str]) -> list[str]:
    """The lines between the label of the text and how to cite it."""
    begins = next((n for n, line in enumerate(below[:_HEAD]) if _TEXT.fullmatch(line)), -1)
    cited = next((n for n, line in enumerate(below) if n > begins and _CITED.fullmatch(line)), len(below))
    opening = _TEXT.fullmatch(below[begins]) if begins >= 0 else None
    if opening is None:
        return _without_fields(below[:cited])
    return [*filter(None, [opening["begins"]]), *below[begins + 1 : cited]]


def _writer(lines: Sequence[str]) -> str:
    """Who wrote it, with a label or without, between title and imprint; a longer line is a second headline."""
    said = next((field[1] for line in lines if (field := labelled(line)) and field[0] == "author"), "")
    return said or next((line for line in reversed(lines) if len(line.split()) <= 6 and ":" not in line), "")


def _without_fields(lines: Sequence[str]) -> list[str]:
    """The lines of a text, from the first that is neither a field nor says who holds the rights."""
    begins = next((n for n, line in enumerate(lines) if not (labelled(line) or is_rights(line))), len(lines))
    return [*lines[begins:]]
