"""Words that very many articles have, of which a page shows few: their places are found without reading all."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest

from search.engines import memory, whoosh
from search.engines.base import ids
from search.engines.columns import inversion
from search.engines.columns.token_streams import Collector
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


@pytest.mark.parametrize("at_once", [1, 7, 60])
def test_the_files_are_the_same_however_little_is_worked_on_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    odd = article(80, "A. B. crew", "e-mail of the moon-crew, J. K. " * 9)
    documents = [*told(), odd, article(81), article(82, "moon")]
    for name in ("usual", "small"):
        (tmp_path / name).mkdir()
    write_index(tmp_path / "usual", documents, segment_documents=50)
    monkeypatch.setattr(inversion, "_KEYS", at_once)
    monkeypatch.setattr(inversion, "_WORDS", at_once)
    write_index(tmp_path / "small", documents, segment_documents=50)
    for path in sorted((tmp_path / "usual").glob("MAIN*")):
        assert (tmp_path / "small" / path.name).read_bytes() == path.read_bytes(), path.name


def test_inverting_words_takes_little_more_memory_than_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "_KEYS", 1 << 13)
    monkeypatch.setattr(inversion, "_WORDS", 1 << 13)
    collector, rng, words = Collector(), random.Random(4), [f"moon{number}" for number in range(500)]
    for _ in range(1_000):
        collector.add(("The moon", " ".join(rng.choices(words, k=500))), "en")
    collected = collector.finish()
    tracemalloc.start()
    try:
        made = inversion.invert(collected)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Lists are put into arrays that have room for as many postings as there are words: five bytes a word.
    assert most < 12 * collector.words, most / collector.words
    assert int(made["body_spots"][-1]) == 500_000
