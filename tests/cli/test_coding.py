"""Samples and their sheets, through a spreadsheet and back."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from search.build.build import build
from search.config import Config
from tests.test_documented_commands import ROOT


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coding") / "press"
    folder.mkdir()
    for number in range(60):
        name = "=SUM(A1)" if number == 7 else f"Report {number}"
        record = {
            "title": name, "date": f"20{10 + number % 4}-03-0{1 + number % 9}", "source": f"Paper {number % 3}",
            "body": f"The harbour report number {number} says that the ferry was late again in this week of the year.",
        }  # fmt: skip
        (folder / f"{number:02}.json").write_text(json.dumps(record), encoding="utf-8")
    config = Config(index=folder.parent / "index", entities="none", workers=0, stories=False)
    build(folder, config)
    again = Config(index=folder.parent / "again", entities="none", engine="memory", workers=0, stories=False)
    build(folder, again)
    (folder / "60.json").write_text(json.dumps({"title": "New", "body": "The harbour has a new crane since today."}))
    build(folder, Config(index=folder.parent / "grown", entities="none", workers=0, stories=False))
    return config.index


def run(index: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SEARCH_INDEX": str(index)}
    asked = [sys.executable, "-m", "search", *arguments]
    return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True)


def drawn(index: Path, *arguments: str) -> list[dict[str, str]]:
    done = run(index, "sample", *arguments)
    assert done.returncode == 0, done.stderr
    return [*csv.DictReader(io.StringIO(done.stdout))]


def test_smaller_samples_are_part_of_larger_ones_and_of_any_build(index: Path) -> None:
    ten, thirty = (drawn(index, "harbour", "-n", n, "--seed", "paper") for n in ("10", "30"))
    assert thirty[:10] == ten
    assert len({row["path"] for row in thirty}) == 30
    assert drawn(index.parent / "again", "harbour", "-n", "10", "--seed", "paper") == ten
    assert [row["path"] for row in drawn(index, "harbour", "-n", "10", "--seed", "other")] != [r["path"] for r in ten]
    assert len(drawn(index, "harbour", "-n", "500")) == 60


def test_so_many_are_drawn_of_each(index: Path) -> None:
    rows = drawn(index, "-n", "500", "--per", "source", "4")
    assert Counter(row["source"] for row in rows) == {"Paper 0": 4, "Paper 1": 4, "Paper 2": 4}
    years = Counter(row["date"][:4] for row in drawn(index, "-n", "500", "--per", "date", "2", "--source", "Paper 1"))
    assert years == {"2010": 2, "2011": 2, "2012": 2, "2013": 2}


def as_libreoffice(text: str, codes: dict[str, list[str]], encoding: str, delimiter: str) -> bytes:
    """A sheet as a spreadsheet gives it back: other order, more columns, quotes where it likes, another encoding."""
    rows = [*csv.reader(io.StringIO(text))]
    head, body = rows[0], rows[1:]
    for name, values in codes.items():
        place = head.index(name)
        for row, value in zip(body, values, strict=False):
            row[place] = value
    table = [[*head, "Bemerkung é"], *([*row, ""] for row in reversed(body)), [""] * (len(head) + 1)]
    table = [[row[-1], *row[:-1]] for row in table]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_sheets_come_back_from_a_spreadsheet(index: Path, tmp_path: Path, encoding: str, delimiter: str) -> None:
    sheet = run(index, "sample", "harbour", "-n", "20", "--code", "tone,frame of it").stdout
    first = {"tone": [str(n % 3) for n in range(20)], "frame of it": ["war", "peace"] * 10}
    second = {"tone": [str(n % 3 if n > 4 else 2) for n in range(20)], "frame of it": ["war", "peace"] * 9}
    (tmp_path / "a.csv").write_bytes(as_libreoffice(sheet, first, encoding, delimiter))
    (tmp_path / "b.csv").write_bytes(as_libreoffice(sheet, second, "utf-8", ","))
    done = run(index, "agreement", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--json")
    assert done.returncode == 0, done.stderr
    found = {one["code"]: one for one in json.loads(done.stdout)["codes"]}
    assert found["tone"]["units"] == 20
    assert found["tone"]["percent"] == pytest.approx(1 - sum(n % 3 != 2 for n in range(5)) / 20)
    assert found["frame of it"]["units"] == 18
    assert found["frame of it"]["nominal"]["value"] == 1.0
    assert found["frame of it"]["ordinal"] is None
    assert "frame of it: 18 articles coded by 2 people, 2 values" in (
        run(index, "agreement", str(tmp_path / "a.csv"), str(tmp_path / "b.csv")).stdout
    )


def test_no_cell_of_a_sheet_is_a_formula_and_no_key_is_a_number(index: Path) -> None:
    rows = drawn(index, "-n", "500")
    assert "'=SUM(A1)" in {row["title"] for row in rows}
    assert all(row["article"].startswith("clippings/") for row in rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01" * 500, "binary"),
        (b"a,b\n1,2\n", "no column “article”"),
        (b"article,tone\n,\n", "no article in it"),
        (b"article,tone\nclippings/x/y/z,1\n", "no article in it"),
        (b'article,tone\n"' + b"x" * 200_000, "cannot be read as a table"),
    ],
)
def test_what_is_no_sheet_is_told_in_a_line(index: Path, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    (tmp_path / "good.csv").write_text(run(index, "sample", "--code", "tone").stdout, encoding="utf-8")
    done = run(index, "agreement", str(tmp_path / "good.csv"), str(tmp_path / "bad.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "bad.csv" in done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_sheets_of_another_corpus_are_refused(index: Path, tmp_path: Path) -> None:
    for name, made in (("a", index), ("b", index.parent / "grown")):
        (tmp_path / f"{name}.csv").write_text(run(made, "sample", "--code", "tone").stdout, encoding="utf-8")
    done = run(index, "agreement", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"))
    assert done.returncode == 1
    assert "another corpus" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["-n", "0"], ["-n", "-5"], ["-n", "100000000"], ["--per", "person", "3"], ["--per", "source", "x"],
        ["--per", "source", "0"], ["--per", "colour", "3"], ["--code", "title"],
        ["--code", ",".join(map(str, range(51)))],
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told_in_a_line(index: Path, arguments: list[str]) -> None:
    done = run(index, "sample", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_sheets_without_a_value_say_what_to_do(index: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(run(index, "sample", "harbour", "-n", "3", "--code", "tone").stdout, encoding="utf-8")
    done = run(index, "agreement", str(sheet), str(sheet))
    assert (done.returncode, done.stdout) == (
        0,
        "tone: no article has a value in two sheets or more; fill in the column\n",
    )
