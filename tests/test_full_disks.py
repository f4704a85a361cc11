"""Disks without room for files of a moment, and for what is printed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from search.__main__ import main
from search.build.build import build
from search.build.progress import Progress
from search.config import Config
from search.errors import IndexUnwritable
from search.index import main as index_main
from search.ledger import database, writer
from search.store import builds, checksums
from search.store.check import Effort, check
from tests.faults import answer, expected, put

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", 0)
    return tmp_path / "in"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(index=tmp_path / "index", entities="none", workers=0, today=date(2026, 1, 1))


# --- files of a moment


def test_no_room_for_files_of_a_moment_is_needed_elsewhere(
    folder: Path, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = (folder / "01.txt").read_text(encoding="utf-8") * 3
    for name in ("twin.txt", "twin2.txt"):  # near-duplicates are compared in such a file
        (folder / name).write_text(f"{name}\n\n{twin}", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    build(folder, config)
    for name in ("twin.txt", "twin2.txt"):
        (folder / name).unlink()
    put(folder, 1)
    build(folder, config)
    assert answer(config.index) == expected(1)
    assert check(config.index, Effort(filters=5, words=2)).differences == ()


# --- what is kept from build to build

MANY = 3_000
"""Articles that have been in an index at some time: more than fit into the pages that there are without them."""


def arrived(config: Config) -> int:
    """How many articles the live build remembers."""
    with closing(sqlite3.connect(ledger_of(config))) as ledger:
        return int(ledger.execute("SELECT count(*) FROM arrivals").fetchone()[0])


def ledger_of(config: Config) -> Path:
    return builds.build_folder(config.index, builds.read_manifest(config.index)) / database.FILE


class Warned(Progress):
    """Keeps the warnings."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def warn(self, message: str) -> None:
        self.said.append(message)


@pytest.fixture
def remembering(folder: Path, config: Config) -> Config:
    """An index that remembers many articles which are gone."""
    build(folder, config)
    with closing(sqlite3.connect(ledger_of(config))) as ledger, ledger:
        rows = ((f"gone{number:020}", "2026-01-01T00:00:00.000Z") for number in range(MANY))
        ledger.executemany("INSERT INTO arrivals VALUES (?, ?)", rows)
    checksums.write(ledger_of(config).parent)
    return config


def test_a_build_that_has_no_room_for_when_articles_came_ends_and_the_next_one_knows_it(
    folder: Path, remembering: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = ledger_of(remembering).stat().st_size // 4096
    with monkeypatch.context() as patched:
        patched.setattr(writer, "_SCRATCH", f"{writer._SCRATCH} PRAGMA max_page_count = {pages - 10};")  # noqa: SLF001
        with pytest.raises(IndexUnwritable, match=r"database or disk is full.*the old one is unchanged"):
            build(folder, remembering, full=True)
    assert arrived(remembering) == MANY + expected(0)[1]
    build(folder, remembering, told := Warned(), full=True)
    assert (told.said, arrived(remembering)) == ([], MANY + expected(0)[1])


def test_of_a_damaged_build_nothing_is_kept_and_that_is_said(folder: Path, remembering: Config) -> None:
    raw = bytearray(ledger_of(remembering).read_bytes())
    at = raw.rindex(b"gone00000000000000000000")
    raw[at] ^= 1
    ledger_of(remembering).write_bytes(raw)
    build(folder, remembering, told := Warned(), full=True)
    assert told.said == [
        "the last build does not say when its articles came (ledger.sqlite: changed since the index was built); "
        "all count as new"
    ]
    assert arrived(remembering) == expected(0)[1]


def test_an_index_of_a_version_that_did_not_remember_is_built_anew(folder: Path, remembering: Config) -> None:
    with closing(sqlite3.connect(ledger_of(remembering))) as ledger, ledger:
        ledger.execute("DROP TABLE arrivals")
    checksums.write(ledger_of(remembering).parent)
    build(folder, remembering, told := Warned(), full=True)
    assert "no such table" in told.said[0]
    assert arrived(remembering) == expected(0)[1]


# --- what is printed


@contextmanager
def full_stdout() -> Iterator[None]:
    """Nothing of what is printed finds room."""
    with pytest.MonkeyPatch.context() as patched, FULL.open("w", encoding="utf-8") as file:
        patched.setattr(sys, "stdout", file)
        yield


def status(*said: str) -> object:
    with pytest.raises(SystemExit) as ended:
        (index_main if said[0] == "index" else main)(said[1:] if said[0] == "index" else said)
    return ended.value.code


@needs_full
@pytest.mark.parametrize(
    "said", ["query the", "query the --json", "query the --csv", "ledger", "ledger --json", "check", "new --since 2020"]
)
def test_an_answer_that_cannot_be_written_is_an_error_that_says_so(
    folder: Path, config: Config, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    build(folder, config)
    with full_stdout():
        assert status(*said.split(), "--index", str(config.index)) == 1
    assert capsys.readouterr().err == (
        "error: cannot write the output: No space left on device; send it to another place\n"
    )


@needs_full
def test_nothing_is_tried_again_when_the_program_ends(folder: Path, config: Config) -> None:
    build(folder, config)
    command = [sys.executable, "-m", "search", "query", "the", "--csv", "--index", str(config.index)]
    with FULL.open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


@needs_full
def test_a_build_goes_on_where_its_complaints_cannot_be_written(
    folder: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "empty.txt").touch()
    with FULL.open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stderr", file)
        assert status("index", str(folder), "--index", str(config.index), "--entities", "none", "--workers", "0") == 0
        monkeypatch.undo()
        os.dup2(os.open(os.devnull, os.O_WRONLY), file.fileno())
    assert answer(config.index) == expected(0)
