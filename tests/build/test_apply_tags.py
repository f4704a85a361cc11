"""Tags of a live index: what `tags.tsv` says, whatever becomes of the folder, and nothing else is another."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from search.build import apply_corrections, apply_tags
from search.build.build import build
from search.config import Config
from search.engines.base import engine_names
from search.errors import IndexBusy
from search.ledger import database
from search.model import Query
from search.readers import document_id
from search.store import builds
from search.store.builds import Manifest
from search.store.check import Effort, check
from search.tag import Tag
from search.tags import tag_report
from search.tags.places import places
from search.tags.tag_file import FILE
from tests.edited_folders import Watched

TEXTS = {
    "a.txt": "Ferry returns\n\nJune 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked them.",
    "b.txt": "Storm ahead\n\nMay 4, 2023\n\nHalvorsen said the storm would reach the coast of Norway by the evening.",
    "c.txt": "They voted\n\nMay 9, 2023\n\nThe council of the harbour voted for a second pier, and then went home.",
}
Seen = dict[str, tuple[Tag, ...]]


@pytest.fixture(params=engine_names())
def made(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The settings of an index of three articles, with each engine."""
    monkeypatch.setattr("search.ledger.writer.RACE", -(10**18))  # as if the files were older than they are
    (tmp_path / "press").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "press" / name).write_text(text)
    config = Config(index=tmp_path / "index", entities="rules", engine=request.param, workers=0)
    build(tmp_path / "press", config)
    return config


@pytest.fixture
def folder(made: Config, tmp_path: Path) -> Path:
    return tmp_path / "press"


def tagged(config: Config) -> Seen:
    """What each article has, by its path, and that the facet counts just that."""
    searcher = builds.open_index(config.index).searcher
    found = {document.path: document.tags for document in searcher.scan() if document.tags}
    [facet] = [facet for facet in searcher.search(Query(facet_size=100)).facets if facet.name == "tag"]
    counted = {bucket.value: bucket.count for bucket in facet.buckets}
    names = {tag.name for tags in found.values() for tag in tags if tag.name}
    assert counted == {name: sum(name in [tag.name for tag in tags] for tags in found.values()) for name in names}
    for name, count in counted.items():
        assert searcher.count(Query().toggle("tag", name)) == count
    searcher.close()
    return found


def live(config: Config) -> Path:
    return builds.build_folder(config.index, builds.read_manifest(config.index))


def line(config: Config, path: str, tag: str) -> str:
    """A line as it is written: the article by its id and the digest of its text."""
    one = places(live(config)).text(document_id(path))
    assert one
    return f"{one.id}\t{one.digest.hex()}\t{tag}\n"


def test_tags_are_applied_without_reading_and_every_build_keeps_them(made: Config, folder: Path) -> None:
    (folder / FILE).write_text(line(made, "press/a.txt", "strike\ta note\tAda") + "b.txt\t\tstrike\nnowhere\t\tlost\n")
    expected = {"press/a.txt": (Tag("strike", "a note", "Ada"),), "press/b.txt": (Tag("strike"),)}
    assert apply_tags.pending(made.index)
    watched = Watched()
    build(folder, made, watched)
    assert watched.stages == [("reading", 0)]
    assert tagged(made) == expected
    assert not apply_tags.pending(made.index)
    report = tag_report.read(live(made))
    assert (report.lines, report.articles, report.unused) == (2, 2, 1)
    watched = Watched()
    build(folder, made, watched)
    assert watched.lives == []  # nothing is to be done
    (folder / "entities.tsv").write_text("rename\tperson\tIngrid Halvorsen\tI. Halvorsen\n")
    apply_corrections.apply(made.index)
    assert tagged(made) == expected
    build(folder, made, full=True)
    assert tagged(made) == expected
    (folder / "d.txt").write_text(TEXTS["c.txt"].replace("voted", "argued"))
    build(folder, made)
    assert tagged(made) == expected
    with (folder / FILE).open("a") as file:
        file.write("d.txt\t\tnew\n")
    apply_tags.apply(made.index)
    assert tagged(made) == {**expected, "press/d.txt": (Tag("new"),)}
    assert check(made.index, Effort(filters=60, words=4)).differences == ()
    (folder / FILE).unlink()
    apply_tags.apply(made.index)
    assert tagged(made) == {}


