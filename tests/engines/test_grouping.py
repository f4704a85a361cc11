"""The contract of grouped results, for every engine: every number counts rows, exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines.base import Searcher, engine_names
from search.errors import DocumentNotFound
from search.model import Query
from tests.corpora import article, searcher_over, stories_of

DOCUMENTS = [
    article(0, "Ferry", "A ferry sank.", source="The Dial", date="2024-06-10", places=["Norway"]),
    article(1, "Ferry", "A ferry sank.", source="Harbour Post", date="2024-06-11", places=["Norway", "Oslo"]),
    article(2, "Ferry", "The ferry sank.", source="The Dial", date="2024-07"),
    article(3, "Vote", "They voted.", source="The Dial", date="2024-06-10", places=["Norway"]),
    article(4, "Ferry safety", "Every ferry is looked at.", source="Harbour Post"),
]
FOLDED = Query(group="story", facet_size=100)


@pytest.fixture(params=engine_names())
def searcher(request: pytest.FixtureRequest, tmp_path: Path) -> Searcher:
    """A ferry that three articles tell of alike, and two others."""
    stories = stories_of(DOCUMENTS, [2, 2, 2, 0, 3])
    return searcher_over(tmp_path / "index", request.param, DOCUMENTS, stories)


def test_near_duplicates_are_one_row_with_the_others_in_it(searcher: Searcher) -> None:
    page = searcher.search(FOLDED)
    rows = [(hit.document.path[6:9], hit.others, [other.path[6:9] for other in hit.also]) for hit in page.hits]
    assert (page.total, rows) == (3, [("002", 2, ["001", "000"]), ("003", 0, []), ("004", 0, [])])
    assert [hit.others for hit in searcher.search(Query()).hits] == [0] * 5


def test_every_number_counts_rows_and_is_what_the_click_gives(searcher: Searcher) -> None:
    for query in (FOLDED, Query("ferry", group="story", facet_size=100)):
        for facet in searcher.search(query).facets:
            for bucket in (*facet.buckets, facet.missing):
                assert searcher.search(query.toggle(facet.name, bucket.value)).total == bucket.count, bucket
    facets = {facet.name: facet for facet in searcher.search(FOLDED).facets}
    assert {bucket.value: bucket.count for bucket in facets["source"].buckets} == {"The Dial": 2, "Harbour Post": 2}
    assert [(bucket.value, bucket.count) for bucket in facets["date"].buckets] == [("2024-06", 2), ("2024-07", 1)]


def test_a_story_holds_rows_and_is_a_facet(searcher: Searcher) -> None:
    facet = next(facet for facet in searcher.search(Query()).facets if facet.name == "story")
    assert [(bucket.value, bucket.count) for bucket in facet.buckets] == [("Story 1", 4)]
    assert searcher.search(FOLDED.toggle("story", "Story 1")).total == 2
    assert searcher.get(DOCUMENTS[1].id).belongs.lead == DOCUMENTS[0].id


def test_the_near_duplicates_of_a_document_come_oldest_first_without_itself(searcher: Searcher) -> None:
    found = {
        number: [document.path[6:9] for document in searcher.duplicates(DOCUMENTS[number].id).documents]
        for number in range(5)
    }
    assert found == {0: ["001", "002"], 1: ["000", "002"], 2: ["000", "001"], 3: [], 4: []}
    assert [searcher.duplicates(document.id).total for document in DOCUMENTS] == [2, 2, 2, 0, 0]
    with pytest.raises(DocumentNotFound):
        searcher.duplicates("none")


def test_pages_of_rows_tile(searcher: Searcher) -> None:
    for sort in ("relevance", "date", "-date"):
        query = Query("ferry OR voted", group="story", sort=sort, per_page=1)
        pages = [searcher.search(query.turn(page)).hits for page in range(1, 5)]
        assert sorted(len(hits) for hits in pages) == [0, 1, 1, 1]
        found = [document.id for hits in pages for hit in hits for document in (hit.document, *hit.also)]
        assert sorted(found) == sorted(document.id for document in DOCUMENTS)
