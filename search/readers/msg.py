"""Messages that Outlook has saved: read as the mail that they were, with what came with it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.readers import PLAIN, Options, Record, mail
from search.readers.messages import mail_message, outlook
from search.readers.packed.limits import Allowance

SUFFIXES = (".msg",)

_OLE = b"\xd0\xcf\x11\xe0"
_MISSING = "reading .msg needs olefile, which is not installed; run: pip install '.[office]' in the program's folder"
_DAMAGED = "damaged message; open it in Outlook and save it again, or as .eml"
_HEAD = 512
_SMALL_SHIFT = 6
"""Small streams stand in sectors of 64 bytes."""
_LONGEST = 60
"""Storages on the way to a stream."""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The mail of a file and what came with it. Raises FileSkipped, and ExtraMissing without the library."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if not raw.startswith(_OLE):
        yield from mail.read(raw, path, options)  # a mail that was named so
        return
    allowance = options.allowance or Allowance()
    try:
        message = outlook.mail(_store(raw, allowance))
    except RecursionError:
        raise FileSkipped(_DAMAGED) from None
    yield from mail_message.documents(message, path, options)


def _is_sound(raw: bytes) -> bool:
    """Whether a file has as many sectors as its head says, or so: chains that go round are followed for so long."""
    if len(raw) < _HEAD:
        return False
    shift, small = struct.unpack_from("<HH", raw, 30)
    (tables,) = struct.unpack_from("<I", raw, 44)
    sector = 1 << shift if shift in (9, 12) else 0
    return bool(sector) and small == _SMALL_SHIFT and tables <= len(raw) // sector // (sector // 4) + 1


def _store(raw: bytes, allowance: Allowance) -> outlook.Store:
    """The streams of a compound file; any number of them may be the same bytes, so each takes from the allowance."""
    try:
        import olefile
    except ImportError:
        raise ExtraMissing(_MISSING) from None

    def stream(name: tuple[str, ...]) -> bytes:
        try:
            if ole.get_size([*name]) > len(raw):
                raise FileSkipped(_DAMAGED)
            held: bytes = ole.openstream([*name]).read()
        except MemoryError:
            raise
        except Exception:  # the library fails on damage in many ways
            raise FileSkipped(_DAMAGED) from None
        allowance.take(len(held))
        return held

    if not _is_sound(raw):
        raise FileSkipped(_DAMAGED)
    try:
        ole = olefile.OleFileIO(io.BytesIO(raw))
        if ole.root.size > len(raw):
            raise FileSkipped(_DAMAGED)
        names = frozenset(tuple(name) for name in ole.listdir() if len(name) < _LONGEST)
    except MemoryError:
        raise
    except Exception:  # the library fails on damage in many ways
        raise FileSkipped(_DAMAGED) from None
    return outlook.Store(stream, names)
