"""What is printed on a page of a PDF: stretches of words on one line, with where they stand."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from search.readers.printed.segment import Segment

_WIDE = 1.4
"""The space, in heights of print, that no two words of a line are apart: a column's or a table's edge."""
_QUARTER = math.pi / 2
_STRAIGHT = 0.1
"""Radians by which a line may slope."""
_BREAKS = frozenset((0, 10, 13))
_SPACES = frozenset((9, 32, 0xA0))
_CUTS = frozenset((2, 0xAD, 0x2D, 0x2010, 0xFFFE))
"""What PDFium gives for hyphens, of which it says whether they cut a word at the end of a line."""
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_VALUE_HEIGHT = 12.0
_FORM_KINDS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_MOST_VALUES = 5_000


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a page: `segments` in the direction in which most of it is read, and `turned` all that is not.

    Both are in the order in which the file has them.
    """

    segments: tuple[Segment, ...]
    turned: tuple[str, ...] = ()


def printed(text_page: Any, values: Sequence[Segment] = ()) -> Printed:
    """What stands on a page, and the values of its form."""
    found = [*_stretches(text_page)]
    turns = Counter(turn for turn, _ in found if turn is not None)
    # All of a page that is turned is read as it stands; a few lines at its margin are not.
    usual = turns.most_common(1)[0][0] if turns else 0
    straight = tuple(_upright(segment, usual) for turn, segment in found if turn == usual)
    return Printed((*straight, *values), tuple(segment.text for turn, segment in found if turn != usual))


def _stretches(text_page: Any) -> Iterator[tuple[int | None, Segment]]:
    """The stretches with the quarters of a circle by which they are turned, None for any other angle."""
    held = _Held(text_page)
    for at, code in enumerate(_codes(text_page)):
        if code in _SPACES:
            held.space()
        elif code in _CUTS and pdfium.FPDFText_IsHyphen(text_page, at) == 1:
            yield from held.add(at, "-")
            yield from held.end()
        elif code in _BREAKS:
            yield from held.end()
        elif held.letters and held.letters[-1] != " " and code >= 32:
            held.letters.append(_LIGATURES.get(code) or _character(code))
            held.last = at
        elif code >= 32:
            yield from held.add(at, _LIGATURES.get(code) or _character(code))
    yield from held.end()


def _codes(text_page: Any) -> Sequence[int]:
    """The characters of a page: at once where PDFium's text has one unit for each, else one by one."""
    count = pdfium.FPDFText_CountChars(text_page)
    units = (ctypes.c_ushort * (count + 1))()
    if count > 0 and pdfium.FPDFText_GetText(text_page, 0, count, units) == count + 1:
        return [*units[:count]]
    return [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]


@dataclass(slots=True)
class _Held:
    """The stretch that is being put together: its letters, and which characters of the page begin and end it."""

    text_page: Any
    letters: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    turn: int | None = 0

    def space(self) -> None:
        if self.letters and self.letters[-1] != " ":
            self.letters.append(" ")

    def add(self, at: int, letter: str) -> Iterator[tuple[int | None, Segment]]:
        """What ends where a letter begins something else."""
        if self.letters and self.letters[-1] == " " and _apart(self.text_page, self.last, at, self.turn):
            yield from self.end()
        if not self.letters:
            self.first, self.turn = at, _turn(self.text_page, at)
        self.letters.append(letter)
        self.last = at

    def end(self) -> Iterator[tuple[int | None, Segment]]:
        if self.letters:
            yield self.turn, _segment(self.text_page, self.letters, self.first, self.last)
        self.letters = []


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _turn(text_page: Any, at: int) -> int | None:
    angle = pdfium.FPDFText_GetCharAngle(text_page, at)
    quarters = round(angle / _QUARTER)
    return quarters % 4 if abs(angle - quarters * _QUARTER) < _STRAIGHT else None


def _apart(text_page: Any, last: int, following: int, turn: int | None) -> bool:
    """Whether two words, which PDFium takes for neighbours on a line, are none."""
    if turn is None:
        return False
    one, other = (_upright(_box(text_page, at), turn) for at in (last, following))
    gap = other.left - one.right
    return gap > _WIDE * max(one.height, other.height) or gap < -2 * one.height


def _box(text_page: Any, at: int, text: str = "") -> Segment:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, at, box)
    left, right = sorted((float(box.left), float(box.right)))
    bottom, top = sorted((float(box.bottom), float(box.top)))
    return Segment(text, left, right, bottom, top)


def _segment(text_page: Any, letters: list[str], first: int, last: int) -> Segment:
    one, other = _box(text_page, first), _box(text_page, last)
    return Segment(
        "".join(letters).strip(),
        min(one.left, other.left),
        max(one.right, other.right),
        min(one.bottom, other.bottom),
        max(one.top, other.top),
    )


def _upright(segment: Segment, turn: int) -> Segment:
    """A stretch as it stands when its page is turned so that one can read it."""
    left, right, bottom, top = segment.left, segment.right, segment.bottom, segment.top
    if turn == 3:  # PDFium counts with the clock
        return Segment(segment.text, bottom, top, -right, -left)
    if turn == 2:
        return Segment(segment.text, -right, -left, -top, -bottom)
    if turn == 1:
        return Segment(segment.text, -top, -bottom, left, right)
    return segment


def form_values(page: Any, form: Any) -> Iterator[Segment]:
    """What has been filled into the fields of a page, where the fields are."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_VALUES)):
        field = pdfium.FPDFPage_GetAnnot(page, number)
        if not field:
            continue
        try:
            value = _value(field, form)
            place = pdfium.FS_RECTF()
            if value and pdfium.FPDFAnnot_GetRect(field, place):
                top = float(max(place.top, place.bottom))
                for line in value.splitlines():
                    yield Segment(line, float(place.left), float(place.right), top - _VALUE_HEIGHT, top)
                    top -= _VALUE_HEIGHT
        finally:
            pdfium.FPDFPage_CloseAnnot(field)


def _value(field: Any, form: Any) -> str:
    if pdfium.FPDFAnnot_GetFormFieldType(form, field) not in _FORM_KINDS:
        return ""
    size = pdfium.FPDFAnnot_GetFormFieldValue(form, field, None, 0)
    given = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetFormFieldValue(form, field, given, size)
    return bytes(given).decode("utf-16-le", "replace").rstrip("\0").replace("\r", "\n").strip()
