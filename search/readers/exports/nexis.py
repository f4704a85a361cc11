"""Nexis Uni and Nexis Advance: articles that end with "End of Document", behind a cover that lists them.

    Documents (2)                               the cover: how many there are, and their titles
    1. Harbour bridge closed
    ...
    Harbour bridge closed                       the title, the source, the day
    The Lowmere Courier
    March 14, 2023 Tuesday
    Copyright 2023 The Lowmere Courier
    Section: News; Pg. 3                        labels, in the language of the interface
    Length: 48 words
    Body
    ...
    Classification
    Subject: BRIDGES & TUNNELS (90%)
    Load-Date: March 14, 2023                   the day on which the database got it: never that of publication
    End of Document

Facts of the format: public converters (LexisNexisTools and tm.plugin.lexisnexis for R).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.readers import Record, Rejected
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, source_name
from search.readers.exports.date_lines import DateLine, date_line
from search.readers.exports.fields import fill
from search.readers.exports.labels import is_byline, is_label, labelled
from search.readers.exports.lines import is_furniture, is_rights, shown

_ENDS = (
    "End of Document",
    "Ende des Dokuments",
    "Dokumentende",
    "Fin du document",
    "Fin de document",
    "Einde van het document",
    "Einde van document",
    "Einde document",
    "Fin del documento",
    "Final del documento",
)
_END = re.compile(rf"^[ \t\xa0]*(?:{'|'.join(_ENDS)})[ \t\xa0]*$", re.MULTILINE | re.IGNORECASE)
_NEEDLE = re.compile("|".join(_ENDS), re.IGNORECASE)
_BODY = frozenset(
    ("body", "text", "haupttext", "volltext", "corps", "texte", "hoofdtekst", "tekst", "cuerpo", "texto", "inhalt")
)
_AFTER = frozenset(
    [
        "graphic",
        "grafik",
        "graphique",
        "gráfico",
        "grafiek",
        "classification",
        "klassifizierung",
        "klassifikation",
        "classement",
        "clasificación",
        "classificatie",
        "notes",
        "hinweise",
        "anmerkungen",
        "opmerkingen",
        "notas",
        "correction",
    ]
)
_COUNT = re.compile(r"(?:documents?|dokumente?|documenten|documentos?)\s*\((\d{1,6})\)", re.IGNORECASE)
_COUNT_LINE = re.compile(rf"^[ \t\xa0]*{_COUNT.pattern}[ \t\xa0]*$", re.MULTILINE | re.IGNORECASE)
_LISTED = re.compile(r"(?P<number>\d{1,5})\.[ \t\xa0]*(?P<title>\S.*)")
_BUNDLE = re.compile(r"newstex\b.{0,40}$", re.IGNORECASE)
"""Who collects blogs, in a line between the title and the blog's name."""
_ERROR = "it is not possible to display it"
_HEAD = 14
"""Lines that an article's title, source and date stand in."""
_LISTS, _OPENING = 1_000_000, 6_000
"""Characters of a cover with the first article's head behind it, and of the head of any other article."""
_COVER = 2_000_000
_NEAR = 8
_TITLE_LINES = 3
"""Lines above that of the title that may belong to it."""
RULE = "nexis date line"


@dataclass(frozen=True, slots=True)
class _Head:
    """Where an article begins among lines: that of its title, of its date, and the first below; and the date."""

    title: int
    day: int
    date: DateLine | None
    below: int


@dataclass(frozen=True, slots=True)
class _Cover:
    """What a cover says: how many articles there are, 0 for unknown, and their titles with their numbers.

    `counted` is whether it says the number itself.
    """

    stated: int
    titles: tuple[tuple[int, str], ...]
    counted: bool = False


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if not _NEEDLE.search(text):
        return _list_only(text, path)
    spans = _spans(text)
    if not spans:
        return None
    covers = [span.cover for span in spans if span.cover]
    stated = sum(cover.stated for cover in covers) if all(cover.stated for cover in covers) else 0
    return proof.records(_entries(text, spans), path, encoding, stated, len(covers))


