"""Where the words of a text stand: from positions among its words, as posting lists have them, to offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from threading import Lock

from search.analysis import chunk_surfaces, chunk_terms, chunks, find_surfaces
from search.patterns import Pattern, occurrences

Place = tuple[int, int]
"""Offsets into a text: where something begins, and where what follows it does."""
Run = tuple[int, int]
"""The positions of the first and the last of some words side by side."""


def places(text: str, language: str, patterns: Sequence[Pattern]) -> list[Place]:
    """Where the patterns stand: offsets into the text, ascending, apart; a phrase is one place."""
    wanted = frozenset(term for pattern in patterns for part in pattern.parts for term in part)
    if not wanted:
        return []
    terms = [*chain.from_iterable(map(chunk_terms(language), chunks(text)))]
    if wanted.isdisjoint(terms):
        return []
    return Layout(text).places(found for pattern in patterns for found in occurrences(terms, pattern))


class Layout:
    """Where the words of a text stand, found by their positions among all its words.

    A text is laid out stretch by stretch, no further than it is asked about: what is shown often stands near the
    beginning. Safe to share between threads.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._stretches: list[_Stretch] = []
        self._one_at_a_time = Lock()

    def places(self, occurrences: Iterable[tuple[int, ...]]) -> list[Place]:
        """Offsets into the text, ascending, apart; words side by side are one place."""
        return merged(self.place(run) for run in {run for positions in occurrences for run in runs(positions)})

    def place(self, run: Run) -> Place:
        """Where a run of words begins and ends."""
        first, last = run
        start, end = self._word(first)
        return start, end if last == first else self._word(last)[1]

    def position(self, offset: int) -> int:
        """How many words begin before an offset that is not beyond the end of the text."""
        self._lay_out(lambda last: last.end >= offset)
        return next(stretch for stretch in self._stretches if offset <= stretch.end).position(offset)

    def _word(self, position: int) -> Place:
        self._lay_out(lambda last: last.before[-1] > position)
        return self._stretches[bisect_right(self._stretches, position, key=_first_word) - 1].word(position)

    def _lay_out(self, far_enough: Callable[[_Stretch], bool]) -> None:
        """Have the stretches up to one that is far enough."""
        if self._stretches and far_enough(self._stretches[-1]):
            return
        with self._one_at_a_time:
            while not self._stretches or not far_enough(self._stretches[-1]):
                self._stretches.append(self._next())

    def _next(self) -> _Stretch:
        start = self._stretches[-1].end + 1 if self._stretches else 0
        first = self._stretches[-1].before[-1] if self._stretches else 0
        blank = _BLANK.search(self.text, start + STRETCH)
        end = blank.start() if blank else len(self.text)
        held = chunks(self.text[start:end])
        before = list(accumulate(map(len, map(chunk_surfaces, held)), initial=first))
        return _Stretch(end, held, before, list(accumulate(map(len, held), initial=start)))


STRETCH = 1_200
"""About how many code points of a text are laid out at once."""
_BLANK = re.compile("[ \n]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The chunks of a text up to the blank at `end`. `before` numbers the first word of each, and the next stretch's.

    `starts` are the lengths of all chunks before each, without the blanks between those of this stretch.
    """

    end: int
    chunks: list[str]
    before: list[int]
    starts: list[int]

    def word(self, position: int) -> Place:
        """Where the word at a position stands."""
        chunk = bisect_right(self.before, position) - 1
        start = self.starts[chunk] + chunk
        _, first, last = [*find_surfaces(self.chunks[chunk])][position - self.before[chunk]]
        return start + first, start + last

    def position(self, offset: int) -> int:
        """How many words of the text begin before an offset."""
        chunk = bisect_right(range(len(self.chunks)), offset, key=lambda i: self.starts[i] + i) - 1
        inside = offset - self.starts[chunk] - chunk
        return self.before[chunk] + sum(start < inside for _, start, _ in find_surfaces(self.chunks[chunk]))


def _first_word(stretch: _Stretch) -> int:
    return stretch.before[0]


def runs(positions: tuple[int, ...]) -> Iterator[Run]:
    """Stretches of neighbouring positions, as first and last."""
    first = last = positions[0]
    for position in positions[1:]:
        if position != last + 1:
            yield first, last
            first = position
        last = position
    yield first, last


def merged(found: Iterable[Place]) -> list[Place]:
    """The places in order, those that overlap as one."""
    apart: list[Place] = []
    for start, end in sorted(set(found)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
