"""Disks that fail at the last moment, folders and indexes that go away, clocks that jump, and kills in between."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path
from time import monotonic, sleep

import pytest

from search import index as command
from search.build.build import build
from search.build.progress import Progress
from search.config import Config
from search.entities import corrections_file
from search.errors import IndexUnusable, SearchError
from search.folder.walk import Found, walk
from search.model import Query
from search.query import arrivals
from search.store import builds
from search.store.check import Effort, check
from tests.faults import answer, expected, put

EFFORT = Effort(filters=5, words=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", 0)
    return tmp_path / "in"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(index=tmp_path / "index", entities="none", workers=0, today=date(2026, 1, 1))


def failing_at(number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the system's call that brings a file to the disk fail once, and tell how often it was made."""
    real, calls = os.fsync, [0]

    def fsync(descriptor: int) -> None:
        calls[0] += 1
        if calls[0] == number:
            raise error
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return lambda: calls[0]


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_whatever_stops_a_build_while_it_goes_live_one_build_stays_whole(
    folder: Path, config: Config, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    build(folder, config)
    put(folder, 1)
    with monkeypatch.context() as patched:
        count = failing_at(0, error, patched)
        build(folder, replace(config, index=config.index.with_name("other")), full=True)
    found = []
    for number in range(count() - 3, count() + 1):
        put(folder, 0)
        build(folder, config, full=True)
        put(folder, 1)
        told = Told()
        with monkeypatch.context() as patched:
            failing_at(number, error, patched)
            with pytest.raises((SearchError, KeyboardInterrupt)) as raised:
                build(folder, config, told, full=True)
        found.append(answer(config.index))
        went_live = found[-1] == expected(1)
        assert went_live or found[-1] == expected(0)
        assert check(config.index, EFFORT).differences == ()
        assert {path.name for path in config.index.iterdir()} <= {"builds", "build.lock", "manifest.json", "cache"}
        if isinstance(raised.value, SearchError):
            assert ("the old one is unchanged" in str(raised.value)) != went_live
            assert ("is live" in str(raised.value)) == went_live
        else:
            assert bool(told.builds) == went_live
    assert set(found) == {expected(0), expected(1)}


class Told(Progress):
    """Keeps what goes live."""

    def __init__(self) -> None:
        self.builds: list[str] = []

    def live(self, manifest: builds.Manifest) -> None:
        self.builds.append(manifest.build)


def test_a_disk_without_locks_is_told(folder: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, config)

    def flock(file: object, operation: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(SearchError, match=r"cannot lock .*build.lock.*--index"):
        build(folder, config, full=True)
    with pytest.raises(IndexUnusable, match=r"cannot lock .*lock.*--index"):
        builds.open_index(config.index)


class Meanwhile(Progress):
    """Does something while files are read."""

    def __init__(self, at: int, act: Callable[[], object]) -> None:
        self._at, self._act = at, act

    def advance(self) -> None:
        self._at -= 1
        if not self._at:
            self._act()


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("manner", ["deleted", "moved", "exchanged"])
def test_a_folder_that_goes_away_while_it_is_read_changes_nothing(
    folder: Path, config: Config, full: bool, manner: str
) -> None:
    build(folder, config)
    put(folder, 3)

    def act() -> None:
        if manner == "deleted":
            shutil.rmtree(folder)
        else:
            folder.rename(folder.with_name("elsewhere"))
        if manner == "exchanged":
            folder.mkdir()

    with pytest.raises(SearchError, match=r"deleted, moved or unmounted.*the old index is unchanged"):
        build(folder, config, Meanwhile(3, act), full=full)
    assert answer(config.index) == expected(0)
    assert len([*(config.index / "builds").iterdir()]) == 1


def test_a_folder_that_grows_while_it_is_read_is_taken_up_whole_the_next_time(folder: Path, config: Config) -> None:
    def grow() -> None:
        put(folder, 3)
        for file in folder.iterdir():
            file.touch()

    build(folder, config, Meanwhile(3, grow))
    build(folder, config)
    assert answer(config.index) == expected(3)


def test_a_described_file_that_has_just_gone_ends_no_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "content").mkdir()
    (folder / "content" / "two.html").write_text("<p>The ferry sank.</p>")
    (folder / "metadata_0_to_1.json").write_text('[{"slug": "two", "savedAt": "2024-05-03", "title": "Two"}]')
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        if path.name == "two.html":
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
        return real(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    found = {each.path for each in walk(folder, 1_000_000) if isinstance(each, Found)}
    assert {"in/metadata_0_to_1.json", "in/01.txt"} <= found


def test_an_index_that_moved_answers_where_it_is(folder: Path, config: Config, tmp_path: Path) -> None:
    build(folder, config)
    moved = replace(config, index=tmp_path / "deeper" / "index")
    moved.index.parent.mkdir()
    config.index.rename(moved.index)
    assert answer(moved.index) == expected(0)
    put(folder, 1)
    build(folder, moved)
    assert answer(moved.index) == expected(1)
    assert check(moved.index, EFFORT).differences == ()


def days(index: Path) -> list[str]:
    page = builds.open_index(index).searcher.search(Query(per_page=50))
    return [hit.document.day.first.isoformat() if hit.document.day else "" for hit in page.hits]


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2020, 2, 29)])
def test_days_that_a_wrong_clock_refused_are_there_once_it_is_right(folder: Path, config: Config, wrong: date) -> None:
    build(folder, replace(config, today=wrong))
    assert set(days(config.index)) == {""}
    build(folder, config)
    assert "" not in days(config.index)


