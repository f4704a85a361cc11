"""Scans: images of printed pages, whose text is recognised."""

from __future__ import annotations

from collections.abc import Iterator

from search.errors import EMPTY, FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.entry import Entry
from search.readers.printed.image_size import is_image, sizes
from search.readers.printed.recognised import MAX_PIXELS, NO_TEXT, PageImage, Recognition
from search.readers.printed.tesseract import recogniser

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")

_SMALLEST = 40_000
"""Pixels below which an image is a sign or a button: a line of print alone takes more."""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document]:
    """The one document of a file, whatever pages it has. Raises FileSkipped and ExtraMissing."""
    if not is_image(raw):
        raise FileSkipped(
            "not an image, despite its name; give it the right extension" if raw.strip(b"\0 \r\n") else EMPTY
        )
    found = sizes(raw)
    if max(size.pixels for size in found) < _SMALLEST:
        raise FileSkipped(f"too small for a scan ({found[0].width} x {found[0].height} pixels); no action needed")
    if min(size.pixels for size in found) > MAX_PIXELS:
        raise FileSkipped(f"more than {MAX_PIXELS:,} pixels; scan it at 300 dpi")
    yield _document(raw, path, options)


def _document(raw: bytes, path: str, options: Options) -> Document:
    recognition = Recognition(recogniser(options.ocr_languages), options.ocr_seconds)
    pages = [PageImage(at + 1, raw, size, at) for at, size in enumerate(sizes(raw))]
    scan = recognition.scan([paragraph for page in pages for paragraph in recognition.paragraphs(page)])
    if not scan.paragraphs:
        raise FileSkipped(next(iter(recognition.failed.values()), NO_TEXT))
    told = Entry(paragraphs=scan.paragraphs, loose=True, scan=scan, notes=tuple(recognition.notes()))
    document = entry.document(told, path, "")
    if isinstance(document, Rejected):
        raise FileSkipped(NO_TEXT)
    return document
