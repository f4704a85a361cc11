"""The pages of a PDF by PDFium: their print as text, and where there is none, what is recognised in their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from search.errors import ExtraMissing
from search.model import Note
from search.readers import Options
from search.readers.entry import confidence
from search.readers.pdfium.pdf_segments import form_values, printed
from search.readers.printed.image_size import Size
from search.readers.printed.printed_lines import Line, lines, paragraphs, without_furniture
from search.readers.printed.reading_order import ordered
from search.readers.printed.recognised import PageImage, Recognition
from search.readers.printed.tesseract import recogniser

_DOTS_PER_INCH = 300
_POINTS = 72
_MOST_PIXELS = 40_000_000
"""Of a picture of a page: one that is larger than a newspaper's is drawn with fewer dots."""
_LEAST_DOTS = 100
_FEW_LETTERS = 60
"""Letters that a scanned page may have as text, as in a stamp or a page number."""
_COVERS = 0.5
"""The share of a page that a picture covers which is a scan of it."""


class Damaged(Exception):
    """PDFium cannot read it."""


class Locked(Exception):
    """It needs a password."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """An open document. `form` is what PDFium needs to ask for the values of fields, None where there are none."""

    document: Any
    form: Any
    pages: int

    def property(self, name: str) -> str:
        """One of the document's properties, "" where it is not there."""
        return str(self.document.get_metadata_value(name))


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document. `refused` is why scans in it were not read, "" where they were or there are none."""

    text: str
    scanned: bool
    notes: tuple[Note, ...]
    refused: str


@contextmanager
def opened(raw: bytes) -> Iterator[Pdf]:
    """A document while it is needed. Raises Damaged and Locked, then and later."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Locked from None
        raise Damaged(_said(error)) from None
    try:
        document.init_forms()
        yield Pdf(document, document.formenv, len(document))
    except pypdfium2.PdfiumError as error:
        raise Damaged(_said(error)) from None
    finally:
        document.close()


def _said(error: Exception) -> str:
    return str(error).rstrip(".")


def text_of(pdf: Pdf, options: Options) -> Text:
    """The text of all pages."""
    pages: list[list[Line]] = []
    scans: list[int] = []
    broken: list[int] = []
    for number in range(pdf.pages):
        try:
            found, is_scan = _page(pdf, number)
        except pypdfium2.PdfiumError:
            broken.append(number + 1)
            continue
        if is_scan:
            scans.append(number)
        pages.append(found)
    if broken and len(broken) == pdf.pages:
        raise Damaged("none of its pages can be loaded")
    notes = [Note(f"{_pages(broken)} cannot be loaded; open it in a viewer and save it again", True)] if broken else []
    if not scans:
        return _put_together(pages, tuple(notes))
    return _with_scans(pdf, pages, scans, options, notes)


def _put_together(pages: list[list[Line]], notes: tuple[Note, ...], scanned: bool = False, refused: str = "") -> Text:
    kept = without_furniture(pages)
    text = "\n\n".join(paragraphs(line for page in kept for line in page))
    return Text(text, scanned, notes, refused)


def _with_scans(pdf: Pdf, pages: list[list[Line]], scans: list[int], options: Options, notes: list[Note]) -> Text:
    """The text with that of the pages which are scans, as far as they can be read here."""
    try:
        recognition = Recognition(recogniser(options.ocr_languages), options.ocr_seconds)
    except ExtraMissing as missing:
        which = _pages([number + 1 for number in scans])
        notes.append(Note(f"scanned and not read: {which}; {missing}", True))
        return _put_together(pages, tuple(notes), refused=str(missing))
    read = 0
    for number in scans:
        found = recognition.paragraphs(_image(pdf, number))
        if found:
            pages[number] = [Line(paragraph) for paragraph in found]
            read += 1
    if read:
        some = f"the text of {read:,} of the {pdf.pages:,} pages is from OCR"
        notes += [*([Note(some)] if read < pdf.pages else []), *confidence(recognition.scan(()))]
    refused = next(iter(recognition.failed.values()), "")
    return _put_together(pages, (*notes, *recognition.notes()), read > 0, refused)


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"{len(numbers):,} pages (the first is page {numbers[0]})"


def _page(pdf: Pdf, number: int) -> tuple[list[Line], bool]:
    """The lines of a page, and whether it is a scan."""
    page = pdf.document[number]
    try:
        text_page = page.get_textpage()
        values = [*form_values(page, pdf.form)] if pdf.form else []
        found = printed(text_page, values)
        text_page.close()
        told = lines(ordered(found.segments))
        if told and found.turned:
            # What runs along the margin belongs to what it stands beside; alone it would pass for a credit, unsearched.
            told[-1] = Line(told[-1].text, ends=False)
        told += map(Line, found.turned)
        letters = sum(sum(map(str.isalpha, line.text)) for line in told)
        return told, letters <= _FEW_LETTERS and _is_picture(page)
    finally:
        page.close()


def _is_picture(page: Any) -> bool:
    """Whether a picture covers most of a page."""
    width, height = page.get_size()
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) >= _COVERS * width * height:
            return True
    return False


def _image(pdf: Pdf, number: int) -> PageImage:
    """A page as grey dots, in the format that is nothing but them."""
    page = pdf.document[number]
    try:
        width, height = page.get_size()
        inches = max(width * height, 1.0) / _POINTS**2
        dots = min(_DOTS_PER_INCH, max(_LEAST_DOTS, int((_MOST_PIXELS / inches) ** 0.5)))
        if dots**2 * inches > 2 * _MOST_PIXELS:
            return PageImage(number + 1, b"", Size(int(width * dots), int(height * dots)))
        bitmap = page.render(scale=dots / _POINTS, grayscale=True)
        rows = bytes(bitmap.buffer)
        size = Size(bitmap.width, bitmap.height)
        if bitmap.stride != size.width:
            rows = b"".join(rows[at : at + size.width] for at in range(0, bitmap.stride * size.height, bitmap.stride))
        bitmap.close()
        head = b"P5 %d %d 255\n" % (size.width, size.height)
        return PageImage(number + 1, head + rows, size, dots_per_inch=dots)
    finally:
        page.close()
