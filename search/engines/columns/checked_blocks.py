"""The blocks of a file, each compared with its checksum before anything of it is used.

So opening a file reads none of its blocks, and yet no changed byte is ever counted.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engines.columns.opened_file import OpenedFile

SIZE = 1 << 14
"""Bytes of a block: few beside what a question reads, many beside the four of its checksum."""
_AT_ONCE = 16
_FEW = 64
"""Stretches that are quicker looked at one by one than counted up over all blocks."""


def blocks_of(size: int) -> int:
    """How many blocks so many bytes take."""
    return -(-size // SIZE)


class BlockSums:
    """The checksums of the blocks of what is written, CRC-32 each; the last block may be shorter."""

    def __init__(self) -> None:
        self._sums: list[int] = []
        self._sum = self._filled = 0

    def add(self, data: bytes | memoryview) -> None:
        """The next bytes."""
        rest = memoryview(data)
        while rest:
            piece = rest[: SIZE - self._filled]
            self._sum = zlib.crc32(piece, self._sum)
            self._filled += len(piece)
            rest = rest[len(piece) :]
            if self._filled == SIZE:
                self._end()

    def array(self) -> npt.NDArray[Any]:
        """The sums of all that was added."""
        if self._filled:
            self._end()
        return np.array(self._sums, "<u4")

    def _end(self) -> None:
        self._sums.append(self._sum)
        self._sum = self._filled = 0


class CheckedBlocks:
    """What follows byte `start` of an open file, in blocks. Safe to share between threads."""

    def __init__(self, file: OpenedFile, start: int, sums: npt.NDArray[Any]) -> None:
        self._file, self._start, self._sums = file, start, sums
        # Two views of the same bytes, 1 where a block was compared: one is quick to ask of a stretch, one of many.
        self._seen = bytearray(len(sums))
        self._seen_array = np.frombuffer(self._seen, "u1")

    def are_compared(self, low: int, high: int) -> bool:
        """Whether the blocks of the bytes from `low` up to but without `high` were all compared."""
        return self._seen.find(0, low // SIZE, blocks_of(high)) < 0

    def require(self, low: int, high: int) -> None:
        """Compare the blocks of the bytes from `low` up to but without `high` that were not compared yet.

        Raises IndexUnusable where one is damaged.
        """
        last = blocks_of(high)
        unseen = self._seen.find(0, low // SIZE, last)
        if unseen >= 0 and low < high:
            self._compare(unseen, last)

    def require_runs(self, lows: npt.NDArray[np.int64], highs: npt.NDArray[np.int64]) -> None:
        """The same for several stretches, in any order."""
        # What was asked for before is asked for again: then all from the first to the last were mostly compared.
        if not len(lows) or self.are_compared(int(lows.min()), int(highs.max())):
            return
        if len(lows) < _FEW:
            for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
                self.require(low, high)
            return
        # How many stretches begin in each block, and how many have ended before it.
        size = len(self._seen) + 1
        begin = np.bincount(lows // SIZE, minlength=size)
        end = np.bincount(-(-highs // SIZE), minlength=size)
        touched = np.cumsum(begin - end)[:-1] > 0
        for block in np.flatnonzero(touched & (self._seen_array == 0)).tolist():
            self._compare(block, block + 1)

    def require_all(self) -> None:
        """Compare every block, also those that were compared before."""
        self._compare(0, len(self._seen))

    def _compare(self, first: int, last: int) -> None:
        for low in range(first, last, _AT_ONCE):
            sums = self._sums[low : min(low + _AT_ONCE, last)].tolist()
            held = memoryview(self._file.read(len(sums) * SIZE, self._start + low * SIZE))
            for number, checksum in enumerate(sums):
                if zlib.crc32(held[number * SIZE : (number + 1) * SIZE]) != checksum:
                    raise self._file.unusable("is damaged")
            # Only now: another thread that sees this uses the block.
            self._seen[low : low + len(sums)] = b"\1" * len(sums)
