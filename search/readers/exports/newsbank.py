"""NewsBank (Access World News): articles whose source, place and day stand in one line below the title.

    Harbour bridge closed
    Lowmere Courier, The (Vale, England) - March 14, 2023
    Author/Byline: Ida Fenn                     then fields, a line each
    Section: News
    Page: 3
    ...
    Record: 18A2B3C4                            and behind the text again
    Copyright: Copyright (c) 2023 Lowmere Press

Facts of the format: what libraries show of it in their help on searching newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, source_name
from search.readers.exports.date_lines import date_line
from search.readers.exports.fields import fill
from search.readers.exports.labels import labelled
from search.readers.exports.lines import blocks, is_rights, paragraphs

NEEDLES = ("Record:", "Record Number:", "Author/Byline:")
"""One of these stands in every article."""
_IMPRINT = re.compile(
    r"^[ \t]*(?P<source>[^\s()][^()\n]{1,98}?) \((?P<place>[^()\n]{2,60})\) - (?P<day>[^\n]{6,40}?)[ \t]*$",
    re.MULTILINE,
)
_FIELD = re.compile(
    r"(?:author/byline|byline|edition|section|page|readability|series|column|dateline|estimated printed pages)\s?:"
)
_FOOT = re.compile(
    r"(?:record(?: number)?|copyright|openurl link|citation|cite this article)\b.{0,40}?(?::|$)", re.IGNORECASE
)
_HEAD = 12
"""Lines in which the fields below a title stand."""
_TITLE_LINES = 3
_ABOVE = 1000
RULE = "newsbank imprint"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    imprints = [found for found in _IMPRINT.finditer(text) if date_line(found["day"], alone=True)]
    imprints = [found for found in imprints if _has_fields(text, found.end())]
    if not imprints:
        return None
    starts = [_title(text, found.start()) for found in imprints]
    ends = [*starts[1:], len(text)]
    spans = zip(imprints, starts, ends, strict=True)
    entries = (_entry(n, text, found, (start, end)) for n, (found, start, end) in enumerate(spans, 1))
    return proof.records(entries, path, encoding, 0)


def _has_fields(text: str, at: int) -> bool:
    below = text[at : at + _ABOVE].split("\n")[1 : _HEAD + 1]
    return any(_FIELD.match(line.strip().lower()) for line in below)


def _title(text: str, at: int) -> int:
    """Where the title above an imprint begins: lines that stand together, below the foot of the one before."""
    above = text[max(0, at - _ABOVE) : at].split("\n")[:-1]
    taken = 0
    for number, line in enumerate(reversed(above), 1):
        shown = line.strip()
        if (not shown and taken) or taken == _TITLE_LINES or _FOOT.match(shown) or is_rights(shown):
            break
        taken = number if shown and not taken else taken + bool(shown)
        at -= len(line) + 1
    return at


def _entry(number: int, text: str, imprint: re.Match[str], span: tuple[int, int]) -> Entry:
    day = date_line(imprint["day"], alone=True)
    lines = text[imprint.end() : span[1]].split("\n")
    begins = next((at for at, line in enumerate(lines) if line.strip() and not _is_field(line)), len(lines))
    foot = next((at for at in range(begins, len(lines)) if _FOOT.match(lines[at].strip())), len(lines))
    entry = Entry(
        number,
        title=joined(text[span[0] : imprint.start()]),
        source=source_name(imprint["source"]),
        source_rule=RULE,
        date=day.value if day else "",
        date_words=day.words if day else "",
        date_rule=RULE,
        body=paragraphs(blocks("\n".join(lines[begins:foot]))),
    )
    fill(entry, [_plain(line) for line in (*lines[:begins], *lines[foot:])])
    return entry


def _is_field(line: str) -> bool:
    return bool(_FIELD.match(line.strip().lower())) or (labelled(line.strip()) or ("text",))[0] != "text"


def _plain(line: str) -> str:
    """A field under the name that other databases have for it."""
    return re.sub(r"^author/byline", "Byline", line.strip(), flags=re.IGNORECASE)
