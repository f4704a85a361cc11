"""A stem is a term of its language: in a folder of several, words find what is the same word in each article's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import Searcher, engine_names
from search.model import Document, Query
from tests.corpora import article, searcher_over

Open = Callable[[list[Document]], Searcher]


@pytest.fixture(params=engine_names())
def open_with(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    opened: list[Searcher] = []

    def make(documents: list[Document]) -> Searcher:
        opened.append(searcher_over(tmp_path / str(len(opened)), request.param, documents))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def paths(searcher: Searcher, text: str) -> list[str]:
    return sorted(hit.document.path[6:9] for hit in searcher.search(Query(text)).hits)


def test_a_word_is_stemmed_in_the_language_of_each_article(open_with: Open) -> None:
    searcher = open_with(
        [
            article(0, "New pier", "A new ferry, and New York.", language="en"),
            article(1, "News", "The news of the day.", language="en"),
            article(2, "Une new wave", "Des news de Paris, une news.", language="fr"),
            article(3, "News", "نبأ news", language="ar"),
            article(4, "Nachrichten", "Die News des Tages.", language="de"),
            article(5, "", "news new", language="zh"),
        ]
    )
    assert paths(searcher, "news") == ["001", "002", "003", "004", "005"]
    assert paths(searcher, "new") == ["000", "002", "005"]
    assert paths(searcher, '"new york" OR "new wave"') == ["000", "002"]
    assert paths(searcher, '"news wave"') == ["002"]  # French has one stem of both
    assert paths(searcher, "news*") == ["001", "002", "003", "004", "005"]
    assert paths(searcher, "news -new") == ["001", "003", "004"]
