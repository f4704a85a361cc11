"""PDF documents: the text of their pages, put together from printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, document_id
from search.readers.printed_lines import paragraphs, without_furniture
from search.readers.property_titles import found_in

if TYPE_CHECKING:
    from pypdf import PdfReader

SUFFIXES = (".pdf",)

_MAX_PAGES = 1000
_HEAD = 1024
"""Bytes before the mark of a PDF that its standard forgives."""
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NO_TEXT = "contains no text; if its pages are scans, run OCR on it first"
_NO_PDF = "not a PDF document, despite its name; get a fresh copy or give it the right extension"
_LOCKED = "encrypted PDF; open it with its password and save it without one"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document]:
    """The one document of a file. Raises FileSkipped for what is encrypted, damaged or has no words."""
    if b"%PDF-" not in raw[:_HEAD]:
        raise FileSkipped(_NO_PDF if raw.strip(b"\x00 \r\n") else EMPTY)
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise ExtraMissing(
            "reading PDF needs pypdf, which is not installed; run: pip install '.[pdf]' in the program's folder"
        ) from None
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileSkipped(_LOCKED)
        yield _document(reader, path)
    except DependencyError:
        raise FileSkipped(_LOCKED) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        raise FileSkipped(
            f"damaged PDF ({type(error).__name__}: {error}"[:150] + "); open it in a viewer and save it again"
        ) from None


def _document(reader: PdfReader, path: str) -> Document:
    if len(reader.pages) > _MAX_PAGES:
        raise FileSkipped(f"more than {_MAX_PAGES:,} pages; save the articles as separate files")
    pages = without_furniture([page.extract_text().split("\n") for page in reader.pages])
    text = "\n\n".join(paragraphs([line for page in pages for line in page]))
    if not any(map(str.isalpha, text)):
        raise FileSkipped(_NO_TEXT)
    declared = _declared(reader, text)
    title = declared.get("title", "")
    return Document(document_id(path), path, title, text, author=declared.get("author", ""), declared=declared)


def _declared(reader: PdfReader, text: str) -> dict[str, str]:
    information: Mapping[str, object] = reader.metadata or {}
    created = _CREATED.match(str(information.get("/CreationDate", "")))
    found = {
        "title": found_in(str(information.get("/Title", "")), text),
        "date_created": "-".join(created.groups()) if created else "",
        "created_rule": "the document's properties" if created else "",
    }
    return {key: value for key, value in found.items() if value}
