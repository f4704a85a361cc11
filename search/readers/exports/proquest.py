"""ProQuest: articles as "Document 2 of 3" between lines of underscores, with a label before each field.

    Harbour bridge closed                                            the title
    Author: Fenn, Ida
    Publication info: The Lowmere Courier ; Lowmere. 14 Mar 2023: A.3.
    Full text: ...
    Subject: Bridges; Ferries                                        fields to the end
    Publication title: The Lowmere Courier
    Publication date: Mar 14, 2023
    ProQuest document ID: 1234567890

Facts of the format: public converters (tm.plugin.proquest for R, metaknowledge).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from search.model import Note
from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, source_name
from search.readers.exports.date_lines import date_in
from search.readers.exports.fields import take
from search.readers.exports.labels import labelled
from search.readers.exports.lines import is_furniture, shown

_CUT = re.compile(
    r"^[ \t\xa0]*(?:_{20,}|(?:Document|Dokument|Documento)[ \xa0]+(?P<n>\d{1,6})[ \xa0]+(?:of|von|de|sur|van)[ \xa0]+"
    r"(?P<of>\d{1,6}))[ \t\xa0]*$|^[ \t\xa0]*(?:Database|Datenbank|Base de données|Base de datos)[ \xa0]*:[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"(?:not available|nicht verfügbar|non disponible|no disponible|niet beschikbaar)\W*$", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:https?://\S+|proquest document link|(?:enlace|lien|link|collegamento|koppeling) .{0,40}proquest.{0,12}"
    r"|[\s|]*)$",
    re.IGNORECASE,
)
_SOME_LABEL = re.compile(r"[^\W\d_][^:.,\n]{2,42}?[ \xa0]?:[ \xa0]")
_DETAILS = "details"
_HEADED = {
    "text": "FULL TEXT|VOLLTEXT|TEXTE INTÉGRAL|TEXTO COMPLETO|TESTO COMPLETO|VOLLEDIGE TEKST",
    "lead": "ABSTRACT|ZUSAMMENFASSUNG|RÉSUMÉ|RESUMEN|RESUMO|RIASSUNTO|SAMENVATTING",
    _DETAILS: "DETAILS|DÉTAILS|DETALLES|DETALHES|DETTAGLI",
    "notes": "LINKS|LIENS|ENLACES|VÍNCULOS|INDEXING|TABLES|REFERENCES",
}
_HEADINGS = {heading: field for field, headings in _HEADED.items() for heading in headings.split("|")}
"""What stands above the parts of an article instead of labels, in newer exports, in capitals."""
_LANGUAGE = re.compile(r"\s*\([^()]{2,20}\)$")
_GLUED = re.compile(r"(?<=[.!?\"”»)])\s+(?=(?P<field>[^\W\d_][^:.!?]{2,40}:[ \xa0][^:]{1,300})$)")
"""Where a field goes on in the line of the text's last sentence, as at the end of a page."""
_IN_A_ROW = 3
RULE = "proquest publication date"
RULE_IMPRINT = "proquest publication info"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if "ProQuest" not in text and "proquest" not in text:
        return None
    spans = _whole(text, list(_spans(text)))
    if not any(_is_article(text[start:end]) for start, end, _, _ in spans[:8]):
        return None
    numbers = [(number, of) if _is_article(text[start:end]) else (0, 0) for start, end, number, of in spans]
    places, stated, exports = _places(numbers)
    return proof.records(_entries(text, spans, places), path, encoding, stated, exports)


