"""Tables of strings: sorted by code point, found by bisection, memory-mapped.

    <name>_bytes   u1[...]    the strings in UTF-8, one after the other
    <name>_ends    u4[n + 1]  string i is bytes[ends[i]:ends[i + 1]]; ends[0] is 0

UTF-8 sorts as its code points do, so strings are compared as bytes. Every 64th is kept in memory, so that looking one
up touches one stretch of the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import methodcaller

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Mask

_STEP = 64
# The last code point there is: nothing that begins with a prefix sorts behind the prefix with this.
_AFTER_ALL = "\U0010ffff"


encoded: Callable[[str], bytes] = methodcaller("encode", "utf-8", "surrogatepass")
"""A string as it is stored. Lone surrogates, which a query may hold, pass."""


def packed(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The arrays of a table."""
    raw = [*map(encoded, strings)]
    ends = np.zeros(len(raw) + 1, "<u4")
    np.cumsum([len(string) for string in raw], out=ends[1:])
    return {f"{name}_bytes": np.frombuffer(b"".join(raw), "u1"), f"{name}_ends": ends}


def _finds(everything: bytes, part: bytes) -> Iterator[int]:
    at = everything.find(part)
    while at >= 0:
        yield at
        at = everything.find(part, at + 1)


class Strings:
    """A table of strings that is read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._bytes = file[f"{name}_bytes"].data
        self._ends = file.bounds(f"{name}_ends", len(self._bytes))

    @cached_property
    def _samples(self) -> list[bytes]:
        # When they are first asked for: most tables are read by number alone.
        starts, ends = self._ends[:-1:_STEP].tolist(), self._ends[1::_STEP].tolist()
        return [bytes(self._bytes[start:end]) for start, end in zip(starts, ends, strict=True)]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> str:
        return self.raw(index).decode("utf-8", "surrogatepass")

    def all(self) -> Iterator[str]:
        """Every string."""
        return self.between(0, len(self))

    def between(self, low: int, high: int) -> Iterator[str]:
        """The strings from `low` up to but without `high`."""
        ends = self._ends[low : high + 1].tolist()
        base = ends[0] if ends else 0
        chunk = bytes(self._bytes[base : ends[-1]]) if ends else b""
        for start, end in pairwise(ends):
            yield chunk[start - base : end - base].decode("utf-8", "surrogatepass")

    def find(self, string: str) -> int | None:
        """Where a string stands in a sorted table, or None."""
        wanted = encoded(string)
        place = self.place(wanted)
        return place if place < len(self) and self.raw(place) == wanted else None

    def index(self, string: str) -> int:
        """Where a string stands in a sorted table. Raises ValueError where it does not."""
        place = self.find(string)
        if place is None:
            raise ValueError(f"{string!r} is not in the table")
        return place

    def place(self, raw: bytes) -> int:
        """Where a string, encoded, stands or would stand in a sorted table."""
        block = bisect_right(self._samples, raw)
        low, high = max(0, (block - 1) * _STEP), min(len(self), block * _STEP)
        return low + bisect_left(range(low, high), raw, key=self.raw)

    def starting(self, prefix: str) -> tuple[int, int]:
        """The range of a sorted table's strings that start with `prefix`."""
        return self.place(encoded(prefix)), self.place(encoded(prefix + _AFTER_ALL))

    def holding(self, part: str) -> Mask:
        """Which strings hold a text. The whole table is searched at once; a find across two strings does not count."""
        found = np.zeros(len(self), np.bool_)
        # A copy, because a view of memory cannot be searched. One search of all is far quicker than one a string.
        raw, everything = encoded(part), bytes(self._bytes)
        if not raw:
            return ~found
        starts = np.fromiter(_finds(everything, raw), np.int64)
        # The last string that begins at or before the place.
        strings = np.searchsorted(self._ends, starts, "right") - 1
        found[strings[starts + len(raw) <= self._ends[strings + 1]]] = True
        return found

    def raw(self, index: int) -> bytes:
        """A string, encoded."""
        return bytes(self._bytes[self._ends[index] : self._ends[index + 1]])
