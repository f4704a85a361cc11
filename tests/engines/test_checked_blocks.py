"""What is read of a damaged index is right or refused, however late it is read: blocks are compared when first used."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from search.config import Config
from search.engines import whoosh as engine
from search.engines.columns import checked_blocks, merge
from search.engines.columns.array_file import ArrayFile, write_arrays
from search.engines.columns.opened_file import OpenedFile
from search.engines.columns.writer import write_index
from search.errors import IndexUnusable
from search.model import Document, Listing, Query
from search.store import builds
from search.store.builds import Manifest
from search.tag import Tag
from tests.corpora import article, stories_of
from web import create_app

Times = Callable[[int, int], int]
Answer = object
T = TypeVar("T")
RARE = [f"{first}{second}bar" for first in ("ka", "lo", "mi", "nu") for second in ("ra", "se", "ti", "vo", "zu")]
WORDS = ["moon", "rover", "harbour", "pilot", "crew", *RARE]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small index then has as many blocks as a large one, and carries its segments over."""
    monkeypatch.setattr(checked_blocks, "SIZE", 64)
    monkeypatch.setattr(merge, "SMALL", 20)


def corpus(count: int) -> list[Document]:
    rng = random.Random(8)
    return [
        article(
            number,
            " ".join(rng.choices(WORDS, k=3)),
            "\n\n".join(" ".join(rng.choices(WORDS, k=rng.randrange(5, 60))) for _ in range(2)),
            source=rng.choice(["The Dial", "Harbour Post", ""]),
            date=rng.choice(["2020", "2021-03", "2021-03-04", ""]),
            people=rng.sample(["Ada Long", "Ben Oak", "Cem Ray"], rng.randrange(3)),
            places=rng.sample(["Oslo", "Bergen"], rng.randrange(2)),
        )
        for number in range(count)
    ]


