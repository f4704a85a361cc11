"""What a cluster could get wrong: values that no shard has among its most frequent, scores in 32 bits, long phrases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.base import Searcher, every_hit, ids
from search.engines.opensearch import facet_counts, row_counts
from search.model import Facet, Listing, Query
from tests.corpora import searcher_over, stories_of
from tests.engines.opensearch.articles import made

COUNT = 600
DOCUMENTS = made(COUNT)
ROWS = [number % 150 if number % 3 else 0 for number in range(COUNT)]


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return searcher_over(tmp_path_factory.mktemp("oracle") / "index", "memory", DOCUMENTS, stories_of(DOCUMENTS, ROWS))


@pytest.fixture(autouse=True)
def _few_are_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small corpus has more than are fetched at most."""
    monkeypatch.setattr("search.engines.opensearch.ranking.FETCHED", 300)


@pytest.fixture(scope="module", params=["1", "3"])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEARCH_CLUSTER_SHARDS", request.param)
        folder = tmp_path_factory.mktemp("cluster") / "index"
        return searcher_over(folder, "opensearch", DOCUMENTS, stories_of(DOCUMENTS, ROWS))


def facet_of(searcher: Searcher, query: Query, name: str) -> Facet:
    return next(facet for facet in searcher.search(query).facets if facet.name == name)


@pytest.mark.parametrize("text", ["", "harbour", "ferry storm -pilot", "har*"])
@pytest.mark.parametrize("size", [1, 8, 100])
@pytest.mark.parametrize("group", [None, "story"])
def test_counts_are_exact_however_the_articles_are_divided(
    searcher: Searcher, oracle: Searcher, text: str, size: int, group: str | None
) -> None:
    query = Query(text, facet_size=size, group=group)  # type: ignore[arg-type]
    for asked in (query, query.toggle("person", "Person 007"), query.exclude("source", "The Dial")):
        found, right = searcher.search(asked), oracle.search(asked)
        assert (found.total, found.facets, found.about) == (right.total, right.facets, ())


@pytest.mark.parametrize("order", ["count", "name"])
@pytest.mark.parametrize("contains", ["", "person 1", "zz"])
def test_a_look_inside_a_facet_is_exact(searcher: Searcher, oracle: Searcher, order: str, contains: str) -> None:
    for offset in (0, 40):
        listing = Listing("person", contains, order, offset, 30)  # type: ignore[arg-type]
        for query in (Query("ferry"), Query("ferry", group="story"), Query(chosen={"person": ("Person 003",)})):
            assert searcher.values(query, listing) == oracle.values(query, listing)


@pytest.mark.parametrize(
    "text",
    [
        "harbour",
        "harbour storm",
        "ferry harbour OR tram",
        '"harbour ferry"',
        '"ferry har*"',
        '"harbour ferry"~2',
        '"storm storm"~3',
        "e-mail",
        "email crew",
        "1000",
        '"night-ferry crew"',
        "title:harbour mayor",
        "museum~ river",
        "-harbour",
        "mayor strike vote zzz",
    ],
)
def test_the_first_pages_are_those_of_the_oracle_to_the_last_digit(
    searcher: Searcher, oracle: Searcher, text: str
) -> None:
    for query in (
        Query(text),
        Query(text, page=9),
        Query(text, sort="date", page=3),
        Query(text, group="story", page=2),
    ):
        found, right = searcher.search(query), oracle.search(query)
        assert replace(found, about=()) == right, (query, found.about)
        if oracle.count(Query(text)) <= 300:
            assert found.about == ()


def test_pages_tile_to_the_end_in_every_order(searcher: Searcher) -> None:
    for sort in ("relevance", "date", "-date"):
        query = Query("harbour OR ferry", sort=sort, per_page=90)  # type: ignore[arg-type]
        total = searcher.search(query).total
        pages = [searcher.search(query.turn(page)) for page in range(1, 3 + total // 90)]
        walked = [hit.document.id for page in pages for hit in page.hits]
        assert len(walked) == len(set(walked)) == total
        scores = [hit.score for page in pages for hit in page.hits]
        if sort == "relevance":
            assert scores == sorted(scores, reverse=True)


def test_a_page_beyond_the_window_is_walked_to(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query(sort="date", per_page=100)
    right = [searcher.search(query.turn(page)).hits for page in (3, 6, 7)]
    monkeypatch.setattr("search.engines.opensearch.ranking.WINDOW", 150)
    monkeypatch.setattr("search.engines.opensearch.ranking.STEP", 130)
    assert [searcher.search(query.turn(page)).hits for page in (3, 6, 7)] == right


def test_every_article_is_passed_once_by_a_scan(searcher: Searcher, oracle: Searcher) -> None:
    assert sorted(searcher.scan(), key=lambda d: d.path) == sorted(oracle.scan(), key=lambda d: d.path)


def test_more_values_than_are_counted_one_by_one_are_told_as_about_so_many(
    tmp_path: Path, oracle: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("facet_counts", "index_corpus"):
        monkeypatch.setattr(f"search.engines.opensearch.{module}.FEW", 50)
    few = searcher_over(tmp_path / "few", "opensearch", DOCUMENTS, stories_of(DOCUMENTS, ROWS))
    many, right = facet_of(few, Query(), "person"), facet_of(oracle, Query(), "person")
    assert many.about
    assert abs(many.distinct - right.distinct) <= 0.05 * right.distinct
    assert replace(many, about=False, distinct=right.distinct) == right
    # Under a query that leaves few of them they are counted.
    narrow = Query("harbour ferry storm pilot crew budget council", match="all", since="2024-06-01", until="2024-06-02")
    assert facet_of(few, narrow, "person") == facet_of(oracle, narrow, "person")
    few.close()
    assert facet_counts.FEW == 50


def test_too_many_near_duplicates_are_counted_by_their_first_and_that_is_said(
    searcher: Searcher, oracle: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_counts, "FOLDED", 100)
    page, right = searcher.search(Query("harbour", group="story")), oracle.search(Query("harbour", group="story"))
    assert "total" in page.about
    assert 0 < page.total <= right.total
    assert searcher.count(Query("harbour", group="story")) == page.total


@pytest.mark.parametrize("text", ["", "harbour storm", '"ferry crew"'])
@pytest.mark.parametrize("sort", ["relevance", "date", "-added"])
def test_all_results_come_in_their_order_with_their_scores(
    searcher: Searcher, oracle: Searcher, text: str, sort: str
) -> None:
    query = Query(text, sort=sort, chosen={"source": ("The Dial",)}, group="story")  # type: ignore[arg-type]
    found, right = [*every_hit(searcher, query)], [*every_hit(oracle, query)]
    assert ids(searcher, query) == [hit.document.id for hit in right]
    assert found == right
