"""One edit, and what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.spelling import likeliest, mended, within_one_edit, within_two_edits


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("moon", "moon", True),
        ("moon", "moons", True),
        ("moon", "oon", True),
        ("moon", "mood", True),
        ("moon", "omon", True),
        ("moon", "mono", True),
        ("moon", "omno", False),
        ("moon", "noom", False),
        ("moon", "mo", False),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_edit(one: str, other: str, expected: bool) -> None:
    assert within_one_edit(one, other) is expected
    assert within_one_edit(other, one) is expected


def _neighbours(word: str) -> set[str]:
    """Every word one edit away, after Norvig: the definition to compare with."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in splits if b}
        | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
        | {a + c + b[1:] for a, b in splits if b for c in "abc"}
        | {a + c + b for a, b in splits for c in "abc"}
        | {word}
    )


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_what_making_every_edit_finds(one: str, other: str) -> None:
    assert within_one_edit(one, other) == (other in _neighbours(one))


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_two_edits_are_one_of_each_and_never_more(one: str, other: str) -> None:
    reached = {further for word in _neighbours(one) for further in _neighbours(word)}
    if within_two_edits(one, other):
        assert other in reached
    # What is reached besides has a letter put between two that were swapped, or the like.
    assert within_two_edits(one, other) == within_two_edits(other, one)
    if other in _neighbours(one):
        assert within_two_edits(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("schwartzeneger", "schwarzenegger", True),
        ("kirgizstan", "kyrgyzstan", True),
        ("kirgisstan", "kyrgyzstan", False),
        ("imigratoin", "immigration", True),
        ("parliment", "parliaments", True),
        ("ab", "ba", True),
        ("abcd", "badc", True),
        ("", "ab", True),
        ("", "abc", False),
        ("abcdef", "abc", False),
    ],
)
def test_two_edits(one: str, other: str, expected: bool) -> None:
    assert within_two_edits(one, other) is within_two_edits(other, one) is expected


def test_the_most_frequent_word_was_meant_and_short_words_are_not_guessed() -> None:
    assert likeliest("visti", [("visit", 3), ("vista", 9), ("visti", 99), ("vist", 0)], 2) == ("vista", "visit")
    assert likeliest("visti", [("visit", 3), ("vista", 3)], 1) == ("visit",)
    assert likeliest("foo", [("for", 3)], 3) == ()
    assert likeliest("1969", [("1968", 3)], 3) == ()
    assert likeliest("visti", [], 3) == ()


def test_a_word_is_mended_wherever_it_stands() -> None:
    text = mended('Visti (moon OR "visti’s base")', {"visti": "visit", "moon": None})
    assert text == 'visit (moon OR "visit base")'


def test_all_words_are_mended_at_once() -> None:
    assert mended("rokcet on the mooon", {"rokcet": "rocket", "mooon": "moon"}) == "rocket on the moon"
