"""Markup that is named like a workbook: the tables of a page, and Excel's XML of 2003 -> rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import lxml.etree
import lxml.html

from search.errors import FileSkipped
from search.readers import Options
from search.readers.characters.encoding import decoded
from search.readers.packed.packed_xml import attribute, events, local, safe
from search.readers.records.sheet_rows import WIDEST, Sheet, in_turn

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_BOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4096
_DEEPEST = 60
_WHERE = ("tr", "thead/tr", "tbody/tr", "tfoot/tr")
_LINES = frozenset({"br", "p", "div", "li"})
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_NO_TABLE = "page without a table, despite its name; rename it to .html"


def is_markup(raw: bytes) -> bool:
    """Whether a file is a page, or XML."""
    return bool(_MARKUP.match(raw[:_HEAD]))


def sheets(raw: bytes, options: Options) -> Iterator[Sheet]:
    """The tables of a file. Raises FileSkipped where there is none."""
    if _BOOK in raw[:_HEAD] and b"<html" not in raw[:_HEAD].lower():
        yield from _of_xml(safe(raw))
    else:
        yield from _of_page(raw, options)


def _of_page(raw: bytes, options: Options) -> Iterator[Sheet]:
    charset = _CHARSET.search(raw[:_HEAD])
    text, _ = decoded(raw, options.charset or (charset[1].decode() if charset else ""), options.twice)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.LxmlError:
        raise FileSkipped(_NO_TABLE) from None
    tables = [*page.iter("table")]
    if not tables:
        raise FileSkipped(_NO_TABLE)
    for number, element in enumerate(tables, 1):
        yield Sheet(f"table {number}", (_row_of_page(row) for where in _WHERE for row in element.findall(where)))


def _row_of_page(row: Any) -> list[str]:
    """The cells of a row; one that spans several columns is followed by empty ones."""
    cells: list[str] = []
    for cell in row:
        if cell.tag in ("td", "th"):
            spans = cell.get("colspan", "")
            cells.append("".join(_words(cell)).strip())
            cells += [""] * (min(int(spans), WIDEST - len(cells)) - 1 if spans.isdecimal() and len(spans) < 6 else 0)
    return cells


def _words(cell: Any) -> Iterator[str]:
    for event, element in lxml.etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            yield "\n" if element.tag in _LINES else ""
            yield _folded(element.text)
        elif element is not cell:
            yield _folded(element.tail)


def _folded(text: str | None) -> str:
    """Text of a page, in which a line end is a blank."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _of_xml(xml: bytes) -> Iterator[Sheet]:
    found = events(xml, _DEEPEST)
    tables = (element for event, element in found if event == "start" and local(element) == "Worksheet")
    return in_turn(Sheet(attribute(table, "Name"), _rows_of_xml(found)) for table in tables)


def _rows_of_xml(found: Iterator[tuple[str, Element]]) -> Iterator[list[str]]:
    for event, element in found:
        if event == "end" and local(element) == "Worksheet":
            return
        if event == "end" and local(element) == "Row":
            yield _row_of_xml(element)
            element.clear()


def _row_of_xml(row: Element) -> list[str]:
    """The cells of a row; an index says where cells before one are left out."""
    cells: list[str] = []
    for cell in row:
        at = attribute(cell, "Index")
        if at.isdecimal() and len(at) < 6:
            cells += [""] * (min(int(at), WIDEST) - 1 - len(cells))
        if local(cell) == "Cell":
            cells.append("".join(_value(data) for data in cell if local(data) == "Data"))
    return cells


def _value(data: Element) -> str:
    kind, text = attribute(data, "Type"), "".join(data.itertext())
    if kind == "DateTime":
        return text.partition(".")[0].removesuffix("T00:00:00").replace("T", " ")
    return "" if kind in ("Error", "Boolean") else text
