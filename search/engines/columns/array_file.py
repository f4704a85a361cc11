"""Files of arrays: written in one go, memory-mapped to be read, compared with their checksums as they are read.

    offset  size  what
    0       8     b"COLUMNS2"
    8       4     length of the directory in bytes, u32
    12      4     number of blocks, u32
    16      4     the seal: CRC-32 of the directory and the checksums of the blocks, u32
    20            the directory: JSON {name: [type, count, offset]}, where type is "u1" ... "f8"
                  the checksums, u4[blocks] (see `checked_blocks`)
                  the blocks: little-endian arrays, each at an offset among them that is a multiple of 64, as that of
                  the first block in the file is; zeros in between

Nothing in such a file is code: opening one parses a short piece of JSON and maps the rest. Whole numbers stand in the
smallest unsigned type that holds the largest of them, so a reader widens what it takes out. Two files with the same
seal hold the same.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from search.engines.columns.checked_blocks import BlockSums, CheckedBlocks, blocks_of
from search.engines.columns.opened_file import OpenedFile, unusable

Array: TypeAlias = npt.NDArray[Any]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_MAGIC = b"COLUMNS2"
_HEAD = struct.Struct("<8sIII")
_DAMAGED = "is damaged or not part of this index"
# A line of the processor's cache, and a multiple of every type's size: no number lies across two lines.
_ALIGNMENT = 64
# Nothing else is taken from a file, which may be damaged or made by somebody: plain numbers of a known size.
_TYPES = {"u1", "u2", "u4", "u8", "i4", "f8"}


def keep_freed_memory() -> None:
    """Have the C library keep the memory of arrays that come and go.

    glibc takes blocks of 128 KB and more from the system each time, which clears them page by page: for the scores of
    100,000 documents that is twice the work itself. Once a larger block was freed it keeps blocks up to that size,
    32 MB at most (mallopt(3), M_MMAP_THRESHOLD). Elsewhere this does nothing.
    """
    # Just below the 32 MB beyond which glibc no longer adapts. The block is freed at once, which is what it learns
    # from.
    np.empty(31 << 20, "u1")


def narrow(numbers: Array) -> Array:
    """The same whole numbers, none below 0, in the smallest unsigned type that holds them."""
    top = int(numbers.max()) if len(numbers) else 0
    kind = next(kind for kind in ("u1", "u2", "u4", "u8") if top < 256 ** int(kind[1]))
    return numbers.astype(f"<{kind}", copy=False)


def gaps(bounds: Array) -> Ints:
    """The lengths of the stretches between neighbouring bounds."""
    wide: Ints = bounds.astype(np.int64)
    return wide[1:] - wide[:-1]


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays, in their own types, to a new file."""
    packed = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    directory, size = _directory(packed)
    blocks = blocks_of(size)
    sums_at = _HEAD.size + len(directory)
    directory += b" " * (-(sums_at + 4 * blocks) % _ALIGNMENT)
    sums = BlockSums()
    # Never over a file that is there: another build may share it by a link.
    with path.open("xb") as file:
        file.seek(_HEAD.size + len(directory) + 4 * blocks)
        at = 0
        for array in packed.values():
            for data in (bytes(-at % _ALIGNMENT), array.view("u1").data):
                file.write(data)
                sums.add(data)
                at += len(data)
        sealed = directory + sums.array().tobytes()
        file.seek(0)
        file.write(_HEAD.pack(_MAGIC, len(directory), blocks, zlib.crc32(sealed)) + sealed)


def _directory(arrays: Mapping[str, Array]) -> tuple[bytes, int]:
    """The directory, and how many bytes the arrays take."""
    offset, rows = 0, {}
    for name, array in arrays.items():
        offset += -offset % _ALIGNMENT
        rows[name] = [array.dtype.str[1:], len(array), offset]
        offset += array.nbytes
    return json.dumps(rows).encode(), offset


