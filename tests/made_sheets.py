"""Spreadsheets made for tests: Excel's workbooks and OpenDocument's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape

from tests.made_packages import packed

Cell = str | int | date
Rows = Sequence[Sequence[Cell]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DAYS = '<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\ mmm\\ yyyy;@"/></numFmts>'
_STYLES = f'<styleSheet xmlns="{_MAIN}">{_DAYS}<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def workbook(sheets: Mapping[str, Rows], *, since_1904: bool = False) -> bytes:
    """An Excel workbook of tables by their names; strings are shared, days are numbers with a format."""
    strings: list[str] = []
    members: dict[str, bytes] = {}
    epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    for number, rows in enumerate(sheets.values(), 1):
        inner = "".join(
            f"<row>{''.join(_cell(cell, at, strings, epoch) for at, cell in enumerate(row))}</row>" for row in rows
        )
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{inner}</sheetData></worksheet>'.encode()
        )
    named = "".join(f'<sheet name="{escape(name)}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
    pages = "".join(
        f'<Relationship Id="r{at}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    pages += f'<Relationship Id="s1" Type="{_LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    pages += f'<Relationship Id="s2" Type="{_LINKS}/styles" Target="styles.xml"/>'
    kept = "".join(f'<si><t xml:space="preserve">{escape(words)}</t></si>' for words in strings)
    book = f'<workbookPr date1904="{int(since_1904)}"/><sheets>{named}</sheets>'
    members |= {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{book}</workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{pages}</Relationships>'.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{kept}</sst>'.encode(),
        "xl/styles.xml": _STYLES.encode(),
    }
    return packed(members)


def _cell(cell: Cell, at: int, strings: list[str], epoch: datetime) -> str:
    where = f'r="{chr(ord("A") + at)}1"'
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        return f'<c {where} s="1" t="n"><v>{(moment - epoch).total_seconds() / 86400:.10g}</v></c>'
    if isinstance(cell, int):
        return f"<c {where}><v>{cell}</v></c>"
    if not cell:
        return ""
    if cell not in strings:
        strings.append(cell)
    return f'<c {where} t="s"><v>{strings.index(cell)}</v></c>'


def open_sheet(rows: Rows, *, flat: bool = False, more: str = "") -> bytes:
    """An OpenDocument spreadsheet of one table; `more` is markup behind its rows."""
    inner = "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in rows)
    body = f'<table:table table:name="Sheet1">{inner}{more}</table:table>'
    body = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    if flat:
        return f"<office:document {_ODS}>{body}</office:document>".encode()
    return packed({"content.xml": f"<office:document-content {_ODS}>{body}</office:document-content>".encode()})


def rows_alike(words: str, times: int) -> str:
    """Rows alike, as OpenDocument keeps them: one that says how often it stands there, with the same in four cells."""
    cells = f'<table:table-cell table:number-columns-repeated="4"><text:p>{escape(words)}</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def _open_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        shown = f"<text:p>{cell:%d/%m/%y}</text:p>"
        kept = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        return f"<table:table-cell {kept}>{shown}</table:table-cell>"
    paragraphs = "".join(f"<text:p>{escape(words)}</text:p>" for words in str(cell).split("\n"))
    return f"<table:table-cell>{paragraphs if cell else ''}</table:table-cell>"
