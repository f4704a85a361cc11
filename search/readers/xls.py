"""Excel's workbooks of 1995 to 2003, and what databases call so: newer workbooks, tables of a page, text with tabs.

One article a row. Days become ISO 8601, and formulas count with the value that was last worked out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.readers import PLAIN, Options, Record, table, xlsx
from search.readers.office import compound_file, named_xls
from search.readers.records import sheet_rows
from search.readers.records.sheet_rows import Sheet

if TYPE_CHECKING:
    import xlrd

SUFFIXES = (".xls", ".xlt")
ALSO = (".xlsx", ".html", ".xml", ".zip")

_BARE = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""What workbooks begin with that are not packed as a compound file: those of Excel 2 to 4."""
_BOOKS = ("Workbook", "Book")
"""The streams that hold a workbook."""
_MISSING = (
    "reading .xls needs xlrd and olefile, which are not installed; run: pip install '.[office]' in the program's folder"
)
_DAMAGED = "damaged Excel workbook; open it in a spreadsheet program and save it as .xlsx"
_LOCKED = "encrypted workbook; save it as .xlsx without a password"
_NO_BOOK = "old Office document without a workbook; if it is a text, rename it to .doc"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The rows of all tables, counted from 1. Raises FileSkipped where no row names a field, and ExtraMissing."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if raw.startswith(b"PK\x03\x04"):
        yield from xlsx.read(raw, path, options)
    elif raw.startswith(compound_file.MAGIC) or _BARE.match(raw):
        yield from sheet_rows.documents(_sheets(raw), path, options, len(raw))
    elif named_xls.is_markup(raw):
        yield from sheet_rows.documents(named_xls.sheets(raw, options), path, options, len(raw))
    else:
        yield from table.read(raw, path, options)


def _sheets(raw: bytes) -> Iterator[Sheet]:
    """The tables in their order, each of which is loaded when its turn comes."""
    book = _opened(raw)
    for number, name in enumerate(book.sheet_names()):
        try:
            sheet = book.sheet_by_index(number)
        except MemoryError:
            raise
        except Exception:  # the library fails on damage in many ways
            raise FileSkipped(_DAMAGED) from None
        yield Sheet(name, (_row(sheet, at, book.datemode) for at in range(sheet.nrows)))
        book.unload_sheet(number)


def _opened(raw: bytes) -> xlrd.Book:
    try:
        import xlrd

        stream = _stream(raw) if raw.startswith(compound_file.MAGIC) else raw
    except ImportError:
        raise ExtraMissing(_MISSING) from None
    try:
        return xlrd.open_workbook(file_contents=stream, on_demand=True, ragged_rows=True, logfile=io.StringIO())
    except MemoryError:
        raise
    except xlrd.XLRDError as error:
        raise FileSkipped(_LOCKED if "encrypted" in str(error).lower() else _DAMAGED) from None
    except Exception:  # the library fails on damage in many ways
        raise FileSkipped(_DAMAGED) from None


def _stream(raw: bytes) -> bytes:
    """A workbook out of its file: xlrd follows a chain of sectors that goes round until the memory is full."""
    try:
        file = compound_file.opened(raw)
        names = [name for name in _BOOKS if file.exists(name)]
        held = compound_file.stream(file, names[:1], len(raw)) if names else b""
    except (ImportError, MemoryError):
        raise
    except Exception:  # the library fails on damage in many ways
        raise FileSkipped(_DAMAGED) from None
    if not held:
        raise FileSkipped(_NO_BOOK)
    return held


def _row(sheet: xlrd.sheet.Sheet, at: int, datemode: int) -> list[str]:
    return [_value(cell, datemode) for cell in sheet.row(at)]


def _value(cell: xlrd.sheet.Cell, datemode: int) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return f"{cell.value:.15g}"
    return ""


def _day(value: float, datemode: int) -> str:
    """The day that a number of days is, with the hour where there is one; what is none stays a number."""
    import xlrd

    try:
        found: datetime = xlrd.xldate_as_datetime(value, datemode).replace(microsecond=0)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return f"{value:.15g}"
    return found.date().isoformat() if value == int(value) else found.isoformat(sep=" ")
