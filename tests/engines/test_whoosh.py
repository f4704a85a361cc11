"""The Whoosh engine's own promises: a stock Whoosh reads its files, segments do not show, damage is noticed."""

from __future__ import annotations

import pickle
import random
import shutil
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
import whoosh.index
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.collectors import UnlimitedCollector
from whoosh.filedb.filestore import ReadOnlyError
from whoosh.qparser import QueryParser

from search.engines import memory
from search.engines import whoosh as engine
from search.engines.columns import merge
from search.engines.columns.array_file import ArrayFile
from search.engines.columns.manifest import read_manifest
from search.engines.columns.writer import write_index
from search.engines.name_table import unchanged
from search.errors import IndexUnusable
from search.model import Document, Listing, Query
from search.readers import document_id
from tests.corpora import article, articles, queries

WORDS = "moon rover crew orbit launch crater dust river signal north of the".split()


def corpus(count: int, seed: int = 5) -> list[Document]:
    rng = random.Random(seed)
    return [
        article(
            i,
            " ".join(rng.choices(WORDS, k=rng.randrange(4))),
            " ".join(rng.choices(WORDS, k=rng.randrange(1, 40))),
            source=rng.choice(["The Dial", "Harbour Post", ""]),
            date=rng.choice(["2020", "2021-03", "2021-03-04", "2022-11-30", ""]),
            people=rng.sample([f"Person {j}" for j in range(30)], rng.randrange(9)),
        )
        for i in range(count)
    ]


def built(folder: Path, documents: list[Document], segment_documents: int) -> engine.WhooshSearcher:
    folder.mkdir(parents=True)
    write_index(folder, documents, segment_documents=segment_documents)
    return engine.searcher(folder)


# --- a stock Whoosh on the same files


def stock_matches(folder: Path, query: wq.Query) -> set[str]:
    with whoosh.index.open_dir(str(folder)).searcher() as searcher:
        collector = UnlimitedCollector()
        searcher.search_with_collector(query, collector)
        return {hit["path"] for hit in collector.results()}


def our_matches(folder: Path, text: str) -> set[str]:
    return {hit.document.path for hit in engine.searcher(folder).search(Query(text, per_page=1_000)).hits}


def either(make: type[wq.Query], *arguments: object) -> wq.Query:
    return wq.Or([make("title", *arguments), make("body", *arguments)])


STOCK = [
    ("moon", either(wq.Term, "moon_en")),
    ("title:moon", wq.Term("title", "moon_en")),
    ("moon rover", wq.And([either(wq.Term, "moon_en"), either(wq.Term, "rover_en")])),
    ("moon OR crater", wq.Or([either(wq.Term, "moon_en"), either(wq.Term, "crater_en")])),
    ("moon -crater", wq.And([either(wq.Term, "moon_en"), wq.Not(either(wq.Term, "crater_en"))])),
    ('"moon rover"', either(wq.Phrase, ["moon_en", "rover_en"])),
    ('body:"of the"', wq.Phrase("body", ["of_en", "the_en"])),
    ("cr*", either(wq.Prefix, "cr")),
    ("mooon~", either(wq.FuzzyTerm, "mooon_en")),
    ("absent", either(wq.Term, "absent_en")),
]


@pytest.mark.parametrize("segment_documents", [1_000, 70])
@pytest.mark.parametrize(("text", "query"), STOCK, ids=[text for text, _ in STOCK])
def test_a_stock_whoosh_finds_the_same_documents(
    tmp_path: Path, text: str, query: wq.Query, segment_documents: int
) -> None:
    write_index(tmp_path, corpus(200), segment_documents=segment_documents)
    assert stock_matches(tmp_path, query) == our_matches(tmp_path, text)


def test_the_stock_query_parser_analyzes_as_we_do(tmp_path: Path) -> None:
    write_index(tmp_path, [article(0, "", "Rovers landed."), article(1, "", "Rover landing"), article(2, "", "None")])
    parser = QueryParser("body", whoosh.index.open_dir(str(tmp_path)).schema)
    assert stock_matches(tmp_path, parser.parse('roving OR "rovers land"')) == {"seeds/000.txt", "seeds/001.txt"}


