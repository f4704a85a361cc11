"""Sheets for coding by hand: a sample as a table with empty columns, and what comes back from a spreadsheet.

The first column says which article a row is, in which state and out of which corpus. It begins with a word, so that no
spreadsheet takes it for a number; rows may be sorted, columns moved and added, and the file saved with semicolons or
tabs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from search.answers.downloads.csv_format import csv_row
from search.errors import InputInvalid
from search.ledger.texts import Text
from search.model import Document

KEY = "article"
COLUMNS = (KEY, "title", "source", "date", "path", "link")
"""The columns before those of the codes."""
MOST_CODES = 50

_NAME = "clippings"
_DIGITS = 16
"""Hexadecimal digits of a fingerprint, and of a digest, in a row: enough to tell texts of one article apart."""
_ROW = re.compile(rf"'?{_NAME}/([0-9a-f]{{{_DIGITS}}})/([0-9a-f]+)/([0-9a-f]{{{_DIGITS}}})")
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Coded:
    """A sheet that came back: the fingerprint of its corpus, and of each code the value of each article that has one.

    `digests` are those of the articles' texts. `unread` are the numbers of lines that are no article's.
    """

    corpus: str
    values: dict[str, dict[str, str]]
    digests: dict[str, str]
    unread: tuple[int, ...] = ()


def codes(text: str) -> tuple[str, ...]:
    """Names of codes, given with commas between them. Raises InputInvalid."""
    found = tuple(dict.fromkeys(name for part in text.split(",") if (name := " ".join(part.split()))))
    taken = [name for name in found if name.casefold() in COLUMNS]
    if taken:
        raise InputInvalid(f"a code cannot be called “{taken[0]}”: the sheet has a column of that name")
    if len(found) > MOST_CODES:
        raise InputInvalid(f"a sheet has at most {MOST_CODES} codes, not {len(found):,}")
    return found


def sheet_rows(
    documents: Sequence[Document], texts: dict[str, Text], corpus: str, names: Sequence[str], host: str
) -> Iterator[str]:
    """A sheet, line by line; `host` is where its links begin."""
    yield csv_row((*COLUMNS, *names))
    for document in documents:
        digest = texts[document.id].digest[:_DIGITS]
        yield csv_row(
            (
                f"{_NAME}/{corpus[:_DIGITS]}/{document.id}/{digest}",
                document.title,
                document.source.name if document.source else "",
                document.day.value if document.day else "",
                document.path,
                f"{host}/documents/{document.id}",
                *("" for _ in names),
            )
        )


def coded(text: str) -> Coded:
    """A sheet that somebody filled in. Raises InputInvalid, which says what is missing."""
    rows = _rows(text)
    at = next((number for number, row in enumerate(rows) if KEY in map(_plain, row)), None)
    if at is None:
        raise InputInvalid(f"there is no column “{KEY}”, so this is no sheet; make one with: python -m search sample")
    head = [*map(_plain, rows[at])]
    columns = {place: name for place, name in enumerate(head) if name and name not in COLUMNS}
    corpora: dict[str, None] = {}
    values: dict[str, dict[str, str]] = {name: {} for name in columns.values()}
    digests: dict[str, str] = {}
    unread: list[int] = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        found = _ROW.fullmatch(row[head.index(KEY)].strip()) if len(row) > head.index(KEY) else None
        if found is None:
            unread += [number] * any(cell.strip() for cell in row)
            continue
        corpus, doc_id, digest = found.groups()
        if doc_id in digests:
            raise InputInvalid(f"line {number} has an article that another line has; remove one of them")
        corpora[corpus], digests[doc_id] = None, digest
        for place, name in columns.items():
            if place < len(row) and (value := " ".join(row[place].split())):
                values[name][doc_id] = value
    if len(corpora) != 1:
        raise InputInvalid("the rows are of several corpora" if corpora else "there is no article in it")
    return Coded(next(iter(corpora)), values, digests, tuple(unread))


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _rows(text: str) -> list[list[str]]:
    """The rows of a table, with whichever sign stands between its cells. Raises InputInvalid."""
    head = text[:10_000]
    line = next((line for line in head.splitlines() if KEY in line.casefold()), head)
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        return [*csv.reader(StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise InputInvalid(f"it cannot be read as a table ({error}); save it as CSV again") from None
