"""Phrases that are parted by their beginnings match where they did."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.annotators.alternatives import parted

PARTED = {
    ("abc", "abd", "x"): "a(?:b(?:c|d))|x",
    ("(?:sign|log) in", "side"): "s(?:i(?:gn in|de))|log in",
    ("(?:my )?mail", "a?b", "ab"): "m(?:y mail|ail)|ab|a?b",
    ("[ab|c]d|e(?:f|g)", r"e\|"): r"e(?:f|g|\|)|[ab|c]d",
    ("(?:ab)+c", "(?:ab)*", r"\bx"): r"(?:ab)+c|(?:ab)*|\bx",
}
PIECES = st.sampled_from(
    ["a", "b", "ab", "(?:a|b)", "(?:ab|b)?", "a?", "b+", "[ab]", "(?:a(?:b|))", r"\b", " ", "c{2}", "."]
)
PHRASES = st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=5)


@pytest.mark.parametrize(("phrases", "pattern"), PARTED.items())
def test_phrases_share_what_they_begin_with(phrases: tuple[str, ...], pattern: str) -> None:
    assert parted(phrases) == pattern


@settings(max_examples=300, deadline=None)
@given(PHRASES, st.text("abc ", max_size=6))
def test_a_line_matches_as_with_the_phrases_side_by_side(phrases: list[str], line: str) -> None:
    whole, shared = "|".join(phrases), parted(phrases)
    assert bool(re.search(shared, line)) == bool(re.search(whole, line))
    assert bool(re.fullmatch(f"(?:{shared})x?", line)) == bool(re.fullmatch(f"(?:{whole})x?", line))