def test_a_stock_whoosh_sees_every_term_and_exact_lengths(tmp_path: Path) -> None:
    write_index(tmp_path, [article(0, "Moon", "dust " * 300), article(1, "", "moon dust")])
    with whoosh.index.open_dir(str(tmp_path)).reader() as reader:
        assert list(reader.all_terms()) == [("body", b"dust_en"), ("body", b"moon_en"), ("title", b"moon_en")]
        assert (reader.frequency("body", "dust_en"), reader.doc_frequency("body", "dust_en")) == (301, 2)
        assert (reader.doc_field_length(0, "body"), reader.field_length("body")) == (300, 302)
        assert reader.postings("body", "moon_en").value_as("positions") == [0]
        assert reader.stored_fields(0)["title"] == "Moon"
        with pytest.raises(ReadOnlyError):
            reader.segment().delete_document(0)


# --- segments


@settings(max_examples=25, deadline=None)
@given(documents=articles(), query=queries())
def test_how_documents_fall_into_segments_does_not_show(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document], query: Query
) -> None:
    folder = tmp_path_factory.mktemp("segments")
    whole, parted = (built(folder / str(size), documents, size) for size in (1_000, 3))
    assert parted.search(query) == whole.search(query)
    assert parted.values(query, Listing("person")) == whole.values(query, Listing("person"))


def test_answers_are_the_oracle_s_on_hundreds_of_documents_in_many_segments(tmp_path: Path) -> None:
    documents = corpus(300)
    searcher = built(tmp_path / "index", documents, 64)
    oracle = memory.MemorySearcher(documents)
    for text, _ in STOCK:
        for chosen in ({}, {"person": ("Person 3", "Person 4")}, {"source": ("The Dial",), "date": ("2021",)}):
            for size in (1, 7):
                query = Query(text, chosen, facet_size=size, per_page=50)
                assert searcher.search(query) == oracle.search(query)


def test_a_word_that_stands_hundreds_of_times_is_counted_exactly(tmp_path: Path) -> None:
    documents = [article(i, "", f"{'echo ' * count} {'tone ' * 20}") for i, count in enumerate([1, 254, 255, 256, 900])]
    searcher = built(tmp_path / "index", documents, 3)
    for text in ("echo", "ech*", '"echo echo"', '"echo tone"'):
        assert searcher.search(Query(text)) == memory.MemorySearcher(documents).search(Query(text))


# --- growing


EDITS = st.lists(st.tuples(st.sets(st.integers(0, 59), max_size=12), st.integers(0, 7)), min_size=1, max_size=4)


@settings(max_examples=18, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, asked=st.lists(queries(), min_size=1, max_size=4))
def test_segments_that_are_carried_over_answer_as_if_written_anew(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    edits: list[tuple[set[int], int]],
    asked: list[Query],
) -> None:
    monkeypatch.setattr(merge, "SMALL", 0)
    monkeypatch.setattr(merge, "MUCH", 0)
    folder = tmp_path_factory.mktemp("growing")
    now = {document.id: document for document in corpus(60)}
    write_index(folder, now.values(), segment_documents=20)
    for turn, (removed, added) in enumerate(edits):
        gone = [document_id(f"seeds/{number:03}.txt") for number in removed]
        new = [replace(d, title=f"Crater {turn}") for d in corpus(60, turn) if d.id in gone[:added]]
        now = {key: document for key, document in now.items() if key not in gone} | {d.id: d for d in new}
        previous, folder = folder, tmp_path_factory.mktemp("growing")
        assert merge.grow(folder, previous, gone, new, unchanged, 20) == len(now)
        shutil.rmtree(previous)
    oracle, searcher = memory.MemorySearcher(now.values()), engine.searcher(folder)
    for query in [*asked, *(Query(text, facet_size=9, per_page=20) for text in ("crat*", "rivr~", "crtaer moon", "3"))]:
        assert searcher.search(query) == oracle.search(query)
    assert stock_matches(folder, either(wq.Term, "moon_en")) == our_matches(folder, "moon")


def test_one_change_links_to_what_has_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "SMALL", 0)
    documents = corpus(60)
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
    write_index(before, documents, segment_documents=20)
    merge.grow(after, before, [documents[3].id], [replace(documents[3], title="New")], unchanged)
    linked = {path.name for path in after.iterdir() if path.stat().st_nlink > 1}
    assert linked == {f"MAIN_{number}.{ending}" for number in range(3) for ending in ("lists", "docs")}
    engine.verify(after)


