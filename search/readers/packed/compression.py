"""What gzip, xz, bzip2 and zstd have packed, unpacked piece by piece, so that a bomb is seen before it goes off."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

import zstandard

from search.readers.packed.limits import Allowance, check

_CHUNK = 262_144
_BITE = 1024
_MEMORY = 200_000_000
"""Bytes that xz may take for its dictionary, which a file may ask any size for; its best preset takes 65 MB."""
_DAMAGE = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class _Decompressor(Protocol):
    """What Python's decompressors of xz and bzip2 have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of a stream has been met."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more going in."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What stands behind the stream."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """So many bytes at the most."""
        ...


@dataclass(frozen=True, slots=True)
class Packing:
    """A way of packing: what it is called, how its files begin, and their pieces."""

    name: str
    magic: bytes
    pieces: Callable[[bytes], Iterator[bytes]]


def _gzip(raw: bytes) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=BytesIO(raw)) as file:
        while piece := file.read1(_CHUNK):
            yield piece


def _xz(raw: bytes) -> Iterator[bytes]:
    return _streams(raw, lambda: lzma.LZMADecompressor(memlimit=_MEMORY))


def _bzip2(raw: bytes) -> Iterator[bytes]:
    return _streams(raw, bz2.BZ2Decompressor)


def _streams(raw: bytes, start: Callable[[], _Decompressor]) -> Iterator[bytes]:
    """The pieces of one stream behind the other."""
    while raw.strip(b"\x00"):
        stream = start()
        yield stream.decompress(raw, _CHUNK)
        while not stream.eof:
            if stream.needs_input:
                raise EOFError
            yield stream.decompress(b"", _CHUNK)
        raw = stream.unused_data


def _zstd(raw: bytes) -> Iterator[bytes]:
    """Fed by small bites: four bytes may unpack to a block of 128 KB."""
    while raw:
        stream = zstandard.ZstdDecompressor(max_window_size=_MEMORY).decompressobj()
        at = 0
        while not stream.eof:
            if at >= len(raw):
                raise EOFError
            yield stream.decompress(raw[at : at + _BITE])
            at += _BITE
        raw = stream.unused_data + raw[at:]


PACKINGS = {
    ".gz": Packing("gzip", b"\x1f\x8b", _gzip),
    ".xz": Packing("xz", b"\xfd7zXZ\x00", _xz),
    ".bz2": Packing("bzip2", b"BZh", _bzip2),
    ".zst": Packing("zstd", b"\x28\xb5\x2f\xfd", _zstd),
}
"""By the endings of files."""


def unpacked(raw: bytes, packing: Packing, allowance: Allowance) -> tuple[bytes, bool]:
    """What was packed, and whether it is whole. Raises FileSkipped for a bomb."""
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in packing.pieces(raw):
            pieces.append(piece)
            size += len(piece)
            allowance.take(len(piece))
            check(size, len(raw))
    except _DAMAGE:
        return b"".join(pieces), False
    return b"".join(pieces), True


def of(raw: bytes) -> Packing | None:
    """The way in which bytes are packed, None where they are not."""
    return next((packing for packing in PACKINGS.values() if raw.startswith(packing.magic)), None)
