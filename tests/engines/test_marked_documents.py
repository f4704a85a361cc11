"""Where a query is marked: every engine says what reading each document says, and counts words as that does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.compounds import text_terms
from search.engines.base import Searcher, engine, engine_names, every_marked_document, marks_of
from search.engines.memory import MemorySearcher
from search.model import Document, Query
from search.searched_text import searched_text
from tests.corpora import article, articles, examples, queries, searcher_over


def marked(searcher: Searcher, query: Query) -> list[tuple[str, list[list[tuple[int, ...]]]]]:
    found = every_marked_document(searcher, query)
    return [(one.document.id, [sorted(set(one.found[name])) for name in ("title", "body")]) for one in found]


def read(documents: list[Document], searcher: Searcher, query: Query) -> list[tuple[str, list[list[tuple[int, ...]]]]]:
    """The same by looking into each document that the oracle finds."""
    ordered = searcher.search(replace(query, group=None, page=1, per_page=100, facets=frozenset())).hits
    standing = [marks_of(hit.document, searcher, query.text) for hit in ordered]
    return [(one.document.id, [sorted(set(one.found[name])) for name in ("title", "body")]) for one in standing]


@pytest.mark.parametrize("name", [name for name in engine_names() if name != "memory"])
@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=articles(), query=queries())
def test_every_engine_marks_what_reading_documents_marks(name: str, documents: list[Document], query: Query) -> None:
    oracle = MemorySearcher(documents)
    with TemporaryDirectory() as folder:
        searcher = searcher_over(Path(folder) / "build", name, documents)
        try:
            # The order of equals in score is a matter of the last digit, which is another test's.
            query = replace(query, sort="date")
            assert marked(searcher, query) == read(documents, oracle, query)
        finally:
            searcher.close()


@pytest.mark.parametrize("name", engine_names())
@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=articles(), gone=st.integers(0, 12))
def test_every_engine_counts_the_words_that_stand_there(name: str, documents: list[Document], gone: int) -> None:
    with TemporaryDirectory() as folder:
        searcher_over(Path(folder) / "a", name, documents).close()
        (Path(folder) / "b").mkdir()
        left = [document for i, document in enumerate(documents) if i != gone]
        ids = {document.id for document in documents} - {document.id for document in left}
        engine(name).extend(Path(folder) / "b", Path(folder) / "a", ids, [])
        searcher = engine(name).searcher(Path(folder) / "b")
        try:
            words = [
                term
                for document in left
                for text in (document.title, searched_text(document))
                for term in text_terms(text, document.language).words
            ]
            counts = Counter(words)
            found = searcher.word_counts([*counts, "nowhere", ""])
            assert found.words == len(words)
            assert {term: n for term, n in found.terms.items() if n} == {t: n for t, n in counts.items() if n}
        finally:
            searcher.close()


@pytest.mark.parametrize("name", engine_names())
def test_a_document_that_a_prefix_finds_by_the_stem_of_another_ones_word_is_marked(tmp_path: Path, name: str) -> None:
    documents = [article(1, "", "They are visiting."), article(2, "", "A visit.")]
    searcher = searcher_over(tmp_path / "build", name, documents)
    assert [len(places[1]) for _, places in marked(searcher, Query("visitin*", sort="date"))] == [1, 1]
    searcher.close()