def made(folder: Path) -> Path:
    """An index of two segments with every kind of file; some documents of the larger one are gone."""
    documents = corpus(70)
    for name in ("before", "index"):
        (folder / name).mkdir(parents=True)
    write_index(folder / "before", documents[:60])
    first = documents[0].mentions[0] if documents[0].mentions else next(d for d in documents if d.mentions).mentions[0]
    names = {(first.kind, first.name): (first.kind, "Ada Longer")}
    index = folder / "index"
    merge.grow(index, folder / "before", {documents[5].id}, documents[60:], lambda: names, segment_documents=60)
    left = documents[:5] + documents[6:]
    engine.add_stories(index, stories_of(left, [number // 3 % 5 for number in range(len(left))]))
    engine.add_tags(index, {document.id: (Tag("kept", "a note"),) for document in left[::4]})
    return index


def of_pages(searcher: engine.WhooshSearcher, query: Query) -> Answer:
    page = searcher.search(query)
    return page.total, page.hits, page.facets, page.notices


def questions() -> list[Callable[[engine.WhooshSearcher], Answer]]:
    texts = ("", "moon", '"moon rover"', "har*", "rovre~", "moon NEAR/4 crew", "title:pilot", "pilot -moon", *RARE[:6])
    queries = [Query(text, per_page=per_page) for text in texts for per_page in (3, 100)]
    queries += [Query("moon", group="story"), Query(sort="date"), Query("crew").toggle("person", "Ben Oak")]
    queries += [Query("harbour").toggle("tag", "kept"), replace(Query(), match="most", text="moon kararbar zuvo crew")]
    asked = [lambda searcher, query=query: of_pages(searcher, query) for query in queries]
    listings = [Listing(facet) for facet in ("source", "person", "place", "story", "tag", "date")]
    asked += [lambda searcher, of=of: searcher.values(Query("moon"), of) for of in listings]
    return [
        *asked,
        lambda searcher: [*searcher.scan()],
        lambda searcher: searcher.ids(Query("moon OR crew")),
        lambda searcher: [
            (of.document, of.found) for of in searcher.marked_documents(Query('"crew moon" OR kararbar'))
        ],
        lambda searcher: searcher.words("mo", 5),
        lambda searcher: searcher.word_counts(["moon_en", "pilot_en"]),
        lambda searcher: searcher.labels("person", "a", 9),
        lambda searcher: searcher.duplicates(corpus(10)[9].id),
    ]


def right_or_refused(index: Path, right: list[Answer]) -> int:
    """How often a damaged index refuses a question; all others it answers as it did when it was whole."""
    searcher = or_refused(lambda: engine.searcher(index))
    if searcher is None:
        return 2 * len(right)
    # What was refused once is not believed the second time.
    asked = [(ask, expected) for ask, expected in zip(questions(), right, strict=True) for _ in range(2)]
    answers = [(or_refused(lambda ask=ask: ask(searcher)), expected) for ask, expected in asked]
    wrong = [(answer, expected) for answer, expected in answers if answer not in (None, expected)]
    assert not wrong
    return sum(answer is None for answer, _ in answers)


def or_refused(ask: Callable[[], T]) -> T | None:
    """What is answered, None where that is that the index is to be built again."""
    try:
        return ask()
    except IndexUnusable as error:
        if "rebuild the index" not in str(error):
            raise
        return None


def places_of(path: Path, rng: random.Random, times: int) -> Iterator[int]:
    """Places in a file: in each of its arrays, at its ends, and anywhere."""
    whole = path.read_bytes()
    if path.suffix != ".docs":
        file = ArrayFile(path)
        for name in file:
            held = file[name].tobytes()
            if held:
                yield whole.index(held) + rng.randrange(len(held))
    yield from (0, 9, 13, 17, len(whole) - 1, *rng.choices(range(len(whole)), k=times))


def test_a_flipped_bit_anywhere_is_refused_or_changes_nothing(tmp_path: Path, times: Times) -> None:
    index, rng = made(tmp_path), random.Random(21)
    whole = engine.searcher(index)
    right = [ask(whole) for ask in questions()]
    files = [path for path in sorted(index.iterdir()) if path.suffix not in (".toc", ".json")]
    assert {path.name for path in files} > {"MAIN.columns", "MAIN.stories", "MAIN.tags", "MAIN_0.living", "MAIN_1.docs"}
    refused: dict[str, list[int]] = {path.name: [] for path in files}
    for path in files:
        raw = path.read_bytes()
        for place in places_of(path, rng, times(6, 150)):
            path.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << rng.randrange(8)]) + raw[place + 1 :])
            refused[path.name].append(right_or_refused(index, right))
            with pytest.raises(IndexUnusable, match="rebuild the index"):
                engine.verify(index)
        path.write_bytes(raw)
    assert all(any(counts) for counts in refused.values()), refused
    assert any(0 < count < 2 * len(right) for counts in refused.values() for count in counts)  # only what it concerns
    assert right_or_refused(index, right) == 0


@pytest.mark.parametrize(("array", "question"), [
    ("body_documents", "moon"), ("body_counts", "moon"), ("body_positions", '"moon rover"'), ("title_counts", "moon"),
])  # fmt: skip
def test_a_list_that_is_damaged_is_refused_by_those_who_read_it(tmp_path: Path, array: str, question: str) -> None:
    index = tmp_path / "index"
    index.mkdir()
    write_index(index, corpus(300))
    right = engine.searcher(index).count(Query("kararbar"))
    path = index / "MAIN_0.lists"
    file = ArrayFile(path)
    number = 0
    while file["terms_bytes"][:].tobytes()[: int(file["terms_ends"][number + 1])][-7:] != b"moon_en":
        number += 1
    bounds = file["body_spots" if "positions" in array else f"{array.partition('_')[0]}_first"]
    raw, middle = path.read_bytes(), (int(bounds[number]) + int(bounds[number + 1])) // 2
    place = raw.index(file[array].tobytes()) + middle * file[array].itemsize
    path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
    searcher = engine.searcher(index)
    for _ in range(2):
        with pytest.raises(IndexUnusable, match=r"MAIN_0\.lists is damaged; rebuild the index with: python -m"):
            searcher.search(Query(question))
        assert searcher.count(Query("kararbar")) == right


