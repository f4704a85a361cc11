"""What few documents have beside a value that nearly all have is counted like any other, for every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines.base import engine_names
from search.model import Query
from tests.corpora import article, searcher_over

EVERYWHERE, RARE = "Atlantis", "Bergen"


@pytest.mark.parametrize("rare", [1, 2, 3])
@pytest.mark.parametrize("name", engine_names())
def test_a_second_value_that_few_documents_have_is_counted_under_every_filter(
    name: str, rare: int, tmp_path: Path
) -> None:
    documents = [
        article(
            number,
            body="The ferry sank.",
            source="The Dial" if number % 7 else "Harbour Post",
            places=[EVERYWHERE, RARE] if number < rare else [EVERYWHERE],
        )
        for number in range(30)
    ]
    searcher = searcher_over(tmp_path / "index", name, documents)
    page = searcher.search(Query(chosen={"source": ("The Dial",)}))
    places = next(facet for facet in page.facets if facet.name == "place")
    having = [document for document in documents[:rare] if document.source and document.source.name == "The Dial"]
    shown = [(bucket.value, bucket.count) for bucket in places.buckets]
    assert shown == [(EVERYWHERE, page.total), *([(RARE, len(having))] if having else [])]
    assert places.distinct == len(shown)
