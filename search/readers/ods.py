"""OpenDocument spreadsheets: one article a row, as in a table of comma-separated values."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from search.errors import FileSkipped
from search.readers import PLAIN, Options, Record
from search.readers.packed.limits import MAX_MEMBER
from search.readers.packed.packed_xml import attribute, events, has, local, packed, safe
from search.readers.packed.zip_member import opened
from search.readers.records import sheet_rows
from search.readers.records.sheet_rows import WIDEST, Sheet

SUFFIXES = (".ods", ".ots", ".fods")
ALSO = (".xml", ".zip")

_DEEPEST = 250
"""Elements inside each other, which no spreadsheet has."""
_MOST_ALIKE = 1000
"""Rows alike, one below the other, that are taken."""
_HIDDEN = frozenset({"annotation", "ruby-text", "shapes"})
_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}
_NO_ODS = "zip file, but not an OpenDocument spreadsheet; open it in a spreadsheet program and save it as .ods"
_LOCKED = "encrypted document; save it without a password"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The rows of all tables, counted from 1. Raises FileSkipped where no row names a field."""
    yield from sheet_rows.documents(_sheets(_content(raw)), path, options, len(raw))


def _content(raw: bytes) -> bytes:
    """The XML with the tables. Raises FileSkipped."""
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return safe(raw)
    with opened(raw, "OpenDocument spreadsheet") as archive:
        if not has(archive, "content.xml"):
            raise FileSkipped(_NO_ODS)
        if has(archive, "META-INF/manifest.xml") and b"encryption-data" in packed(archive, "META-INF/manifest.xml"):
            raise FileSkipped(_LOCKED)
        return packed(archive, "content.xml", MAX_MEMBER)


def _sheets(xml: bytes) -> Iterator[Sheet]:
    found = events(xml, _DEEPEST)
    tables = (element for event, element in found if event == "start" and local(element) == "table")
    return sheet_rows.in_turn(Sheet(attribute(table, "name"), _rows(found)) for table in tables)


def _rows(found: Iterator[tuple[str, Element]]) -> Iterator[list[str]]:
    """The rows down to the end of a table; empty ones are repeated a million times, and stand here once."""
    for event, element in found:
        name = local(element)
        if event == "end" and name == "table":
            return
        if event == "end" and name == "table-row":
            row = _row(element)
            yield from [row] * (_times(element, "number-rows-repeated", _MOST_ALIKE) if row else 1)
            element.clear()


def _row(element: Element) -> list[str]:
    row: list[str] = []
    for cell in element:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        row += [_value(cell)] * _times(cell, "number-columns-repeated", WIDEST - len(row))
    while row and not row[-1]:
        row.pop()
    return row


def _times(element: Element, name: str, most: int) -> int:
    """How often a row or a cell stands there."""
    times = attribute(element, name)
    return min(int(times) if times.isdecimal() and len(times) < 8 else 1, most)


def _value(cell: Element) -> str:
    """A day as it is kept, whatever shows of it; else the paragraphs of a cell."""
    day = attribute(cell, "date-value")
    if day:
        return day.removesuffix("T00:00:00")
    return "\n\n".join(filter(None, ("".join(_words(child)).strip() for child in cell if local(child) == "p")))


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _HIDDEN:
            yield from _words(child)
        yield child.tail or ""
