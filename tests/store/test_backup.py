"""`python -m search backup`: a copy that is an index, whole or not there at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.errors import IndexMissing, IndexUnusable, SearchError
from search.model import Page, Query
from search.store import builds
from search.store.backup import backup
from search.store.check import check
from tests.store.test_check import EFFORT, index_of, put

QUERIES = [Query(), Query("ferry storm", per_page=50), Query("", {"source": ("The Dial",)})]


def answers(index: Path) -> list[Page]:
    searcher = builds.open_index(index).searcher
    return [searcher.search(query) for query in QUERIES]


def copy(index: Path, destination: Path) -> Result:
    return CliRunner().invoke(main, ["backup", str(destination), "--index", str(index)])


@pytest.fixture
def index(tmp_path: Path) -> Path:
    put(tmp_path / "in")
    index_of(tmp_path / "in", tmp_path / "index")
    return tmp_path / "index"


def test_what_was_copied_is_told_as_json(tmp_path: Path, index: Path) -> None:
    result = CliRunner().invoke(main, ["backup", str(tmp_path / "safe"), "--index", str(index), "--json"])
    told = json.loads(result.output)
    manifest = builds.read_manifest(tmp_path / "safe")
    assert (told["documents"], told["build"]) == (manifest.documents, manifest.build)
    assert told["bytes"] == builds.size_of(tmp_path / "safe", manifest) > 0


def test_the_copy_answers_as_the_index_does_and_is_restored_by_copying_it(tmp_path: Path, index: Path) -> None:
    before = answers(index)
    result = copy(index, tmp_path / "safe" / "monday")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("copied 30 documents (")
    shutil.rmtree(index)
    assert answers(tmp_path / "safe" / "monday") == before
    shutil.copytree(tmp_path / "safe" / "monday", index)
    assert answers(index) == before
    assert check(index, EFFORT).differences == ()
    (tmp_path / "in" / "new.txt").write_text("A new one\n\nThe ferry is new.\n")
    index_of(tmp_path / "in", index)  # what was restored grows on
    assert answers(index)[0].total == 31


def test_only_the_live_build_is_copied(tmp_path: Path, index: Path) -> None:
    (index / "builds" / "unfinished").mkdir()
    (index / "cache").mkdir(exist_ok=True)
    manifest = backup(index, tmp_path / "copy")
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["builds", "manifest.json"]
    assert [path.name for path in (tmp_path / "copy" / "builds").iterdir()] == [manifest.build]


def test_nothing_is_written_over(tmp_path: Path, index: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("precious")
    (tmp_path / "file").write_text("precious")
    for name in ("full", "file"):
        result = copy(index, tmp_path / name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "choose another destination" in result.stderr
    assert (tmp_path / "full" / "mine").read_text() == (tmp_path / "file").read_text() == "precious"
    (tmp_path / "empty").mkdir()
    assert copy(index, tmp_path / "empty").exit_code == 0


def test_what_an_interrupted_copy_left_is_no_hindrance(tmp_path: Path, index: Path) -> None:
    (tmp_path / "copy.partial" / "builds").mkdir(parents=True)
    backup(index, tmp_path / "copy")
    assert answers(tmp_path / "copy") == answers(index)
    assert not (tmp_path / "copy.partial").exists()


def test_a_damaged_index_is_not_kept_as_a_copy(tmp_path: Path, index: Path) -> None:
    [path] = index.glob("builds/*/census.json")
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(IndexUnusable, match=r"census\.json.*python -m search check"):
        backup(index, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "copy.partial").exists()


def test_no_index_and_no_room_are_told(tmp_path: Path, index: Path) -> None:
    with pytest.raises(IndexMissing):
        backup(tmp_path / "none", tmp_path / "copy")
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="cannot write the copy"):
        backup(index, tmp_path / "file" / "copy")