def seal_of(path: Path) -> int:
    """The seal of a file of arrays, as it says itself. Raises OSError, and IndexUnusable where it is no such file."""
    with path.open("rb", buffering=0) as file:
        head = file.read(_HEAD.size)
    magic, _, _, seal = _unpacked(head)
    if magic != _MAGIC:
        raise unusable(path, _DAMAGED)
    return seal


def _unpacked(head: bytes) -> tuple[bytes, int, int, int]:
    """The fields of a head, none of them right where it is too short."""
    magic, length, blocks, seal = _HEAD.unpack(head) if len(head) == _HEAD.size else (b"", 0, 0, 0)
    return magic, length, blocks, seal


class ArrayFile:
    """A file of arrays, mapped: `file["name"]` is a read-only array over the file's own bytes, which were compared."""

    def __init__(self, path: Path) -> None:
        self._file = file = OpenedFile(path)
        magic, length, blocks, seal = _unpacked(file.read(_HEAD.size, 0))
        # A damaged length must not ask for gigabytes.
        whole = magic == _MAGIC and length + 4 * blocks <= file.size
        sealed = file.read(length + 4 * blocks, _HEAD.size) if whole else b""
        start = _HEAD.size + len(sealed)
        if not whole or zlib.crc32(sealed) != seal or blocks_of(file.size - start) != blocks:
            raise file.unusable(_DAMAGED)
        self._blocks = CheckedBlocks(file, start, np.frombuffer(sealed, "<u4", blocks, length))
        self._map = mmap.mmap(file.descriptor, 0, access=mmap.ACCESS_READ)
        self._rows: dict[str, tuple[str, int, int]] = json.loads(sealed[:length])
        self._arrays = {name: self._array(start, *row) for name, row in self._rows.items()}

    def _array(self, start: int, kind: str, count: int, offset: int) -> Array:
        if kind not in _TYPES or start + offset + count * int(kind[1]) > len(self._map):
            raise self._file.unusable("is truncated")
        return np.frombuffer(self._map, f"<{kind}", count, start + offset)

    def __getitem__(self, name: str) -> Array:
        array, (_, _, offset) = self._arrays[name], self._rows[name]
        self._blocks.require(offset, offset + array.nbytes)
        return array

    def in_blocks(self, name: str) -> ArrayInBlocks:
        """A long array of which most is not needed: only what is taken out of it is compared."""
        return ArrayInBlocks(self._arrays[name], self._rows[name][2], self._blocks)

    def compare(self) -> None:
        """Compare every byte of it. Raises IndexUnusable."""
        self._blocks.require_all()

    def bounds(self, name: str, size: int) -> Array:
        """An array whose neighbours bound stretches of `size` things in all. Raises IndexUnusable where they do not.

        So one wrong bit cannot make a stretch of billions.
        """
        bounds = self[name]
        if not len(bounds) or bounds[0] != 0 or bounds[-1] != size or np.any(bounds[1:] < bounds[:-1]):
            raise self._file.unusable(f"is damaged in {name}")
        return bounds

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)


class ArrayInBlocks:
    """An array whose blocks are compared before they are used. Safe to share between threads."""

    def __init__(self, array: Array, offset: int, blocks: CheckedBlocks) -> None:
        self._array, self._offset, self._blocks = array, offset, blocks

    def __len__(self) -> int:
        return len(self._array)

    def is_compared(self, start: int, stop: int) -> bool:
        """Whether all blocks of the numbers from `start` up to but without `stop` were compared."""
        size = self._array.itemsize
        return self._blocks.are_compared(self._offset + start * size, self._offset + stop * size)

    def stretch(self, start: int, stop: int) -> Array:
        """The numbers from `start` up to but without `stop`. Raises IndexUnusable."""
        size = self._array.itemsize
        self._blocks.require(self._offset + start * size, self._offset + stop * size)
        return self._array[start:stop]

    def take(self, places: Ints, starts: Ints, stops: Ints) -> Array:
        """The numbers at some places, all of which lie in some stretches. Raises IndexUnusable."""
        size = self._array.itemsize
        self._blocks.require_runs(self._offset + starts * size, self._offset + stops * size)
        return self._array.take(places)
