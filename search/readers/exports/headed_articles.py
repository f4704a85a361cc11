"""Articles one below the other in a text, each of which begins with the same fields, a line each.

    Title: Harbour bridge closed             programs that collect articles write such files, and databases that are
    Source: The Lowmere Courier              not known here by themselves
    Date: 14 March 2023
    ...
    ----------                               a line that parts them, only at times

A file of one such article is read like any other text: see `search.annotators.stated_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, language_code, source_name
from search.readers.exports.date_lines import date_in
from search.readers.exports.fields import take
from search.readers.exports.labels import labelled, writer
from search.readers.exports.lines import blocks, is_rights, paragraphs
from search.readers.lines.head_fields import Head, head

_LABEL = re.compile(r"[ \t>*_#-]*(?P<label>[^\W\d_][^\n:：]{0,29}[:：])")
_CITED = re.compile(
    r"https?://\S+|source citation\b.{0,80}|cite this article\b.*|.*\bGale\b.*|openurl link", re.IGNORECASE
)
"""How databases want an article to be cited, below its text."""
_FEWEST = 2
_MOST = 100_000
"""Lines that begin with the first label in a file."""
_PARTS = re.compile(
    r"[-=_*#~]{3,}|[#\W\d_]{1,8}|(?:record|article|document|artikel|dokument)?\W*\d{1,6}\W*", re.IGNORECASE
)
"""A line between articles: a rule, or the number of the next."""
_HEAD = 6_000
"""Characters in which an article's fields stand."""
_OTHER = 2
"""Fields that one article has and another has not."""
RULE = "field above the article"


@dataclass(frozen=True, slots=True)
class _Start:
    """Where an article begins, and the fields at its head, with places counted from there."""

    at: int
    head: Head


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of such a file, or None where the text is none."""
    first = head(text)
    if first is None or not _tells(first):
        return None
    label = _LABEL.match(text, first.start)
    starts = _starts(text, label["label"], first) if label else []
    if len(starts) < _FEWEST:
        return None
    ends = [*(start.at for start in starts[1:]), len(text)]
    spans = zip(starts, ends, strict=True)
    found = (_entry(n, text[start.at : end], start.head) for n, (start, end) in enumerate(spans, 1))
    return proof.records(found, path, encoding, 0)


def _tells(found: Head) -> bool:
    """Whether fields say enough to tell where an article begins: its title, and whose it is or of which day."""
    return "title" in found.said and bool(found.said.keys() & {"date_published", "source"})


def _starts(text: str, label: str, first: Head) -> list[_Start]:
    """The lines with the first label that have the fields of the first article below them, or nearly.

    Where the title stands above the first label without one, an article begins there.
    """
    found: list[_Start] = []
    for number, match in enumerate(re.finditer(rf"^[ \t]*{re.escape(label)}", text, re.MULTILINE)):
        if number >= _MOST:
            break
        at = _above(text, match.start()) if first.title else match.start()
        below = head(text[at : at + _HEAD])
        alike = below is not None and (below.title is None) is (first.title is None) and _tells(below)
        if below is not None and alike and len(first.said.keys() ^ below.said.keys()) <= _OTHER:
            found.append(_Start(at, below))
    return found


def _above(text: str, at: int) -> int:
    """Where the line above begins, behind blank ones."""
    end = len(text[max(0, at - _HEAD) : at].rstrip()) + max(0, at - _HEAD)
    return text.rfind("\n", 0, end) + 1


def _entry(number: int, stretch: str, found: Head) -> Entry:
    said = found.said
    day = date_in(said.get("date_published", ""))
    entry = Entry(
        number,
        title=said["title"],
        source=source_name(said.get("source", "")),
        source_rule=RULE,
        date=day.value if day else said.get("date_published", ""),
        date_words=day.words if day else "",
        date_rule=RULE,
        author=writer(said.get("author", ""))[:300],
        language=language_code(said.get("language", "")),
        url=said.get("url", ""),
        lead=said.get("lead", ""),
    )
    take(entry, _others(stretch[: found.end].split("\n")))
    entry.body = paragraphs(blocks(_without_foot(stretch[found.end :])))
    return entry


def _others(lines: Sequence[str]) -> dict[str, list[str]]:
    """Section, page, length and subjects out of the lines at the head."""
    found: dict[str, list[str]] = {}
    for line in lines:
        field = labelled(line.strip())
        if field and field[0] in ("section", "page", "words", "subject", "id"):
            found.setdefault(field[0], []).append(field[1])
    return found


def _without_foot(text: str) -> str:
    """A text without what stands below it: fields, rights, and what parts it from the next article."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and _is_foot(lines[end - 1].strip(), last=end == len(lines)):
        end -= 1
    return "\n".join(lines[:end])


def _is_foot(line: str, *, last: bool) -> bool:
    """Whether a line is none of the text; a picture's caption is none where fields stand below it."""
    field = labelled(line)
    is_field = field is not None and field[0] not in ("text", "lead", "author") and not (last and field[0] == "caption")
    return not line or is_field or is_rights(line) or any(each.fullmatch(line) for each in (_PARTS, _CITED))
