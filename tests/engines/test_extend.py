"""The contract of growing an index: names that the corpus agrees on, and answers equal to those of a fresh build."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Engine, engine, engine_names
from search.engines.name_table import Renaming
from search.model import Document, Listing, Page, Query
from tests.corpora import article, articles, examples, queries

ENGINES = [name for name in engine_names() if hasattr(importlib.import_module(f"search.engines.{name}"), "extend")]

NAMES: Renaming = {
    ("person", "Ada"): ("person", "Ada Long"),
    ("person", "X & Y <b>"): None,
    ("place", "Zoë"): ("person", "Zoë"),
    ("place", "ada"): ("place", "Ada"),
}


def names() -> Renaming:
    return NAMES


@pytest.fixture(params=ENGINES)
def built(request: pytest.FixtureRequest) -> Engine:
    """Each engine that can grow an index."""
    return engine(request.param)


def new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def people(page: Page) -> dict[str, int]:
    facet = next(facet for facet in page.facets if facet.name == "person")
    return {bucket.value: bucket.count for bucket in facet.buckets}


def test_counts_filters_and_documents_go_by_the_names_of_the_corpus(built: Engine, tmp_path: Path) -> None:
    documents = [article(0, people=["Ada", "Ada Long", "X & Y <b>"]), article(1, people=["Ada"], places=["Zoë"])]
    built.write(tmp_path, documents, names)
    searcher = built.searcher(tmp_path)
    assert people(searcher.search(Query())) == {"Ada Long": 2, "Zoë": 1}
    assert searcher.search(Query().toggle("person", "Ada Long")).total == 2
    assert searcher.search(Query().toggle("person", "Ada")).total == 0
    assert [mention.name for mention in searcher.get(documents[0].id).mentions] == ["Ada Long", "Ada Long"]
    assert [m.name for m in searcher.search(Query()).hits[1].document.mentions] == ["Ada Long", "Zoë"]
    searcher.close()


def test_names_are_asked_for_after_the_last_document(built: Engine, tmp_path: Path) -> None:
    seen: list[str] = []

    def stream() -> Iterable[Document]:
        for number in range(3):
            seen.append(str(number))
            yield article(number, people=["Ada"])

    def late() -> Renaming:
        assert len(seen) == 3
        return NAMES

    assert built.write(tmp_path, stream(), late) == 3


def test_an_index_grows_shrinks_and_changes_without_its_predecessor(built: Engine, tmp_path: Path) -> None:
    first, second, third = article(0, "One", "moon"), article(1, "Two", "moon base"), article(2, "Three", "base")
    built.write(new(tmp_path / "a"), [first, second])
    count = built.extend(
        new(tmp_path / "b"), tmp_path / "a", {first.id, second.id}, [replace(second, title="Deux"), third]
    )
    for path in (tmp_path / "a").iterdir():
        path.unlink()
    searcher = built.searcher(tmp_path / "b")
    assert count == 2
    assert {hit.document.title for hit in searcher.search(Query("base")).hits} == {"Deux", "Three"}
    assert searcher.search(Query("two")).total == 0
    searcher.close()


def test_documents_come_back_with_the_names_they_were_read_with(built: Engine, tmp_path: Path) -> None:
    documents = [article(number, people=["Ada"]) for number in range(4)]
    built.write(tmp_path, documents, names)
    wanted = [documents[3], documents[1]]
    assert list(built.documents(tmp_path, {document.id for document in wanted})) == [documents[1], documents[3]]


def test_names_change_without_a_document_changing(built: Engine, tmp_path: Path) -> None:
    built.write(new(tmp_path / "a"), [article(0, people=["Ada"])])
    built.extend(new(tmp_path / "b"), tmp_path / "a", (), (), names)
    built.extend(new(tmp_path / "c"), tmp_path / "b", (), ())
    searchers = [built.searcher(tmp_path / name) for name in "abc"]
    assert [list(people(searcher.search(Query()))) for searcher in searchers] == [["Ada"], ["Ada Long"], ["Ada"]]
    for searcher in searchers:
        searcher.close()


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    articles(),
    st.lists(st.tuples(articles(), st.sets(st.integers(0, 11)), st.booleans()), min_size=1, max_size=4),
    st.lists(queries(), min_size=1, max_size=6),
)
def test_after_random_edits_the_answers_are_those_of_a_fresh_build(
    name: str, documents: list[Document], edits: list[tuple[list[Document], set[int], bool]], asked: list[Query]
) -> None:
    growing, oracle = engine(name), engine("memory")
    with TemporaryDirectory() as folder:
        path = new(Path(folder, "0"))
        growing.write(path, documents, names)
        now = {document.id: document for document in documents}
        for step, (added, dropped, named) in enumerate(edits, 1):
            gone = {doc_id for i, doc_id in enumerate(sorted(now)) if i in dropped}
            changed = [document for document in added if now.get(document.id) != document]
            gone |= {document.id for document in changed} & now.keys()
            now = {doc_id: document for doc_id, document in now.items() if doc_id not in gone}
            changed = [document for document in changed if document.id not in now]
            now |= {document.id: document for document in changed}
            previous, path = path, new(Path(folder, str(step)))
            count = growing.extend(path, previous, gone, changed, names if named else dict)
            assert count == len(now)
        fresh = new(Path(folder, "fresh"))
        oracle.write(fresh, now.values(), names if edits[-1][2] else dict)
        grown, right = growing.searcher(path), oracle.searcher(fresh)
        for query in asked:
            assert grown.search(query) == right.search(query)
            assert grown.values(query, Listing("person", "a")) == right.values(query, Listing("person", "a"))
        assert all(grown.get(doc_id) == right.get(doc_id) for doc_id in now)
        grown.close()
