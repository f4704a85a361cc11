"""The rows of a spreadsheet's tables -> documents: one article a row, its fields named by a row near the top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import Options, Record, Rejected, Remark
from search.readers.packed.limits import Allowance, check
from search.readers.records import record_fields

LONGEST_CELL = 32_767
"""Characters in a cell of Excel, which cuts what is longer without a word."""
WIDEST = 16_384
"""Columns of a spreadsheet."""
_HEAD = 10
"""Rows in which the names of the columns stand: people put a title or the terms of a search above them."""
_SURE = 2
"""Names of columns that tell the row of names from a title."""
_ROW = 100
"""Bytes that a row counts as, whatever is in it: each becomes an article."""
_CUT = Note(f"a cell has {LONGEST_CELL:,} characters, as many as a spreadsheet can hold: its text may be cut", True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a spreadsheet: its name, and its rows from the first to the last that holds something."""

    name: str
    rows: Iterator[list[str]]


def in_turn(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Tables of one stream: each is read to its end before the next one is asked for."""
    for sheet in sheets:
        yield sheet
        for _ in sheet.rows:
            pass  # what nobody wanted of this table stands before the next one


@dataclass(slots=True)
class _Told:
    """What was found out about tables that hold no articles: their names, and the first row of the first one."""

    without: list[str] = field(default_factory=list)
    first_row: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Given:
    """The bytes that a file of `size` bytes has given as rows.

    A row may say that it stands there a thousand times, and thousands of cells may share one long text: so the limits
    on what comes out of an archive hold for the rows as well.
    """

    size: int
    allowance: Allowance
    bytes: int = 0

    def take(self, row: Sequence[str]) -> None:
        """Count a row. Raises FileSkipped when there was too much."""
        more = _ROW + len(row) + sum(map(len, row))
        self.bytes += more
        self.allowance.take(more)
        check(self.bytes, self.size)


def documents(sheets: Iterable[Sheet], path: str, options: Options, size: int) -> Iterator[Record]:
    """The rows of all tables with known columns, counted from 1 through all of them. Raises FileSkipped without any.

    `size` is that of the file, in bytes. Where it is damaged or a bomb, what stands before that is given.
    """
    given, number = _Given(size, options.allowance or Allowance()), 0
    try:
        for record in _records(sheets, path, options, given):
            yield record
            number += 1
    except FileSkipped as reason:
        if not number:
            raise
        yield Rejected(f"{path}#end", f"everything after row {number:,} is left out: {reason}")


def _records(sheets: Iterable[Sheet], path: str, options: Options, given: _Given) -> Iterator[Record]:
    told, number, tables = _Told(), 0, 0
    for sheet in sheets:
        names, rows = _named(sheet.rows, options)
        if not record_fields.known_columns(names, options):
            told.without.append(sheet.name)
            told.first_row = told.first_row or names
            continue
        tables += 1
        for row in rows:
            given.take(row)
            number += 1
            yield _document(names, row, f"{path}#{number}", options)
    if not number:
        raise FileSkipped(_why(told, tables))
    if told.without:
        named = ", ".join(f"“{name}”" for name in told.without[:5]) + (" and others" if len(told.without) > 5 else "")
        yield Remark(path, (Note(f"no article is taken from {named}: no known column names in the first rows"),))


def _named(rows: Iterator[list[str]], options: Options) -> tuple[list[str], Iterator[list[str]]]:
    """The names of the columns, and the rows below them; what stands above is left out."""
    head: list[list[str]] = []
    for row in _filled(rows):
        head.append(row)
        if len(head) == _HEAD or record_fields.known_columns(row, options) >= _SURE:
            break
    known = [record_fields.known_columns(row, options) for row in head]
    at = next((n for n, count in enumerate(known) if count >= _SURE), 0)
    below = iter([*head[at + 1 :]])
    return (head[at] if head else []), _filled(below, rows)


def _filled(*parts: Iterator[list[str]]) -> Iterator[list[str]]:
    return (row for rows in parts for row in rows if any(map(str.strip, row)))


def _document(names: Sequence[str], row: Sequence[str], place: str, options: Options) -> Record:
    found = record_fields.document(dict(zip(names, row, strict=False)), place, options)
    cut = isinstance(found, Document) and any(len(cell) >= LONGEST_CELL for cell in row)
    return replace(found, notes=(*found.notes, _CUT)) if cut and isinstance(found, Document) else found


def _why(told: _Told, tables: int) -> str:
    """Why no table of a file gives an article."""
    if tables:
        return "no rows below the column names; export it again or remove it"
    if not any(map(str.strip, told.first_row)):
        return "contains no text; no action needed"
    shown = ", ".join(told.first_row)[:100]
    return f"no known column names in the first rows ({shown}); name them title, body, date, or use --map body=NAME"
