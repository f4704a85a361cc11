"""What one query may cost is bounded by postings, in every engine alike, and what was left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines import expansion
from search.engines.base import Searcher, engine_names
from search.engines.columns import term_dictionary
from search.model import Document, Listing, Query
from search.query.syntax import parse
from tests.corpora import article, searcher_over
from tests.engines.test_whoosh import built


def corpus() -> list[Document]:
    """Three documents: two with both words that begin with a, and one with a word that begins with b."""
    return [article(0, "", "apple acorn"), article(1, "", "apple acorn"), article(2, "", "bay apple")]


@pytest.fixture(params=engine_names())
def searcher(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    """A query may read 8 postings: twice those of a phrase, three times those near each other; terms cost nothing."""
    monkeypatch.setattr(expansion, "TERM", 0)
    monkeypatch.setattr(expansion, "MAX_POSTINGS", 2)
    monkeypatch.setattr(expansion, "FEW", 4)
    monkeypatch.setattr(expansion, "PLACES", 2)
    monkeypatch.setattr(expansion, "NEAR_PLACES", 3)
    return searcher_over(tmp_path / "index", request.param, corpus())


@pytest.mark.parametrize(
    ("text", "read", "total"),
    [
        ("a*", "a*", 3),  # 3 postings of apple and 2 of acorn
        ("a* bay acorn", "a* bay acorn", 0),  # 5 + 1 + 2 are just 8
        ("acorn a* apple", "acorn a*", 2),  # 2 + 5, and 3 more are too many
        ("a* apple bay", "a* apple", 3),  # 5 + 3, and nothing is left for bay
        ("acorn a* apple bay", "acorn a* bay", 0),  # what is smaller is still read
        ("a* a* a*", "a* a* a*", 3),  # the same is read once
        ("acorn -(a* OR apple)", "acorn -a*", 0),
        ("bay OR (a* apple)", "bay OR a*", 3),
        ("a* apple -acorn", "a* apple", 3),
        ('"bay apple"', '"bay apple"', 1),  # (1 + 3) * 2
        ('"a* bay"', "", 3),  # (5 + 1) * 2
        ('bay -"a* bay"', "bay", 1),
        ('"bay apple"~5', "", 3),  # (1 + 3) * 3
    ],
)
def test_what_is_too_much_work_is_left_out(searcher: Searcher, text: str, read: str, total: int) -> None:
    page = searcher.search(Query(text))
    assert (page.parsed, page.total) == (read, total)
    assert [n.code for n in page.notices if n.code == "too_heavy"] == (["too_heavy"] if read != text else [])
    assert searcher.count(Query(text)) == total
    assert searcher.values(Query(text), Listing("person")).missing.count == total  # nobody is named anywhere


def test_the_notice_says_what_was_left_out(searcher: Searcher) -> None:
    notices = searcher.search(Query("a* apple bay acorn")).notices
    assert [notice.message for notice in notices] == [
        "The query is too expensive to run in full: “bay” and 1 more were left out."
    ]


@pytest.mark.parametrize("text", ["the", "the of and", "th*", '"to be or not to be"'])
def test_nothing_that_people_ask_is_left_out(text: str) -> None:
    clause, documents = parse(text).clause, 100_000
    assert expansion.affordable(clause, lambda _: (1, documents), documents) == (clause, ())


@pytest.mark.parametrize(
    "text", [" ".join(f"{n}*" for n in range(60)), '"' + "a* " * 60 + '"~9', '"' + "a* " * 60 + '"']
)
def test_nothing_is_looked_up_any_more_when_that_has_cost_everything(text: str) -> None:
    asked: list[expansion.Part] = []

    def expanded(part: expansion.Part) -> tuple[int, int]:
        asked.append(part)
        return expansion.MAX_EXPANSION, 0

    _, [notice] = expansion.affordable(parse(text).clause, expanded, 10)
    assert len(asked) == expansion.MAX_POSTINGS * expansion.FEW // (expansion.MAX_EXPANSION * expansion.TERM)
    assert notice.code == "too_heavy"


def test_a_term_may_be_the_most_frequent_of_all_and_of_no_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (expansion, term_dictionary):
        monkeypatch.setattr(module, "MAX_EXPANSION", 2)
    first = [article(n, "", "sack sail sand" + " salt" * (n < 3)) for n in range(4)]
    searcher = built(tmp_path / "index", [*first, *(article(n, "", "salt") for n in range(4, 7))], 4)
    assert searcher.search(Query("sa*")).total == 7
