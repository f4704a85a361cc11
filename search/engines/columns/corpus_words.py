"""The words of all segments of an index, as `search.closed_compounds` asks about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.engines.columns.postings import Segment


class SegmentWords:
    """Those of some segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def holding(self, part: str) -> Iterator[str]:
        """The words that have some letters in a row."""
        for segment in self._segments:
            strings = segment.words.strings
            yield from map(strings.__getitem__, np.flatnonzero(strings.holding(part)).tolist())

    def stands_for(self, word: str, term: str) -> bool:
        """Whether some document has a word with that term."""
        return any(_stands_for(segment, word, term) for segment in self._segments)

    def has_term(self, term: str) -> bool:
        """Whether some document has a term."""
        return any(_has(segment, term) for segment in self._segments)


def _stands_for(segment: Segment, word: str, term: str) -> bool:
    number = segment.words.strings.find(word)
    meant = segment.terms.find(term) if number is not None else None
    return meant is not None and meant in segment.words.terms(np.array([number], np.int64))


def _has(segment: Segment, term: str) -> bool:
    number = segment.terms.find(term)
    return number is not None and segment.terms_documents[number] > 0
