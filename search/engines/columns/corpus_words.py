"""The words of all segments of an index, as `search.closed_compounds` asks about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from search.engines.columns.array_file import Mask
from search.engines.columns.postings import Segment


class SegmentWords:
    """`speaking` gives the mask of the documents in a language."""

    def __init__(self, segments: Sequence[Segment], speaking: Callable[[str], Mask]) -> None:
        self._segments = segments
        self._speaking = speaking
        self._masks: dict[str, Mask] = {}

    def holding(self, part: str) -> Iterator[str]:
        """The words that have some letters in a row."""
        for segment in self._segments:
            strings = segment.words.strings
            yield from map(strings.__getitem__, np.flatnonzero(strings.holding(part)).tolist())

    def stands_for(self, word: str, term: str) -> bool:
        """Whether some document has a word with that term."""
        return any(_stands_for(segment, word, term) for segment in self._segments)

    def in_language(self, term: str, language: str) -> bool:
        """Whether some document in a language has a term."""
        mask = self._masks.get(language)
        if mask is None:
            mask = self._masks[language] = self._speaking(language)
        return any(_has(segment, term, mask) for segment in self._segments)


def _stands_for(segment: Segment, word: str, term: str) -> bool:
    number = segment.words.strings.find(word)
    meant = segment.terms.find(term) if number is not None else None
    return meant is not None and meant in segment.words.terms(np.array([number], np.int64))


def _has(segment: Segment, term: str, mask: Mask) -> bool:
    number = segment.terms.find(term)
    if number is None:
        return False
    found = (lists.found(np.array([number], np.int64)).documents for lists in segment.fields.values())
    return any(bool(mask[documents + segment.base].any()) for documents in found)