def served(folder: Path) -> Path:
    """An index folder whose last article cannot be read."""

    def write(target: Path) -> Manifest:
        count = engine.write(target, corpus(60))
        return Manifest(target.name, "2026-01-01T00:00:00Z", "whoosh", count, 0, "none", "corpus")

    docs = builds.build_folder(folder, builds.build(folder, write)) / "MAIN_0.docs"
    raw = docs.read_bytes()
    docs.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    return folder


def test_a_server_refuses_what_is_damaged_and_answers_the_rest(tmp_path: Path) -> None:
    client = create_app(Config(index=served(tmp_path / "served"))).test_client()
    documents = corpus(60)
    whole, damaged = (f"/api/documents/{documents[number].id}" for number in (0, 59))
    assert client.get(whole).json["title"] == documents[0].title
    for address in (damaged, damaged.replace("/api", ""), "/api/search?per_page=100", "/?per_page=100"):
        answered = client.get(address)
        assert answered.status_code == 503, address
        assert "python -m search.index" in answered.text
    assert client.get("/api/search?per_page=1").json["total"] == 60


def test_a_download_that_comes_to_damage_is_never_ended_as_if_it_were_whole(tmp_path: Path) -> None:
    client = create_app(Config(index=served(tmp_path / "served"))).test_client()
    with pytest.raises(IndexUnusable, match=r"MAIN_0\.docs is damaged at document 59"):
        client.get("/api/search.csv").get_data()


def test_a_disk_that_cannot_read_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = made(tmp_path)
    searcher = engine.searcher(index)

    def failing(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "pread", failing)
    with pytest.raises(IndexUnusable, match=r"cannot be read \(Input/output error\); rebuild the index"):
        searcher.search(Query("moon"))
    with pytest.raises(IndexUnusable, match="cannot be read"):
        engine.searcher(index)


def test_a_file_of_another_index_is_told_by_its_seal(tmp_path: Path) -> None:
    for name, source in (("a", "The Dial"), ("b", "The Tide")):
        (tmp_path / name).mkdir()
        write_index(tmp_path / name, [replace(article(1, "Moon", "The moon"), source=article(1, source=source).source)])
    sizes = {name: (tmp_path / name / "MAIN.columns").stat().st_size for name in "ab"}
    assert sizes["a"] == sizes["b"]
    shutil.copy(tmp_path / "b" / "MAIN.columns", tmp_path / "a" / "MAIN.columns")
    with pytest.raises(IndexUnusable, match=r"MAIN\.columns is damaged"):
        engine.searcher(tmp_path / "a")


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1_000])
def test_stretches_of_any_length_are_compared(tmp_path: Path, size: int) -> None:
    numbers = np.arange(5_000, 5_000 + size, dtype="<u2")
    path = tmp_path / "file"
    write_arrays(path, {"empty": numbers[:0], "numbers": numbers, "last": numbers[:3]})
    file = ArrayFile(path)
    assert file["numbers"].tolist() == [*range(5_000, 5_000 + size)]
    assert file["last"].tolist() == [5_000, 5_001, 5_002][:size]
    raw = path.read_bytes()
    for place in range(0, size, 37):
        at = raw.index(numbers.tobytes()) + 2 * place
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 255]) + raw[at + 1 :])
        held = ArrayFile(path).in_blocks("numbers")
        for start, stop in ((place, place + 1), (0, size), (max(0, place - 40), place + 1)):
            with pytest.raises(IndexUnusable, match="is damaged"):
                held.stretch(start, stop)
            for many in (1, 100):
                with pytest.raises(IndexUnusable, match="is damaged"):
                    held.take(*(np.full(many, number) for number in (start, start, stop)))
        assert held.stretch(place, place).tolist() == []


def test_a_file_is_closed_with_its_last_user(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    file = OpenedFile(path)
    descriptor = file.descriptor
    assert file.read(9, 1) == b"bc"
    del file
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
