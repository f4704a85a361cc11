"""A text and where things stand in it -> the stretch that is shown, as spans: text and a flag, never markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from search.highlight.word_layout import Layout, Place, merged, runs
from search.model import Span

LENGTH = 240
"""About how many code points a snippet has: two lines and a half on a wide page."""
REACH = 20
"""Words that stand within so many of each other can be shown together: half a snippet, as it may begin before them."""
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)]*\s+|[。！？]|\n+")


class Standing(NamedTuple):
    """Something that stands in a text and is to be marked: the positions of its words, and what it is."""

    positions: tuple[int, ...]
    what: Hashable


def mark(text: str, at: Sequence[Place]) -> tuple[Span, ...]:
    """The whole text as spans; joined they give the text back."""
    spans, end = [], 0
    for start, stop in at:
        spans += [Span(text[end:start], hit=False), Span(text[start:stop], hit=True)]
        end = stop
    spans.append(Span(text[end:], hit=False))
    return tuple(span for span in spans if span.text)


def snippet(
    layout: Layout, found: Sequence[Standing], names: Sequence[tuple[int, str]] = (), length: int = LENGTH
) -> tuple[Span, ...]:
    """The stretch of a text that shows most of the different things found, marked; its beginning if nothing is.

    Names, given by the offsets at which they stand, are looked for like what is found, but not marked. The stretch
    begins at a sentence where one is near, and says with "…" where it was cut out of the text.
    """
    text = layout.text
    start = _start(layout, found, names, length)
    end = _cut(text, start, length)
    at = merged(_inside(layout, found, start, end))
    spans = list(mark(text[start:end], [(max(a, start) - start, min(b, end) - start) for a, b in at]))
    if start > 0:
        spans.insert(0, Span("… ", hit=False))
    if end < len(text.rstrip()):
        spans.append(Span(" …", hit=False))
    return tuple(spans)


def _inside(layout: Layout, found: Sequence[Standing], start: int, end: int) -> Iterator[Place]:
    """The places that reach into a window: where the others are is hardly ever looked up."""
    if not found:
        return
    low, high = layout.around(start, end)
    near = {positions for positions, _ in found if low <= positions[-1] and positions[0] < high}
    every = {run for positions in near for run in runs(positions)}
    for place in (layout.place(run) for run in every if low <= run[1] and run[0] < high):
        if place[1] > start and place[0] < end:
            yield place


def _start(layout: Layout, found: Sequence[Standing], names: Sequence[tuple[int, str]], length: int) -> int:
    text = layout.text
    if len(text) <= length or not (found or names):
        return 0
    if found:
        standing = [(layout.position(offset), name) for offset, name in names]
        first = _richest([*standing, *((positions[0], what) for positions, what in found)])
        offset = layout.place((first, first))[0]
    else:
        offset = min(names)[0]
    return _sentence_start(text, offset, length // 2)


def _richest(standing: Sequence[tuple[int, Hashable]]) -> int:
    """The first position from which on, within REACH, most different things stand."""
    kinds = len({what for _, what in standing})
    if kinds == 1:
        return min(standing, key=_position)[0]
    ordered = sorted(standing, key=_position)
    firsts = [first for first, _ in ordered]
    richest, most = firsts[0], 0
    for i, first in enumerate(firsts):
        # However close together things stand, no more than REACH of them are looked at from each.
        stop = bisect_right(firsts, first + REACH, i, min(i + REACH, len(firsts)))
        variety = len({what for _, what in ordered[i:stop]})
        if variety > most:
            richest, most = first, variety
        if most == kinds:
            break  # nowhere is there more
    return richest


_position = itemgetter(0)


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
    # Not in the first half: a text without spaces is cut where its length is reached.
    space = text.rfind(" ", start + length // 2, end)
    return space if space > 0 else end
