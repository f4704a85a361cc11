"""Receipts: what was found is told exactly, and asking again says what is no longer so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from search.answers.research.receipt import lines, receipt, receipt_json
from search.answers.research.receipt_file import kept
from search.build.build import build
from search.config import Config
from search.model import Query
from search.store import builds
from tests.test_documented_commands import ROOT

TEXTS = {
    "one.txt": "A harbour opens\n\nJune 10, 2024\n\nThe harbour of Port Ness opened to the ferry on Monday morning.\n",
    "two.txt": "Ferry late\n\nJune 11, 2024\n\nThe ferry came late to the harbour, said the crew of the ferry.\n",
    "sub/three.txt": "Rain\n\nJune 12, 2024\n\nRain fell over the valley all day, and nobody went out.\n",
    "odd [\x1b] name.txt": "Storm\n\nJune 13, 2024\n\nA storm kept the ferry in the harbour until the evening.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "press" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "press" / "empty.txt").touch()
    return tmp_path / "press"


def config(folder: Path, name: str = "index", **settings: object) -> Config:
    return replace(Config(index=folder.parent / name, entities="none", workers=0, stories=False), **settings)


def told(made: Config, query: Query | None = None) -> dict[str, object]:
    opened = builds.open_index(made.index)
    found = receipt(opened, builds.build_folder(made.index, opened.manifest), query or Query("ferry"), made.today)
    return dict(receipt_json(found))


def run(made: Config, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SEARCH_INDEX": str(made.index)}
    asked = [sys.executable, "-m", "search", *arguments]
    return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, input=given)


def test_fingerprints_are_those_of_the_texts_however_they_were_indexed(folder: Path) -> None:
    kinds = [config(folder, "a"), config(folder, "b", engine="memory"), config(folder, "c", workers=2)]
    grown = config(folder, "d")
    late = folder / "two.txt"
    late.unlink()
    build(folder, grown)
    late.write_text(TEXTS["two.txt"], encoding="utf-8")
    for made in (*kinds, grown):
        build(folder, made)
    first, *others = [told(made) for made in (*kinds, grown)]
    for name in ("corpus", "results", "articles", "total", "left_out"):
        assert [other[name] for other in others] == [first[name]] * 3
    assert (first["total"], first["documents"]) == (3, 4)
    assert first["corpus"] != first["results"]


@pytest.mark.parametrize(
    ("name", "text", "differ"),
    [
        ("two.txt", TEXTS["two.txt"].replace("crew", "crow"), {"corpus", "results"}),
        ("two.txt", TEXTS["two.txt"].replace("Ferry late", "Ferry Late"), {"corpus", "results"}),
        ("sub/three.txt", TEXTS["sub/three.txt"].replace("Rain fell", "Rain felt"), {"corpus"}),
        ("four.txt", "Sun\n\nJune 14, 2024\n\nThe sun shone over the valley for the whole of the day.\n", {"corpus"}),
    ],
)
def test_one_letter_of_one_text_is_another_fingerprint(folder: Path, name: str, text: str, differ: set[str]) -> None:
    made = config(folder)
    build(folder, made)
    before = told(made)
    (folder / name).write_text(text, encoding="utf-8")
    build(folder, made)
    after = told(made)
    assert {key for key in ("corpus", "results") if before[key] != after[key]} == differ


def test_a_receipt_says_what_was_asked_found_and_left_out(folder: Path) -> None:
    made = config(folder)
    build(folder, made)
    shown = run(made, "query", "Ferry harbour*", "--since", "2024-06-10", "--not.language", "fr", "--receipt").stdout
    text, _, rest = shown.partition("\n\n")
    assert "The query was: Ferry harbour* (read as: ferry harbour*)." in text
    assert "Filters: from 10 June 2024; Language: not French." in text
    assert "This found 3 articles, sorted by relevance" in text
    assert "1 file could not be read (file is empty: 1)" in text
    assert "It held 4 articles" in text
    listed = re.findall(r"^[0-9a-f]{32}  (.*)$", rest, re.MULTILINE)
    assert listed == ["press/odd [\\x1b] name.txt", "press/one.txt", "press/two.txt"]


@pytest.mark.parametrize(
    "query",
    [
        Query("-late ferry"),
        Query('ferry\'s "harbour" $HOME `id` \\', sort="-date"),
        Query(chosen={"date": ("2024-06-10", "(none)")}, excluded={"source": ("A & B 'c'",)}),
        Query("--ferry", match="all", until="2024-06-12"),
        Query("ferry\nharbour; ls", every=frozenset({"person"})),
    ],
)
def test_its_command_finds_the_same_in_a_shell(folder: Path, query: Query) -> None:
    made = config(folder)
    build(folder, made)
    found = told(made, query)
    command = str(found["command"]).replace("python", sys.executable, 1)
    environment = {**os.environ, "SEARCH_INDEX": str(made.index)}
    asked = ["sh", "-c", command.replace(" query", " query --json", 1)]
    answer = json.loads(subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    assert answer["total"] == found["total"]


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_asking_again_says_what_came_went_and_changed(folder: Path, form: tuple[str, ...]) -> None:
    made = config(folder)
    build(folder, made)
    kept = folder.parent / "receipt"
    kept.write_text(run(made, "query", "ferry", "--receipt", *form).stdout, encoding="utf-8")
    same = run(made, "again", str(kept))
    assert (same.returncode, same.stdout) == (0, "the same: 3 articles, word for word\n")

    (folder / "sub/three.txt").unlink()
    build(folder, made)
    same = run(made, "again", str(kept))
    assert same.returncode == 0
    assert same.stdout == "the same: 3 articles, word for word; other articles of the folder have changed\n"

    (folder / "one.txt").unlink()
    (folder / "two.txt").write_text(TEXTS["two.txt"].replace("crew", "men"), encoding="utf-8")
    (folder / "new.txt").write_text(TEXTS["one.txt"].replace("Monday", "Tuesday"), encoding="utf-8")
    build(folder, made)
    other = run(made, "again", "-", given=kept.read_text(encoding="utf-8"))
    assert other.returncode == 1
    assert other.stdout.splitlines() == [
        "came: press/new.txt",
        "went: press/one.txt",
        "changed: press/two.txt",
        "not the same: 1 came, 1 went, 1 changed (3 articles then, 3 articles now)",
    ]
    answer = json.loads(run(made, "again", str(kept), "--json").stdout)
    assert (answer["same"], answer["came"], answer["changed"]) == (False, ["press/new.txt"], ["press/two.txt"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file is empty"),
        (b"\x00\x01\x02" * 99, "binary"),
        (b"{}", "not a receipt"),
        (b"[1, 2]", "not a receipt"),
        (b"[" * 100_000, "not a receipt"),
        (b'{"receipt": {"address": "/?q=a"', "not a receipt"),
        (b"Dear editor,\n\nthank you.\n\nYours", "not a receipt"),
        (b'{"address": "/?colour=red", "total": 0, "corpus": "", "results": "", "articles": []}', "colour"),
        (b'{"address": "/?q=a", "total": 1, "corpus": "", "results": "00", "articles": []}', "was changed"),
    ],
)
def test_what_is_no_receipt_is_told_in_a_line(folder: Path, content: bytes, said: str) -> None:
    made = config(folder)
    build(folder, made)
    bad = folder.parent / "bad.txt"
    bad.write_bytes(content)
    done = run(made, "again", str(bad))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"error: .*bad\.txt.*{said}.*\n", done.stderr), done.stderr


def test_a_receipt_that_was_edited_is_refused(folder: Path) -> None:
    made = config(folder)
    build(folder, made)
    kept = run(made, "query", "ferry", "--receipt").stdout
    for edited in (kept.replace("one.txt", "on.txt"), kept.rpartition("\n")[0].rpartition("\n")[0] + "\n"):
        assert "was changed" in run(made, "again", "-", given=edited).stderr


@pytest.mark.parametrize(("total", "said"), [(0, "0 articles"), (1, "1 article"), (1_003, "1,003 articles")])
def test_totals_are_read_back_whatever_they_are(folder: Path, total: int, said: str) -> None:
    made = config(folder, engine="memory")
    build(folder, made)
    opened = builds.open_index(made.index)
    found = receipt(opened, builds.build_folder(made.index, opened.manifest), Query("ferry"), made.today)
    told = replace(found, page=replace(found.page, total=total))
    assert f"Total: {said}" in [*lines(told)]
    assert kept("\n".join(lines(told))).total == total
