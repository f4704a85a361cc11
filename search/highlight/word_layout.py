"""Where the words of a text stand: from positions among its words, as posting lists have them, to offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from search.analysis.surfaces import chunk_surfaces, chunks, find_surfaces

Place = tuple[int, int]
"""Offsets into a text: where something begins, and where what follows it does."""
Run = tuple[int, int]
"""The positions of the first and the last of some words side by side."""


class Layout:
    """Where the words of a text stand, found by their positions among all its words.

    A text is laid out stretch by stretch, and only those that are asked about: `words` says how many words each has, as
    an index knows it; otherwise they are counted. Safe to share between threads.
    """

    def __init__(self, text: str, words: Iterable[int] | None = None) -> None:
        self.text = text
        self._last = (-1, -1, 0)
        counts = map(self._count, range(1 + len(text) // STRETCH)) if words is None else words
        self._before = list(accumulate(counts, initial=0))
        self._known: dict[int, _Stretch] = {}
        self._places: dict[int, Place] = {}

    def places(self, occurrences: Iterable[tuple[int, ...]]) -> list[Place]:
        """Offsets into the text, ascending, apart; words side by side are one place."""
        return merged(self.place(run) for run in {run for positions in occurrences for run in runs(positions)})

    def place(self, run: Run) -> Place:
        """Where a run of words begins and ends."""
        first, last = run
        if first == last:
            return self._word(first)
        return self._word(first)[0], self._word(last)[1]

    @property
    def length(self) -> int:
        """How many words the text has."""
        return self._before[-1]

    def surfaces(self, first: int, last: int) -> list[str]:
        """The words from one position to another, both included, as they stand there."""
        if last - first < _MANY:
            return [self.text[start:end] for start, end in map(self._word, range(first, last + 1))]
        low, high = bisect_right(self._before, first) - 1, bisect_right(self._before, last)
        held = [self._stretch(k).chunks for k in range(low, high) if self._before[k] < self._before[k + 1]]
        words = [surface for chunks_of in held for chunk in chunks_of for surface in chunk_surfaces(chunk)]
        return words[first - self._before[low] : last + 1 - self._before[low]]

    def position(self, offset: int) -> int:
        """How many words begin before an offset that is not beyond the end of the text."""
        return self._stretch(self._holding(offset)).position(offset)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Positions before which, and from which on, no word reaches into a window: at most a stretch too many."""
        return self._before[self._holding(start)], self._before[self._holding(end) + 1]

    def _word(self, position: int) -> Place:
        place = self._places.get(position)
        if place is None:
            place = self._stretch(bisect_right(self._before, position) - 1).word(position)
            if len(self._places) < _MOST_PLACES:
                self._places[position] = place
        return place

    def _stretch(self, k: int) -> _Stretch:
        known = self._known.get(k)
        if known is None:
            held = self._chunks(k)
            before = list(accumulate(map(len, map(chunk_surfaces, held)), initial=self._before[k]))
            known = self._known[k] = _Stretch(self._begin(k), held, before)
        return known

    def _holding(self, offset: int) -> int:
        """The stretch that an offset is in."""
        k = min(offset // STRETCH, len(self._before) - 2)
        while self._begin(k) > offset:
            k -= 1
        return k

    def _count(self, k: int) -> int:
        return sum(map(len, map(chunk_surfaces, self._chunks(k))))

    def _chunks(self, k: int) -> list[str]:
        begin, end = self._begin(k), self._begin(k + 1)
        return chunks(self.text[begin : end - 1]) if begin < end else []

    def _begin(self, k: int) -> int:
        """Where a stretch begins: at the first chunk that does at k times STRETCH or after; else beyond the text."""
        if k == 0:
            return 0
        at = k * STRETCH - 1
        since, until, begin = self._last
        if not since <= at <= until:  # else the same blank comes next: a text without any is searched once
            blank = _BLANK.search(self.text, at)
            until, begin = blank.span() if blank else (len(self.text), len(self.text) + 1)
            self._last = at, until, begin
        return begin


STRETCH = 256
"""Code points from one stretch of a text to the next. An index keeps a number for each."""
_MANY = 12
"""Words from which on it is quicker to take all of their stretches than to look up each."""
_MOST_PLACES = 256
"""Places of single words that are kept: a page asks for the same ones several times, and so does the next one."""
_BLANK = re.compile("[ \n]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The chunks of a stretch, which begins at an offset. `before` numbers the first word of each, and the next one's.

    `found` keeps where the words of a chunk stand.
    """

    begin: int
    chunks: list[str]
    before: list[int]
    found: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def word(self, position: int) -> Place:
        """Where the word at a position stands."""
        number = bisect_right(self.before, position) - 1
        chunk = self.chunks[number]
        # Few words of a stretch are asked about: the chunks before each are added up then, and not beforehand for all.
        start = self.begin + sum(map(len, self.chunks[:number])) + number
        if chunk.isascii() and chunk.isalnum():
            return start, start + len(chunk)
        first, last = self._words(number)[position - self.before[number]]
        return start + first, start + last

    def position(self, offset: int) -> int:
        """How many words of the text begin before an offset."""
        starts = list(accumulate((len(chunk) + 1 for chunk in self.chunks), initial=self.begin))
        number = bisect_right(starts, offset, hi=len(self.chunks)) - 1
        return self.before[number] + bisect_left(self._words(number), (offset - starts[number],))

    def _words(self, chunk: int) -> list[tuple[int, int]]:
        """Where the words of a chunk stand in it, found once: one may hold all words of a text."""
        if chunk not in self.found:
            self.found[chunk] = [(start, end) for _, start, end in find_surfaces(self.chunks[chunk])]
        return self.found[chunk]


def runs(positions: tuple[int, ...]) -> list[Run]:
    """Stretches of neighbouring positions, as first and last."""
    first = last = positions[0]
    found = []
    for position in positions[1:]:
        if position != last + 1:
            found.append((first, last))
            first = position
        last = position
    found.append((first, last))
    return found


def merged(found: Iterable[Place]) -> list[Place]:
    """The places in order, those that overlap as one."""
    apart: list[Place] = []
    for start, end in sorted(set(found)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
