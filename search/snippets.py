"""Stored text + patterns -> spans: text and a flag, never markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from threading import Lock

from search.analysis import chunk_terms, chunks, find_surfaces, word_count
from search.model import Span
from search.patterns import Pattern, occurrences

LENGTH = 240
"""About how many code points a snippet has: two lines and a half on a wide page."""
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)]*\s+|[。！？]|\n+")

Place = tuple[int, int]


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

    A text is laid out stretch by stretch, as far as it is asked about. Safe to share between threads.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._stretches: list[_Stretch] = []
        self._one_at_a_time = Lock()

    def places(self, occurrences: Iterable[tuple[int, ...]]) -> list[Place]:
        """Offsets into the text, ascending, apart; words side by side are one place."""
        runs = {run for positions in occurrences for run in _runs(positions)}
        at = self._offsets({position for run in runs for position in run})
        return merged((at[first][0], at[last][1]) for first, last in runs)

    def _offsets(self, positions: Collection[int]) -> dict[int, Place]:
        if not positions:
            return {}
        stretches = self._up_to(max(positions))
        firsts = [stretch.before[0] for stretch in stretches]
        found: dict[int, Place] = {}
        for position in positions:
            found.update(stretches[bisect_right(firsts, position) - 1].words(position))
        return found

    def _up_to(self, position: int) -> list[_Stretch]:
        """The stretches up to the one that has a position."""
        with self._one_at_a_time:
            while not self._stretches or self._stretches[-1].before[-1] <= position:
                self._stretches.append(self._next())
            return self._stretches[:]

    def _next(self) -> _Stretch:
        start = self._stretches[-1].end + 1 if self._stretches else 0
        first = self._stretches[-1].before[-1] if self._stretches else 0
        blank = _BLANK.search(self.text, start + STRETCH)
        end = blank.start() if blank else len(self.text)
        held = chunks(self.text[start:end])
        before = list(accumulate(map(word_count, held), initial=first))
        return _Stretch(end, held, before, list(accumulate(map(len, held), initial=start)))


STRETCH = 50_000
"""About how many code points of a text are laid out at once: all of nearly every article."""
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

    def words(self, position: int) -> Iterator[tuple[int, Place]]:
        """The words of the chunk that has a position, with their offsets."""
        chunk = bisect_right(self.before, position) - 1
        start = self.starts[chunk] + chunk
        for number, (_, first, last) in enumerate(find_surfaces(self.chunks[chunk]), self.before[chunk]):
            yield number, (start + first, start + last)


def _runs(positions: tuple[int, ...]) -> Iterator[tuple[int, int]]:
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


def mark(text: str, at: Sequence[Place]) -> tuple[Span, ...]:
    """The whole text as spans; joined they give the text back."""
    spans, end = [], 0
    for start, stop in at:
        spans += [Span(text[end:start], hit=False), Span(text[start:stop], hit=True)]
        end = stop
    spans.append(Span(text[end:], hit=False))
    return tuple(span for span in spans if span.text)


def snippet(
    text: str, at: Sequence[Place], wanted: Iterable[tuple[Place, str]] = (), length: int = LENGTH
) -> tuple[Span, ...]:
    """The stretch of a text that shows most of the different words found, marked; its beginning if none is.

    A name that is wanted, given by where it stands, counts as a word but is not marked. The stretch begins at a
    sentence where one is near, and says with "…" where it was cut out of the text.
    """
    start, end = _window(text, at, wanted, length)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in at if a < end and b > start]
    spans = list(mark(text[start:end], inside))
    if start > 0:
        spans.insert(0, Span("… ", hit=False))
    if end < len(text.rstrip()):
        spans.append(Span(" …", hit=False))
    return tuple(spans)


def _window(text: str, at: Sequence[Place], wanted: Iterable[tuple[Place, str]], length: int) -> Place:
    words = [(place, text[slice(*place)].casefold()) for place in at]
    found = sorted([*words, *((place, f"name {name}") for place, name in wanted)])
    if not found or len(text) <= length:
        return 0, _cut(text, 0, length)
    start = _sentence_start(text, _richest(found, length // 2), length // 2)
    return start, _cut(text, start, length)


def _richest(found: Sequence[tuple[Place, str]], reach: int) -> int:
    """Where the first place stands from which on, within `reach`, most different words are."""
    words = [word for _, word in found]
    if len(set(words)) == 1:
        return found[0][0][0]
    ends = [end for (_, end), _ in found]
    stops = (bisect_right(ends, start + reach, i, min(i + 20, len(ends))) for i, ((start, _), _) in enumerate(found))
    varieties = [len(set(words[i:stop])) for i, stop in enumerate(stops)]
    return found[varieties.index(max(varieties))][0][0]


def _sentence_start(text: str, place: int, reach: int) -> int:
    start = max(0, place - reach)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, place)]
    if ends:
        return ends[-1]
    if start == 0:
        return len(text) - len(text.lstrip())
    space = text.find(" ", start, place)
    return space + 1 if space >= 0 else start


def _cut(text: str, start: int, length: int) -> int:
    """Where a snippet from `start` ends: between words, if there is a space at all."""
    end = start + length
    if end >= len(text):
        return len(text.rstrip())
    space = text.rfind(" ", start + length // 2, end)
    return space if space > 0 else end
