"""Messages that Outlook has saved: read as the mail that they were, with what came with it."""

from __future__ import annotations

from collections.abc import Iterator

from search.errors import EMPTY, ExtraMissing, FileSkipped
from search.readers import PLAIN, Options, Record, mail
from search.readers.messages import mail_message, outlook
from search.readers.office import compound_file
from search.readers.packed.limits import Allowance

SUFFIXES = (".msg",)

_MISSING = "reading .msg needs olefile, which is not installed; run: pip install '.[office]' in the program's folder"
_DAMAGED = "damaged message; open it in Outlook and save it again, or as .eml"
_LONGEST = 60
"""Storages on the way to a stream."""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The mail of a file and what came with it. Raises FileSkipped, and ExtraMissing without the library."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if not raw.startswith(compound_file.MAGIC):
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
        file = compound_file.opened(raw)
        names = frozenset(tuple(name) for name in file.listdir() if len(name) < _LONGEST)
    except ImportError:
        raise ExtraMissing(_MISSING) from None
    except MemoryError:
        raise
    except Exception:  # the library fails on damage in many ways
        raise FileSkipped(_DAMAGED) from None

    def stream(name: tuple[str, ...]) -> bytes:
        try:
            held = compound_file.stream(file, name, len(raw))
        except MemoryError:
            raise
        except Exception:
            raise FileSkipped(_DAMAGED) from None
        allowance.take(len(held))
        return held

    return outlook.Store(stream, names)
