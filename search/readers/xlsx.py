"""Excel's workbooks (ECMA-376): one article a row, as in a table of comma-separated values.

Numbers that are formatted as dates become days in ISO 8601. Formulas count with the value that was last worked out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from search.errors import FileSkipped
from search.readers import PLAIN, Options, Record
from search.readers.office import compound_file
from search.readers.packed.limits import MAX_MEMBER, Allowance
from search.readers.packed.packed_xml import attribute, events, has, local, packed, target
from search.readers.packed.zip_member import opened
from search.readers.records import sheet_rows
from search.readers.records.sheet_rows import WIDEST, Sheet

SUFFIXES = (".xlsx", ".xlsm", ".xltx")
ALSO = (".zip",)

_BOOK = "xl/workbook.xml"
_CELL = re.compile(r"(?P<column>[A-Z]{1,3})\d*")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""Parts of a number's format that are no letters of a day: words, colours, blanks."""
_OF_DAYS = re.compile(r"[dmyDMY]")
_BUILT_IN = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
"""Formats of days that every workbook has without saying so."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LEAP = 60
"""The day before which Excel's numbers are one too low: it takes 1900 for a leap year."""
_NO_BOOK = "zip file, but not an Excel workbook; open it in a spreadsheet program and save it as .xlsx"
_OLD = "encrypted, or saved by an old version of Excel; save it as .xlsx without a password"


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all tables refer to. `days` are the numbers of the cells' formats that are days."""

    strings: list[str]
    days: frozenset[int]
    epoch: datetime


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The rows of all tables, counted from 1. Raises FileSkipped where no row names a field."""
    if raw.startswith(compound_file.MAGIC):
        raise FileSkipped(_OLD)
    allowance = options.allowance or Allowance()
    with opened(raw, "Excel workbook") as archive:
        main = next(
            (name for name in (_related(archive, "").get("officeDocument", ""), _BOOK) if has(archive, name)), ""
        )
        if not main:
            raise FileSkipped(_NO_BOOK)
        own = replace(options, allowance=allowance)
        yield from sheet_rows.documents(_sheets(archive, main, allowance), path, own, len(raw))


def _related(archive: zipfile.ZipFile, of: str) -> dict[str, str]:
    """The members that a member names, by the last word of their kind and by the names it has for them."""
    folder, _, name = of.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, str] = {}
    for event, element in events(packed(archive, place)) if has(archive, place) else ():
        if event == "start" and local(element) == "Relationship" and attribute(element, "TargetMode") != "External":
            address = attribute(element, "Target")
            member = address.lstrip("/") if address.startswith("/") else target(of, address)
            found.setdefault(attribute(element, "Type").rpartition("/")[2], member)
            found[attribute(element, "Id")] = member
    return found


def _sheets(archive: zipfile.ZipFile, main: str, allowance: Allowance) -> Iterator[Sheet]:
    """The tables in their order. Any number may name the same member, so each takes from the allowance."""
    related = _related(archive, main)
    named, since_1904 = list[tuple[str, str]](), False
    for event, element in events(packed(archive, main)):
        if event == "start" and local(element) == "sheet":
            named.append((attribute(element, "name"), related.get(_id(element), "")))
        elif event == "start" and local(element) == "workbookPr":
            since_1904 = attribute(element, "date1904") in ("1", "true", "on")
    book = _Book(
        list(_strings(archive, related.get("sharedStrings", ""))),
        _days(archive, related.get("styles", "")),
        _EPOCH_1904 if since_1904 else _EPOCH,
    )
    for name, member in named:
        if has(archive, member):
            xml = packed(archive, member, MAX_MEMBER)
            allowance.take(len(xml))
            yield Sheet(name, _rows(xml, book))


def _id(element: Element) -> str:
    """What a table's element calls its member: the attribute "id" that has a namespace."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _strings(archive: zipfile.ZipFile, member: str) -> Iterator[str]:
    """The strings that cells name by their numbers."""
    if not has(archive, member):
        return
    for event, element in events(packed(archive, member, MAX_MEMBER)):
        if event == "end" and local(element) == "si":
            yield _text(element)
            element.clear()


def _text(element: Element) -> str:
    """The text of a string, without how it is to be pronounced."""
    runs = (child for child in element if local(child) != "rPh")
    pieces = (piece.text or "" for run in runs for piece in run.iter() if local(piece) == "t")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(pieces))


def _days(archive: zipfile.ZipFile, member: str) -> frozenset[int]:
    """The numbers of the cells' formats that show a number as a day."""
    if not has(archive, member):
        return frozenset()
    own: dict[str, str] = {}
    cells, inside = list[str](), False
    for event, element in events(packed(archive, member)):
        name = local(element)
        if name == "cellXfs":
            inside = event == "start"
        elif event == "start" and name == "numFmt":
            own[attribute(element, "numFmtId")] = attribute(element, "formatCode")
        elif event == "start" and name == "xf" and inside:
            cells.append(attribute(element, "numFmtId"))
    return frozenset(number for number, code in enumerate(cells) if _is_day(code, own))


def _is_day(code: str, own: Mapping[str, str]) -> bool:
    if code in own:
        return bool(_OF_DAYS.search(_QUOTED.sub("", own[code]))) and own[code] != "General"
    return code.isdecimal() and len(code) < 6 and int(code) in _BUILT_IN


def _rows(xml: bytes, book: _Book) -> Iterator[list[str]]:
    for event, element in events(xml):
        if event == "end" and local(element) == "row":
            yield _row(element, book)
            element.clear()


def _row(element: Element, book: _Book) -> list[str]:
    row: list[str] = []
    for cell in element:
        column = _column(attribute(cell, "r"), len(row))
        if local(cell) == "c" and len(row) <= column < WIDEST:
            row += [""] * (column - len(row))
            row.append(_value(cell, book))
    return row


def _column(name: str, following: int) -> int:
    """The number of a cell's column, from 0: that of "C5" is 2."""
    found = _CELL.fullmatch(name)
    number = 0
    for letter in found["column"] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number else following


def _value(cell: Element, book: _Book) -> str:
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return "".join(_text(child) for child in cell if local(child) == "is")
    value = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind in ("e", "b"):
        return ""
    if kind not in ("", "n"):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    style = attribute(cell, "s")
    return _day(value, book) if style.isdecimal() and len(style) < 9 and int(style) in book.days else value


def _day(value: str, book: _Book) -> str:
    """The day that a number of days is, with the hour where there is one; what is none stays a number."""
    try:
        days = float(value)
        early = book.epoch is _EPOCH and 0 < days < _LEAP
        found = (book.epoch + timedelta(days=days + early)).replace(microsecond=0)
    except (ValueError, OverflowError):
        return value
    return found.date().isoformat() if days == int(days) else found.isoformat(sep=" ")
