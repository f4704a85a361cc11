"""Tables of comma- or tab-separated values: one article a row, its fields named by the first row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, ending
from search.readers.characters.encoding import decoded
from search.readers.records import record_fields

SUFFIXES = (".csv", ".tsv", ".tab")

_FIELD_LIMIT = 10_000_000
"""Characters in a field; the library's own limit of 131,072 is less than some articles have."""
_TALLEST = 5000
"""Lines in a row, once too many were read in vain."""
_IN_VAIN = 1_000_000
"""Lines that may be read for rows that then are none. A quotation mark that is never closed makes all that follows one
field, and the next such mark what follows it: without a bound a table of them is read once a row.
"""
_DELIMITERS = ",;\t|"
_TABS = (".tsv", ".tab")
_SAID = re.compile(r"sep=(.)", re.IGNORECASE)
"""The first line of tables that a spreadsheet wrote for itself."""


class _Lines:
    """The lines of a table, given out so that rows that are none do not take all of them again and again."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.next = 0
        self._first = self._end = 0
        self._in_vain = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.next >= min(self._end, len(self._lines)):
            raise StopIteration
        self.next += 1
        return self._lines[self.next - 1]

    def give_up(self) -> None:
        """What was read since the row began is none."""
        self._in_vain += self.next - self._first

    def is_at_end(self) -> bool:
        return self.next >= len(self._lines)

    def begin(self, at: int) -> bool:
        """Start a row at a line; False at the end."""
        self.next, self._first = at, at
        self._end = len(self._lines) if self._in_vain < _IN_VAIN else at + _TALLEST
        return at < len(self._lines)


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The rows below the first, counted from 1. Raises FileSkipped where the first row names no field."""
    csv.field_size_limit(_FIELD_LIMIT)
    text, encoding = decoded(raw, tally=options.twice)
    lines = text.split("\n")
    said = _SAID.fullmatch(lines[0])
    if said:
        lines[0] = ""
    delimiter = said[1] if said else _delimiter(lines, path)
    yield from _documents(_rows(lines, delimiter), path, replace(options, charset=encoding))


def _documents(rows: Iterator[list[str] | str], path: str, options: Options) -> Iterator[Document | Rejected]:
    names = next(rows, [])
    if isinstance(names, str) or not record_fields.known_columns(names, options):
        shown = ", ".join(names)[:100] if isinstance(names, list) else names
        raise FileSkipped(
            f"no known column names in the first row ({shown}); name them title, body, date, or use --map body=NAME"
        )
    number = 0
    for number, row in enumerate(rows, 1):
        place = f"{path}#{number}"
        if isinstance(row, str):
            yield Rejected(place, row)
        elif any(field.strip() for field in row[len(names) :]):
            yield Rejected(
                place,
                f"more fields than the first row ({len(row):,}, not {len(names):,}); quote fields that contain commas",
            )
        else:
            yield record_fields.document(dict(zip(names, row, strict=False)), place, options)
    if not number:
        raise FileSkipped("no rows below the column names; export it again or remove it")


def _delimiter(lines: list[str], path: str) -> str:
    """The sign that parts the most fields of the first row; a tab where the ending says so, or a workbook's has one."""
    first = next(filter(str.strip, lines), "")
    if ending(path) in _TABS or (ending(path) != ".csv" and "\t" in first):
        return "\t"
    return max(_DELIMITERS, key=lambda sign: _width(first, sign))


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:  # a field without an end, as all of a wide row is between other signs
        return 0


@dataclass(frozen=True, slots=True)
class _Unread:
    """A line that begins no row."""

    line: int
    error: csv.Error


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str] | str]:
    """Each row, or why it cannot be read. Between tabs quotation marks that do not close are letters like others."""
    for row in _parsed(lines, delimiter, _escape(lines, delimiter)):
        if not isinstance(row, _Unread):
            yield row
        elif delimiter == "\t" and delimiter in lines[row.line]:
            yield lines[row.line].rstrip("\r").split(delimiter)
        else:
            yield f"invalid table row (line {row.line + 1:,}: {row.error}); double any quotation marks inside a field"


def _escape(lines: list[str], delimiter: str) -> str | None:
    r"""The backslash, where a table writes quotation marks with one before them, as databases do.

    A field may also end in one ("C:\temp\"): what leaves fewer rows unread is how the table was written.
    """
    if not any('\\"' in line for line in lines):
        return None
    plain, escaped = (
        sum(isinstance(row, _Unread) for row in _parsed(lines, delimiter, escape)) for escape in (None, "\\")
    )
    return "\\" if escaped < plain else None


def _parsed(lines: list[str], delimiter: str, escape: str | None) -> Iterator[list[str] | _Unread]:
    """Each row that is not empty; after a line that begins none it goes on with the next."""
    source = _Lines([line + "\n" for line in lines])
    reader = csv.reader(source, delimiter=delimiter, escapechar=escape, strict=True)
    first = width = 0
    while source.begin(first):
        try:
            row = next(reader, [])
        except csv.Error as error:
            source.give_up()
            yield _Unread(first, error)
            if source.is_at_end() and not _goes_on(lines[first + 1 :], delimiter, width):
                return
            first += 1
        else:
            first = source.next
            width = width or len(row)
            if any(map(str.strip, row)):
                yield row


def _goes_on(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a line below a field that does not end is a row: else the file is cut off in that field.

    Of a file that is cut off the last line has no end, and no quotation mark follows.
    """
    if lines and lines[-1] and not any('"' in line for line in lines):
        return False
    return any(_is_row(line, delimiter, width) for line in lines)


def _is_row(line: str, delimiter: str, width: int) -> bool:
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), [])) == width
    except csv.Error:
        return False
