"""GENIOS and WISO: articles that end with the paper and the day that they are from, and their number.

    Dokument 1 von 12
    Harbour Times vom 14.03.2023, Seite 3 / Lokales      at times
    Hafenbrücke gesperrt                                 the title
    ...
    Quelle: Harbour Times vom 14.03.2023, Seite 3
    Ressort: Lokales
    Dokumentnummer: HT-20230314-12
    Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/HT__12
    Alle Rechte vorbehalten: (c) Harbour Press

Facts of the format: what libraries show of it in their help on WISO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, section_and_page, source_name
from search.readers.exports.date_lines import date_in
from search.readers.exports.fields import fill
from search.readers.exports.labels import writer
from search.readers.exports.lines import is_rights, shown

_NUMBERED = re.compile(r"Dokument[ \xa0]+(?P<n>\d{1,6})[ \xa0]+von[ \xa0]+(?P<of>\d{1,6})")
_SOURCE = re.compile(
    r"Quelle[ \xa0]?:[ \xa0\t]*(?P<name>.{1,150}?)[ \xa0]+(?:vom|Nr\.? .{1,30} vom)[ \xa0]+(?P<rest>\S.{0,120})"
)
_NUMBER = re.compile(r"Dokumentnummer[ \xa0]?:[ \xa0\t]*(?P<id>\S.{0,98})")
_FOOT = re.compile(r"(?:dauerhafte adresse\b.*|https?://\S+|alle rechte\b.*|[©(].*genios.*)", re.IGNORECASE)
_FIELDS = 14
"""Lines of the fields below a text."""
RULE = "genios source line"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if "Dokumentnummer" not in text or "Quelle" not in text:
        return None
    lines = shown(text)
    ends = [at for at, line in enumerate(lines) if _NUMBER.match(line) and _source(lines, at) is not None]
    if not ends:
        return None
    stated = max((int(found["of"]) for line in lines if (found := _NUMBERED.fullmatch(line))), default=0)
    return proof.records(_entries(lines, ends), path, encoding, stated)


def _source(lines: Sequence[str], end: int) -> int | None:
    """Which of the lines above the number of an article names the source with its day."""
    above = range(end - 1, max(-1, end - _FIELDS), -1)
    return next((at for at in above if (found := _SOURCE.match(lines[at])) and date_in(found["rest"])), None)


def _entries(lines: Sequence[str], ends: Sequence[int]) -> Iterator[Entry]:
    begin = before = 0
    for end in ends:
        behind = next((at for at in range(end + 1, len(lines)) if not _is_foot(lines[at])), len(lines))
        entry = _entry(lines[begin:behind], end - begin)
        entry.number = before = entry.number if entry.number > before else before + 1
        yield entry
        begin = behind
    if any(_NUMBERED.fullmatch(line) for line in lines[begin:]):
        yield Entry(before + 1, whole=False)


def _is_foot(line: str) -> bool:
    return bool(_FOOT.fullmatch(line)) or is_rights(line)


def _entry(lines: Sequence[str], end: int) -> Entry:
    at = _source(lines, end) or 0
    found = _SOURCE.match(lines[at])
    day = date_in(found["rest"]) if found else None
    number = next((int(each["n"]) for line in lines[:at] if (each := _NUMBERED.fullmatch(line))), 0)
    own = _NUMBER.match(lines[end])
    above = [line for line in lines[:at] if not _NUMBERED.fullmatch(line)]
    head = above.pop(0) if found and len(above) > 1 and above[0].startswith(f"{found['name']} vom ") else ""
    entry = Entry(
        number,
        title=joined(above[0]) if above else "",
        source=source_name(found["name"]) if found else "",
        source_rule=RULE,
        date=day.value if day else "",
        date_words=day.words if day else "",
        date_rule=RULE,
        own_id=own["id"].strip() if own else "",
        page=section_and_page(f"x, {day.after}")[1] if day else "",
        section=head.partition(" / ")[2].strip(),
        body=above[1:],
    )
    fill(entry, lines[at + 1 : end])
    if not entry.author and len(entry.body) > 1 and _is_name(entry.body[-1]):
        entry.author = writer(entry.body.pop())
    return entry


def _is_name(line: str) -> bool:
    """Whether the last line of a text is who wrote it: two to four words that begin with capitals, and no sentence."""
    words = line.split()
    return 2 <= len(words) <= 4 and len(line) < 50 and all(word[0].isupper() for word in words) and line[-1].isalpha()
