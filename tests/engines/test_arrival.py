"""When articles came into the index, for every engine: the bound, the order, and what an index that grows keeps."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engines.base import engine, engine_names
from search.model import Query
from tests.corpora import article, searcher_over

ARRIVALS = ["", "2026-11-30T10:05:00.000Z", "2026-11-30T10:05:00.001Z", "2026-12-01T00:00:00.000Z"]


@pytest.fixture(params=engine_names())
def name(request: pytest.FixtureRequest) -> str:
    """Every engine, by its name."""
    return str(request.param)


@pytest.mark.parametrize(
    ("bound", "found"),
    [
        ("2026", "123"),
        ("2026-11-30", "123"),
        ("2026-12", "3"),
        ("2026-11-30T10:05:00Z", "123"),
        ("2026-11-30T10:05:00.001Z", "23"),
        ("2026-11-30T10:05:01Z", "3"),
        ("2027", ""),
    ],
)
def test_a_bound_leaves_out_what_came_before_it(name: str, bound: str, found: str, tmp_path: Path) -> None:
    documents = [article(i, "same", added=added) for i, added in enumerate(ARRIVALS)]
    searcher = searcher_over(tmp_path / "index", name, documents)
    page = searcher.search(Query("same", added_since=bound))
    assert sorted(hit.document.path for hit in page.hits) == [f"seeds/00{number}.txt" for number in found]
    assert page.total == searcher.count(Query("same", added_since=bound)) == len(found)
    assert {hit.document.added for hit in page.hits} == {ARRIVALS[int(number)] for number in found}


def test_what_came_last_is_first_and_what_came_together_goes_by_path(name: str, tmp_path: Path) -> None:
    documents = [article(i, "same", added=ARRIVALS[i % 4], date="2020") for i in range(8)]
    random.Random(2).shuffle(documents)
    searcher = searcher_over(tmp_path / "index", name, documents)
    for query in (Query(sort="-added"), Query("same", sort="-added"), Query(sort="-added", group="story")):
        found = [hit.document.path[6:9] for hit in searcher.search(query).hits]
        assert found == ["003", "007", "002", "006", "001", "005", "000", "004"]


def test_an_index_that_grows_keeps_when_its_articles_came(name: str, tmp_path: Path) -> None:
    old = [article(i, "same", added=ARRIVALS[1 + i % 2]) for i in range(6)]
    new = [article(i, "same", added=ARRIVALS[3]) for i in (6, 7)]
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    engine(name).write(tmp_path / "old", old)
    engine(name).extend(tmp_path / "new", tmp_path / "old", {old[0].id}, new)
    searcher = engine(name).searcher(tmp_path / "new")
    found = [hit.document.path[6:9] for hit in searcher.search(Query(sort="-added")).hits]
    assert found == ["006", "007", "001", "003", "005", "002", "004"]
    assert searcher.count(Query(added_since=ARRIVALS[2])) == 5