def _list_only(text: str, path: str) -> Iterator[Record] | None:
    """What is said of a cover that came by itself, beside the articles that it lists; None where a text is none."""
    counted = _COUNT_LINE.search(text[:_OPENING])
    if not counted:
        return None
    cover = _cover(shown(text))
    if not cover.titles or len(cover.titles) != cover.stated:
        return None
    of = "the one article" if cover.stated == 1 else f"{cover.stated:,} articles"
    return iter((Rejected(path, f"lists {of} of an export, which are files of their own; no action needed"),))


@dataclass(slots=True)
class _Span:
    """Where an article stands in a text, whether the words at its end are there, and an export's cover above it."""

    start: int
    end: int
    marked: bool
    cover: _Cover | None = None


def _spans(text: str) -> list[_Span]:
    """The articles. A stretch without a head belongs to the one before it, which quoted the words at an end."""
    found: list[_Span] = []
    start = 0
    for end in [*_END.finditer(text), None]:
        span = _Span(start, end.start() if end else len(text), end is not None)
        if (found and _begins_export(text, span)) or _begins(text, span, first=not start):
            span.cover = span.cover or (None if start else _cover_above(text, span))
            found.append(span)
        elif found and end and _ERROR not in text[span.start : span.end]:
            found[-1].end = span.end
        start = end.end() if end else 0
        if end is None or (start > _COVER and not found):
            break  # no cover is so long: this is another text
    return found


def _begins(text: str, span: _Span, *, first: bool) -> bool:
    """Whether an article's head stands at the beginning of a stretch, or in the first one behind the cover."""
    most = _LISTS if first else _OPENING
    lines = _lines(text, _Span(span.start, min(span.end, span.start + most), span.marked))
    head = _head(lines, first=first)
    return head is not None and _marked(lines, head)


def _begins_export(text: str, span: _Span) -> bool:
    """Whether behind the last article another export begins, with a cover that says how many articles it holds."""
    if not _begins(text, span, first=True):
        return False
    cover = _cover_above(text, span)
    span.cover = cover if cover.counted or len(cover.titles) > 1 else None
    return span.cover is not None


def _cover_above(text: str, span: _Span) -> _Cover:
    lines = _lines(text, span)
    head = _head(lines, first=True)
    return _cover(lines[: head.title]) if head else _Cover(0, ())


def _lines(text: str, span: _Span) -> list[str]:
    return [line for line in shown(text[span.start : span.end]) if not is_furniture(line)]


def _head(lines: Sequence[str], *, first: bool) -> _Head | None:
    """The first date line with a title above and a line of rights, a label or the body near below.

    The `first` article may have a cover above it; others stand at the beginning, and some of them have no day.
    """
    for at in range(1, len(lines) if first else min(_HEAD, len(lines))):
        found = date_line(lines[at])
        if found and date_line(lines[at + 2] if at + 2 < len(lines) else "") and not _is_field(lines[at + 1]):
            continue  # a title that is a day, above the source and the day
        if found and any(_is_field(line) for line in lines[at + 1 : at + _NEAR]):
            title = at - 3 if at > 2 and _BUNDLE.match(lines[at - 2]) else max(0, at - 2)
            return _Head(title, at, found, at + 1)
    return None if first else _undated(lines)


def _undated(lines: Sequence[str]) -> _Head | None:
    """The head of an article without a day, behind another one: a title, mostly a source, then rights or labels."""
    fields = [at for at, line in enumerate(lines[:6]) if _is_field(line)]
    begun = any(line.casefold() in _BODY for line in lines[:40])
    return _Head(0, fields[0], None, fields[0]) if begun and fields and fields[0] else None


def _is_field(line: str) -> bool:
    return is_rights(line) or line.casefold() in _BODY or labelled(line) is not None


def _marked(lines: Sequence[str], head: _Head) -> bool:
    """Whether behind the head there is what only Nexis writes: a body's mark, or a length or section with a label."""
    below = lines[head.day : head.day + 40]
    fields = {found[0] for line in below if (found := labelled(line))}
    return any(line.casefold() in _BODY for line in below) or bool(fields & {"words", "section"})


