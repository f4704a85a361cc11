"""The hashes of what is one edit away from a word, beside those of the strings themselves."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from search.analysis.folds import MAX_WORD
from search.engines.columns.edit_hashes import Alphabet
from search.query.spelling import within_one_edit

LETTERS = "abyzé߿ßяاही漢\u0800\uffff\U00010000😀\U0010ffff\ud800"


def edits(word: str) -> set[str]:
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = {head + tail[1:] for head, tail in halves[:-1]}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in halves[:-2]}
    made |= {head + letter + tail for head, tail in halves for letter in LETTERS}
    made |= {head + letter + tail[1:] for head, tail in halves[:-1] for letter in LETTERS}
    return made - {word}


@pytest.mark.parametrize("word", ["a", "ferry", "aab", "яблоко", "漢字", "x😀éab", "a" * MAX_WORD, "😀" * MAX_WORD])
def test_they_are_those_of_the_strings(word: str) -> None:
    alphabet = Alphabet(np.array(sorted(map(ord, LETTERS)), "<u4"))
    strings = edits(word)
    assert {*alphabet.edit_hashes(word).tolist()} == {crc32(s.encode("utf-8", "surrogatepass")) for s in strings}
    assert all(within_one_edit(word, string) for string in strings)


def test_without_letters_a_word_can_still_lose_one() -> None:
    assert {*Alphabet(np.empty(0, "<u4")).edit_hashes("ab").tolist()} == {crc32(s) for s in (b"a", b"b", b"ba")}
