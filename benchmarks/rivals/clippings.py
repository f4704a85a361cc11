"""Our own engine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.engines import whoosh
from search.model import Document


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index."""
    whoosh.write(folder, documents)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    searcher = whoosh.searcher(folder)

    def ask(question: Question) -> Answer:
        page = searcher.search(question.query)
        source = next(facet for facet in page.facets if facet.name == "source")
        counts = sorted((bucket.count for bucket in source.buckets if bucket.state == "none"), reverse=True)
        return Answer(page.total, tuple(counts))

    return ask
