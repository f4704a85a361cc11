"""The hashes of all strings that are one edit away from a word, without making the strings.

There are hundreds of them, and thousands where a corpus has several scripts. But CRC-32 is linear: of two strings of
one length, the difference of the hashes (by XOR) depends only on where and how the bytes differ. So the hash of a word
with a letter put in is that with NULs in its place, XOR what the bytes of the letter give with so many bytes behind
them, which stands in a table.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search.analysis.folds import MAX_WORD
from search.engines.columns.array_file import Array, Ints
from search.engines.columns.string_table import encoded

Hashes = npt.NDArray[np.uint32]

_LONGEST = 4
"""Bytes of a letter at most in UTF-8. Those of one, two, three and four are below these numbers."""
_FIRST_OF = (0, 0x80, 0x800, 0x10000, 0x110000)
_LEADING = (0, 0xC0, 0xE0, 0xF0)
"""What is added to the first byte of a letter by how many bytes it has; 0x80 is added to all others (RFC 3629)."""


class Alphabet:
    """The letters that edits put in, given as ascending code points."""

    def __init__(self, letters: Array) -> None:
        bounds = np.searchsorted(letters, _FIRST_OF).tolist()
        widths = range(1, _LONGEST + 1)
        self._letters = [
            (width, _placed(letters[low:high].astype(np.int64), width))
            for width, low, high in zip(widths, bounds, bounds[1:], strict=False)
            if low < high
        ]

    def edit_hashes(self, word: str) -> Hashes:
        """The hashes of all strings one edit away from a word; some more than once."""
        letters = [*map(encoded, word)]
        raw = b"".join(letters)
        ends = [0, *accumulate(map(len, letters))]
        tails = [raw[end:] for end in ends]
        heads = [crc32(raw[:end]) for end in ends]
        made = [crc32(tail, head) for head, tail in zip(heads, tails[1:], strict=False)]
        swapped = zip(heads, letters, letters[1:], tails[2:], strict=False)
        made += [crc32(second + first + tail, head) for head, first, second, tail in swapped]
        # A letter is put in before each tail, and replaces the one before each but the first.
        behind = np.array([len(raw) - end for end in ends + ends[1:]])[:, None] << 8
        hashes = [np.array(made, np.uint32)]
        for width, placed in self._letters:
            blank = bytes(width)
            before = [crc32(blank, head) for head in heads]
            blanked = [*map(crc32, tails, before), *map(crc32, tails[1:], before)]
            given = np.array(blanked, np.uint32)[:, None]
            for bytes_of in placed:
                given = given ^ _table().take(behind + bytes_of)
            hashes.append(given.ravel())
        every = np.concatenate(hashes)
        # A letter may also be replaced by itself.
        return every.compress(every != crc32(raw))


def _placed(letters: Ints, width: int) -> list[Ints]:
    """For each byte of letters of so many bytes, where the table has it if nothing is behind the letter."""
    placed = []
    for later in reversed(range(width)):
        shown = letters >> 6 * later
        placed.append((later << 8) + (shown & 0x3F | 0x80 if later < width - 1 else shown + _LEADING[width - 1]))
    return placed


@cache
def _table() -> Hashes:
    """What each byte gives to a hash: 256 numbers where `n` bytes are behind it, from 256 n on."""
    rows = [np.array([crc32(bytes([byte])) for byte in range(256)], np.uint32) ^ np.uint32(crc32(b"\0"))]
    for _ in range(_LONGEST * (MAX_WORD + 1)):
        rows.append(rows[0].take(rows[-1] & np.uint32(0xFF)) ^ (rows[-1] >> np.uint32(8)))
    return np.concatenate(rows)
