"""Where a query stands in a text, and the stretch of it that is shown."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.surfaces import surfaces_at
from search.compounds import terms_of, text_terms
from search.highlight.snippets import LENGTH, Standing, mark, snippet
from search.highlight.word_layout import Layout, Place
from search.query.clauses import Prefix, Typo, Word, positive_leaves
from search.query.patterns import Pattern, occurrences, resolve
from search.query.syntax import parse
from tests.corpora import texts


def _expand(part: Word | Prefix | Typo) -> frozenset[str]:
    return terms_of(part.text, ["en"])


def patterns(query: str) -> list[Pattern]:
    return [resolve(leaf, _expand) for leaf in positive_leaves(parse(query).clause)]


def places(text: str, patterns: list[Pattern]) -> list[Place]:
    terms = text_terms(text, "en")
    return Layout(text).places(found for pattern in patterns for found in occurrences(terms, pattern))


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in places(text, patterns(query))]


def standing(text: str, query: str) -> list[Standing]:
    terms = text_terms(text, "en")
    return [Standing(at, i) for i, pattern in enumerate(patterns(query)) for at in occurrences(terms, pattern)]


def shown(text: str, query: str) -> str:
    return "".join(span.text for span in snippet(Layout(text), standing(text, query)))


def test_every_form_of_a_word_is_found_and_nothing_inside_of_another() -> None:
    assert marked("Visits: they visited a revisited visitor’s visit’s end.", "visit") == [
        "Visits",
        "visited",
        "visit’s",
    ]


def test_a_phrase_is_one_place_and_its_words_alone_are_none() -> None:
    assert marked("Kim met Kim Jong-un; Jong left.", '"kim jong un"') == ["Kim Jong-un"]


def test_near_words_are_marked_each() -> None:
    assert marked("The moon has a base. Far, far away another moon", '"base moon"~3') == ["moon", "base"]


def test_overlapping_pairs_of_characters_are_one_place() -> None:
    assert marked("在北京奥运会", "北京奥运") == ["北京奥运"]


def test_a_snippet_shows_the_stretch_with_most_of_the_words() -> None:
    filler = "Nothing to see in this long sentence about other things. " * 10
    text = f"A moon. {filler}The moon base opened. {filler}"
    spans = snippet(Layout(text), standing(text, "moon base opened"))
    assert [span.text for span in spans if span.hit] == ["moon", "base", "opened"]
    assert spans[0].text == "… "
    assert spans[1].text.endswith("The ")
    assert spans[-1].text == " …"
    assert sum(len(span.text) for span in spans) <= LENGTH + 4


def test_without_a_place_a_snippet_is_the_beginning() -> None:
    assert [span.text for span in snippet(Layout("Short text."), [])] == ["Short text."]
    assert snippet(Layout(""), []) == ()


def test_a_text_without_spaces_is_cut_too() -> None:
    assert sum(len(span.text) for span in snippet(Layout("x" * 10_000), [])) == LENGTH + 2


@given(st.text(max_size=400), texts())
def test_marking_loses_nothing_and_places_are_apart(text: str, query: str) -> None:
    at = places(text, patterns(query))
    assert "".join(span.text for span in mark(text, at)) == text
    assert all(start < end for start, end in at)
    assert all(one[1] <= other[0] for one, other in pairwise(at))


@given(st.text(max_size=400), texts())
def test_a_snippet_is_a_stretch_of_the_text_with_all_places_in_it_marked(text: str, query: str) -> None:
    spans = snippet(Layout(text), standing(text, query))
    shown = "".join(span.text for span in spans).removeprefix("… ").removesuffix(" …")
    assert shown in text
    hits = [span.text for span in spans if span.hit]
    assert all(text[start:end] in hits for start, end in places(text, patterns(query)) if len(text) <= LENGTH)


@given(st.text(max_size=200).map(lambda text: text * 20), st.integers(0, 3_999))
def test_words_stand_where_they_are_looked_up(text: str, number: int) -> None:
    tokens = [*surfaces_at(text)]
    layout = Layout(text)
    for at in range(number % 7, len(tokens), 7):
        _, start, end = tokens[at]
        assert layout.place((at, at)) == (start, end)
        assert layout.position(start) == at
    assert layout.position(len(text)) == len(tokens)


def test_words_are_found_again_and_again_however_many_were_asked_for() -> None:
    text = "He’s at the U.S. border, 学校 and on. " * 200
    layout, tokens = Layout(text), [*surfaces_at(text)]
    for _ in range(2):
        assert [layout.place((at, at)) for at in range(len(tokens))] == [(start, end) for _, start, end in tokens]


@given(
    st.lists(st.sampled_from(["moon", "half-moon,", "Moon's", "moons sun", "x", "月月月", "\n\nMoon."]), min_size=60)
)
def test_in_a_long_text_all_that_reaches_into_its_snippet_is_marked(words: list[str]) -> None:
    text = " ".join(f"{number:04} {word}" for number, word in enumerate(words))  # so that no stretch comes twice
    spans = [span for span in snippet(Layout(text), standing(text, "moon sun 月")) if span.text not in ("… ", " …")]
    start = text.index("".join(span.text for span in spans))
    ends = [*accumulate((len(span.text) for span in spans), initial=start)]
    whole = {i for begin, end in places(text, patterns("moon sun 月")) for i in range(begin, end)}
    shown_marked = {i for span, (a, b) in zip(spans, pairwise(ends), strict=True) if span.hit for i in range(a, b)}
    assert shown_marked == whole & set(range(ends[0], ends[-1]))


def test_a_name_that_is_chosen_is_looked_for_and_not_marked() -> None:
    filler = "Nothing to see in this long sentence about other things. " * 10
    text = f"The moon. {filler}Ada saw the moon. {filler}"
    spans = snippet(Layout(text), standing(text, "moon"), [(text.index("Ada"), "Ada")])
    assert [span.text for span in spans if span.hit] == ["moon"]
    assert any(span.text.endswith("Ada saw the ") for span in spans)
    alone = snippet(Layout(text), [], [(text.index("Ada"), "Ada")])
    assert [span.hit for span in alone] == [False, False, False]
    assert alone[1].text.startswith("Ada saw the moon.")
