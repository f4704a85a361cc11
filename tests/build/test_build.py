"""Builds that grow out of the last one: the same answers as a fresh build, with as little reading as possible."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.build import apply_corrections
from search.build.build import build
from search.config import Config
from search.engines.base import engine_names
from search.ledger import database
from search.model import Query
from search.store import builds
from tests.edited_folders import (
    EDITS,
    TEXTS,
    Edit,
    Watched,
    answers,
    config,
    entries,
    grow_as_fresh,
    put,
)


@pytest.mark.parametrize("name", engine_names())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=2, max_size=5))
def test_after_random_edits_of_a_folder_everything_is_as_in_a_fresh_build(name: str, rounds: list[list[Edit]]) -> None:
    grow_as_fresh(rounds, TEXTS, engine=name, entities="rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three articles that differ."""
    for name, text in zip("abc", (TEXTS[0], TEXTS[2], TEXTS[3]), strict=True):
        put(tmp_path / "press" / f"{name}.txt", [text])
    return tmp_path / "press"


def settled(folder: Path, index: Path, **settings: object) -> Config:
    """The settings of an index of a folder, built when the stamps of its files can be trusted."""
    for file in folder.rglob("*.*"):
        os.utime(file, (1, 1))
    made = config(index, **settings)
    for _ in range(2):
        build(folder, made)
    return made


def told(folder: Path, made: Config, *, full: bool = False) -> Watched:
    watched = Watched()
    build(folder, made, watched, full=full)
    return watched


def paths(index: Path) -> list[str]:
    return sorted(hit.document.path for hit in builds.open_index(index).searcher.search(Query(per_page=100)).hits)


def test_nothing_is_built_where_nothing_has_changed(folder: Path, tmp_path: Path) -> None:
    made = settled(folder, tmp_path / "index")
    before = builds.read_manifest(made.index)
    os.utime(folder / "a.txt", (5, 5))
    assert told(folder, made).lives == []
    assert builds.read_manifest(made.index) == before


