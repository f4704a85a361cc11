"""Our own engine, in the index folder that the program writes: with checksums, and everything on disk at the end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.engines import whoosh
from search.model import Document
from search.store import builds


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index and make it live."""

    def write(target: Path) -> builds.Manifest:
        count = whoosh.write(target, documents)
        return builds.Manifest(target.name, "2026-01-01T00:00:00Z", "whoosh", count, 0, "none", "corpus")

    builds.build(folder, write)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    searcher = builds.open_index(folder).searcher

    def ask(question: Question) -> Answer:
        page = searcher.search(question.query)
        source = next(facet for facet in page.facets if facet.name == "source")
        counts = sorted((bucket.count for bucket in source.buckets if bucket.state == "none"), reverse=True)
        return Answer(page.total, tuple(counts))

    return ask
