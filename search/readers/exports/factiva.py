"""Factiva: articles that end with "Document LOWM000020230310ej3e0001", with two letters before each field or without.

    HD   Harbour bridge closed            the title; SE the section, BY the writer, WC the length, PD the day,
    WC   52 words                         ET the time, SN the source, SC its code, ED the edition, PG the page,
    PD   14 March 2023                    LA the language, CY the rights, LP and TD the text, NS the subjects,
    ...                                   AN the database's own number
    AN   Document LOWM000020230310ej3e0001

Without codes the same fields stand one under the other in that order, down to the line of rights, and the text follows.
Facts of the format: public converters (tm.plugin.factiva for R and others).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import (
    Entry,
    joined,
    language_code,
    section_and_page,
    source_name,
    stated_words,
    terms,
)
from search.readers.exports.date_lines import date_in, date_line
from search.readers.exports.labels import is_byline, writer
from search.readers.exports.lines import is_furniture, is_rights, shown
from search.readers.exports.page_text import MARK
from search.readers.exports.stretches import articles

_END = re.compile(
    r"^[ \t\xa0]*(?:AN\b[ \t\xa0|]*\n?\s*)?(?:Document|Dokument|Documento)[ \xa0]+"
    r"(?P<id>(?=[A-Za-z]*\d)[A-Za-z][A-Za-z0-9]{6,40})[ \t\xa0|]*$",
    re.MULTILINE,
)
_NEEDLE = re.compile(r"Document|Dokument")
_CODES = frozenset(
    [
        "HD",
        "SE",
        "CR",
        "BY",
        "WC",
        "PD",
        "ET",
        "SN",
        "SC",
        "ED",
        "PG",
        "VOL",
        "LA",
        "CY",
        "LP",
        "TD",
        "CT",
        "RF",
        "CO",
        "IN",
        "NS",
        "RE",
        "IPC",
        "IPD",
        "PUB",
        "AN",
        "CX",
        "ART",
        "GC",
        "NGC",
        "DLN",
        "CLM",
        "TD",
        "NR",
        "DS",
        "PR",
        "NT",
        "HL",
        "HLP",
    ]
)
_CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?:[ \xa0]*[|\t][ \xa0|\t]*|[ \xa0]{2,}|$)(?P<value>.*)", re.DOTALL)
_LOOSE = re.compile(r"(?P<code>[A-Z]{2,3})(?:[ \xa0]?:?[ \xa0]+(?P<value>.*))?", re.DOTALL)
"""The same where one blank or a colon is all that stands behind the code, as in what was copied out of a window."""
_WORDS = re.compile(
    r"\d[\d.,\xa0 ]*\s?(?:words?|wörter|mots?|woorden|palabras?|parole|palavras?|слов[а-я]*|kelime|słów)\.?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:results found|résultats trouvés|ergebnisse gefunden|resultados encontrados)\D{0,5}(\d{1,6})", re.I
)
_TEXT = ("LP", "TD")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[APap]\.?[Mm]\.?)?(?:\s*\(?[A-Z]{3,4}\)?)?")
_PG = re.compile(r"(?:pg\.?\s*)?[A-Z]{0,3}\d{1,4}[A-Z]?(?:\s*[-,]\s*\d+)?", re.IGNORECASE)
_TERM = re.compile(r"^\s*[a-z0-9]{1,10}\s:\s")
_SECTION = 40
"""Characters of the longest section."""
_TITLE_LINES = 6
_BELOW = 16
"""Lines below the length that a head without codes has at most."""
RULE = "factiva PD"
RULE_PLAIN = "factiva date line"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if not _NEEDLE.search(text):
        return None
    ends = list(_END.finditer(text))
    if not ends or _entry(text[: ends[0].start()]) is None:
        return None
    counted = _COUNT.search(text, ends[-1].end())
    return proof.records(articles(text, ends, _entry), path, encoding, int(counted[1]) if counted else 0)


def _entry(text: str) -> Entry | None:
    lines = [line for line in shown(text) if not is_furniture(line)]
    codes = _codes(lines, _CODED) if not _is_loose(lines) else _codes(lines, _LOOSE)
    return _coded(codes) if "HD" in codes and ("LP" in codes or "TD" in codes or "PD" in codes) else _plain(lines)


def _is_loose(lines: Sequence[str]) -> bool:
    """Whether a title and a day have one blank or a colon behind their codes; prose begins with neither."""
    values = {line[:2]: _LOOSE.fullmatch(line) for line in lines if line[:2] in ("HD", "PD")}
    titled, dated = values.get("HD"), values.get("PD")
    return bool(titled and titled["value"] and dated and date_line(dated["value"] or "")) and not any(
        _CODED.fullmatch(line) for line in lines if line[:2] in ("HD", "PD")
    )


def _codes(lines: Sequence[str], coded: re.Pattern[str]) -> dict[str, list[str]]:
    """The lines of each code, the last of a code that comes twice; marks of a page are no lines."""
    found: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if line.startswith(MARK):
            continue
        match = coded.fullmatch(line)
        if match and match["code"] in _CODES and not (coded is _LOOSE and code in _TEXT and _is_prose(match)):
            code, value = match["code"], (match["value"] or "").strip(" |\xa0")
            found[code] = [value] if value else []
        elif code:
            found[code].append(line.strip(" |\xa0"))
    return found


def _is_prose(match: re.Match[str]) -> bool:
    """Whether a line of a text only begins like a code with one blank behind it: "IN a letter, she said so."."""
    return match["code"] not in _TEXT and (match["value"] or "").endswith((".", "!", "?", "”", '"'))


def _coded(codes: dict[str, list[str]]) -> Entry:
    said = {code: joined(" ".join(lines)) for code, lines in codes.items()}
    day = date_in(said.get("PD", ""))
    time = _TIME.fullmatch(said.get("ET", ""))
    section, page = section_and_page(said.get("SE", ""))
    entry = Entry(
        0,
        title=said["HD"],
        source=source_name(said.get("SN", "")),
        source_rule="factiva SN",
        date=day.value if day else "",
        date_words=said.get("PD", ""),
        date_rule=RULE,
        author=writer(said.get("BY", ""))[:300],
        section=section,
        page=said.get("PG", page)[:40],
        language=language_code(said.get("LA", "")),
        words=stated_words(said.get("WC", "")),
        subjects=_subjects(said.get("NS", "")),
        body=[*codes.get("LP", []), *codes.get("TD", [])],
    )
    if time:
        entry.date = _timed(entry.date, said["ET"])
    return entry


def _timed(day: str, time: str) -> str:
    """A day with the time that stands below it."""
    found = date_in(f"{day} {time}") if len(day) == 10 else None
    return found.value if found else day


def _subjects(words: str) -> list[str]:
    """The names of subjects such as "gcat : Political/General News | gpol : Domestic Politics"."""
    return terms("|".join(_TERM.sub("", term) for term in words.split("|")))


def _plain(lines: Sequence[str]) -> Entry | None:
    """An article whose fields stand one under the other: the line of its length shows where they are."""
    at = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line) and _day(lines, n)), -1)
    day = _day(lines, at) if at >= 0 else None
    if day is None:
        return None
    found = date_line(lines[day])
    below = [line for line in lines[day + 1 :] if not line.startswith(MARK)]
    source = next((line for line in below if not _TIME.fullmatch(line)), "")
    time = below[0] if below and _TIME.fullmatch(below[0]) else ""
    rights = next((n for n, line in enumerate(below[:_BELOW]) if is_rights(line)), -1)
    begins = rights + 1 if rights >= 0 else _without_rights(below)
    head = below[:begins]
    entry = Entry(
        0,
        source=source_name(source) if source in head else "",
        source_rule="factiva source line",
        date=_timed(found.value, time) if found else "",
        date_words=found.words if found else "",
        date_rule=RULE_PLAIN,
        words=stated_words(lines[at]),
        language=next(filter(None, (language_code(line) for line in head[1:] if len(line) < 30)), ""),
        page=next((line for line in head[1:] if _PG.fullmatch(line)), ""),
        body=below[begins:],
    )
    _above(entry, lines[:at])
    return entry if entry.title else None


def _day(lines: Sequence[str], at: int) -> int | None:
    """The line of the day right below that of the length."""
    return next((n for n in range(at + 1, min(at + 4, len(lines))) if date_line(lines[n])), None)


def _without_rights(below: Sequence[str]) -> int:
    """Where a text begins that has no line of rights above it: at the first line that is a sentence."""
    return next((n for n, line in enumerate(below) if len(line) > 80 or line.endswith((".", "!", "?"))), len(below))


def _above(entry: Entry, lines: Sequence[str]) -> None:
    """Title, section and writer, from the lines above the length; pages mark the title by its class."""
    mark = max((n for n, line in enumerate(lines) if re.fullmatch(rf"{MARK}[a-z]{{2}}headline", line)), default=-1)
    kept = [line for line in lines if not line.startswith(MARK)]
    if mark >= 0 and mark + 1 < len(lines):
        entry.title = lines[mark + 1]
        below = [line for line in lines[mark + 2 :] if not line.startswith(MARK)]
        entry.author = writer(below[0])[:300] if below else ""
        before = [line for line in lines[:mark] if not line.startswith(MARK)]
        entry.section = before[-1] if before and len(before[-1]) < 60 else ""
        return
    near = kept[-_TITLE_LINES:]
    if not near:
        return
    if len(near) > 1 and (is_byline(near[-1]) or _is_writer(near[-1], below=near[-2])):
        entry.author = writer(near.pop())[:300]
    entry.title = near.pop()
    while near and _goes_on(near[-1], entry.title):
        entry.title = f"{near.pop()} {entry.title}"
    if near and len(near[-1]) < _SECTION and len(kept) <= 3:
        entry.section = near[-1]


def _goes_on(line: str, below: str) -> bool:
    """Whether a line is the one before of a title of several, and no section: it is long, or broken in a sentence."""
    return len(line) >= (_SECTION // 2 if below[0].islower() else _SECTION) and not is_rights(line)


def _is_writer(line: str, *, below: str) -> bool:
    """Whether a line is the writer's name and not a headline `below` a section such as "World News"."""
    headline = len(line.split()) > 2 and len(below.split()) <= 2 and all(word[0].isupper() for word in below.split())
    return _is_name(line) and not headline


def _is_name(line: str) -> bool:
    """Whether a line may be who wrote it: two to five words that all begin with a capital."""
    words = line.split()
    return 2 <= len(words) <= 5 and len(line) < 60 and all(word[0].isupper() for word in words) and "." not in line[-1]
