"""Lines that a program has ended one by one, as at a margin -> paragraphs parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_FEWEST = 8
"""Lines that show whether a text is broken at a margin."""
_WIDEST = 110
"""Characters of the longest line of such a text; paragraphs are longer."""
_FULL = 0.75
"""The share of the widest line that a line has which goes on in the next."""
_SHARE = 0.8
_EDGE = re.compile(r"\n[ \t\xa0]*\n\s*")


def paragraphs(text: str) -> str:
    """A text of which every line is ended, with blank lines between its paragraphs.

    Where its lines are cut at a margin, those of a paragraph stay together: they end at a blank line or, where a text
    has none, behind a line that is not full. Else every line is a paragraph.
    """
    lines = [line.strip() for line in text.split("\n")]
    wide = max(map(len, lines))
    if wide > _WIDEST or sum(map(bool, lines)) < _FEWEST:
        return "\n\n".join(filter(None, lines))
    full = [len(line) >= _FULL * wide for line in lines]
    inner = [is_full for is_full, (line, below) in zip(full, pairwise(lines), strict=False) if line and below]
    if len(inner) < _FEWEST - 1 or sum(inner) < _SHARE * len(inner):
        return "\n\n".join(filter(None, lines))
    if any(not line for line in lines[:-1]):
        return _EDGE.sub("\n\n", "\n".join(lines)).strip()
    return "".join(_ended(lines, full)).strip()


def _ended(lines: Sequence[str], full: Sequence[bool]) -> Iterator[str]:
    for line, goes_on in zip(lines, full, strict=True):
        yield f"{line}\n" if goes_on else f"{line}\n\n"
