"""The classic LexisNexis: articles that begin with "3 of 161 DOCUMENTS", as text, pages, Word files or RTF.

                               1 of 3 DOCUMENTS

                              The Lowmere Courier             the source, the day and under it the edition
                             March 14, 2023 Tuesday
                                 Final Edition
    Harbour bridge closed                                     the title, or "HEADLINE: ..."
    BYLINE: Ida Fenn                                          labels, in the language of the interface
    SECTION: News; Pg. 3
    LENGTH: 52 words
    ...
    LOAD-DATE: March 14, 2023                                 the day on which the database got it
    LANGUAGE: ENGLISH
                           Copyright 2023 The Lowmere Courier

Facts of the format: public converters (LexisNexisTools and tm.plugin.lexisnexis for R, AmCAT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, source_name
from search.readers.exports.date_lines import DateLine, date_line
from search.readers.exports.fields import fill
from search.readers.exports.labels import capital_label, is_byline, is_capital_label, is_label, writer
from search.readers.exports.lines import blocks, is_cover_line, is_furniture, is_rights, paragraphs

_NOUN = r"(?:DOCUMENTS?|DOKUMENT(?:EN?)?|DOCUMENTEN|DOCUMENTOS?|DOCUMENTI?)"
_OF = r"(?:of|von|de|van|sur|di|/)"
_SEPARATOR = re.compile(
    rf"^[ \t\xa0]*(?:FOCUS -[ \t]*)?(?:(?P<n>\d{{1,6}}) +{_OF} +(?P<of>\d{{1,6}}) +{_NOUN}"
    rf"|{_NOUN} +(?P<n2>\d{{1,6}}) +{_OF} +(?P<of2>\d{{1,6}}))[ \t\xa0]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NEEDLE = re.compile("document|dokument", re.IGNORECASE)
_BODY_LABEL = re.compile(r"^[ \t]*(BODY|TEXT|TEXTE|TEXTO|TEKST)[ \t\xa0]*:[ \t]*(?=\n[ \t]*\S)", re.MULTILINE)
_BODY = frozenset(("body", "text", "texte", "texto", "tekst"))
_HEAD, _FIRST = 10, 16
"""Blocks that hold an article's source and day with a field near, and those in which it has a field at all."""
_CUT = 1_000
"""Characters behind the next number in which a file may break off before any field."""
_COVER = 30_000
_WHOLE = 0.8
"""The share of its stated length that a text has at least which is not cut off."""
_COVER_LINE = 240
_HEADLINE = 160
"""Characters of the longest headline."""
RULE = "lexisnexis date line"


@dataclass(frozen=True, slots=True)
class _Start:
    """Where an article begins and its text behind that, its number, and of how many.

    Of several exports in a file each counts from 1: those before this article's hold `before` articles.
    """

    at: int
    begins: int
    number: int
    of: int
    before: int = 0


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if not _NEEDLE.search(text):
        return None
    starts = _starts(text)
    if not starts or not _is_cover(text[: starts[0].at]):
        return None
    stated = starts[-1].before + starts[-1].of
    return proof.records(_entries(text, starts), path, encoding, stated, len({start.before for start in starts}))


def _starts(text: str) -> list[_Start]:
    """The lines that count up, each with an article's head behind it; what only quotes such a line has neither."""
    found: list[_Start] = []
    for match in _SEPARATOR.finditer(text):
        number, of = int(match["n"] or match["n2"]), int(match["of"] or match["of2"])
        last = found[-1] if found else None
        follows = last is not None and number > last.number and of == last.of
        cut = last is not None and follows and number == last.number + 1 and len(text) - match.end() < _CUT
        below = blocks(text[match.end() : match.end() + 3000])[:_FIRST]
        if cut or (1 <= number <= of and _begins(below, first=not follows)):
            before = last.before + (0 if follows else last.of) if last else 0
            found.append(_Start(match.start(), match.end(), number, of, before))
    return found


def _begins(found: Sequence[str], *, first: bool) -> bool:
    """Whether an article begins: with a head, or, where one has begun so, with any field: some have no day."""
    fields = any(capital_label(block) for block in found)
    return _head(found[:_HEAD]) is not None or (not first and fields)


def _is_cover(text: str) -> bool:
    """Whether what stands before the first article may be the export's cover: short lines, or fields; no prose."""
    if len(text) > _COVER:
        return False
    found = blocks(text)
    return all(is_label(" ".join(block.split())) or _short(block) for block in found)


