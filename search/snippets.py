"""Stored text + patterns -> spans: text and a flag, never markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

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
    """Where the words of a text stand, found by their positions among all its words."""

    def __init__(self, text: str) -> None:
        self._chunks = chunks(text)
        self._before = [0, *accumulate(map(word_count, self._chunks))]
        self._starts = [0, *accumulate(map(len, self._chunks))]

    def places(self, occurrences: Iterable[tuple[int, ...]]) -> list[Place]:
        """Offsets into the text, ascending, apart; words side by side are one place."""
        runs = {run for positions in occurrences for run in _runs(positions)}
        at = self._offsets({position for run in runs for position in run})
        return _merged((at[first][0], at[last][1]) for first, last in runs)

    def _offsets(self, positions: Iterable[int]) -> dict[int, Place]:
        found = {}
        for position in positions:
            chunk = bisect_right(self._before, position) - 1
            start = self._starts[chunk] + chunk
            for number, (_, first, last) in enumerate(find_surfaces(self._chunks[chunk]), self._before[chunk]):
                found[number] = start + first, start + last
        return found


def _runs(positions: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring positions, as first and last."""
    first = last = positions[0]
    for position in positions[1:]:
        if position != last + 1:
            yield first, last
            first = position
        last = position
    yield first, last


def _merged(found: Iterable[Place]) -> list[Place]:
    merged: list[Place] = []
    for start, end in sorted(set(found)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, at: Sequence[Place]) -> tuple[Span, ...]:
    """The whole text as spans; joined they give the text back."""
    spans, end = [], 0
    for start, stop in at:
        spans += [Span(text[end:start], hit=False), Span(text[start:stop], hit=True)]
        end = stop
    spans.append(Span(text[end:], hit=False))
    return tuple(span for span in spans if span.text)


def snippet(text: str, at: Sequence[Place], length: int = LENGTH) -> tuple[Span, ...]:
    """The stretch of a text that shows most of the different words found, marked; its beginning if none is.

    It begins at a sentence where one is near, and says with "…" where it was cut out of the text.
    """
    start, end = _window(text, at, length)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in at if a < end and b > start]
    spans = list(mark(text[start:end], inside))
    if start > 0:
        spans.insert(0, Span("… ", hit=False))
    if end < len(text.rstrip()):
        spans.append(Span(" …", hit=False))
    return tuple(spans)


def _window(text: str, at: Sequence[Place], length: int) -> Place:
    if not at or len(text) <= length:
        return 0, _cut(text, 0, length)
    start = _sentence_start(text, at[_richest(text, at, length // 2)][0], length // 2)
    return start, _cut(text, start, length)


def _richest(text: str, at: Sequence[Place], reach: int) -> int:
    """The first place from which on, within `reach`, most different words stand."""
    words = [text[start:end].casefold() for start, end in at]
    if len(set(words)) == 1:
        return 0
    ends = [end for _, end in at]
    stops = (bisect_right(ends, start + reach, i, min(i + 20, len(at))) for i, (start, _) in enumerate(at))
    varieties = [len(set(words[i:stop])) for i, stop in enumerate(stops)]
    return varieties.index(max(varieties))


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
