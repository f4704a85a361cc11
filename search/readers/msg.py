"""Messages that Outlook has saved: read as the mail that they were, with what came with it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.readers import PLAIN, Options, Record, mail
from search.readers.messages import mail_message, outlook
from search.readers.office import compound_file
from search.readers.packed.limits import Allowance

SUFFIXES = (".msg",)

_OLE = b"\xd0\xcf\x11\xe0"
_MISSING = "reading .msg needs olefile, which is not installed; run: pip install '.[office]' in the program's folder"
_DAMAGED = "damaged message; open it in Outlook and save it again, or as .eml"
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

    if not compound_file.is_sound(raw):
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
