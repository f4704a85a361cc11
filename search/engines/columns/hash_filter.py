"""Which hashes cannot be those of a word, told for all segments at once.

Hardly any of the strings one edit away from a word is a word. To find that out by bisection takes twenty steps through
megabytes, for each of hundreds of strings in each segment.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.columns.array_file import Array

_ROOM = 32
"""Stretches of hashes for each word, at least: so many more than there are words in any of them."""
_HASH_BITS = 32
_FEWEST, _MOST = 1 << 10, 1 << 28
"""Stretches at least, and at most: 32 MB of memory."""


class HashFilter:
    """A bit for each stretch of hashes that says whether a word has one of them. Safe to share between threads."""

    def __init__(self, tables: Sequence[Array]) -> None:
        wanted = _ROOM * sum(map(len, tables))
        bits = min(max(1 << wanted.bit_length(), _FEWEST), _MOST).bit_length() - 1
        self._shift = np.uint32(_HASH_BITS - bits)
        self._taken = np.zeros(1 << bits - 3, np.uint8)
        for hashes in tables:
            stretch = hashes >> self._shift
            np.bitwise_or.at(self._taken, stretch >> 3, _BIT.take(stretch & 7))

    def possible(self, hashes: Array) -> Array:
        """Those of some hashes that may be of a word: all that are, and few others."""
        stretch = hashes >> self._shift
        possible: Array = hashes.compress(self._taken.take(stretch >> 3) & _BIT.take(stretch & 7))
        return possible


_BIT = np.array([1 << bit for bit in range(8)], np.uint8)
"""The bit of a stretch within its byte."""
