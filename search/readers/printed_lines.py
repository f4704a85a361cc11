"""Lines as they stand on a printed page -> paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_FULL = 0.78
"""The share of the usual width below which a line is the last of its paragraph or a line of its own."""
_ENDS = re.compile(r"[.!?…:。！？][\"”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(r"\d+")
_EDGE = 2
"""Lines at the head and at the foot of a page that may be the same on every page."""
_PAGES = 3


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of pages without those that stand at the edge of most, their numbers apart: running heads."""
    if len(pages) < _PAGES:
        return [list(page) for page in pages]
    edges = Counter(line for page in pages for line in {_mask(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = {line for line, times in edges.items() if times > len(pages) / 2}
    return [
        [line for at, line in enumerate(page) if _mask(line) not in often or _EDGE <= at < len(page) - _EDGE]
        for page in pages
    ]


def _mask(line: str) -> str:
    return _PAGE_NUMBER.sub("#", line.strip())


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines put together. A blank or a short line ends a paragraph; a word cut by a hyphen is mended."""
    width = _width(lines)
    found: list[list[str]] = [[]]  # in pieces, because a text put together line by line is copied with every line
    for line in map(str.strip, lines):
        _join(found[-1], line)
        if not line or len(line) < _FULL * width:
            found.append([])
    return ["".join(pieces) for pieces in found if pieces]


def _width(lines: Sequence[str]) -> int:
    """The length that a tenth of the lines reach: that of a full line."""
    lengths = sorted((len(line.strip()) for line in lines if line.strip()), reverse=True)
    return lengths[len(lengths) // 10] if lengths else 0


def _join(pieces: list[str], line: str) -> None:
    if _HYPHEN.search("".join(pieces[-2:])[-3:]) and line[:1].islower():
        pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    elif line:
        pieces += [" ", line] if pieces else [line]
