"""The pages of an image and how many pixels each has, from its headers alone: nothing is decoded for it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from search.errors import FileSkipped

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
TIFF = {b"II*\x00": "<", b"MM\x00*": ">"}
_DAMAGED = "damaged image; open it in a viewer and save it again"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG that begin a frame, which has its size."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_MAX_SEGMENTS = 10_000
_MAX_DIRECTORIES = 2_000
_WIDTH, _HEIGHT = 256, 257
_NUMBERS = {1: "B", 3: "H", 4: "I"}


@dataclass(frozen=True, slots=True)
class Size:
    """The pixels of a page."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """All of them."""
        return self.width * self.height


def is_image(raw: bytes) -> bool:
    """Whether a file begins as one of the three formats does."""
    return raw.startswith((PNG, JPEG, *TIFF))


def sizes(raw: bytes) -> tuple[Size, ...]:
    """The size of every page; all but TIFF have one. Raises FileSkipped for what is damaged."""
    try:
        if raw.startswith(PNG):
            found: tuple[Size, ...] = (_png(raw),)
        elif raw.startswith(JPEG):
            found = (_jpeg(raw),)
        else:
            found = tuple(_tiff(raw, TIFF[raw[:4]]))
    except (struct.error, KeyError, IndexError):
        raise FileSkipped(_DAMAGED) from None
    if not found or not all(size.pixels for size in found):
        raise FileSkipped(_DAMAGED)
    return found


def _png(raw: bytes) -> Size:
    if raw[12:16] != b"IHDR":
        raise FileSkipped(_DAMAGED)
    return Size(*struct.unpack_from(">II", raw, 16))


def _jpeg(raw: bytes) -> Size:
    at = 2
    for _ in range(_MAX_SEGMENTS):
        (mark, marker) = struct.unpack_from("BB", raw, at)
        if mark != 0xFF:
            break
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", raw, at + 5)
            return Size(width, height)
        at += 2 + struct.unpack_from(">H", raw, at + 2)[0]
    raise FileSkipped(_DAMAGED)


def _tiff(raw: bytes, order: str) -> Iterator[Size]:
    """The sizes in the chain of directories, one a page. A chain that runs in a circle ends where it began."""
    (at,) = struct.unpack_from(order + "I", raw, 4)
    seen: set[int] = set()
    while at and at not in seen:
        if len(seen) >= _MAX_DIRECTORIES:
            raise FileSkipped(f"more than {_MAX_DIRECTORIES:,} pages; save them as several files")
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", raw, at)
        fields = dict(_fields(raw, at + 2, count, order))
        yield Size(fields[_WIDTH], fields[_HEIGHT])
        (at,) = struct.unpack_from(order + "I", raw, at + 2 + 12 * count)


def _fields(raw: bytes, at: int, count: int, order: str) -> Iterator[tuple[int, int]]:
    for place in range(at, at + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", raw, place)
        if tag in (_WIDTH, _HEIGHT):
            yield tag, struct.unpack_from(order + _NUMBERS[kind], raw, place + 8)[0]
