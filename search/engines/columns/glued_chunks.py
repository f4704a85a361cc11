"""Where the joined words of a segment are: looked up once for each different chunk, then laid over the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.compounds import Joined, has_glue, initial, joined_in, joined_initials, runs_of_initials
from search.engines.columns.array_file import Array, Ints
from search.engines.columns.postings import spread

_GROUP = 1024
"""Documents that are looked at at once: what that needs for a moment is a few arrays of their length."""


@dataclass(frozen=True, slots=True)
class Joints:
    """Where joined words begin in a field: numbers of compounds, and the document and position of each."""

    compounds: Ints
    documents: Ints
    positions: Ints


class GluedChunks:
    """The joined words of different chunks, given with their languages."""

    def __init__(self, chunks: Sequence[str], languages: Sequence[str]) -> None:
        self.compounds: list[tuple[str, int, str]] = []
        """The language, the width and the fold of every joined word."""
        self._chunks, self._languages = chunks, languages
        self._numbers: dict[tuple[str, int, str], int] = {}
        # Nearly all chunks are plain words, of which nothing needs to be asked.
        odd = [i for i, chunk in enumerate(chunks) if not (chunk.isascii() and chunk.isalnum() and len(chunk) > 1)]
        found = {i: joined for i in odd if has_glue(chunks[i]) and (joined := joined_in(chunks[i]))}
        self._initials = np.zeros(len(chunks), np.uint8)
        # Nor of a chunk in small letters whether it is an initial.
        self._initials[odd] = [0 if chunks[i].islower() else initial(chunks[i]) for i in odd]
        self._counts = np.zeros(len(chunks), np.int64)
        self._counts[[*found]] = [*map(len, found.values())]
        self._first = np.cumsum(self._counts) - self._counts
        every = [(self._number(i, joined), joined.first) for i, many in found.items() for joined in many]
        self._joined = np.array(every, np.int64).reshape(-1, 2)

    def _number(self, chunk: int, joined: Joined) -> int:
        compound = (self._languages[chunk], joined.width, joined.word)
        number = self._numbers.get(compound)
        if number is None:
            number = self._numbers[compound] = len(self.compounds)
            self.compounds.append(compound)
        return number

    def joints(self, stream: Array, ends: Ints, words: Ints) -> Joints:
        """Where they are in a field, from the numbers of its chunks, where documents end, and the words of a chunk."""
        parts: list[Ints] = [np.empty((0, 3), np.int64)]
        for low in range(0, len(ends), _GROUP):
            start = int(ends[low - 1]) if low else 0
            bounds = np.append(start, ends[low : low + _GROUP])
            found = self._within(stream[start : bounds[-1]], bounds - start, words)
            found[:, 1] += low
            parts.append(found)
        compounds, documents, positions = np.concatenate(parts).T
        return Joints(compounds, documents, positions)

    def _within(self, numbers: Array, bounds: Ints, words: Ints) -> Ints:
        """The joints of some documents: the chunks of document d are numbers[bounds[d]:bounds[d + 1]]."""
        before = np.append(0, np.cumsum(words[numbers]))
        having = np.flatnonzero(self._counts[numbers])
        counts = self._counts[numbers[having]]
        compounds, first = self._joined[spread(self._first[numbers[having]], counts)].T
        # The last document that begins at or before a chunk; empty ones begin where the next does.
        of_chunk = np.searchsorted(bounds, having, "right") - 1
        positions = np.repeat(before[having] - before[bounds[of_chunk]], counts) + first
        inside = np.stack([compounds, np.repeat(of_chunk, counts), positions], axis=1)
        return np.concatenate([inside, self._between(numbers, bounds, before)])

    def _between(self, numbers: Array, bounds: Ints, before: Ints) -> Ints:
        """The joints of initials that stand apart."""
        flags = self._initials[numbers]
        found = []
        for run in _rows(np.flatnonzero(flags), bounds):
            for first, count in runs_of_initials(flags[run].tolist()):
                chunks = numbers[run[first : first + count]].tolist()
                word = joined_initials([self._chunks[chunk] for chunk in chunks])
                document = int(np.searchsorted(bounds, run[first], "right")) - 1
                position = int(before[run[first]] - before[bounds[document]])
                found.append((self._number(chunks[0], Joined(0, count, word)), document, position))
        return np.array(found, np.int64).reshape(-1, 3)


def _rows(places: Ints, bounds: Ints) -> list[Ints]:
    """Places side by side in one document, two at least."""
    documents = np.searchsorted(bounds, places, "right")
    apart = np.flatnonzero((np.diff(places) > 1) | (np.diff(documents) > 0)) + 1
    # Most initials stand alone: no more than their ends is looked at.
    edges = np.concatenate([[0], apart, [len(places)]])
    rows = np.flatnonzero(np.diff(edges) > 1)
    return [places[edges[row] : edges[row + 1]] for row in rows.tolist()]
