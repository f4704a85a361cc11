"""A file packed by gzip, xz, bzip2 or zstd: its ending without the packing's says what it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, Rejected, unreadable
from search.readers import read as read_inner
from search.readers.packed.compression import PACKINGS, of, unpacked
from search.readers.packed.limits import Allowance
from search.readers.packed.members import deeper

SUFFIXES = tuple(PACKINGS)

_NAMED = 0x08
_MORE = 0x04
_GZIP_HEAD = 10


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of the packed file, at its own path. What a cut-off file still gives is kept."""
    name, ending = os.path.splitext(path.rpartition("/")[2])
    packing = PACKINGS.get(ending.lower())
    if not packing:  # by its content, whatever its name says
        name, packing = path.rpartition("/")[2], of(raw) or PACKINGS[".gz"]
    inner, allowance = _inside(name, options)
    name = name if not unreadable(name) else _own_name(raw) or name
    reason = unreadable(name)
    if reason:
        raise FileSkipped(f"inside the {packing.name} file: {reason}")
    if not raw.startswith(packing.magic):
        fault = f"not {packing.name} data, despite its extension; remove {ending} from its name or get a fresh copy"
        raise FileSkipped(fault if raw.strip(b"\x00\t\n\r ") else EMPTY)
    content, whole = unpacked(raw, packing, allowance)
    if content or whole:
        yield from read_inner(content, name, path, inner)
    if not whole:
        yield Rejected(
            f"{path}#end", "truncated or damaged from here on: only the part before was read; get a fresh copy"
        )


def _inside(name: str, options: Options) -> tuple[Options, Allowance]:
    """The options for what is packed. A packed tar is one archive and not two. Raises FileSkipped."""
    inner, allowance = deeper(options)
    return (replace(inner, depth=options.depth) if name.lower().endswith(".tar") else inner), allowance


def _own_name(raw: bytes) -> str:
    """The name that a file had when gzip packed it (RFC 1952), if it is of a format that is read, or ""."""
    if not raw.startswith(PACKINGS[".gz"].magic) or len(raw) < _GZIP_HEAD or not raw[3] & _NAMED:
        return ""
    start = _GZIP_HEAD + (2 + int.from_bytes(raw[10:12], "little") if raw[3] & _MORE else 0)
    name = raw[start : raw.find(b"\x00", start, start + 500)].decode("latin-1").rpartition("/")[2]
    return "" if unreadable(name) else name
