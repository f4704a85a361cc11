"""A cheap look before a pattern never hides a line from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.annotators import date_relative, date_spans, layout_words
from search.annotators.cues import Cued, cued, folded

CUED = {name: value for name, value in vars(layout_words).items() if isinstance(value, Cued)}
CUED |= {"RELATIVE": date_relative.RELATIVE}
CUED |= {f"months of {code}": date_spans.compiled(code)[1] for code in ("en", "tr", "vi", "el", "")}

IN_PATTERNS = {
    r"newsletters?\b": {"newsletter"},
    r"(?:sign|log) in to": {" in to"},
    r"\bfile photo\b|^\W*images?\b": {"file photo", "image"},
    r"(?:photo|picture)s? (?:by|courtesy of)": {"photo", "picture"},
    r"a{2,3}b{0,2}c?d+ee": {"ee"},
    r"(?:ab)?cd(?!efgh)(?<=ijkl)": {"cd"},
    r"[:：]\s?[a-z]+[^\]x]{3}": {":", "："},
    r"x|(?P<mark>©|\(c\))": {"x", "©", "(c)"},
    r"\$5(?-i:[A-Z])": {"$5"},
}


@pytest.mark.parametrize(("pattern", "cues"), IN_PATTERNS.items())
def test_cues_are_the_rarest_strings_that_stand_in_every_match(pattern: str, cues: set[str]) -> None:
    assert {*cued(re.compile(pattern, re.IGNORECASE)).cues} == cues


@pytest.mark.parametrize("pattern", [r"\w+", r"photo|\d", r"(?:photo)?", r"[a-z]{3}", r"(?=photo)\s"])
def test_a_pattern_that_matches_without_a_cue_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no cue in"):
        cued(re.compile(pattern))


def test_an_escape_that_may_be_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood"):
        cued(re.compile(r"\u0041bc"))


@pytest.mark.parametrize("name", CUED)
def test_no_match_is_hidden(name: str) -> None:
    pattern = CUED[name].pattern

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(st.from_regex(pattern))
    def holds(line: str) -> None:
        assert bool(CUED[name].search(line)) == bool(pattern.search(line))

    holds()


@pytest.mark.parametrize("line", ["İLGİLİ HABER", "ılgılı", "ΣΤΙΣ ΑΓΟΡΕΣ", "Photoſ", "ПОДПИШИТЕСЬ", "straße"])
def test_a_line_in_any_case_is_folded_as_patterns_match_it(line: str) -> None:
    for other in (line, line.lower(), line.upper(), line.swapcase()):
        if re.fullmatch(re.escape(line), other, re.IGNORECASE):
            assert folded(line) == folded(other)
