"""The stretches of a text in which a query stands: a word or a phrase each, or all of the words that are near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import NamedTuple

from search.highlight.word_layout import Layout, Place
from search.query.patterns import Occurrence


class Stretch(NamedTuple):
    """The positions of its first and last words, the offsets of its beginning and end, and what is marked in it."""

    first: int
    last: int
    start: int
    end: int
    marks: tuple[Place, ...]


def stretches(layout: Layout, found: Collection[Occurrence]) -> list[Stretch]:
    """Where things stand, ascending and apart: what overlaps is one stretch. Each mark is in exactly one of them."""
    if not found:
        return []
    apart: list[tuple[int, int, int, int]] = []
    for first, last in sorted({(positions[0], positions[-1]) for positions in found}):
        start, end = layout.place((first, last))
        if apart and start < apart[-1][3]:
            first, before, start, until = apart.pop()
            last, end = max(last, before), max(end, until)
        apart.append((first, last, start, end))
    marks = layout.places(found)
    edges = [bisect_left(marks, (start, 0)) for _, _, start, _ in apart] + [len(marks)]
    return [Stretch(*stretch, tuple(marks[edges[i] : edges[i + 1]])) for i, stretch in enumerate(apart)]
