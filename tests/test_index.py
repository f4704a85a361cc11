"""`python -m search.index`: what a person sees of a build, good input and bad."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from search import store
from search.model import Query

ROOT = Path(__file__).parent.parent
BODY = "The crew came home after nine days and the recovery ships were waiting for them in the calm morning sea."


def run(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search.index", *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin", "SEARCH_ENTITIES": "none", "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "press"
    folder.mkdir()
    write(folder / "one.txt", "Crew is home")
    write(folder / "two.txt", "Ships were waiting")
    return folder


def write(path: Path, title: str, encoding: str = "utf-8") -> None:
    path.write_text(f"{title}\n\nJuly 24, 1969\n\n{BODY}\n", encoding=encoding)


def titles(index: Path) -> list[str]:
    return sorted(hit.document.title for hit in store.open_index(index).searcher.search(Query(per_page=100)).hits)


def test_one_summary_line_with_units_and_nothing_else_when_piped(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--index", tmp_path / "index")
    assert done.returncode == 0
    summary = rf"indexed 2 documents \(0 skipped\) from {folder}/ in [\d.]+ s -> {tmp_path}/index/ \([\d.]+ KB\)\n"
    assert not done.stderr
    assert re.fullmatch(summary, done.stdout), done.stdout


def test_adding_editing_and_removing_a_file_shows_up(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run(folder, "--index", index)
    assert titles(index) == ["Crew is home", "Ships were waiting"]
    write(folder / "three.txt", "A third one")
    write(folder / "one.txt", "Crew is safely home")
    (folder / "two.txt").unlink()
    run(folder, "--index", index)
    assert titles(index) == ["A third one", "Crew is safely home"]


def test_bad_files_are_named_with_the_reason_and_the_others_are_indexed(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "numbers.txt").write_text("12 34 56 -- 78\n")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "wire.jsonl").write_text('{"title": "From the wire", "body": "' + BODY + '"}\n{"title": \n')
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (folder / "quote \"d\" 'name' 😀.txt").write_text(f"Oddly named\n\n{BODY}\n")
    write(folder / "latin.txt", "Déjà là, à Noël", "latin-1")
    write(folder / "utf16.txt", "In sixteen bits", "utf-16")
    done = run(folder, "--index", tmp_path / "index")
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path / "index") == sorted(
        ["Crew is home", "Ships were waiting", "From the wire", "Oddly named", "Déjà là, à Noël", "In sixteen bits"]
    )
    lines = (line.removeprefix("skipped press/").split(": ", 1) for line in done.stderr.splitlines())
    named = dict(lines)
    assert set(named) == {"empty.txt", "binary.txt", "numbers.txt", "photo.jpg", "wire.jsonl#2", "huge.txt"}
    assert all(len(reason) > 5 for reason in named.values())
    assert "200 MB" in named["huge.txt"]
    assert "(6 skipped)" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("what", ["missing", "file", "empty", "nothing readable"])
def test_nothing_to_index_is_an_error_and_the_old_index_stays(what: str, folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run(folder, "--index", index)
    other = tmp_path / "other"
    if what == "file":
        other.write_text("x")
    elif what != "missing":
        other.mkdir()
    if what == "nothing readable":
        (other / "empty.txt").write_bytes(b"")
    done = run(other, "--index", index)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert "other" in done.stderr
    assert titles(index) == ["Crew is home", "Ships were waiting"]


def test_wrong_usage_is_status_2_and_bad_settings_status_1(folder: Path, tmp_path: Path) -> None:
    assert run().returncode == 2
    assert run(folder, "--colour").returncode == 2
    done = run(folder, "--index", tmp_path / "index", "--engine", "lucene")
    assert (done.returncode, "there is no engine 'lucene'" in done.stderr) == (1, True)
    done = run(folder, "--index", tmp_path / "index", SEARCH_TODAY="soon")
    assert (done.returncode, "SEARCH_TODAY='soon'" in done.stderr) == (1, True)
    (tmp_path / "file").write_text("")
    done = run(folder, "--index", tmp_path / "file")
    assert (done.returncode, "cannot be made" in done.stderr) == (1, True)


def test_the_manifest_says_what_was_done(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    run(folder, "--index", tmp_path / "index", "--engine", "memory")
    manifest = json.loads((tmp_path / "index" / "manifest.json").read_text())
    assert {name: manifest[name] for name in ("engine", "documents", "skipped", "entities", "folder")} == {
        "engine": "memory",
        "documents": 2,
        "skipped": 1,
        "entities": "none",
        "folder": "press",
    }
