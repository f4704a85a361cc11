"""A text -> the numbers of its words: one look-up a chunk, as when words are indexed."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.analysis.folds import MAX_WORD, fold
from search.analysis.surfaces import chunk_surfaces, chunks
from search.analysis.terms import stem_in, term_mapper
from search.engines.columns.distinct import distinct
from search.languages import all_languages
from search.model import Document

Array: TypeAlias = NDArray[Any]

SHINGLE = 3
"""Words of a shingle. Copies that were cut or touched up share half of them, articles on one event nearly none."""
MOST_WORDS = 20_000
"""Words of a text that are looked at, from its beginning: a book is no news."""

_MOST_REMEMBERED = 1 << 17
# 2^64 by the golden ratio, and two primes of xxHash: multiplying by them spreads every bit over all above it.
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_LOW, _SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)


class _Numbered(dict[str, bytes]):
    """Chunks of a language as numbers, u8, one a word: the word's in the upper half, its term's in the lower.

    The term of a stop word is 0. They are kept as bytes, which are joined in a quarter of the time that numbers take.
    """

    def __init__(self, language: str) -> None:
        known = all_languages().get(language)
        self._term = term_mapper(language)
        self._stop_words = {fold(word) for word in known.stop_words} if known else set()

    def __missing__(self, chunk: str) -> bytes:
        value = b"".join(self._number(surface).to_bytes(8, "little") for surface in chunk_surfaces(chunk))
        # Long ones are rare and do not come again; a few of them could fill the memory.
        if len(chunk) <= MAX_WORD:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[chunk] = value
        return value

    def _number(self, surface: str) -> int:
        word = fold(surface)
        term = 0 if word in self._stop_words else _hash(stem_in(self._term(surface)))
        return _hash(word) << 32 | term


def _hash(word: str) -> int:
    # Not Python's own hash, which differs from process to process.
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@cache
def _numbered(language: str) -> _Numbered:
    return _Numbered(language)


def numbers(text: str, language: str) -> Array:
    """The words of a text, u8: see `_Numbered`."""
    known = _numbered(language)
    # With the blank behind it a word has fewer than 16 letters on average: a longer text need not be taken apart.
    pieces = chunks(text[: MOST_WORDS * 16])
    found: Array = np.frombuffer(b"".join(map(known.__getitem__, pieces)), "<u8")
    return found[:MOST_WORDS]


def terms(numbered: Array) -> Array:
    """The terms of numbered words in their order, u4, without stop words."""
    found: Array = (numbered & _LOW).astype(np.uint32)
    kept: Array = found[found != 0]
    return kept


def shingles(numbered: Array) -> Array:
    """The different shingles of numbered words, u8, ascending."""
    words = numbered >> _SHIFT
    if len(words) < SHINGLE:
        return words[:0]
    last = len(words) - SHINGLE + 1
    mixed = words[:last] * _MIXERS[0]
    for step in range(1, SHINGLE):
        mixed = (mixed ^ (mixed >> _SHIFT)) * _MIXERS[step] + words[step : last + step]
    return distinct(mixed ^ (mixed >> np.uint64(29)))


def shingles_of(document: Document) -> Array:
    """The shingles of a document's body."""
    return shingles(numbers(document.body, document.language))
