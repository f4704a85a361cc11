"""Lines as they stand on a printed page -> paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from search.readers.printed.segment import Segment

_FULL = 0.78
"""The share of its column's width below which a line is the last of its paragraph or a line of its own."""
_GAP = 1.45
"""Usual distances of two lines beyond which a paragraph ends between them."""
_SIZE = 1.2
"""Times the height of another line's print that tell a heading from what stands below it."""
_BLOCK = 3
"""Lines that show how wide their column is."""
_NARROW = 0.5
"""The share of its column that a block has at least whose lines go on in the next: below it stand names and fields."""
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(r"\d+")
_EDGE = 2
"""Lines at the head and at the foot of a page that may be the same on every page."""
_PAGES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `ends` says that what follows begins another paragraph."""

    text: str
    ends: bool = True


def lines(runs: Sequence[Sequence[Segment]]) -> list[Line]:
    """The lines of a page's columns. A run's last line that is full may go on in the next column, or page."""
    distance = _usual([above.top - below.top for run in runs for above, below in pairwise(run)])
    found: list[Line] = []
    for number, run in enumerate(runs):
        if number and run[0].top <= runs[number - 1][-1].top:
            # A column goes on at the head of another one, never in what stands below it.
            found[-1] = Line(found[-1].text)
        found += _of_run(run, distance)
    return found


def _usual(distances: Sequence[float]) -> float:
    """The distance of lines inside paragraphs: the median of the smaller ones, as in lists most are wider."""
    ordered = sorted(distances)
    return median(ordered[: len(ordered) * 2 // 3 + 1]) if ordered else 0.0


def _of_run(run: Sequence[Segment], distance: float) -> Iterator[Line]:
    blocks: list[list[Segment]] = []
    for segment in run:
        if not blocks or _parted(blocks[-1][-1], segment, distance):
            blocks.append([])
        blocks[-1].append(segment)
    usual = max((_width(block) for block in blocks if len(block) >= _BLOCK), default=_width(run))
    for block in blocks:
        left, width = min(each.left for each in block), _width(block) if len(block) >= _BLOCK else usual
        width = usual if width < _NARROW * usual else width
        for segment in block[:-1]:
            yield Line(segment.text, segment.right - left < _FULL * width)
        last = block[-1]
        yield Line(last.text, block is not blocks[-1] or last.right - left < _FULL * width)


def _width(segments: Sequence[Segment]) -> float:
    return max(each.right for each in segments) - min(each.left for each in segments)


def _parted(one: Segment, other: Segment, distance: float) -> bool:
    """Whether more white than usual is between two lines, or the print has another size."""
    low, high = sorted((one.height, other.height))
    return one.top - other.top > _GAP * max(distance, low) or high > _SIZE * low


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of pages without those that stand at the edge of most, their numbers apart: running heads."""
    if len(pages) < _PAGES:
        return [list(page) for page in pages]
    edges = Counter(text for page in pages for text in {_mask(line.text) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = {text for text, times in edges.items() if times > len(pages) / 2}
    return [
        [line for at, line in enumerate(page) if _mask(line.text) not in often or _EDGE <= at < len(page) - _EDGE]
        for page in pages
    ]


def _mask(line: str) -> str:
    return _PAGE_NUMBER.sub("#", line.strip())


def paragraphs(printed: Iterable[Line]) -> list[str]:
    """The lines put together; a word cut by a hyphen is mended."""
    found: list[list[str]] = [[]]  # in pieces, because a text put together line by line is copied with every line
    for line in printed:
        _join(found[-1], line.text.strip())
        if line.ends:
            found.append([])
    return ["".join(pieces) for pieces in found if pieces]


def _join(pieces: list[str], line: str) -> None:
    if _HYPHEN.search("".join(pieces[-2:])[-3:]) and line[:1].islower():
        pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    elif line:
        pieces += [" ", line] if pieces else [line]
