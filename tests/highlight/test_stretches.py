"""Stretches: every mark is in exactly one of them, and they are apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.surfaces import surfaces
from search.highlight.stretches import stretches
from search.highlight.word_layout import Layout

TEXT = "one two, 学校で自閉症 three; four five. Six's seven"
LAYOUT = Layout(TEXT)
POSITIONS = st.integers(0, len(surfaces(TEXT)) - 1)


def shown(found: list[tuple[int, ...]]) -> list[str]:
    return [TEXT[one.start : one.end] for one in stretches(LAYOUT, found)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        ([(0,), (1,)], ["one", "two"]),
        ([(0, 1)], ["one two"]),
        ([(0,), (0, 1), (1,)], ["one two"]),
        ([(9,), (11, 12)], ["four", "Six's seven"]),
        ([(9, 12)], ["four five. Six's seven"]),  # words near each other, with what stands between them
        ([(8, 10), (10, 12)], ["three; four five. Six's seven"]),
        ([(2,), (3,)], ["学校で"]),  # pairs of characters overlap
    ],
)
def test_what_overlaps_is_one_stretch(found: list[tuple[int, ...]], expected: list[str]) -> None:
    assert shown(found) == expected


@given(st.lists(st.sets(POSITIONS, min_size=1, max_size=3).map(lambda at: tuple(sorted(at))), max_size=6))
def test_every_mark_is_in_exactly_one_stretch(found: list[tuple[int, ...]]) -> None:
    apart = stretches(LAYOUT, found)
    assert [mark for one in apart for mark in one.marks] == LAYOUT.places(found)
    assert all(one.start <= start and end <= one.end for one in apart for start, end in one.marks)
    assert all(one.marks and (one.marks[0][0], one.marks[-1][1]) == (one.start, one.end) for one in apart)
    assert all(one.end <= other.start for one, other in pairwise(apart))


@given(st.text("ab. 学校で\n-'s", max_size=900), st.data())
def test_the_words_between_two_positions_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    words = surfaces(text)
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        assert Layout(text).surfaces(first, last) == words[first : last + 1]
