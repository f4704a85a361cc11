"""Documents' texts -> streams of numbers, one for each word that stands in them.

Texts are taken apart into chunks (see `search.analysis.chunks`), one dictionary look-up each; only when a segment is
complete are its different chunks taken apart into words. So a word of the text costs no call in Python.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from search.analysis import chunk_surfaces, chunks
from search.engines.columns.arrays import Array, Ints
from search.engines.columns.lists import spread
from search.engines.scoring import FIELDS

_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Collected:
    """The words of a segment: `streams[field]` are numbers of surfaces, `lengths[field]` how many each document has."""

    surfaces: list[tuple[str, str]]
    streams: dict[str, Array]
    lengths: dict[str, Ints]


class Collector:
    """Takes the documents of a segment, one by one."""

    def __init__(self) -> None:
        self.words = 0
        self._chunks: list[tuple[str, str]] = []
        self._numbers: dict[str, _Numbers] = {}
        self._streams = {name: array("I") for name in FIELDS}
        self._ends = {name: array("Q") for name in FIELDS}

    def __len__(self) -> int:
        return len(self._ends["body"])

    def add(self, texts: tuple[str, str], language: str) -> None:
        """The next document's title and body."""
        numbers = self._numbers.get(language)
        if numbers is None:
            numbers = self._numbers[language] = _Numbers(language, self._chunks)
        known = len(self._chunks)
        for name, text in zip(FIELDS, texts, strict=True):
            stream = self._streams[name]
            stream.extend([numbers[chunk] for chunk in chunks(text)])
            self.words += len(stream) - (self._ends[name][-1] if self._ends[name] else 0)
            self._ends[name].append(len(stream))
        # A new chunk may be a page of Chinese; later ones are as good as always one word.
        self.words += sum(len(chunk) // 8 for _, chunk in self._chunks[known:])

    def finish(self) -> Collected:
        """All words collected."""
        surfaces = _Surfaces()
        pieces = [surfaces.numbered(language, chunk_surfaces(chunk)) for language, chunk in self._chunks]
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        every = np.array([number for piece in pieces for number in piece], np.uint32)
        first = np.cumsum(counts) - counts
        collected = Collected(surfaces.known, {}, {})
        for name, stream in self._streams.items():
            numbers = np.frombuffer(stream, "u4")
            words_until = np.append(0, np.cumsum(counts[numbers]))[np.frombuffer(self._ends[name], "u8")]
            collected.lengths[name] = np.diff(words_until, prepend=0)
            parts = [numbers[start : start + _PART] for start in range(0, max(1, len(numbers)), _PART)]
            collected.streams[name] = np.concatenate([every[spread(first[part], counts[part])] for part in parts])
        return collected


class _Numbers(dict[str, int]):
    """Chunks of one language by number; a new one gets the next number of all languages."""

    def __init__(self, language: str, known: list[tuple[str, str]]) -> None:
        self._language, self._known = language, known

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self._known)
        self._known.append((self._language, chunk))
        return number


class _Surfaces:
    """Words as they stand, with their language, by number."""

    def __init__(self) -> None:
        self.known: list[tuple[str, str]] = []
        self._numbers: dict[str, _Numbers] = {}

    def numbered(self, language: str, surfaces: tuple[str, ...]) -> list[int]:
        """The numbers of some words."""
        numbers = self._numbers.setdefault(language, _Numbers(language, self.known))
        return [numbers[surface] for surface in surfaces]
