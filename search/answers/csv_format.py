"""Rows of tables that people open in a spreadsheet: CSV (RFC 4180), in which nothing is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

_FORMULA = frozenset(
    "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
"""What a formula may begin with in a spreadsheet (OWASP, "CSV Injection")."""


def csv_row(cells: Iterable[object]) -> str:
    """A line with its end. A text that a spreadsheet may take for a formula has an apostrophe before it."""
    line = StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell
