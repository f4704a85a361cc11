"""Files of arrays: written in one go, memory-mapped to be read.

    offset  size  what
    0       8     b"COLUMNS1"
    8       4     length of the directory in bytes, u32
    12      4     CRC-32 of the directory, u32
    16            the directory: JSON {name: [type, count, offset]}, where type is "u1" ... "f8"
                  the arrays: little-endian, each at an offset that is a multiple of 64, zeros in between

Nothing in such a file is code: opening one parses a short piece of JSON and maps the rest. Whole numbers stand in the
smallest unsigned type that holds the largest of them, so a reader widens what it takes out.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from search.errors import IndexUnusable

Array: TypeAlias = npt.NDArray[Any]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_MAGIC = b"COLUMNS1"
_HEAD = struct.Struct("<8sII")
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
    directory = _directory(packed)
    # Never over a file that is there: another build may share it by a link.
    with path.open("xb") as file:
        file.write(_HEAD.pack(_MAGIC, len(directory), zlib.crc32(directory)) + directory)
        for array in packed.values():
            file.write(bytes(-file.tell() % _ALIGNMENT))
            file.write(array.data)


def _directory(arrays: Mapping[str, Array]) -> bytes:
    """The directory, whose own length moves the offsets: it is padded to the length of its first guess."""
    sizes = {name: (array.dtype.str[1:], len(array), array.nbytes) for name, array in arrays.items()}
    # A type and two numbers of a dozen digits take fewer than 48 characters.
    room = 128 + sum(len(json.dumps(name)) + 48 for name in sizes)
    offset, rows = _HEAD.size + room, {}
    for name, (kind, count, nbytes) in sizes.items():
        offset += -offset % _ALIGNMENT
        rows[name] = [kind, count, offset]
        offset += nbytes
    return json.dumps(rows).encode().ljust(room)


class ArrayFile:
    """A file of arrays, mapped: `file["name"]` is a read-only array over the file's own bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            head = file.read(_HEAD.size)
            magic, length, checksum = _HEAD.unpack(head) if len(head) == _HEAD.size else (b"", 0, 0)
            # A damaged length must not ask for gigabytes.
            directory = file.read(length) if magic == _MAGIC and length <= path.stat().st_size else b""
            if magic != _MAGIC or zlib.crc32(directory) != checksum:
                raise IndexUnusable(f"{path} is damaged or not part of this index; rebuild the index")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._arrays = {name: self._array(*row) for name, row in json.loads(directory).items()}

    def _array(self, kind: str, count: int, offset: int) -> Array:
        if kind not in _TYPES or offset + count * int(kind[1]) > len(self._map):
            raise IndexUnusable(f"{self.path} is truncated; rebuild the index")
        return np.frombuffer(self._map, f"<{kind}", count, offset)

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def bounds(self, name: str, size: int) -> Array:
        """An array whose neighbours bound stretches of `size` things in all. Raises IndexUnusable where they do not.

        So one wrong bit cannot make a stretch of billions.
        """
        bounds = self[name]
        if not len(bounds) or bounds[0] != 0 or bounds[-1] != size or np.any(bounds[1:] < bounds[:-1]):
            raise IndexUnusable(f"{self.path} is damaged in {name}; rebuild the index")
        return bounds

    def __contains__(self, name: str) -> bool:
        return name in self._arrays
