"""Compound files, of old Office and Outlook: streams in chains of sectors, which damage may make go round."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import olefile

_HEAD = 512
_SMALL_SHIFT = 6
"""Small streams stand in sectors of 64 bytes."""


def is_sound(raw: bytes) -> bool:
    """Whether a file has as many sectors as its head says, or so: chains that go round are followed for so long."""
    if len(raw) < _HEAD:
        return False
    shift, small = struct.unpack_from("<HH", raw, 30)
    (tables,) = struct.unpack_from("<I", raw, 44)
    sector = 1 << shift if shift in (9, 12) else 0
    return bool(sector) and small == _SMALL_SHIFT and tables <= len(raw) // sector // (sector // 4) + 1


def stream(raw: bytes, names: tuple[str, ...]) -> bytes | None:
    """What the first of some streams holds that there is, None where there is none or it cannot be as large as it says.

    Needs olefile, which fails on damage in many ways.
    """
    import olefile

    if not is_sound(raw):
        return None
    file: olefile.OleFileIO = olefile.OleFileIO(io.BytesIO(raw))
    if file.root.size > len(raw):
        return None
    for name in names:
        if file.exists(name):
            held: bytes = file.openstream(name).read() if file.get_size(name) <= len(raw) else b""
            return held or None
    return None
