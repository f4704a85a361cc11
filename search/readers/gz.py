"""A file packed by gzip: its ending without ".gz" says what it is."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, Rejected, unreadable
from search.readers import read as read_inner
from search.readers.archive_limits import Allowance, check
from search.readers.archive_members import deeper

SUFFIXES = (".gz",)

NOT_PACKED = "not gzip data, despite its extension; remove .gz from its name or get a fresh copy"
_CHUNK = 262_144


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of the packed file, at its own path. What a cut-off file still gives is kept."""
    name = path[: -len(".gz")].rpartition("/")[2]
    inner, allowance = deeper(options)
    reason = unreadable(name)
    if reason:
        raise FileSkipped(f"inside the gzip file: {reason}")
    if not raw.startswith(b"\x1f\x8b"):
        raise FileSkipped(NOT_PACKED if raw.strip(b"\x00\t\n\r ") else EMPTY)
    unpacked, whole = _unpacked(raw, allowance)
    if unpacked or whole:
        yield from read_inner(unpacked, name, path, inner)
    if not whole:
        yield Rejected(
            f"{path}#end", "truncated or damaged from here on: only the part before was read; get a fresh copy"
        )


def _unpacked(raw: bytes, allowance: Allowance) -> tuple[bytes, bool]:
    """What was packed, and whether it is whole. Raises FileSkipped for a bomb."""
    pieces: list[bytes] = []
    size = 0
    with gzip.GzipFile(fileobj=BytesIO(raw)) as file:
        try:
            while piece := file.read1(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                allowance.take(len(piece))
                check(size, len(raw))
        except (EOFError, OSError, zlib.error):
            return b"".join(pieces), False
    return b"".join(pieces), True