def _cover(lines: Sequence[str]) -> _Cover:
    counts = [int(found[1]) for line in lines if (found := _COUNT.fullmatch(line))]
    titles: list[tuple[int, str]] = []
    for line in lines:
        found = _LISTED.fullmatch(line)
        if found and int(found["number"]) == len(titles) + 1:
            titles.append((len(titles) + 1, _folded(found["title"])))
    return _Cover(counts[0] if counts else len(titles), tuple(titles), bool(counts))


def _folded(title: str) -> str:
    return re.sub(r"\W+", "", title.casefold())[:60]


def _entries(text: str, spans: Sequence[_Span]) -> Iterator[Entry]:
    cover, before, taken = _Cover(0, ()), 0, 0
    for span in spans:
        if span.cover:
            before, taken = before + max(cover.stated, taken), 0
            cover = span.cover
        lines = _lines(text, span)
        head = _head(lines, first=span.cover is not None)
        if head:
            entry = _entry(lines, head, cover)
            taken = _number(entry.title, cover, taken)
            entry.number = before + taken
            entry.whole = span.marked or _finished(lines)
            yield entry


def _number(title: str, cover: _Cover, before: int) -> int:
    """The place of an article: where the cover lists its title, behind the one before, or else the next."""
    wanted = _folded(title)
    if not wanted:
        return before + 1
    return next((number for number, listed in cover.titles[before:] if listed == wanted), before + 1)


def _finished(lines: Sequence[str]) -> bool:
    """Whether an article without the words at its end has the day of loading, which stands right before them."""
    return any(
        re.match(r"(?:load|lade|laad|fecha de|date)[- ]?(?:date|datum|carga|de chargement)", line, re.I)
        for line in lines[-4:]
    )


def _entry(lines: Sequence[str], head: _Head, cover: _Cover) -> Entry:
    title = _listed_title(lines, head, cover)
    source = lines[head.day - 1] if head.day - 1 > head.title else ""
    if source and _folded(source) in {listed for _, listed in cover.titles} and labelled(title):
        title, source = source, ""
    entry = Entry(
        0,
        title=joined(title),
        source=source_name(source),
        date=head.date.value if head.date else "",
        date_words=head.date.words if head.date else "",
        date_rule=RULE,
        source_rule="nexis source line",
    )
    below = lines[head.below :]
    begins = next((at for at, line in enumerate(below) if line.casefold() in _BODY), _unmarked(below))
    ends = _tail(below, begins)
    fill(entry, below[:begins])
    fill(entry, below[ends:], headings=_AFTER)
    entry.body += [line for line in below[begins:ends] if line.casefold() not in _BODY or line is not below[begins]]
    return entry


def _listed_title(lines: Sequence[str], head: _Head, cover: _Cover) -> str:
    """The title: where the cover does not list that line, one or several lines that it lists and that end above it."""
    listed = {title for _, title in cover.titles}
    first, last = max(0, head.title - _TITLE_LINES), head.title + 1
    spans = [(start, end) for end in (last, last - 1) for start in range(end - 1, first - 1, -1)]
    found = (" ".join(lines[start:end]) for start, end in spans)
    return next((title for title in found if _folded(title) in listed), lines[head.title])


def _unmarked(lines: Sequence[str]) -> int:
    """Where a body without its mark begins: behind the rights and labels."""
    for at, line in enumerate(lines):
        if not (is_rights(line) or is_label(line) or is_byline(line)) and (len(line) > 60 or at > _NEAR):
            return at
    return len(lines)


def _tail(lines: Sequence[str], begins: int) -> int:
    """Where what follows a body begins: the headings of pictures, notes and classification, or labels to the end."""
    at = len(lines)
    while at > begins and (labelled(lines[at - 1]) or is_rights(lines[at - 1])):
        at -= 1
    met: set[str] = set()
    for number in range(at - 1, begins, -1):
        heading = lines[number].casefold()
        if heading not in _AFTER:
            continue
        if heading in met:
            break  # the same word in the text itself
        met.add(heading)
        at = number if any(labelled(line) for line in lines[number:]) else at
    while at > begins and (found := labelled(lines[at - 1])) and found[0] in ("url", "id"):
        at -= 1
    return at
