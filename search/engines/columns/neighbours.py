"""The words of an index that are one edit or two away from a word.

Every string one edit away, over the letters that the corpus has, is looked up by its hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.engines.columns.array_file import Array, Ints
from search.engines.columns.edit_hashes import Alphabet
from search.engines.columns.hash_filter import HashFilter
from search.engines.columns.inversion import LONG
from search.engines.columns.postings import Words
from search.query.spelling import within_one_edit, within_two_edits

_NONE = np.empty(0, np.int64)


class Neighbours:
    """Looks for words in all segments, given the words of each: numbers come for each segment, ascending."""

    def __init__(self, segments: Sequence[Words]) -> None:
        self._segments = segments

    def equal_or_near(self, word: str) -> list[Ints]:
        """The words equal to a word or one insertion, deletion, substitution or swap of neighbours apart."""
        own = (words.strings.find(word) for words in self._segments)
        pairs = zip(self.near(word), own, strict=True)
        return [found if place is None else np.sort(np.append(found, place)) for found, place in pairs]

    def near(self, word: str) -> list[Ints]:
        """The words one edit away."""
        alphabets = self._of_long if len(word) >= LONG else self._of_all
        # In ascending order they are found several times as fast: one lies close to the next.
        made = {alphabet: np.sort(self._filter.possible(alphabet.edit_hashes(word))) for alphabet in {*alphabets}}
        every = zip(self._segments, alphabets, strict=True)
        return [_among(words, word, made[alphabet]) for words, alphabet in every]

    def farther(self, word: str) -> list[Ints]:
        """The words with the same first letter that are at most two edits away."""
        return [_two_edits_away(words, word) for words in self._segments]

    @cached_property
    def _filter(self) -> HashFilter:
        return HashFilter([words.hashes for words in self._segments])

    @cached_property
    def _of_all(self) -> list[Alphabet]:
        return _alphabets([words.letters for words in self._segments])

    @cached_property
    def _of_long(self) -> list[Alphabet]:
        return _alphabets([words.long_letters for words in self._segments])


def _alphabets(letters: Sequence[Array]) -> list[Alphabet]:
    """An alphabet for each segment: most segments have the same letters, and then the same one."""
    different = {of_segment.tobytes(): of_segment for of_segment in letters}
    made = {key: Alphabet(of_segment) for key, of_segment in different.items()}
    return [made[of_segment.tobytes()] for of_segment in letters]


def _among(words: Words, word: str, hashes: Array) -> Ints:
    """Which words are one edit away from a word, given the hashes of all strings that are, ascending."""
    low = words.hashes.searchsorted(hashes)
    there = (words.hashes.take(low, mode="clip") == hashes).nonzero()[0]
    if not len(there):
        return _NONE
    found: set[int] = set()
    for place in there.tolist():
        # Several words may have one hash: all from its left edge to its right are compared.
        for at in range(int(low[place]), len(words.hashes)):
            if words.hashes[at] != hashes[place]:
                break
            number = int(words.hashed[at])
            other = words.strings[number]
            if other != word and within_one_edit(other, word):
                found.add(number)
    return np.array(sorted(found), np.int64)


def _two_edits_away(words: Words, word: str) -> Ints:
    low, high = words.strings.starting(word[:1])
    alike = (at for at, other in enumerate(words.strings.between(low, high), low) if within_two_edits(other, word))
    return np.fromiter(alike, np.int64)
