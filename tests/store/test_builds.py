"""The index folder: builds go live whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from search.engines import memory
from search.errors import IndexBusy, IndexMissing, IndexUnusable, SearchError, StoriesNotTold
from search.model import Document, Query
from search.store import builds
from search.store.builds import Manifest
from tests.corpora import article


def writer(*documents: Document) -> Callable[[Path], Manifest]:
    def write(target: Path) -> Manifest:
        count = memory.write(target, documents)
        return Manifest(target.name, "2026-01-01T00:00:00Z", "memory", count, 0, "none", "seeds")

    return write


def build_names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "builds").iterdir())


def total(folder: Path) -> int:
    return builds.open_index(folder).searcher.search(Query()).total


def test_a_build_goes_live_and_replaces_the_one_before(tmp_path: Path) -> None:
    first = builds.build(tmp_path, writer(article(0)))
    assert total(tmp_path) == 1
    second = builds.build(tmp_path, writer(article(0), article(1)))
    assert total(tmp_path) == 2
    assert build_names(tmp_path) == [second.build]
    assert first.build != second.build
    assert builds.read_manifest(tmp_path) == second


def test_a_failing_build_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    builds.build(tmp_path, writer(article(0)))
    before = sorted(tmp_path.rglob("*"))

    def write(target: Path) -> Manifest:
        (target / "half").write_bytes(b"written")
        raise SearchError("no more")

    with pytest.raises(SearchError, match="no more"):
        builds.build(tmp_path, write)
    assert sorted(tmp_path.rglob("*")) == before
    assert total(tmp_path) == 1


def test_a_failing_build_beside_a_damaged_manifest_leaves_nothing_either(tmp_path: Path) -> None:
    old = builds.build(tmp_path, writer(article(0)))
    (tmp_path / "manifest.json").write_bytes(b"{")

    def write(target: Path) -> Manifest:
        raise SearchError("no more")

    with pytest.raises(SearchError, match="no more"):
        builds.build(tmp_path, write)
    assert build_names(tmp_path) == [old.build]


@pytest.mark.parametrize("step", ["checksums.write", "sync", "asdict"])
def test_nothing_goes_live_before_all_of_it_is_on_the_disk(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = builds.build(tmp_path, writer(article(0)))

    def failing(*_: object) -> None:
        assert builds.read_manifest(tmp_path) == old
        raise SearchError("no more")

    monkeypatch.setattr(f"search.store.builds.{step}", failing)
    with pytest.raises(SearchError, match="no more"):
        builds.build(tmp_path, writer(article(0), article(1)))
    assert builds.read_manifest(tmp_path) == old
    assert build_names(tmp_path) == [old.build]


def test_a_build_whose_folder_is_removed_meanwhile_ends_with_its_own_reason(tmp_path: Path) -> None:
    old = builds.build(tmp_path, writer(article(0)))

    def write(target: Path) -> Manifest:
        shutil.rmtree(target)
        raise SearchError("no more")

    with pytest.raises(SearchError, match="no more"):
        builds.build(tmp_path, write)
    assert build_names(tmp_path) == [old.build]


def test_a_write_error_says_where_and_that_the_old_index_stays(tmp_path: Path) -> None:
    def write(target: Path) -> Manifest:
        raise OSError(28, "No space left on device")

    with pytest.raises(SearchError, match=f"{tmp_path}.*No space left.*old one is unchanged"):
        builds.build(tmp_path, write)


def test_a_killed_build_leaves_the_old_one_and_is_cleared_by_the_next(tmp_path: Path) -> None:
    live = builds.build(tmp_path, writer(article(0)))
    program = f"""
        import sys, time
        from pathlib import Path
        from search.store import builds
        def write(target):
            (target / "half").write_bytes(b"x" * 1000)
            print("writing", flush=True)
            time.sleep(60)
        builds.build(Path({str(tmp_path)!r}), write)
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "writing\n"
        with pytest.raises(IndexBusy, match="another build"):
            builds.build(tmp_path, writer(article(1)))
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert total(tmp_path) == 1
    assert len(build_names(tmp_path)) == 2
    newest = builds.build(tmp_path, writer(article(0), article(1)))
    assert build_names(tmp_path) == [newest.build]
    assert live.build != newest.build


def test_a_build_that_is_being_read_stays_until_it_is_let_go(tmp_path: Path) -> None:
    first = builds.build(tmp_path, writer(article(0)))
    reader = builds.open_index(tmp_path)
    second = builds.build(tmp_path, writer(article(0), article(1)))
    assert build_names(tmp_path) == sorted([first.build, second.build])
    assert reader.searcher.search(Query()).total == 1
    del reader
    third = builds.build(tmp_path, writer(article(0)))
    assert build_names(tmp_path) == [third.build]


