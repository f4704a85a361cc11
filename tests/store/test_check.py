"""`python -m search check`: an index is proven, or what is wrong with it is named."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.engines import memory
from search.engines.columns import manifest as columns
from search.ledger import database
from search.model import Page, Query
from search.store import builds, checksums
from search.store.check import Effort, check

EFFORT = Effort(filters=40, words=10)
SOURCES = ["The Dial", "Harbour Post", "The Evening Star"]


def put(folder: Path, changed: int = -1) -> None:
    """Thirty articles, all alike but for a few things; one may name another source than it should."""
    folder.mkdir(exist_ok=True)
    rng = random.Random(3)
    for number in range(30):
        source = SOURCES[(number + (number == changed)) % 3]
        words = " ".join(rng.choices("ferry harbour storm pilot crew rain".split(), k=30))
        text = (
            f"Report {number} of the harbour\n\n{rng.randrange(1, 28)} May 2024\n\nThe {words}.\n\nSource: {source}\n"
        )
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")


def index_of(folder: Path, index: Path, engine: str = "whoosh") -> Path:
    """The folder of the build."""
    config = Config(index=index, engine=engine, entities="none", workers=0, today=date(2026, 1, 1))
    return builds.build_folder(index, build(folder, config))


def ask(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--index", str(index), "--filters", "40", "--words", "10", *arguments])


@pytest.mark.parametrize("engine", ["whoosh", "memory"])
def test_a_sound_index_holds(tmp_path: Path, engine: str) -> None:
    put(tmp_path / "in")
    index_of(tmp_path / "in", tmp_path / "index", engine)
    (tmp_path / "in" / "05.txt").unlink()
    (tmp_path / "in" / "new.txt").write_text("A new one\n\nThe ferry is new.\n")
    index_of(tmp_path / "in", tmp_path / "index", engine)
    result = ask(tmp_path / "index")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("OK: 30 documents")
    report = json.loads(ask(tmp_path / "index", "--json", "--seed", "7").stdout)
    assert (report["documents"], report["filters"], report["differences"]) == (30, 40, [])


def test_every_damaged_file_is_named_and_nothing_is_counted(tmp_path: Path) -> None:
    put(tmp_path / "in")
    folder = index_of(tmp_path / "in", tmp_path / "index")
    whole = tmp_path / "whole"
    shutil.copytree(tmp_path / "index", whole)
    names = [path.name for path in folder.iterdir() if path.name != "lock"]
    assert len(names) >= 6
    for name in names:
        shutil.rmtree(tmp_path / "index")
        shutil.copytree(whole, tmp_path / "index")
        raw = bytearray((folder / name).read_bytes())
        raw[len(raw) // 2 if name != database.FILE else 0] ^= 16
        (folder / name).write_bytes(raw)
        report = check(tmp_path / "index", EFFORT)
        assert [difference for difference in report.differences if name in difference], name
        result = ask(tmp_path / "index")
        assert result.exit_code == 1
        assert name in result.stdout
        assert "rebuild it with: python -m search.index" in result.stderr


def test_counts_that_are_not_those_of_the_documents_are_told(tmp_path: Path) -> None:
    put(tmp_path / "in")
    folder = index_of(tmp_path / "in", tmp_path / "index")
    put(tmp_path / "in", changed=4)
    other = index_of(tmp_path / "in", tmp_path / "other")
    named = columns.read_manifest(folder)
    shutil.copy(other / "MAIN.columns", folder / "MAIN.columns")
    files = dict.fromkeys(named.files)
    columns.write_manifest(folder, named.documents, named.languages, named.segments, files)
    checksums.write(folder)  # as if it had been written so
    result = ask(tmp_path / "index")
    assert result.exit_code == 1
    assert "source=Harbour Post: got 9, expected 10" in result.stdout
    assert "source=The Evening Star: got 11, expected 10" in result.stdout


def test_a_ledger_of_other_documents_is_told(tmp_path: Path) -> None:
    put(tmp_path / "in")
    folder = index_of(tmp_path / "in", tmp_path / "index")
    (tmp_path / "in" / "07.txt").unlink()
    shutil.copy(index_of(tmp_path / "in", tmp_path / "other") / database.FILE, folder / database.FILE)
    checksums.write(folder)  # as if it had been written so
    assert check(tmp_path / "index", EFFORT).differences == ("ledger.sqlite: lists 29 documents, but the index has 30",)
    (folder / database.FILE).unlink()
    [missing, unread] = check(tmp_path / "index", EFFORT).differences
    assert missing == "ledger.sqlite: No such file or directory"
    assert unread.startswith("ledger.sqlite: cannot be read")


def test_a_ledger_that_is_missing_is_told_though_no_digest_names_it(tmp_path: Path) -> None:
    put(tmp_path / "in")
    made = index_of(tmp_path / "in", tmp_path / "index")
    (made / database.FILE).unlink()
    lines = (made / checksums.FILE).read_text().splitlines(keepends=True)
    (made / checksums.FILE).write_text("".join(line for line in lines if database.FILE not in line))
    [told] = check(tmp_path / "index", EFFORT).differences
    assert told.startswith(f"{database.FILE}: cannot be read")
    result = CliRunner().invoke(main, ["ledger", "--index", str(tmp_path / "index")])
    assert result.exit_code == 1
    assert f"{database.FILE} cannot be read" in result.output


def test_no_index_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    result = ask(tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "python -m search.index FOLDER" in result.stderr


def test_a_file_that_nobody_wrote_is_named(tmp_path: Path) -> None:
    put(tmp_path / "in")
    (index_of(tmp_path / "in", tmp_path / "index") / "extra").touch()
    found = check(tmp_path / "index", EFFORT).differences
    assert found == ("extra: unexpected file, not there when the index was built",)


def test_a_word_that_finds_too_few_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in")
    index_of(tmp_path / "in", tmp_path / "index", "memory")
    search = memory.MemorySearcher.search

    def losing_one(self: memory.MemorySearcher, query: Query) -> Page:
        page = search(self, query)
        return replace(page, total=page.total - 1) if query.text else page

    monkeypatch.setattr(memory.MemorySearcher, "search", losing_one)
    found = check(tmp_path / "index", EFFORT).differences
    assert len(found) > 3
    for difference in found:
        total, right = (int(number) for number in re.findall(r"got (\d+), expected (\d+)", difference)[0])
        assert total == right - 1


def test_a_question_of_which_most_is_found_in_too_few_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in")
    index_of(tmp_path / "in", tmp_path / "index", "memory")
    assert check(tmp_path / "index", EFFORT).differences == ()
    search = memory.MemorySearcher.search

    def losing_one(self: memory.MemorySearcher, query: Query) -> Page:
        page = search(self, query)
        return replace(page, total=page.total - 1) if query.match == "most" else page

    monkeypatch.setattr(memory.MemorySearcher, "search", losing_one)
    found = check(tmp_path / "index", EFFORT).differences
    assert found
    assert all("match=most: total: got " in difference for difference in found)