def test_all_else_is_as_it_was(made: Config, folder: Path) -> None:
    searcher = builds.open_index(made.index).searcher
    asked = [Query("pier"), Query(group="story"), Query().toggle("person", "Ingrid Halvorsen"), Query(sort="-added")]
    before = [searcher.search(replace(query, facet_size=100)) for query in asked]
    searcher.close()
    manifest = builds.read_manifest(made.index)
    (folder / FILE).write_text("# nothing yet\n")
    assert apply_tags.apply(made.index) == replace(manifest, build=live(made).name)
    searcher = builds.open_index(made.index).searcher
    assert [searcher.search(replace(query, facet_size=100)) for query in asked] == before
    searcher.close()
    assert database.built(live(made), live(made).name) == manifest.built
    watched = Watched()
    build(folder, made, watched)
    assert (watched.stages, watched.lives) == ([("reading", 0)], [])


def test_a_file_that_moved_keeps_its_tags_by_its_text(made: Config, folder: Path) -> None:
    (folder / FILE).write_text(line(made, "press/a.txt", "first") + line(made, "press/b.txt", "second"))
    build(folder, made)
    (folder / "wire").mkdir()
    (folder / "a.txt").rename(folder / "wire" / "x.txt")
    (folder / "b.txt").rename(folder / "a.txt")  # where another one was
    build(folder, made)
    expected = {"press/wire/x.txt": (Tag("first"),), "press/a.txt": (Tag("second"),)}
    assert tagged(made) == expected
    assert tag_report.read(live(made)).moved == 2
    build(folder, made, full=True)
    assert tagged(made) == expected


def test_an_article_that_was_edited_keeps_its_tags_and_the_report_says_so(made: Config, folder: Path) -> None:
    (folder / FILE).write_text(line(made, "press/a.txt", "first"))
    (folder / "a.txt").write_text(TEXTS["a.txt"] + " Nobody minded the rain.")
    build(folder, made)
    assert tagged(made) == {"press/a.txt": (Tag("first"),)}
    assert tag_report.read(live(made)).changed == 1


def test_tags_of_an_article_that_became_a_copy_are_on_the_one_that_is_shown(made: Config, folder: Path) -> None:
    (folder / FILE).write_text(line(made, "press/b.txt", "first") + "press/b.txt\t\tby path\n")
    (folder / "Again.txt").write_text(TEXTS["b.txt"])
    for full in (False, True):
        build(folder, made, full=full)
        assert tagged(made) == {"press/Again.txt": (Tag("first"), Tag("by path"))}


def test_a_folder_of_another_name_has_its_tags(made: Config, folder: Path) -> None:
    (folder / FILE).write_text(line(made, "press/b.txt", "first") + "a.txt\t\tinside\n")
    build(folder, made)
    other = folder.rename(folder.parent / "news")
    build(other, made)
    assert tagged(made) == {"news/b.txt": (Tag("first"),), "news/a.txt": (Tag("inside"),)}


WRITER = """
import sys
from pathlib import Path
from search.build import apply_tags
from search.errors import IndexBusy
from search.model import Tag
from search.tags.tag_file import add, written
index, who = Path(sys.argv[1]), sys.argv[2]
for number in range(4):
    add(apply_tags.place(index).file, [written("a.txt", "", Tag(f"{who} {number}"), "")])
    try:
        apply_tags.apply(index)
    except IndexBusy:
        pass
"""


def test_those_who_tag_at_once_lose_nothing_and_nothing_waits(tmp_path: Path) -> None:
    folder, index = tmp_path / "press", tmp_path / "index"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    made = Config(index=index, entities="none", workers=0)
    build(folder, made)
    started = [subprocess.Popen([sys.executable, "-c", WRITER, str(index), who]) for who in ("Ada", "Ben")]
    assert [process.wait(60) for process in started] == [0, 0]
    assert not apply_tags.pending(index)
    names = [tag.name for tag in tagged(made)["press/a.txt"]]
    assert sorted(names) == [f"{who} {number}" for who in ("Ada", "Ben") for number in range(4)]


def test_what_is_written_while_somebody_builds_is_applied_by_that_one(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS["a.txt"])
    made = Config(index=tmp_path / "index", entities="none", workers=0)
    build(folder, made)

    class Meanwhile(Watched):
        """Tags an article when the build of the texts is live and the right to build is still held."""

        def live(self, manifest: Manifest) -> None:
            super().live(manifest)
            if not (folder / FILE).exists():
                (folder / FILE).write_text("a.txt\t\tmeanwhile\n")
                with pytest.raises(IndexBusy):
                    apply_tags.apply(made.index)

    watched = Meanwhile()
    (folder / "b.txt").write_text(TEXTS["b.txt"])
    manifest = build(folder, made, watched)
    assert len(watched.lives) == 2
    assert manifest == builds.read_manifest(made.index)
    assert tagged(made) == {"press/a.txt": (Tag("meanwhile"),)}
