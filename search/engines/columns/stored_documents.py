"""Stored documents: one compressed record a document, read one at a time.

    MAIN_<number>.docs               the records, one after the other: a Zstandard frame each
    in the segment's file of arrays (see `inversion`):
    stored_ends       [documents + 1]  record d is bytes[ends[d]:ends[d + 1]]
    stored_sums       u4[documents]    the CRC-32 of every record, compared when it is read
    stored_common     u1[...]          Zstandard's dictionary of what the documents have in common; may be empty

A document is `search.engines.records`' line of JSON. With what documents have in common given beforehand, each can
stand alone and is still as small as in a block of sixteen, so that a page of ten unpacks ten
documents and not a hundred and sixty.
"""

from __future__ import annotations

import zlib
from array import array
from pathlib import Path
from threading import Lock

import numpy as np
import zstandard

from search.engines import records
from search.engines.columns.array_file import Array, ArrayFile, narrow
from search.engines.columns.opened_file import OpenedFile
from search.model import Document

_SAMPLES = 512
"""Documents that a dictionary is made of; a smaller segment does without."""
_COMMON = 112_640
"""Bytes of a dictionary: Zstandard's own default."""
# Zstandard's own default as well.
_LEVEL = 3


class DocumentWriter:
    """Writes the records of a segment, in order."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._waiting: list[bytes] = []
        self._common = b""
        self._ends, self._sums = array("Q", [0]), array("I")
        self._packer: zstandard.ZstdCompressor | None = None

    def add(self, document: Document) -> None:
        """The next document."""
        record = records.to_json(document)
        if self._packer is not None:
            self._write(record, self._packer)
            return
        self._waiting.append(record)
        if len(self._waiting) == _SAMPLES:
            self._common = _trained(self._waiting)
            self._start()

    def arrays(self) -> dict[str, Array]:
        """Close the file; the arrays that say where its records are."""
        if self._packer is None:
            self._start()
        self._file.close()
        return {
            "stored_ends": narrow(np.frombuffer(self._ends, "u8")),
            "stored_sums": np.frombuffer(self._sums, "u4"),
            "stored_common": np.frombuffer(self._common, "u1"),
        }

    def _start(self) -> None:
        common = _dictionary(self._common)
        # Else the dictionary would be taken in anew for every document.
        common.precompute_compress(_LEVEL)
        self._packer = zstandard.ZstdCompressor(_LEVEL, dict_data=common)
        for record in self._waiting:
            self._write(record, self._packer)
        self._waiting.clear()

    def _write(self, record: bytes, packer: zstandard.ZstdCompressor) -> None:
        packed = packer.compress(record)
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))
        self._sums.append(zlib.crc32(packed))


def _trained(records: list[bytes]) -> bytes:
    """What records have in common, as Zstandard's dictionary; empty where they are too short or too alike for one."""
    try:
        return zstandard.train_dictionary(_COMMON, [*records]).as_bytes()
    except zstandard.ZstdError:
        return b""


def _dictionary(common: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(common)


class StoredDocuments:
    """Reads the records of a segment. Safe to share between threads."""

    def __init__(self, path: Path, arrays: ArrayFile) -> None:
        self._file = OpenedFile(path)
        self._ends = arrays.bounds("stored_ends", self._file.size)
        self._sums = arrays["stored_sums"]
        self._unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary(arrays["stored_common"].tobytes()))
        self._one_at_a_time = Lock()  # an unpacker works in a buffer of its own

    def __getitem__(self, number: int) -> Document:
        """A document. Raises IndexUnusable."""
        packed = self._packed(number)
        with self._one_at_a_time:
            record = self._unpacker.decompress(packed)
        return records.from_json(record)

    def _packed(self, number: int) -> bytes:
        start, end = int(self._ends[number]), int(self._ends[number + 1])
        packed = self._file.read(end - start, start)
        if zlib.crc32(packed) != self._sums[number]:
            raise self._file.unusable(f"is damaged at document {number}")
        return packed

    def compare(self) -> None:
        """Compare every record. Raises IndexUnusable."""
        for number in range(len(self._sums)):
            self._packed(number)
