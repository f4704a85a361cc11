"""Lines that recur in the text files of a folder: a newspaper's name, "Advertisement", a request to subscribe.

What stands in three files is the page's rather than the article's, but for two things. Long lines are paragraphs, which
are left alone. And a heading of one story stands in all its near-duplicates: so of each line only one occurrence a file
counts, with the paragraph next to it, and three of those must differ.

Lines are looked at as bytes, without asking for their encoding, which takes longer than everything else here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from search.readers import text
from search.readers.characters.twice_encoded import in_any_way, is_suspect

Lines = NDArray[np.uint64]
"""Digests of the lines of a file, each with that of the paragraph next to it: shape (n, 2)."""

SUFFIXES = text.SUFFIXES
FEWEST = 3
MOST_BYTES = 1_000_000
"""A file that is longer is no article; its lines are not looked at."""
_PARAGRAPH = 120
"""Bytes of the shortest line that tells articles apart, in ASCII; twice as many in other letters."""
# What belongs to the page stands above and below the article, so lines are taken from both ends.
_MOST_LINES = 400


def lines_of(raw: bytes) -> bytes:
    """The short lines of a file as the bytes of `Lines`, each once, from both ends of it if they are many."""
    if len(raw) > MOST_BYTES:
        return b""
    lines = [line for line in map(bytes.strip, raw.split(b"\n")) if line]
    found = _short_lines(lines)
    pairs = [*found.items()]
    if len(pairs) > _MOST_LINES:
        pairs = pairs[: _MOST_LINES // 2] + pairs[-_MOST_LINES // 2 :]
    return b"".join(_digest(line) + _digest(beside) for line, beside in pairs)


def _short_lines(lines: Sequence[bytes]) -> dict[bytes, bytes]:
    """Every short line with the paragraph before its first occurrence, or else after it, or else the longest line."""
    found: dict[bytes, bytes] = {}
    waiting: list[bytes] = []
    before = b""
    for line in lines:
        if len(line) >= (_PARAGRAPH if line.isascii() else 2 * _PARAGRAPH):
            found |= dict.fromkeys(waiting, line)
            waiting, before = [], line
        elif line not in found:
            found[line] = before
            if not before:
                waiting.append(line)
    if waiting:
        found |= dict.fromkeys(waiting, max(lines, key=len))
    return found


def _digest(line: bytes) -> bytes:
    return blake2b(line, digest_size=8).digest()


def lines_from(stored: bytes) -> Lines:
    """What `lines_of` gave."""
    return np.frombuffer(stored, "<u8").reshape(-1, 2)


def recurring(files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, as pairs of a path and `lines_of`, with the digests of those of their lines that recur."""
    paths = [path for path, _ in files]
    rows = np.array([len(lines) // 16 for _, lines in files], np.int64)
    lines = lines_from(b"".join(lines for _, lines in files))
    # Each line once with the same paragraph beside it: near-duplicates of one story count as one file.
    told = np.unique(lines, axis=0)[:, 0]
    digests, counts = np.unique(told, return_counts=True)
    recurs = np.isin(lines[:, 0], digests[counts >= FEWEST])
    ends = np.cumsum(rows)
    for path, start, end in zip(paths, ends - rows, ends, strict=True):
        yield path, np.sort(lines[start:end, 0][recurs[start:end]]).tobytes()


def among(raw: bytes, digests: bytes) -> Sequence[bytes]:
    """The lines of a file that have one of these digests."""
    if not digests:
        return ()
    wanted = {digests[start : start + 8] for start in range(0, len(digests), 8)}
    return [line for line in map(bytes.strip, raw.split(b"\n")) if _digest(line) in wanted]


def as_text(lines: Sequence[bytes], encoding: str) -> frozenset[str]:
    """Lines in the encoding of their document, with blanks folded; those that were encoded twice in both forms."""
    texts = [line.decode(encoding or "utf-8", "replace") for line in lines]
    mended = [mended for text in texts if is_suspect(text, text.encode()) for mended in in_any_way(text)]
    return frozenset(" ".join(text.split()) for text in (*texts, *mended))
