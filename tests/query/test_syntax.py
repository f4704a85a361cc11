"""How a text is read as a query, and what is said about repairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.clauses import EVERYTHING, And, Not, Or, Phrase, Prefix, Typo, Word, leaves, positive_leaves
from search.query.syntax import MAX_DEPTH, MAX_LEAVES, MAX_TEXT, parse
from tests.corpora import texts


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("", EVERYTHING),
        ("Moon", Word("moon")),
        ("moon base", And((Word("moon"), Word("base")))),
        ("moon AND base", And((Word("moon"), Word("base")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("NOT NOT a", Word("a")),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ('"moon base"', Phrase((Word("moon"), Word("base")))),
        ("“moon base”", Phrase((Word("moon"), Word("base")))),
        ('"moon base"~5', Phrase((Word("moon"), Word("base")), distance=5)),
        ("Jong-un", Phrase((Word("jong"), Word("un")), joined=((0, 2),))),
        ("10:42", Phrase((Word("10"), Word("42")))),
        ("lun*", Prefix("lun")),
        ("moon~", Typo("moon")),
        ("moon~0", Word("moon")),
        ('"the rock*"', Phrase((Word("the"), Prefix("rock")))),
        ("title:moon", Word("moon", "title")),
        ('title:"moon base"', Phrase((Word("moon"), Word("base")), "title")),
        ("body:(a OR -b)", Or((Word("a", "body"), Not(Word("b", "body"))))),
        ("北京奥", Phrase((Word("北京"), Word("京奥")))),
        ("北京", Word("北京")),
        ("在", Prefix("在")),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
    ],
)
def test_a_text_is_read_as(text: str, clause: object) -> None:
    parsed = parse(text)
    assert parsed.clause == clause
    assert not parsed.notices


@pytest.mark.parametrize(
    ("text", "read_as", "codes"),
    [
        ('"moon base', '"moon base"', ["unbalanced_quote"]),
        ('moon"', "moon", ["unbalanced_quote", "empty_phrase"]),
        ('""', "", ["empty_phrase"]),
        ("(moon", "moon", ["unbalanced_bracket"]),
        ("moon) base)", "moon base", ["unbalanced_bracket"]),
        ("moon ()", "moon", ["empty_bracket"]),
        ("OR moon", "moon", ["dangling_operator"]),
        ("moon OR", "moon", ["dangling_operator"]),
        ("moon OR OR base", "moon OR base", ["dangling_operator"]),
        ("moon AND", "moon", ["dangling_operator"]),
        ("NOT", "", ["dangling_operator"]),
        ("moon - base", "moon base", ["no_word"]),
        ("*", "", ["no_word"]),
        ("😀", "", ["no_word"]),
        ("m*n", "m*", ["wildcard_inside"]),
        ("*moon", "moon", ["wildcard_first"]),
        ("*moon**", "moon*", ["wildcard_first"]),
        ("**m*n", "m*", ["wildcard_inside"]),
        ("~", "", ["no_word"]),
        ("moon~2", "moon~", ["one_typo"]),
        ("source:dial", "source dial", ["unknown_field"]),
        ("(" * (MAX_DEPTH + 5) + "a" + ")" * (MAX_DEPTH + 5), "a", ["too_deep", "unbalanced_bracket"]),
        ("a" * (MAX_TEXT + 1), "a" * 64, ["too_long"]),
    ],
)
def test_what_does_not_fit_is_repaired_and_said(text: str, read_as: str, codes: list[str]) -> None:
    parsed = parse(text)
    assert str(parsed) == read_as
    assert [notice.code for notice in parsed.notices] == codes
    assert all(notice.message.endswith(".") for notice in parsed.notices)


def test_the_number_of_leaves_is_bounded() -> None:
    parsed = parse(" ".join(f"w{i}" for i in range(200)))
    assert len(list(leaves(parsed.clause))) == MAX_LEAVES
    assert [notice.code for notice in parsed.notices] == ["too_many_words"]
    assert parse(" ".join(f"w{i % MAX_LEAVES}" for i in range(3 * MAX_LEAVES))).notices == ()
    phrase = parse('"' + "a " * 500 + '"').clause
    assert isinstance(phrase, Phrase)
    assert len(phrase.parts) == MAX_LEAVES


def test_negated_leaves_are_not_positive() -> None:
    clause = parse("a -b (c OR -d)").clause
    assert list(positive_leaves(clause)) == [Word("a"), Word("c")]
    assert list(leaves(clause)) == [Word("a"), Word("b"), Word("c"), Word("d")]


@given(st.one_of(texts(), st.text(max_size=80), st.text(alphabet='ab"()-*~: ORNTUSus', max_size=60)))
def test_any_text_is_read_and_what_was_read_reads_the_same(text: str) -> None:
    parsed = parse(text)
    again = parse(str(parsed))
    assert again.clause == parsed.clause
    assert again.notices == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("l'opposition", "opposition"),
        ("L’Oréal qu'elle", "oreal elle"),
        ("dell'automobile", "automobile"),
        ("title:d'usagers", "title:usagers"),
        ("-l'opposition", "-opposition"),
        ('"l\'opposition"', '"l opposition"'),
        ("D'Angelo O'Neill", "d-angelo o-neill"),
        ("rock'n'roll", "rock-n-roll"),
        ("l'x", '"l x"'),
    ],
)
def test_an_article_that_is_written_onto_its_word_is_left_out_of_it(text: str, read: str) -> None:
    assert str(parse(text)) == read


@pytest.mark.parametrize("mark", ['"', "”", "״"])
def test_a_quotation_mark_inside_a_hebrew_word_belongs_to_it(mark: str) -> None:
    assert parse(f"צה{mark}ל") == parse("צה״ל")
    assert parse(f'"ארה{mark}ב וצה{mark}ל"') == parse('"ארה״ב וצה״ל"')
    assert str(parse('"שלום" לכולם')) == "שלום לכולם"
