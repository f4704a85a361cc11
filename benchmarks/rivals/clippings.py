"""Our own engine, in the index folder that the program writes: with checksums, and everything on disk at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.engines import whoosh
from search.model import Document, Facet
from search.store import builds

_COUNTED = frozenset({"source", "person", "organisation", "place", "date"})
"""What the others count; the page has more facets."""


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index and make it live."""

    def write(target: Path) -> builds.Manifest:
        count = whoosh.write(target, documents)
        return builds.Manifest(target.name, "2026-01-01T00:00:00Z", "whoosh", count, 0, "none", "corpus")

    builds.build(folder, write)


def grow(folder: Path, document: Document) -> None:
    """Make a new build live that has one document more."""
    before = builds.read_manifest(folder)

    def write(target: Path) -> builds.Manifest:
        count = whoosh.extend(target, builds.build_folder(folder, before), (), [document])
        return replace(before, build=target.name, documents=count)

    builds.build(folder, write)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    searcher = builds.open_index(folder).searcher

    def ask(question: Question) -> Answer:
        page = searcher.search(replace(question.query, facets=_COUNTED))
        # Years open where all results are of one: then there is nothing to compare.
        comparable = (facet for facet in page.facets if facet.interval in (None, "year"))
        counts = {_names(facet.name): _counts(facet) for facet in comparable}
        return Answer(page.total, sum(bool(hit.title and hit.snippet) for hit in page.hits), counts)

    return ask


def _names(facet: str) -> str:
    return "year" if facet == "date" else facet


def _counts(facet: Facet) -> tuple[int, ...]:
    return tuple(sorted((bucket.count for bucket in facet.buckets if bucket.state == "none"), reverse=True))