def _spans(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that may be articles: begin, end, and the number and the count that stand above, 0 for none."""
    start, number, of = 0, 0, 0
    for cut in _CUT.finditer(text):
        fields = bool(cut[0].strip().strip("_")) and not cut["n"]
        end = cut.end() if fields else cut.start()
        if text[start:end].strip():
            yield start, end, number, of
            number = of = 0
        if cut["n"]:
            number, of = int(cut["n"]), int(cut["of"])
        start = cut.end()
    if text[start:].strip():
        yield start, len(text), number, of


def _whole(text: str, spans: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The stretches, each article with what follows up to its number in the database: its text may quote a cut."""
    found: list[tuple[int, int, int, int]] = []
    open_at = -1
    for start, end, number, of in spans:
        fields = _named(text[start:end])
        found.append((start, end, number, of))
        if _is_article(text[start:end]):
            open_at = -1 if "id" in fields else len(found) - 1
        elif open_at >= 0 and "id" in fields:
            begin, _, own, count = found[open_at]
            found[open_at:] = [(begin, end, own, count)]
            open_at = -1
    return found


def _named(text: str) -> set[str]:
    return {labels[0] for line in shown(text) if (labels := _labelled(line))}


def _labelled(line: str) -> tuple[str, str] | None:
    """The field that a line's label names, or the field that a heading in capitals begins, and the words behind it."""
    if line.isupper() and (field := _HEADINGS.get(_LANGUAGE.sub("", line))):
        return field, ""
    return labelled(line)


def _places(numbers: Sequence[tuple[int, int]]) -> tuple[list[int], int, int]:
    """Places of numbered articles, 0 for others, how many are stated together, and in how many exports.

    In a file of several exports each begins again from 1, and its articles stand behind those of the ones before.
    """
    places: list[int] = []
    before, exports, last = 0, 1, (0, 0)
    for number, of in numbers:
        if number and last[0] and (number <= last[0] or of != last[1]):
            before, exports = before + last[1], exports + 1
        last = (number, of) if number else last
        places.append(before + number if number else 0)
    return places, before + last[1], exports


def _is_article(text: str) -> bool:
    """Whether a stretch has a text and fields that say where it was published."""
    fields = _named(text)
    return (
        bool(fields & {"text", "lead"})
        and bool(fields & {"source", "imprint"})
        and bool(fields & {"date", "id", "imprint"})
    )


def _entries(text: str, spans: Sequence[tuple[int, int, int, int]], places: Sequence[int]) -> Iterator[Entry]:
    taken = 0
    for (start, end, own, of), place in zip(spans, places, strict=True):
        stretch = text[start:end]
        if not _is_article(stretch):
            continue
        entry = _entry([line for line in shown(stretch) if not is_furniture(line)])
        taken = entry.number = place if place > taken else taken + 1
        entry.whole = end < len(text) or bool(entry.own_id) or own == of
        yield entry


def _entry(lines: Sequence[str]) -> Entry:
    first = next((at for at, line in enumerate(lines) if _labelled(line)), len(lines))
    above = [line for line in lines[:first] if not _LINK.match(line)]
    while len(above) > 1 and _SOME_LABEL.match(above[-1]):
        above.pop()  # a field whose label is none of those known; the title stands above it
    fields = _fields(lines[first:])
    entry = Entry(0, title=joined(above[-1]) if above else "")
    entry.title = " ".join(fields.get("title", [])) or entry.title
    take(entry, {name: values for name, values in fields.items() if name not in ("text", "lead", "title")})
    _published(entry, fields)
    text = [line for line in fields.get("text", []) if not _LINK.match(line)]
    if text and (glued := _GLUED.search(text[-1])) and labelled(glued["field"]):
        text[-1] = text[-1][: glued.start()]
    if text and not _NOT_THERE.search(" ".join(text)[:80]):
        entry.body = text
    else:
        entry.body = fields.get("lead", [])
        entry.notes.append(Note("the export has its abstract, not its text", warning=True))
    return entry


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each field. In a text, a line with a label is one of the text unless fields follow to the end."""
    rest = _last_fields(lines)
    found: dict[str, list[str]] = {}
    name = ""
    for at, line in enumerate(lines):
        labels = _labelled(line)
        if labels and (at >= rest or name != "text"):
            name = labels[0]
            if name not in found or name in ("text", "lead"):
                found.setdefault(name, []).extend([labels[1]] if labels[1] else [])
            elif name == "subject":
                found[name].append(labels[1])
            else:
                name = "notes"
        elif name not in ("", "text", "lead") and _SOME_LABEL.match(line):
            name = "notes"  # a field whose label is none of those known
        elif name and not (name == "notes" and at >= rest):
            found.setdefault(name, []).append(line)
    return found


def _last_fields(lines: Sequence[str]) -> int:
    """Where the fields behind the text begin: at their heading, or at the first of several labels in a row."""
    names = [(_labelled(line) or ("",))[0] for line in lines]
    text = next((at for at, name in enumerate(names) if name == "text"), len(lines))
    labels = [bool(name) or bool(_SOME_LABEL.match(line)) for name, line in zip(names, lines, strict=True)]
    if _DETAILS in names[text:]:
        return len(names) - 1 - names[::-1].index(_DETAILS)
    row = range(text + 1, len(lines))
    return next((at for at in row if names[at] and _is_row(names, labels, at)), len(lines))


def _is_row(names: Sequence[str], labels: Sequence[bool], at: int) -> bool:
    """Whether several lines from a place on have labels, most of them known: in an interview, names are labels."""
    return all(labels[at : at + _IN_A_ROW]) and sum(map(bool, names[at : at + _IN_A_ROW])) >= min(
        _IN_A_ROW - 1, len(names) - at
    )


def _published(entry: Entry, fields: Mapping[str, Sequence[str]]) -> None:
    """Source and day, from their own fields or from the imprint: "Title ; Place [Place]. 14 Mar 2023: A.3."."""
    imprint = joined(" ".join(fields.get("imprint", [])))
    named = joined(" ".join(fields.get("source", [])))
    entry.source, entry.source_rule = source_name(named or imprint.partition(";")[0]), "proquest publication title"
    stated = joined(" ".join(fields.get("date", [])))
    for words, rule in ((stated, RULE), (imprint, RULE_IMPRINT)):
        found = date_in(words)
        if found:
            entry.date, entry.date_words, entry.date_rule = found.value, found.words, rule
            return
