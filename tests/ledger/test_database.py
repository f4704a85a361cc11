"""What is said of every file of an index."""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.errors import EMPTY, IndexUnusable
from search.ledger import database
from search.store import builds

BODY = "The crew came home after nine days and the recovery ships were waiting for them in the calm morning sea."
ARTICLE = f"Crew is home\n\nJuly 24, 1969\n\n{BODY}\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a folder with an article, its copy, a file of records and files that cannot be read."""
    folder = tmp_path_factory.mktemp("corpus") / "press"
    (folder / "more").mkdir(parents=True)
    (folder / "=one.txt").write_text(ARTICLE)
    (folder / "more" / "copy.txt").write_text(ARTICLE.replace("\n", "\r\n") + "\r\n \r\n")
    (folder / "empty.txt").write_text("")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "wire.jsonl").write_text(json.dumps({"title": "From the wire", "body": BODY}) + "\n{\n")
    config = Config(index=folder.parent / "index", engine="memory", entities="none", workers=0, today=date(2026, 1, 1))
    build(folder, config)
    return config.index


def ask(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["ledger", *arguments, "--index", str(index)])


def folder(index: Path) -> Path:
    return builds.build_folder(index, builds.read_manifest(index))


def test_every_file_and_record_has_its_row(index: Path) -> None:
    told = [(row.path, row.outcome) for row in database.rows(folder(index))]
    assert told == [
        ("press/=one.txt", "indexed"),
        ("press/empty.txt", "skipped"),
        ("press/more/copy.txt", "copy"),
        ("press/photo.jpg", "skipped"),
        ("press/wire.jsonl#1", "indexed"),
        ("press/wire.jsonl#2", "skipped"),
    ]
    assert database.totals(folder(index)) == database.Totals(indexed=2, skipped=3, copies=1, named=2)


def test_a_row_says_what_was_found_out(index: Path) -> None:
    row = next(database.rows(folder(index)))
    assert (row.language, row.characters, row.date, row.date_how) == ("en", len(ARTICLE), "1969-07-24", "stated")
    assert row.date_rule
    assert row.seconds > 0
    assert row.names == "none"


def test_copies_are_found_by_the_document_that_is_indexed(index: Path) -> None:
    rows = {row.path: row for row in database.rows(folder(index))}
    assert rows["press/more/copy.txt"].copy_of == "press/=one.txt"
    assert database.copies(folder(index), rows["press/=one.txt"].id) == ("press/more/copy.txt",)


def test_rows_can_be_filtered_and_paged(index: Path) -> None:
    skipped = [row.path for row in database.rows(folder(index), "skipped")]
    assert skipped == ["press/empty.txt", "press/photo.jpg", "press/wire.jsonl#2"]
    assert [row.path for row in database.rows(folder(index), "skipped", offset=1, size=1)] == skipped[1:2]


def test_the_command_prints_lines_and_the_sums(index: Path) -> None:
    result = ask(index)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].startswith("indexed  press/=one.txt: en, ")
    assert "1969-07-24 (stated, " in lines[0]
    assert lines[1] == f"skipped  press/empty.txt: {EMPTY}"
    assert lines[2] == "copy     press/more/copy.txt: of press/=one.txt"
    assert lines[-1] == "2 indexed, 3 skipped, 1 copy"


def test_json_and_csv_have_every_field(index: Path) -> None:
    told = json.loads(ask(index, "--json", "--only", "copy").stdout)
    assert told["totals"] == {"indexed": 2, "skipped": 3, "copies": 1, "named": 2, "warnings": 0}
    assert [record["path"] for record in told["records"]] == ["press/more/copy.txt"]
    table = list(csv.DictReader(StringIO(ask(index, "--csv").stdout)))
    assert [row["outcome"] for row in table].count("skipped") == 3
    assert set(table[0]) == set(told["records"][0])


def test_no_file_name_becomes_a_formula(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "a.txt").write_text(ARTICLE)
    os.rename(tmp_path / "press", tmp_path / "=1+1")
    build(tmp_path / "=1+1", Config(index=tmp_path / "index", engine="memory", entities="none", workers=0))
    assert "\n'=1+1/a.txt," in ask(tmp_path / "index", "--csv").stdout.replace("\r", "")


def test_a_damaged_ledger_is_told(index: Path, tmp_path: Path) -> None:
    (tmp_path / database.FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexUnusable, match=r"ledger\.sqlite cannot be read .*--full"):
        database.totals(tmp_path)
    assert ask(tmp_path).exit_code == 1
