"""PDF documents: the text of their pages, put together from printed lines; pages that are scans go through OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.readers import PLAIN, Options, Record, Remark, declaring
from search.readers.exports.look import exported
from search.readers.lines.several_articles import several
from search.readers.office.property_titles import found_in

if TYPE_CHECKING:
    from search.readers.pdfium.pdf_pages import Pdf

SUFFIXES = (".pdf",)

_MAX_PAGES = 1000
_HEAD = 1024
"""Bytes before the mark of a PDF that its standard forgives."""
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NO_TEXT = "contains no text; no action needed if its pages are pictures or empty"
_NO_PDF = "not a PDF document, despite its name; get a fresh copy or give it the right extension"
_LOCKED = "encrypted PDF; open it with its password and save it without one"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, or those of an export. Raises FileSkipped for what is encrypted, damaged or empty.

    Raises ExtraMissing without the library.
    """
    if b"%PDF-" not in raw[:_HEAD]:
        raise FileSkipped(_NO_PDF if raw.strip(b"\x00 \r\n") else EMPTY)
    try:
        import pypdfium2  # noqa: F401 - what the next line needs

        from search.readers.pdfium.pdf_pages import Damaged, Locked, opened
    except ImportError:
        raise ExtraMissing(
            "reading PDF needs pypdfium2, which is not installed; run: pip install '.[pdf]' in the program's folder"
        ) from None
    try:
        with opened(raw) as pdf:
            yield from _documents(pdf, path, options)
    except Locked:
        raise FileSkipped(_LOCKED) from None
    except Damaged as error:
        raise FileSkipped(f"damaged PDF ({error}"[:150] + "); open it in a viewer and save it again") from None


def _documents(pdf: Pdf, path: str, options: Options) -> Iterator[Record]:
    from search.readers.pdfium.pdf_pages import text_of

    if pdf.pages > _MAX_PAGES:
        raise FileSkipped(f"more than {_MAX_PAGES:,} pages; save the articles as separate files")
    found = text_of(pdf, options)
    if not any(map(str.isalpha, found.text)):
        raise FileSkipped(found.refused or _NO_TEXT)
    articles = exported(found.text, path)
    if articles is not None:
        yield from articles
        if found.notes:
            yield Remark(path, found.notes)
        return
    declared = _declared(pdf, found.text)
    notes, title = (*found.notes, *several(found.text)), declared.get("title", "")
    yield declaring(path, found.text, declared, title=title, notes=notes, scanned=found.scanned)


def _declared(pdf: Pdf, text: str) -> dict[str, str]:
    created = _CREATED.match(pdf.property("CreationDate"))
    found = {
        "title": found_in(pdf.property("Title"), text),
        "date_created": "-".join(created.groups()) if created else "",
        "created_rule": "the document's properties" if created else "",
    }
    return {key: value for key, value in found.items() if value}
