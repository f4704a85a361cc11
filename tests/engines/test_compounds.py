"""Words written joined and apart find each other, in every engine, and nothing that only looks like them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from search.engines.base import Searcher, engine, engine_names
from search.model import Query
from tests.corpora import article, searcher_over

Open = Callable[[Sequence[str]], Searcher]


@pytest.fixture(params=engine_names())
def over(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function from the texts of articles to a searcher, for each engine."""
    opened: list[Searcher] = []

    def make(texts: Sequence[str]) -> Searcher:
        documents = [article(number, "", text) for number, text in enumerate(texts)]
        opened.append(searcher_over(tmp_path / str(len(opened)), request.param, documents))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def found(searcher: Searcher, text: str) -> dict[int, list[str]]:
    """The numbers of the articles that a query finds, each with what is marked in it."""
    hits = searcher.search(Query(text, per_page=100)).hits
    return {int(hit.document.path[6:9]): [span.text for span in hit.snippet if span.hit] for hit in hits}


@pytest.mark.parametrize(
    "spellings",
    [
        ["on-line", "online", "On‑Line"],
        ["write-offs", "writeoff", "write-off"],
        ["SARS-2", "sars2"],
        ["A-4", "A4"],
        ["Vue.js", "vuejs", "Vue-js"],
        ["D’Souza", "DSouza", "D'Souza’s"],
        ["Ba'ath", "Baath", "Ba‘ath"],
        ["Lu'an", "Luan"],
        ["o'clock", "oclock"],
        ["drag'n'drop", "dragndrop"],
        ["T. S. Eliot", "T.S. Eliot", "TS Eliot"],
        ["G. K. Q. Moss", "GKQ Moss", "G.K.Q. Moss"],
        ["U. N. envoy", "UN envoy", "U.N. envoy"],
        ["RR.HH.", "RRHH", "RR. HH."],
        ["Ph. D.", "PhD", "Ph.D."],
        ["45,300", "45 300", "45.300", "45300", "45\u202f300", "45’300"],
        ["7,654,321", "7654321", "7 654 321"],
        ["il·lusió", "illusió", "il-lusió"],
        ["תל־אביב", "תל-אביב", "תלאביב"],
        ["רס״ן", "רסן", 'רס"ן'],
        ["خانه‌ها", "خانهها"],
        ["jack-in-the-box", "jackinthebox", "jack-inthe-box"],
    ],
)
def test_all_spellings_of_a_word_find_all_of_them_and_mark_them_whole(over: Open, spellings: list[str]) -> None:
    searcher = over([f"Somebody said {spelling} here" for spelling in spellings])
    for asked in spellings:
        marked = found(searcher, asked)
        assert [*sorted(marked)] == [*range(len(spellings))], asked
        phrase = found(searcher, f'"said {asked} here"') if '"' not in asked else marked
        assert [*sorted(phrase)] == [*range(len(spellings))], asked
    assert searcher.search(Query(spellings[0])).total == len(spellings)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("They are the rapist and his lawyer", "therapist"),
        ("He lost 2-1 in the 20-19 game of 10.5", "21"),
        ("He lost 2-1 in the 20-19 game of 10.5", "2019"),
        ("He lost 2-1 in the 20-19 game of 10.5", "105"),
        ("Written in C++ and C#", "c"),
        ("Written in C", "C++"),
        ("I’ll say he'll go, we’re there, they've gone", "ill OR hell OR were OR theyve"),
        ("C'est l'art de n'est pas", "cest OR lart OR nest"),
        ("One 1,0000 or 1,00", "10000 OR 100 OR 1000"),
        ("A, B and J", "ab"),
        ("The J. was K.", "jk"),
    ],
)
def test_what_only_looks_joined_is_not(over: Open, text: str, asked: str) -> None:
    assert found(over([text]), asked) == {}


def test_the_pieces_are_found_as_ever_and_marked_alone(over: Open) -> None:
    searcher = over(["a test-clean kitchen", "a clean test"])
    assert found(searcher, "test") == {0: ["test"], 1: ["test"]}
    assert found(searcher, "testclean") == {0: ["test-clean"]}
    assert found(searcher, '"test clean"') == {0: ["test-clean"]}


def test_a_joined_word_keeps_its_place_in_phrases_and_near_others(over: Open) -> None:
    searcher = over(["the old drive-in cinema closed", "the old drivein cinema closed", "a drivein of old, a cinema"])
    for asked in ('"old drivein cinema"', '"old drive-in cinema"', '"cinema drivein"~0', '"drive-in old"~1 closed'):
        assert [*sorted(found(searcher, asked))] == [0, 1], asked
    assert found(searcher, '"old drivein cinema"')[0] == ["old drive-in cinema"]
    assert found(searcher, '"old cinema"') == {}


def test_beginnings_and_typos_meet_joined_words(over: Open) -> None:
    searcher = over(["a by-election", "a byelection"])
    for asked in ("byelec*", "by-elec*", "byelction~", "by-elections"):
        assert [*sorted(found(searcher, asked))] == [0, 1], asked


def test_what_is_found_by_its_other_spelling_is_no_typo(over: Open) -> None:
    page = over(["a sitin", "a pley"]).search(Query("sit-in"))
    assert (page.total, page.notices) == (1, ())


def test_a_joined_word_goes_with_its_document(tmp_path: Path) -> None:
    documents = [article(number, "", text) for number, text in enumerate(["a sit-in", "sit-ins", "other words"] * 400)]
    for name in engine_names():
        first, second = tmp_path / f"{name}1", tmp_path / f"{name}2"
        first.mkdir()
        second.mkdir()
        engine(name).write(first, documents)
        gone = {document.id for document in documents[:30] if "sit" in document.text}
        engine(name).extend(second, first, gone, [article(5_000, "", "a new sitin and sit-in")])
        searcher = engine(name).searcher(second)
        assert searcher.count(Query("sitin")) == 800 - len(gone) + 1
        assert searcher.words("siti", 9) == ("sitin",)
        searcher.close()
