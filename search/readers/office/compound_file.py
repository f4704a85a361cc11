"""Compound files, of old Office and Outlook: streams in chains of sectors, which damage may make go round.

They need olefile, which fails on damage in many ways: whoever calls takes any error of a function here for damage.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import olefile

MAGIC = b"\xd0\xcf\x11\xe0"
"""What they begin with."""
_HEAD = 512
_ENTRY, _NAME = 128, 64
"""Bytes of an entry of the directory, and those of the name in it."""
_SMALL_SHIFT = 6
"""Small streams stand in sectors of 64 bytes."""


def opened(raw: bytes) -> olefile.OleFileIO:
    """A file whose tables are no larger than it is. Raises ImportError without the library."""
    import olefile

    if not _is_sound(raw):
        raise ValueError("more sectors than bytes")
    file = olefile.OleFileIO(io.BytesIO(raw))
    if file.root.size > len(raw):
        raise ValueError("small streams larger than the file")
    return file


def stream(file: olefile.OleFileIO, name: Sequence[str], most: int) -> bytes:
    """What a stream holds, of which a file of so many bytes has room for at `most` as many."""
    if file.get_size([*name]) > most:
        raise ValueError("stream larger than the file")
    held: bytes = file.openstream([*name]).read()
    return held


def place(raw: bytes, name: str) -> int:
    """Where the first entry of a name stands in a file's directory, in bytes, -1 where there is none.

    Entries stand at multiples of their size, and state how long their names are.
    """
    written = name.encode("utf-16-le") + b"\x00\x00"
    end = len(written).to_bytes(2, "little")
    at = raw.find(written, _HEAD)
    while at >= 0 and (at % _ENTRY or raw[at + _NAME : at + _NAME + 2] != end):
        at = raw.find(written, at + 1)
    return at


def _is_sound(raw: bytes) -> bool:
    """Whether a file has as many sectors as its head says, or so: chains that go round are followed for so long."""
    if len(raw) < _HEAD:
        return False
    shift, small = struct.unpack_from("<HH", raw, 30)
    (tables,) = struct.unpack_from("<I", raw, 44)
    (small_tables,) = struct.unpack_from("<I", raw, 64)
    sector = 1 << shift if shift in (9, 12) else 0
    if not sector or small != _SMALL_SHIFT:
        return False
    return bool(tables <= len(raw) // sector // (sector // 4) + 1 and small_tables <= len(raw) // sector)
