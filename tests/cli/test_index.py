"""`python -m search.index`: what a person sees of a build, good input and bad."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.__main__ import main as commands
from search.engines import records
from search.model import Query
from search.store import builds

ROOT = Path(__file__).parents[2]
BODY = "The crew came home after nine days and the recovery ships were waiting for them in the calm morning sea."


ENVIRONMENT = {"PATH": "/usr/bin:/bin", "SEARCH_ENTITIES": "none", "SEARCH_WORKERS": "1", "PYTHONPATH": str(ROOT)}


def command(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-m", "search.index", *map(str, arguments)]


def run(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**ENVIRONMENT, **settings}
    return subprocess.run(command(arguments), capture_output=True, text=True, env=environment, cwd=ROOT)


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command(arguments), stdout=pipe, stderr=pipe, text=True, env=ENVIRONMENT, cwd=ROOT)


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
    return sorted(hit.document.title for hit in builds.open_index(index).searcher.search(Query(per_page=100)).hits)


def test_one_summary_line_with_units_and_nothing_else_when_piped(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--index", tmp_path / "index")
    assert done.returncode == 0
    summary = rf"indexed 2 documents \(0 skipped\) from {folder}/ in [\d.]+ s -> {tmp_path}/index/ \([\d.]+ KB\)\n"
    summary += r"names: not read\n"
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


def test_what_cannot_be_used_of_corrections_is_said_by_every_command(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    (folder / "entities.tsv").write_text("hide\tcity\tOslo\nhide\tplace\tAtlantis\n")
    done = run(folder, "--index", index, "--entities", "rules")
    told = done.stderr.splitlines()
    assert [line.split("press/")[1][:20] for line in told] == ["entities.tsv, line 1", "entities.tsv, line 2"]
    assert run(folder, "--index", index, "--entities", "rules").stderr == done.stderr
    for command in ("ledger", "check"):
        asked = CliRunner().invoke(commands, [command, "--index", str(index)])
        assert (asked.exit_code, asked.stderr) == (0, done.stderr)


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
    assert (done.returncode, "unknown engine 'lucene'" in done.stderr) == (1, True)
    done = run(folder, "--index", tmp_path / "index", SEARCH_TODAY="soon")
    assert (done.returncode, "SEARCH_TODAY='soon'" in done.stderr) == (1, True)
    (tmp_path / "file").write_text("")
    done = run(folder, "--index", tmp_path / "file")
    assert (done.returncode, "cannot create the index folder" in done.stderr) == (1, True)


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


def test_what_takes_too_long_or_too_much_memory_is_named_and_the_rest_is_indexed(folder: Path, tmp_path: Path) -> None:
    huge = "The crew came home after nine days at sea. " * 200_000
    records = [{"title": f"Report {n}", "body": huge if n == 1 else f"{BODY} {n}"} for n in range(4)]
    (folder / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    done = run(folder, "--index", tmp_path / "index", SEARCH_WORKER_MEGABYTES="200")
    assert done.returncode == 0, done.stderr
    assert re.match(r"skipped press/wire\.jsonl.*: used more than 200 MB", done.stderr), done.stderr
    assert {"Crew is home", "Ships were waiting", "Report 0"} <= set(titles(tmp_path / "index"))
    (folder / "wire.jsonl").unlink()
    (folder / "long.txt").write_text(huge * 4)
    done = run(folder, "--index", tmp_path / "index", "--full", SEARCH_FILE_SECONDS="0.2")
    assert "skipped press/long.txt: took more than 0.2 s of CPU time" in done.stderr


@pytest.mark.parametrize("workers", ["1", "3"])
def test_the_number_of_workers_changes_nothing(workers: str, folder: Path, tmp_path: Path) -> None:
    for number in range(40):
        write(folder / f"{number}.txt", f"Report {number}")
    run(folder, "--index", tmp_path / "alone", "--engine", "memory", "--workers", "0")
    run(folder, "--index", tmp_path / "index", "--engine", "memory", "--workers", workers)
    files = [next((tmp_path / name / "builds").iterdir()) / "documents.jsonl" for name in ("alone", "index")]
    alone, others = ([records.from_json(line) for line in file.read_bytes().splitlines()] for file in files)
    assert alone == others


def test_ctrl_c_leaves_the_old_index_and_no_process(folder: Path, tmp_path: Path) -> None:
    run(folder, "--index", tmp_path / "index")
    (folder / "long.txt").write_text("The crew came home after nine days at sea. " * 1_000_000)
    child = started(folder, "--index", tmp_path / "index")
    assert child.stdout
    assert child.stderr
    with child.stdout, child.stderr:
        while not [*(tmp_path / "index" / "builds").glob("*/ledger.sqlite")][1:]:
            assert child.poll() is None
        child.send_signal(signal.SIGINT)
        assert child.wait() == 130
        told = child.stderr.read()
        assert re.fullmatch(r"stopped; nothing was changed \(\d of \d files read\)\n", told), (
            told
        )  # comes when the last worker has ended
    assert titles(tmp_path / "index") == ["Crew is home", "Ships were waiting"]


def test_watching_takes_up_what_changes_until_ctrl_c(folder: Path, tmp_path: Path) -> None:
    child = started(folder, "--index", tmp_path / "index", "--watch")
    assert child.stdout
    assert child.stderr
    with child.stdout, child.stderr:
        told = (line for line in child.stdout if line.startswith("indexed"))
        assert next(told).startswith("indexed 2 documents")
        write(folder / "three.txt", "A third one")
        assert next(told).startswith("indexed 3 documents")
        (folder / "one.txt").unlink()
        assert next(told).startswith("indexed 2 documents")
        child.send_signal(signal.SIGINT)
        assert child.wait() == 130
        assert child.stderr.read().startswith("stopped watching")
    assert titles(tmp_path / "index") == ["A third one", "Ships were waiting"]