def test_small_segments_are_written_together(tmp_path: Path) -> None:
    documents = corpus(60)
    folder = tmp_path / "0"
    folder.mkdir()
    write_index(folder, documents[:20])
    for i in range(1, 41):
        previous, folder = folder, tmp_path / str(i)
        folder.mkdir()
        merge.grow(folder, previous, (), [documents[19 + i]], unchanged)
    assert len(list(folder.glob("*.lists"))) == 1
    assert engine.searcher(folder).search(Query()).total == 60


# --- damage


@pytest.mark.parametrize("name", ["MAIN.json", "MAIN.columns", "MAIN_0.lists", "MAIN_0.docs"])
@pytest.mark.parametrize("how", ["flipped", "cut", "emptied", "foreign", "removed"])
def test_damage_is_noticed_and_named(tmp_path: Path, name: str, how: str) -> None:
    write_index(tmp_path, corpus(40))
    path = tmp_path / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 4
    changed = {"flipped": bytes(raw), "cut": raw[:-9], "emptied": b"", "foreign": b"PK\x03\x04" * 99}
    path.unlink()
    if how != "removed":
        path.write_bytes(changed[how])
    with pytest.raises(IndexUnusable, match=rf"{name}.*rebuild the index"):
        engine.searcher(tmp_path).search(Query(per_page=40))


def test_every_bit_of_every_file_counts(tmp_path: Path) -> None:
    write_index(tmp_path, corpus(40))
    engine.verify(tmp_path)
    rng = random.Random(3)
    for name in read_manifest(tmp_path).files:
        whole = (tmp_path / name).read_bytes()
        for at in (0, len(whole) - 1, *rng.choices(range(len(whole)), k=20)):
            raw = bytearray(whole)
            raw[at] ^= 1 << rng.randrange(8)
            (tmp_path / name).write_bytes(raw)
            with pytest.raises(IndexUnusable, match=rf"{name} is damaged"):
                engine.verify(tmp_path)
            with pytest.raises(IndexUnusable, match=rf"{name} is damaged"):
                merge.grow(new_folder(tmp_path), tmp_path, (), [], unchanged)
        (tmp_path / name).write_bytes(whole)


def new_folder(folder: Path) -> Path:
    grown = folder / "grown"
    shutil.rmtree(grown, ignore_errors=True)
    grown.mkdir()
    return grown


@pytest.mark.parametrize("array", ["body_documents", "body_counts"])
def test_what_goes_wrong_in_a_file_that_is_damaged_while_it_is_open_is_blamed_on_the_file(
    tmp_path: Path, array: str
) -> None:
    write_index(tmp_path, corpus(60))
    searcher = engine.searcher(tmp_path)
    path = tmp_path / "MAIN_0.lists"
    held = ArrayFile(path)[array].tobytes()
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(held))
        file.write(b"\xff" * len(held))
    with pytest.raises(IndexUnusable, match=r"MAIN_0\.lists is damaged"):
        searcher.search(Query("moon"))


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    write_index(tmp_path, corpus(3))
    line = (tmp_path / "MAIN.json").read_bytes().split(b"\n")[0].replace(b'"format": ', b'"format": 9')
    (tmp_path / "MAIN.json").write_bytes(line + b"\n%08x\n" % zlib.crc32(line))
    with pytest.raises(IndexUnusable, match="another version"):
        engine.searcher(tmp_path)


def test_searching_unpickles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_index(tmp_path, corpus(40))

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("something was unpickled")

    for module in [module for name, module in sys.modules.items() if name.startswith("whoosh")]:
        for attribute in ("loads", "load"):
            if getattr(module, attribute, None) in (pickle.loads, pickle.load):
                monkeypatch.setattr(module, attribute, refuse)
    monkeypatch.setattr(pickle, "loads", refuse)
    monkeypatch.setattr(pickle, "load", refuse)
    assert engine.searcher(tmp_path).search(Query('"moon rover" OR cr*')).total
    (tmp_path / "_MAIN_1.toc").unlink()
    assert engine.searcher(tmp_path).search(Query("moon")).total


# --- sharing


def test_threads_share_one_searcher(tmp_path: Path) -> None:
    searcher = built(tmp_path / "index", corpus(200), 64)
    asked = [Query(text) for text, _ in STOCK]
    expected = [searcher.search(query) for query in asked]
    wrong: list[Query] = []

    def ask(seed: int) -> None:
        order = random.Random(seed).choices(range(len(asked)), k=60)
        wrong.extend(asked[i] for i in order if searcher.search(asked[i]) != expected[i])

    threads = [Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