def test_days_that_lie_ahead_go_when_the_clock_is_set_back(folder: Path, config: Config) -> None:
    build(folder, replace(config, today=date(2024, 5, 5)))
    assert "" in days(config.index)
    build(folder, config)
    assert "" not in days(config.index)
    build(folder, replace(config, today=date(2024, 5, 5)))
    assert "" in days(config.index)


@pytest.mark.parametrize("year", [2046, 2025, 1970])
def test_what_is_new_is_so_whichever_way_the_clock_has_jumped(
    folder: Path, config: Config, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(year, 6, 1, 12, tzinfo=tz)

    with monkeypatch.context() as patched:
        patched.setattr(arrivals, "datetime", Clock)
        seen = build(folder, config).built
    for number, full in enumerate((False, True, False), 1):
        (folder / f"new{number}.txt").write_text(f"Report {number}\n\nThe pilot came aboard, he said.\n")
        seen, before = build(folder, config, full=full).built, seen
        assert seen > before
        page = builds.open_index(config.index).searcher.search(Query(added_since=before))
        assert [hit.document.path for hit in page.hits] == [f"in/new{number}.txt"]


@pytest.mark.parametrize("today", [date(2028, 2, 29), date.max])
def test_a_declared_day_is_read_on_every_day_that_there_is(folder: Path, config: Config, today: date) -> None:
    (folder / "record.jsonl").write_text('{"title": "Ferry", "text": "The pier.", "date": "2024-09-17"}\n')
    build(folder, replace(config, today=today))
    assert "2024-09-17" in days(config.index)


def test_a_watch_goes_by_the_day_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(2031, 7, 1)

    monkeypatch.setattr(command, "date", Clock)
    monkeypatch.delenv("SEARCH_TODAY", raising=False)
    config = Config(today=date(2031, 6, 30))
    assert command._of_today(config).today == date(2031, 7, 1)  # noqa: SLF001 - the loop around it has no end
    monkeypatch.setenv("SEARCH_TODAY", "2031-06-30")
    assert command._of_today(config) == config  # noqa: SLF001


WRITER = """
import os, signal, sys
from pathlib import Path
from search.entities import corrections_file
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
corrections_file.write(corrections_file.entry(Path(sys.argv[1]), 0, "hide", ["person", "Ada Long"]))
"""


def test_a_correction_that_is_killed_changes_nothing_and_the_next_one_clears_up(tmp_path: Path) -> None:
    file = tmp_path / corrections_file.FILE
    corrections_file.write(corrections_file.entry(file, 0, "hide", ["person", "Bea Short"]))
    before = file.read_bytes()
    killed = subprocess.run([sys.executable, "-c", WRITER, str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert file.read_bytes() == before
    assert len([*tmp_path.iterdir()]) == 2
    corrections_file.write(corrections_file.entry(file, 0, "hide", ["person", "Cleo Wide"]))
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes().startswith(before)


def test_a_watch_that_is_killed_leaves_an_index_that_answers(
    folder: Path, tmp_path: Path, times: Callable[[int, int], int]
) -> None:
    index = tmp_path / "index"
    options = [str(folder), "--index", str(index), "--entities", "none", "--workers", "1", "--watch"]
    for version in range(times(2, 20)):
        put(folder, version)
        child = subprocess.Popen([sys.executable, "-m", "search.index", *options], stdout=subprocess.PIPE, text=True)
        assert child.stdout
        with child.stdout:
            next(line for line in child.stdout if line.startswith("indexed"))
            put(folder, version + 1)
            until = monotonic() + 60
            while len([*(index / "builds").iterdir()]) == 1 and answer(index) == expected(version):
                assert monotonic() < until
                sleep(0.01)
            child.kill()
            child.wait()
        assert answer(index) in (expected(version), expected(version + 1))
        assert check(index, EFFORT).differences == ()
