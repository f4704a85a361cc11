"""Words that very many articles have, of which a page shows few: their places are found without reading all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engines import memory, whoosh
from search.engines.base import ids
from search.engines.columns.writer import write_index
from search.engines.scoring import CANDIDATES
from search.model import Document, Query
from tests.corpora import article

WORDS = "moon moons moonlit rover crew orbit launch crater the".split()


def told() -> list[Document]:
    """Articles that all have the same few words, one of them more often than a byte counts."""
    rng = random.Random(3)
    bodies = [" ".join(rng.choices(WORDS, k=rng.randrange(20, 60))) for _ in range(80)]
    bodies[33] += " moon crew" * 300
    return [article(number, "The moon", body) for number, body in enumerate(bodies)]


@pytest.fixture(scope="module", params=[80, 17])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> whoosh.WhooshSearcher:
    folder: Path = tmp_path_factory.mktemp("long")
    write_index(folder, told(), segment_documents=request.param)
    return whoosh.searcher(folder)


@pytest.mark.parametrize("text", ["moon", "moon crew", "moo*", "crater OR rover", '"moon crew"', "moon -moonlit"])
def test_one_of_many_articles_is_shown_with_its_own_places(searcher: whoosh.WhooshSearcher, text: str):
    oracle = memory.MemorySearcher(told())
    assert ids(searcher, Query(text)) == ids(oracle, Query(text))
    for page in (1, 2, 7, 40, 80):
        query = Query(text, page=page, per_page=1)
        assert searcher.search(query).hits == oracle.search(query).hits


def test_the_pages_before_and_behind_the_last_candidate_are_those_of_the_oracle(tmp_path: Path):
    rng = random.Random(5)
    bodies = (" ".join(rng.choices(WORDS, k=rng.randrange(20, 60))) for _ in range(CANDIDATES + 50))
    articles = [article(number, "The moon", body) for number, body in enumerate(bodies)]
    write_index(tmp_path, articles, segment_documents=100)
    searcher, oracle = whoosh.searcher(tmp_path), memory.MemorySearcher(articles)
    for page in (1, 7, 8, 9):  # the seventh is the first that reaches beyond
        query = Query("moon crew", page=page, per_page=30)
        assert searcher.search(query).hits == oracle.search(query).hits
    searcher.close()
