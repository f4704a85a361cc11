"""An index that is kept open: new builds are picked up, and nothing is counted in a file that somebody has touched."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from threading import Event, Thread

import pytest

from search.engines.base import engine
from search.errors import IndexMissing, IndexUnusable
from search.model import Query
from search.store import builds
from search.store.builds import Index, Manifest
from search.store.live import LOOK_SECONDS, Live
from tests.corpora import article


def build(folder: Path, count: int) -> Manifest:
    """The live build of so many documents."""

    def write(target: Path) -> Manifest:
        written = engine("whoosh").write(target, [article(number, "Moon", "The landing.") for number in range(count)])
        return Manifest(target.name, "2026-01-01T00:00:00Z", "whoosh", written, 0, "none", "seeds")

    return builds.build(folder, write)


def total(index: Index) -> int:
    return index.searcher.search(Query("moon")).total


def test_a_live_index_follows_new_builds_without_being_told(tmp_path: Path) -> None:
    build(tmp_path, 1)
    live = Live(tmp_path)
    old = live.current
    assert live.current is old
    build(tmp_path, 2)
    assert total(live.current) == 2
    assert total(old) == 1
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(IndexMissing):
        live.current  # noqa: B018


def test_an_index_that_was_exchanged_is_let_go_at_once(tmp_path: Path) -> None:
    build(tmp_path, 2)
    live = Live(tmp_path)
    for text in ("moon", "moon landing", '"the landing"', "mo*", "mooon~", "what is the landing"):
        live.current.searcher.search(Query(text))
    live.current.searcher.words("m", 5)
    old = weakref.ref(live.current.searcher)
    parts = [weakref.ref(part) for part in vars(live.current.searcher).values() if hasattr(part, "__weakref__")]
    assert parts
    build(tmp_path, 1)
    gc.disable()  # what only the collector of cycles finds stays for minutes, with all that it remembers
    try:
        assert total(live.current) == 1
        assert old() is None
        assert [part() for part in parts] == [None] * len(parts)
    finally:
        gc.enable()


def test_while_one_thread_opens_a_new_build_the_others_answer_from_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, 1)
    live = Live(tmp_path)
    assert total(live.current) == 1
    build(tmp_path, 2)
    begun, go_on, really = Event(), Event(), builds.open_index

    def slowly(folder: Path) -> Index:
        begun.set()
        assert go_on.wait(60)
        return really(folder)

    monkeypatch.setattr(builds, "open_index", slowly)
    found: list[int] = []
    first = Thread(target=lambda: found.append(total(live.current)))
    first.start()
    assert begun.wait(60)
    assert total(live.current) == 1
    go_on.set()
    first.join()
    assert found == [2]
    assert total(live.current) == 2


@pytest.mark.parametrize("name", ["MAIN.json", "MAIN.columns", "MAIN_0.lists", "MAIN_0.docs"])
def test_a_file_that_is_changed_under_it_is_told_until_it_is_mended(tmp_path: Path, name: str) -> None:
    manifest = build(tmp_path, 3)
    live = Live(tmp_path)
    assert total(live.current) == 3
    path = builds.build_folder(tmp_path, manifest) / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    for _ in range(2):
        with pytest.raises(IndexUnusable, match="rebuild the index"):
            live.current.searcher.search(Query())
    path.write_bytes(whole)
    assert total(live.current) == 3


def test_a_file_that_was_only_touched_changes_nothing(tmp_path: Path) -> None:
    manifest = build(tmp_path, 3)
    live = Live(tmp_path)
    before = live.current
    (builds.build_folder(tmp_path, manifest) / "MAIN.columns").touch()
    assert total(live.current) == 3
    assert live.current is not before
    assert live.current is live.current


def test_a_build_that_went_live_elsewhere_is_looked_for_once_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, 1)
    clock, looked = [100.0], list[str]()
    monkeypatch.setattr("search.store.live.monotonic", lambda: clock[0])
    monkeypatch.setattr("search.store.followed.look", lambda _, engine: looked.append(engine))
    here = Live(tmp_path, "elsewhere")
    for wait in (0.0, 0.5 * LOOK_SECONDS, 0.5 * LOOK_SECONDS, 0.9 * LOOK_SECONDS):
        clock[0] += wait
        assert total(here.current) == 1
    assert looked == ["elsewhere"] * 2
