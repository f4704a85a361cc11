"""Tables that people open in a spreadsheet: the columns of an article, as CSV (RFC 4180) without formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from search.answers import as_json
from search.answers.downloads.citation import permanent
from search.answers.downloads.writers import writers
from search.formulas import harmless
from search.model import KINDS, Document

COLUMNS = (
    "id", "path", "title", "source", "date", "date_precision", "date_how", "language", *KINDS, "author", "url",
    "story", "lead", "link", "tags", "notes",
)  # fmt: skip

BYTE_ORDER = "\ufeff"
"""What a file begins with so that Excel takes it for UTF-8."""


def csv_row(cells: Iterable[object]) -> str:
    """A line with its end. A text that a spreadsheet may take for a formula has an apostrophe before it."""
    line = StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def document_cells(document: Document, host: str = "") -> tuple[str, ...]:
    """The cells of COLUMNS; several values in one are parted by "; ". `host` is where the link begins."""
    day = document.day
    return (
        document.id,
        document.path,
        document.title,
        document.source.name if document.source else "",
        *((day.value, day.precision, day.how) if day else ("", "", "")),
        document.language,
        *("; ".join(as_json.names(document, kind)) for kind in KINDS),
        "; ".join(writers(document)),
        document.url,
        document.belongs.story,
        document.belongs.lead,
        permanent(document, host),
        "; ".join(as_json.tag_names(document)),
        "; ".join(tag.note for tag in document.tags if tag.note),
    )


def _harmless(cell: object) -> object:
    return harmless(cell) if isinstance(cell, str) else cell
