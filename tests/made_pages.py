"""PDF pages drawn for tests: words where they are put, forms and pictures of scans."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.made_scans import sheet

WIDTH, HEIGHT = 595, 842


def at(left: float, bottom: float, text: str, size: int = 11, before: str = "") -> bytes:
    """One stretch of words at a place; `before` are operators such as "3 Tc"."""
    return f"BT {before} /F1 {size} Tf {left} {bottom} Td ({text}) Tj ET\n".encode("latin-1")


def turned(left: float, bottom: float, text: str) -> bytes:
    """Words that run upwards."""
    return f"BT /F1 11 Tf 0 1 -1 0 {left} {bottom} Tm ({text}) Tj ET\n".encode("latin-1")


def column(left: float, top: float, lines: Iterable[str], distance: float = 14) -> list[bytes]:
    """Lines one below the other."""
    return [at(left, top - distance * number, line) for number, line in enumerate(lines)]


def drawn(*pages: Iterable[bytes], fields: Iterable[tuple[str, str]] = (), rotate: int = 0) -> bytes:
    """A document of pages of operators, with the named fields of a form on the first."""
    writer = PdfWriter()
    for page in pages:
        sheet_of = writer.add_blank_page(width=WIDTH, height=HEIGHT)
        font = _names({"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"})
        fonts = DictionaryObject({NameObject("/F1"): font})
        sheet_of[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(b"".join(page))
        sheet_of[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - there is no public way
        if rotate:
            sheet_of[NameObject("/Rotate")] = NumberObject(rotate)
    named = [_field(name, value, number) for number, (name, value) in enumerate(fields)]
    if named:
        held = ArrayObject(writer._add_object(each) for each in named)  # noqa: SLF001
        writer.pages[0][NameObject("/Annots")] = held
        form = DictionaryObject({NameObject("/Fields"): held})
        writer._root_object[NameObject("/AcroForm")] = form  # noqa: SLF001
    return _written(writer)


def scanned(*pages: Iterable[str]) -> bytes:
    """A document of pictures of printed pages; a page without lines is empty."""
    writer = PdfWriter()
    for lines in pages:
        page, printed = writer.add_blank_page(width=WIDTH, height=HEIGHT), [*lines]
        if printed:
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/XObject"): DictionaryObject({NameObject("/I"): writer._add_object(_picture(printed))})}  # noqa: SLF001
            )
            content = DecodedStreamObject()
            content.set_data(b"q %d 0 0 %d 0 0 cm /I Do Q" % (WIDTH, HEIGHT))
            page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
    return _written(writer)


def _picture(lines: list[str]) -> StreamObject:
    picture, jpeg = sheet([*lines, *[""] * (43 - len(lines))]), io.BytesIO()
    picture.save(jpeg, "JPEG")
    stream = StreamObject()
    stream.set_data(jpeg.getvalue())
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray", "/Filter": "/DCTDecode"}
    stream.update(_names(names))
    for key, number in (("/Width", picture.width), ("/Height", picture.height), ("/BitsPerComponent", 8)):
        stream[NameObject(key)] = NumberObject(number)
    return stream


def _field(name: str, value: str, number: int) -> DictionaryObject:
    field = _names({"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx"})
    top = 600 - 30 * number
    field[NameObject("/Rect")] = ArrayObject(FloatObject(each) for each in (150, top - 16, 400, top))
    field[NameObject("/T")], field[NameObject("/V")] = TextStringObject(name), TextStringObject(value)
    return field


def _names(names: dict[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
