"""Documents' texts -> streams of numbers, one for each word that stands in them.

Texts are taken apart into chunks (see `search.analysis.surfaces.chunks`), one dictionary look-up each; only when a
segment is complete are its different chunks taken apart into words. So a word of the text costs no call in Python.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from search.analysis.surfaces import chunks, surfaces_of
from search.engines.columns.array_file import Array, Ints
from search.engines.columns.glued_chunks import GluedChunks, Joints
from search.engines.columns.postings import spread
from search.engines.scoring import FIELDS
from search.highlight.word_layout import STRETCH

# Documents whose words are worked out at once: what that needs for a moment is a few arrays of their length.
_GROUP = 1024


@dataclass(frozen=True, slots=True)
class Collected:
    """The words of a segment, by field. Surface number n is `surfaces[n]`, in `languages[n]`.

    `streams` are numbers of surfaces, `lengths` how many each document has; `stretches` are how many stretches each
    document's text has (see `search.highlight.word_layout`), and `stretch_words` how many words each of those.
    `compounds` are languages, widths and folds of joined words (see `search.compounds`), and `joined` where they are.
    """

    surfaces: list[str]
    languages: list[str]
    compounds: list[tuple[str, int, str]]
    joined: dict[str, Joints]
    streams: dict[str, Array]
    lengths: dict[str, Ints]
    stretches: dict[str, Ints]
    stretch_words: dict[str, Ints]


class Collector:
    """Takes the documents of a segment, one by one."""

    def __init__(self) -> None:
        self.documents = 0
        self.words = 0
        self._chunks: list[str] = []
        self._languages: list[str] = []
        self._numbers: dict[str, _Numbers] = {}
        self._streams = {name: array("I") for name in FIELDS}
        self._ends = {name: array("q") for name in FIELDS}

    def add(self, texts: tuple[str, str], language: str) -> None:
        """The next document's title and body."""
        numbers = self._numbers.get(language)
        if numbers is None:
            numbers = self._numbers[language] = _Numbers(language, self._chunks, self._languages)
        self.documents += 1
        known = len(self._chunks)
        for name, text in zip(FIELDS, texts, strict=True):
            stream = self._streams[name]
            # A dictionary that makes what it lacks: for a chunk that it has, no function of Python's is called.
            # By way of an array, which is copied at once, where a list would be taken number by number.
            stream.extend(array("I", [*map(numbers.__getitem__, chunks(text))]))
            self.words += len(stream) - (self._ends[name][-1] if self._ends[name] else 0)
            self._ends[name].append(len(stream))
        # A new chunk may be a page of Chinese; later ones are as good as always one word.
        self.words += sum(len(chunk) // 8 for chunk in self._chunks[known:])

    def finish(self) -> Collected:
        """All words collected."""
        # Only the numbers are needed from here on; the strings are taken apart once each.
        self._numbers.clear()
        pieces = surfaces_of(self._chunks)
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        surfaces, languages, every = _numbered(self._languages, counts, pieces)
        sizes = np.fromiter(map(len, self._chunks), np.int64, len(pieces))
        glued = GluedChunks(self._chunks, self._languages)
        joined = {name: glued.joints(*self._stream(name), counts) for name in FIELDS}
        collected = Collected(surfaces, languages, glued.compounds, joined, {}, {}, {}, {})
        # Numbers are enough from here on: strings and streams are never in memory together with what is made of these.
        self._chunks.clear()
        self._languages.clear()
        del pieces, glued
        held = _Chunks(every, counts, sizes)
        for name in FIELDS:
            self._take_apart(name, held, collected)
        return collected

    def _stream(self, name: str) -> tuple[Array, Ints]:
        """The chunks of a field, and where each document ends."""
        return np.frombuffer(self._streams[name], "u4"), np.frombuffer(self._ends[name], "i8")

    def _take_apart(self, name: str, chunks: _Chunks, collected: Collected) -> None:
        """Put a field's part into what is collected, some documents at a time; its chunks are given up."""
        stream, ends = self._stream(name)
        del self._streams[name], self._ends[name]
        bounds = np.append(0, ends)
        groups = [bounds[low : low + _GROUP + 1] for low in range(0, len(ends), _GROUP)]
        words = np.empty(sum(int(chunks.counts[stream[of[0] : of[-1]]].sum()) for of in groups), chunks.words.dtype)
        # So that there is something to put together where there is no document.
        counted, filled = [(chunks.counts[:0],) * 3], 0
        for of in groups:
            numbers = stream[of[0] : of[-1]]
            found = chunks.words_of(numbers)
            words[filled : filled + len(found)] = found
            filled += len(found)
            counted.append(chunks.counted(numbers, of - of[0]))
        collected.streams[name] = words
        kept = (collected.lengths, collected.stretches, collected.stretch_words)
        for by_field, parts in zip(kept, zip(*counted, strict=True), strict=True):
            by_field[name] = np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class _Chunks:
    """The different chunks: the words of each, one chunk after the other, how many those are, and its code points."""

    words: Array
    counts: Ints
    sizes: Ints

    def words_of(self, numbers: Array) -> Array:
        """The words of some chunks in a row."""
        first = np.cumsum(self.counts) - self.counts
        words: Array = self.words[spread(first[numbers], self.counts[numbers])]
        return words

    def counted(self, numbers: Array, bounds: Ints) -> tuple[Ints, Ints, Ints]:
        """How many words and stretches each document has, and how many words each stretch.

        The chunks of document d are numbers[bounds[d]:bounds[d + 1]].
        """
        counts = self.counts[numbers]
        until = np.append(0, np.cumsum(counts))[bounds]
        reach = np.append(0, np.cumsum(self.sizes[numbers] + 1))
        starts = reach[bounds]
        stretches = 1 + (starts[1:] - starts[:-1] - 1) // STRETCH
        before = np.cumsum(stretches) - stretches
        held = bounds[1:] - bounds[:-1]
        of_chunk = np.repeat(before, held) + (reach[:-1] - np.repeat(starts[:-1], held)) // STRETCH
        words = np.bincount(of_chunk, weights=counts, minlength=int(stretches.sum())).astype(np.int64)
        return until[1:] - until[:-1], stretches, words


class _Numbers(dict[str, int]):
    """Chunks of one language by number; a new one gets the next number of all languages."""

    def __init__(self, language: str, known: list[str], languages: list[str]) -> None:
        self._language, self._known, self._languages = language, known, languages

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self._known)
        self._known.append(chunk)
        self._languages.append(self._language)
        return number


def _numbered(
    languages: Sequence[str], counts: Ints, pieces: Sequence[tuple[str, ...]]
) -> tuple[list[str], list[str], Array]:
    """The different surfaces of all chunks, their languages, and the number of each surface of each chunk."""
    every = [*chain.from_iterable(pieces)]
    numbers = np.empty(len(every), np.uint32)
    known: list[str] = []
    known_languages: list[str] = []
    of_language = np.repeat(np.array(languages, object), counts)
    for language in dict.fromkeys(languages):
        at = np.flatnonzero(of_language == language)
        found = every if len(at) == len(every) else [*map(every.__getitem__, at.tolist())]
        numbers[at] = np.fromiter(
            map(_Numbers(language, known, known_languages).__getitem__, found), np.uint32, len(found)
        )
    return known, known_languages, numbers
