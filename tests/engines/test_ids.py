"""The ids of all results: those of the pages, one after the other, for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import engine_names, every_hit, ids
from search.errors import StoriesNotTold
from search.model import Document, Query
from search.store.without_stories import Untold
from tests.corpora import article, articles, queries, searcher_over


@pytest.mark.parametrize("name", engine_names())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(), st.lists(queries(), min_size=1, max_size=5))
def test_ids_are_those_of_the_pages_in_their_order(
    name: str, documents: list[Document], asked: Sequence[Query]
) -> None:
    with TemporaryDirectory() as folder:
        searcher = searcher_over(Path(folder, "index"), name, documents)
        for query in asked:
            assert [*ids(searcher, query)] == [hit.document.id for hit in every_hit(searcher, query)]
            assert [*ids(Untold(searcher), Query(query.text))] == [*ids(searcher, Query(query.text))]
        searcher.close()


@pytest.mark.parametrize("name", engine_names())
def test_an_index_without_stories_refuses_what_it_cannot_answer(name: str, tmp_path: Path) -> None:
    searcher = searcher_over(tmp_path / "index", name, [article(0, "Moon", "Moon.")])
    with pytest.raises(StoriesNotTold):
        ids(Untold(searcher), Query(chosen={"story": ("Moon",)}))
    searcher.close()
