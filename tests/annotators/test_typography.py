"""Words are found in plain letters as patterns find them in any."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from search.annotators.typography import plain_words, spelled_words, typed

TEXTS = st.text("aZ09_'’‘“”–—…\xa0 \n.,", max_size=24)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_words_are_those_of_a_pattern(text: str) -> None:
    assert plain_words(text) == re.findall(r"\w+", text)
    letters = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    assert spelled_words(text) == [word.replace("’", "'") for word in letters]


@given(st.text("aé’界“ ", max_size=12))
def test_marks_are_changed_one_for_one_and_letters_are_not(text: str) -> None:
    assert [a for a, b in zip(text, typed(text), strict=True) if a != b and a.isalnum()] == []


def test_other_letters_are_left_to_a_pattern() -> None:
    assert plain_words("straße") is None
    assert spelled_words("здесь") is None
