"""Stored documents: one compressed record a document, read one at a time.

    MAIN_<number>.docs               the records, one after the other: raw deflate with a preset dictionary
    in the segment's file of arrays (see `inversion`):
    stored_ends       [documents + 1]  record d is bytes[ends[d]:ends[d + 1]]
    stored_common     u1[...]          the preset dictionary: the beginning of some of the segment's documents

A document is `search.records`' line of JSON. With what documents have in common given beforehand, each can stand alone
and is still as small as in a block of sixteen, so that a page of ten unpacks ten documents and not a hundred and sixty.
"""

from __future__ import annotations

import mmap
import zlib
from array import array
from pathlib import Path

import numpy as np

from search import records
from search.engines.columns.arrays import Array, ArrayFile, narrow
from search.engines.columns.strings import encoded
from search.errors import IndexUnusable
from search.model import Document

_SAMPLES = 64
_COMMON = 32_768
"""Deflate looks back no further."""
_RAW = -15
_LEVEL = 4


class DocumentWriter:
    """Writes the records of a segment, in order."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._waiting: list[bytes] = []
        self._common = b""
        self._ends = array("Q", [0])
        self._deflate: zlib._Compress | None = None

    def add(self, document: Document) -> None:
        """The next document."""
        record = encoded(records.to_json(document))
        if self._deflate is None:
            self._waiting.append(record)
            if len(self._waiting) == _SAMPLES:
                self._start()
        else:
            self._write(record, self._deflate)

    def arrays(self) -> dict[str, Array]:
        """Close the file; the arrays that say where its records are."""
        if self._deflate is None:
            self._start()
        self._file.close()
        return {
            "stored_ends": narrow(np.frombuffer(self._ends, "u8")),
            "stored_common": np.frombuffer(self._common, "u1"),
        }

    def _start(self) -> None:
        share = _COMMON // max(1, len(self._waiting))
        self._common = b"".join(record[:share] for record in self._waiting)
        self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, self._common)
        for record in self._waiting:
            self._write(record, self._deflate)
        self._waiting.clear()

    def _write(self, record: bytes, primed: zlib._Compress) -> None:
        deflate = primed.copy()
        packed = deflate.compress(record) + deflate.flush()
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))


class StoredDocuments:
    """Reads the records of a segment. Safe to share between threads."""

    def __init__(self, path: Path, arrays: ArrayFile) -> None:
        self._path = path
        self._ends = arrays["stored_ends"]
        self._common = bytes(arrays["stored_common"])
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self._ends[-1] else b""

    def __getitem__(self, number: int) -> Document:
        inflate = zlib.decompressobj(_RAW, self._common)
        try:
            return records.from_json(inflate.decompress(self._map[self._ends[number] : self._ends[number + 1]]))
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            message = f"{self._path} is damaged at document {number} ({error}); build the index again"
            raise IndexUnusable(message) from error