def test_files_that_have_not_changed_are_not_looked_into(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.ledger.writer.RACE", -(10**18))  # as if the files were older than they are
    made = config(tmp_path / "index")
    assert told(folder, made).stages == [("reading", 3)]
    assert told(folder, made).stages == [("reading", 0)]
    put(folder / "b.txt", [TEXTS[4]])
    assert told(folder, made).stages == [("reading", 1)]
    assert told(folder, made, full=True).stages == [("reading", 3)]


def test_a_file_that_was_changed_just_now_is_looked_into_again(folder: Path, tmp_path: Path) -> None:
    made = config(tmp_path / "index")
    build(folder, made)
    assert told(folder, made).stages == [("reading", 3)]


@pytest.mark.parametrize(
    "change", [{"entities": "rules"}, {"engine": "whoosh"}, {"max_bytes": 10_000}, {"map": (("body", "content"),)}]
)
def test_everything_is_read_again_under_other_settings(
    folder: Path, tmp_path: Path, change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.ledger.writer.RACE", -(10**18))
    build(folder, config(tmp_path / "index", entities="none"))
    watched = told(folder, config(tmp_path / "index", **{"entities": "none", **change}))
    assert watched.stages[0] == ("reading", 3)
    assert len(watched.lives) == 1


def test_what_the_corpus_says_of_its_sources_reads_everything_again(folder: Path, tmp_path: Path) -> None:
    made = config(tmp_path / "index", entities="none")
    build(folder, made)
    (folder / "sources.toml").write_text('[folders]\n"." = "The Dial"\n')
    assert len(told(folder, made).lives) == 1


@pytest.mark.parametrize(
    "damaged", ["ledger.sqlite", "census.json", "documents.jsonl", "stories.sketches", "stories.pairs"]
)
def test_a_damaged_build_is_made_anew_and_it_is_said(folder: Path, tmp_path: Path, damaged: str) -> None:
    made = config(tmp_path / "index", entities="none")
    build(folder, made)
    file = builds.build_folder(made.index, builds.read_manifest(made.index)) / damaged
    file.write_bytes(b"\xff\x00" + file.read_bytes()[: file.stat().st_size // 2])
    put(folder / "d.txt", [TEXTS[4]])
    watched = told(folder, made)
    assert [manifest.documents for manifest in watched.lives] == [4]
    assert damaged == "ledger.sqlite" or "reading all files again" in watched.warnings[0]


def test_of_copies_the_first_is_indexed_whatever_comes_and_goes(tmp_path: Path) -> None:
    folder, made = tmp_path / "press", config(tmp_path / "index", entities="none")
    put(folder / "m.txt", [TEXTS[0]])
    put(folder / "z.txt", [TEXTS[1]])
    build(folder, made)
    assert paths(made.index) == ["press/m.txt"]
    put(folder / "a.txt", [TEXTS[1]])
    build(folder, made)
    assert paths(made.index) == ["press/a.txt"]
    (folder / "a.txt").unlink()
    build(folder, made)
    assert paths(made.index) == ["press/m.txt"]
    put(folder / "m.txt", [TEXTS[4]])
    build(folder, made)
    assert paths(made.index) == ["press/m.txt", "press/z.txt"]


def test_the_same_words_of_nobody_on_no_day_are_a_copy_only_where_the_bytes_are_the_same(tmp_path: Path) -> None:
    folder, made = tmp_path / "press", config(tmp_path / "index", entities="none")
    page = '<meta charset="{0}"><title>Storm over the harbour</title><p>港は嵐のため閉鎖された。</p>'
    folder.mkdir()
    for name, charset in (("a.html", "x-sjis"), ("b.html", "x-euc-jp"), ("c.html", "x-sjis")):
        codec = charset.removeprefix("x-").replace("sjis", "shift-jis")
        (folder / name).write_bytes(page.format(charset).encode(codec))
    build(folder, made)
    assert paths(made.index) == ["press/a.html", "press/b.html"]


def test_names_follow_in_steps_where_they_take_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_SECONDS", "STEP_SECONDS", "LONGEST_STEP_SECONDS"):
        monkeypatch.setattr(f"search.reading.names.{name}", 0.0)
    folder, made = tmp_path / "press", config(tmp_path / "index", entities="rules")
    for number in range(50):
        put(folder / f"{number:02}.txt", [f"{TEXTS[2 + number % 3]}\n\nThis is number {number}."])
    watched = told(folder, made)
    read = [manifest.entities_read for manifest in watched.lives]
    assert [manifest.documents for manifest in watched.lives] == [50] * len(read)
    assert read == sorted(set(read))
    assert (read[0] < 50, read[-1]) == (True, 50)
    stepwise = answers(made.index)
    monkeypatch.undo()
    build(folder, made, full=True)
    assert answers(made.index) == stepwise


def test_an_interrupted_reading_of_names_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(Watched):
        def live(self, manifest: builds.Manifest) -> None:
            super().live(manifest)
            if len(self.lives) == 2:
                raise KeyboardInterrupt

    for name in ("FIRST_SECONDS", "STEP_SECONDS", "LONGEST_STEP_SECONDS"):
        monkeypatch.setattr(f"search.reading.names.{name}", 0.0)
    folder, made = tmp_path / "press", config(tmp_path / "index", entities="rules")
    for number in range(60):
        put(folder / f"{number:02}.txt", [f"{TEXTS[2 + number % 3]}\n\nThis is number {number}."])
    with pytest.raises(KeyboardInterrupt):
        build(folder, made, Impatient())
    manifest = builds.read_manifest(made.index)
    assert (manifest.documents, 0 < manifest.entities_read < 60) == (60, True)
    watched = told(folder, made)
    assert watched.stages == [("reading", 60), ("reading names", 60 - manifest.entities_read)]
    assert builds.read_manifest(made.index).entities_read == 60


def facet_values(index: Path) -> dict[str, int]:
    page = builds.open_index(index).searcher.search(Query(facet_size=100))
    return {bucket.value: bucket.count for facet in page.facets for bucket in facet.buckets}


@pytest.mark.parametrize("engine", engine_names())
def test_corrections_apply_without_reading_an_article_again(folder: Path, tmp_path: Path, engine: str) -> None:
    made = config(tmp_path / "index", entities="rules", engine=engine)
    build(folder, made)
    before = facet_values(made.index)
    lines = [
        "hide\tplace\tNorway",
        "rename\tperson\tIngrid Halvorsen\tI. Halvorsen",
        "add\torganisation\tThe Crew\tcrew",
    ]
    (folder / "entities.tsv").write_text("\n".join(lines))
    watched = told(folder, made)
    assert len(watched.lives) == 1
    values = facet_values(made.index)
    assert values["I. Halvorsen"] == before["Ingrid Halvorsen"]
    assert not {"Norway", "Ingrid Halvorsen"} & values.keys()
    assert values["The Crew"] == builds.open_index(made.index).searcher.search(Query('"crew"')).total
    grown = answers(made.index)
    build(folder, made, full=True)
    assert answers(made.index) == grown
    (folder / "entities.tsv").unlink()
    build(folder, made)
    assert facet_values(made.index) == before


@pytest.mark.parametrize("engine", engine_names())
def test_corrections_of_a_live_index_give_what_the_next_build_gives(folder: Path, tmp_path: Path, engine: str) -> None:
    made = config(tmp_path / "index", entities="rules", engine=engine)
    build(folder, made)
    lines = [
        "merge\tperson\tPeter Marsh\tIngrid Halvorsen",
        "add\torganisation\tThe Crew\tcrew",
        "hide\tplace\tAtlantis",
    ]
    (folder / "entities.tsv").write_text("\n".join(lines))
    live = apply_corrections.apply(made.index)
    corrected = answers(made.index)
    assert {"The Crew", "Ingrid Halvorsen"} <= facet_values(made.index).keys()
    assert told(folder, made).lives == []
    assert builds.read_manifest(made.index).build == live.build
    build(folder, made, full=True)
    assert answers(made.index) == corrected
    [complaint] = database.complaints(builds.build_folder(made.index, builds.read_manifest(made.index)))
    assert "line 3: no article names the place 'Atlantis'" in complaint


def test_the_ledger_knows_what_names_count_as_and_why(folder: Path, tmp_path: Path) -> None:
    made = config(tmp_path / "index", entities="rules")
    (folder / "entities.tsv").write_text("hide\tplace\tNorway\n")
    path = builds.build_folder(made.index, build(folder, made))
    [hidden] = database.names_of(path, "place", "Norway")
    assert (hidden.shown, hidden.why) == ("", f"{folder / 'entities.tsv'}, line 1")
    names = database.names_of(path, "person", "Ingrid Halvorsen")
    assert {name.name: name.why for name in names}["Ingrid Halvorsen"] == ""
    assert all(name.why for name in names if name.name != "Ingrid Halvorsen")


def test_a_file_whose_name_cannot_be_told_from_another_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in ((b"\xff.txt", TEXTS[0]), (b"\\xff.txt", TEXTS[2])):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(text.encode())
    made = config(tmp_path / "index", entities="none")
    build(folder, made)
    assert paths(made.index) == ["press/\\xff.txt"]
    assert [entry[:2] for entry in entries(made.index)][1:] == [("press/\\xff.txt (again)", "skipped")]


def test_a_file_that_is_called_like_a_record_of_another_takes_nothing_from_it(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    put(folder / "a.jsonl#1", [TEXTS[0]])
    made = config(tmp_path / "index", entities="none")
    for _ in range(2):
        put(folder / "a.jsonl", [TEXTS[2], TEXTS[3]])
        put(folder / "b.txt", [TEXTS[4]])
        assert build(folder, made).documents == 3
        assert [entry[:2] for entry in entries(made.index)] == [
            ("press/a.jsonl#1", "indexed"),
            ("press/a.jsonl#2", "indexed"),
            ("press/a.jsonl#1 (again)", "skipped"),
            ("press/b.txt", "indexed"),
        ]
        (folder / "a.jsonl").unlink()
        build(folder, made)
        assert entries(made.index)[0][:2] == ("press/a.jsonl#1", "skipped")
        assert told(folder, made).lives == []


@pytest.mark.parametrize("name", ["stories.sketches", "stories.pairs", "stories.rows"])
def test_not_a_bit_of_damage_is_carried_into_the_next_build(folder: Path, tmp_path: Path, name: str) -> None:
    made = config(tmp_path / "index", entities="none")
    for number in range(2):
        put(
            folder / f"long{number}.txt",
            ["Ferry\n\nJune 3, 2024\n\n" + " ".join(f"word{n}" for n in range(40 + number))],
        )
    build(folder, made)
    file = builds.build_folder(made.index, builds.read_manifest(made.index)) / name
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    put(folder / "d.txt", [TEXTS[4]])
    watched = told(folder, made)
    assert f"{name}: changed since the index was built" in watched.warnings[0]
    assert len(watched.lives) == 1