def _short(block: str) -> bool:
    lines = block.split("\n")
    return max(map(len, lines)) < _COVER_LINE and (len(lines) > 3 or not re.search(r"[a-z]{2}[.!?]\s*$", block))


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of an article: which block has its day, and in which of its lines."""

    block: int
    line: int
    date: DateLine


def _head(found: Sequence[str]) -> _Head | None:
    """Where the day stands, if a field or a line of rights is near."""
    for at, block in enumerate(found[:6]):
        for number, line in enumerate(block.split("\n")[:4]):
            date = date_line(line)
            if date and (at or number) and any(capital_label(other) or is_rights(other.strip()) for other in found):
                return _Head(at, number, date)
    return None


def _entries(text: str, starts: Sequence[_Start]) -> Iterator[Entry]:
    closed = False
    for start, following in zip_longest(starts, starts[1:]):
        end = following.at if following else len(text)
        stretch = _BODY_LABEL.sub(r"\1:\n", text[start.begins : end])
        found = [block for block in blocks(stretch) if not is_furniture(block.strip())]
        if following and following.before != start.before:
            found = _without_cover(found)
        entry = _entry(found, _head(found[:_HEAD]))
        entry.number = start.before + start.number
        # The last one is whole where fields follow its text, or where no article has any.
        entry.whole = end < len(text) or entry.whole or (not closed and not _too_short(entry))
        closed = closed or entry.whole
        yield entry


def _without_cover(found: list[str]) -> list[str]:
    """An article's blocks without the next export's cover, which stands behind the last field or line of rights."""
    fields = [at for at, block in enumerate(found) if capital_label(block.strip()) or is_rights(block.strip())]
    behind = fields[-1] + 1 if fields else len(found)
    cover = (line.strip() for block in found[behind:] for line in block.split("\n"))
    return found[:behind] if all(is_cover_line(line) for line in cover) else found


def _too_short(entry: Entry) -> bool:
    return len(" ".join(entry.body).split()) < _WHOLE * entry.words


def _entry(found: Sequence[str], head: _Head | None) -> Entry:
    """An article; without a head only its first block is above the title."""
    last = found[head.block].split("\n")[: head.line] if head else []
    above = [line.strip() for block in found[: head.block if head else 1] for line in block.split("\n")]
    above += [line.strip() for line in last]
    names = [line for line in above if line and not is_rights(line)] or above[-1:]
    entry = Entry(
        0,
        source=source_name(
            re.sub(r"^(?:copyright|©|\(c\))\W*(?:\d{4})?\s*", "", names[0], flags=re.I) if names else ""
        ),
        date=head.date.value if head else "",
        date_words=head.date.words if head else "",
        date_rule=RULE,
        source_rule="lexisnexis source line",
    )
    below = list(found[head.block + 1 if head else 1 :])
    labels = next((at for at, block in enumerate(below[:8]) if capital_label(block)), 0)
    heading, below = below[:labels], below[labels:]
    begins = next((at for at, block in enumerate(below) if not _is_head_field(block)), len(below))
    ends = _tail(below, begins)
    _titled(entry, below[:begins])
    _title(entry, [block for block in heading if not is_rights(block.strip())])
    fill(entry, [" ".join(block.split()) for block in below[:begins]])
    fill(entry, [" ".join(block.split()) for block in below[ends:]])
    entry.whole = ends < len(below)
    body = below[begins:ends]
    if not entry.title and body and not _is_prose(joined(body[0])):
        entry.title, body = joined(body[0]), body[1:]
    entry.body += paragraphs([block for block in body if block.strip().casefold() not in _BODY])
    return entry


def _is_prose(words: str) -> bool:
    """Whether a block below the fields begins the text of an article without a headline."""
    return len(words) > _HEADLINE or (len(words) > _HEADLINE // 2 and words.endswith((".", "!", "?")))


def _is_head_field(block: str) -> bool:
    """Whether a block stands between title and text: a field, its own line for the body, or rights."""
    words = block.strip()
    if words.rstrip(" :\xa0").casefold() in _BODY:
        return True
    found = capital_label(words)
    return bool(found and found[0] not in ("caption", "text")) or is_rights(words)


def _title(entry: Entry, heading: Sequence[str]) -> None:
    """The title, and what stands between it and the first label: a second headline, or who wrote it.

    The name of an edition is a title only where nothing else is one.
    """
    lines = [re.sub(r"\s+", " ", block).strip() for block in heading]
    only = len(lines) == 1 and not entry.title
    lines = [line for line in lines if only or not re.search(r"\b(?:edition|ausgabe|édition)\b", line[:60], re.I)]
    if not lines:
        return
    title, _, deck = (
        lines[0].partition("; ") if len(lines[0]) > 40 and heading[0].rstrip().count(";\n") else (lines[0], "", "")
    )
    entry.title = title
    rest = [deck, *lines[1:]]
    for line in filter(None, rest):
        if is_byline(line):
            entry.author = entry.author or writer(line)
        else:
            entry.body.append(line)


def _titled(entry: Entry, head: Sequence[str]) -> None:
    """A title that has a label of its own."""
    for block in head:
        found = capital_label(block.strip())
        if found and found[0] == "title" and not entry.title:
            title, _, deck = found[1].partition(";\n")
            entry.title = joined(title)
            entry.body += [joined(deck)] * bool(deck.strip())


def _is_known(block: str) -> bool:
    return capital_label(block.strip()) is not None or is_rights(block.strip())


def _tail(below: Sequence[str], begins: int) -> int:
    """Where what follows the text begins: fields and rights to the end, with the captions of pictures before them.

    A label that is not known is one of them behind one that is.
    """
    at = first = len(below)
    while first > begins and (_is_known(below[first - 1]) or is_capital_label(below[first - 1])):
        first -= 1
        at = first if _is_known(below[first]) else at
    pictures = [
        number
        for number in range(begins, at)
        if (found := capital_label(below[number].strip())) and found[0] == "caption"
    ]
    return next((number for number in pictures if at - number <= 6 and below[number].lstrip()[:4].isupper()), at)