def test_a_build_that_is_just_being_removed_is_not_opened(tmp_path: Path) -> None:
    made = builds.build(tmp_path, writer(article(0)))
    with (builds.build_folder(tmp_path, made) / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexUnusable, match=r"is missing.*rebuild it with"):
            builds.open_index(tmp_path)
    assert total(tmp_path) == 1


def test_a_build_that_goes_before_its_lock_is_held_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = builds.build(tmp_path, writer(article(0)))
    real = fcntl.flock

    def flock(file: IO[bytes], operation: int) -> None:
        (builds.build_folder(tmp_path, made) / "lock").unlink(missing_ok=True)
        real(file, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(IndexUnusable, match=r"is missing.*rebuild it with"):
        builds.open_index(tmp_path)


def test_a_build_that_cannot_be_opened_is_let_go(tmp_path: Path) -> None:
    made = builds.build(tmp_path, writer(article(0)))
    for path in builds.build_folder(tmp_path, made).glob("*.json"):
        path.write_bytes(b"damaged")
    with pytest.raises(IndexUnusable) as raised:
        builds.open_index(tmp_path)
    newest = builds.build(tmp_path, writer(article(0), article(1)))
    assert build_names(tmp_path) == [newest.build]  # while the error is still at hand, with all that it holds
    assert "rebuild it with" in str(raised.value)


def test_what_somebody_else_put_beside_the_builds_is_left_alone(tmp_path: Path) -> None:
    builds.build(tmp_path, writer(article(0)))
    (tmp_path / "builds" / ".DS_Store").write_bytes(b"Finder")
    live = builds.build(tmp_path, writer(article(0), article(1)))
    assert build_names(tmp_path) == [".DS_Store", live.build]


def test_no_index_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(IndexMissing, match=r"python -m search\.index"):
            builds.open_index(folder)


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (b"", "cannot be read"),
        (b"[]", "cannot be read"),
        (b'{"format": %d}' % builds.FORMAT, "cannot be read"),
        (b"\xff\xfe{", "cannot be read"),
        (b'{"format": 99}', f"format 99.*format {builds.FORMAT}"),
        ("../../etc", "outside the index"),
        ("gone", "gone is missing"),
    ],
)
def test_a_damaged_manifest_is_told(tmp_path: Path, manifest: bytes | str, reason: str) -> None:
    made = builds.build(tmp_path, writer(article(0)))
    if isinstance(manifest, str):
        builds.publish(tmp_path, replace(made, build=manifest))
    else:
        (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(IndexUnusable, match=rf"(?s){reason}.*rebuild it with"):
        builds.open_index(tmp_path)


@pytest.mark.parametrize("fact", ["engine", "documents", "built", "entities"])
def test_no_letter_of_a_manifest_may_change(tmp_path: Path, fact: str) -> None:
    builds.build(tmp_path, writer(article(0)))
    path = tmp_path / "manifest.json"
    record = json.loads(path.read_text())
    path.write_text(json.dumps({**record, fact: record[fact] + 1 if fact == "documents" else f"{record[fact]}x"}))
    with pytest.raises(IndexUnusable, match=r"is damaged.*rebuild it with"):
        builds.open_index(tmp_path)


def test_an_index_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="cannot create the index folder"):
        builds.build(tmp_path / "file" / "index", writer(article(0)))


def test_the_size_is_that_of_the_build(tmp_path: Path) -> None:
    manifest = builds.build(tmp_path, writer(article(0)))
    folder = tmp_path / "builds" / manifest.build
    assert builds.size_of(tmp_path, manifest) == sum(os.path.getsize(folder / name) for name in os.listdir(folder))


@pytest.mark.parametrize(("read", "total", "unread"), [(0, 0, False), (2, 3, True), (3, 3, False)])
def test_names_are_unread_until_all_are_read(read: int, total: int, unread: bool) -> None:
    made = Manifest(
        "b", "2026-01-01T00:00:00Z", "memory", 3, 0, "rules", "seeds", entities_read=read, entities_total=total
    )
    assert made.names_unread is unread


def test_a_build_has_stories_unless_it_says_that_it_has_none(tmp_path: Path) -> None:
    query = Query(chosen={"story": ("x",)})
    builds.build(tmp_path, writer(article(0)))
    assert builds.open_index(tmp_path).searcher.search(query).total == 0
    builds.build(tmp_path, lambda target: replace(writer(article(0))(target), stories=False))
    with pytest.raises(StoriesNotTold):
        builds.open_index(tmp_path).searcher.search(query)
