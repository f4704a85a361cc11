"""`python -m search new`: what came into the index since a day or a build, however often it is built."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.store import builds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, in an index of their own."""
    folder = tmp_path / "press"
    folder.mkdir()
    write(folder / "ferry.txt", "The ferry sails")
    write(folder / "storm.txt", "A storm is coming")
    build(folder)
    return folder


def write(file: Path, title: str) -> None:
    file.write_text(f"{title}\n\nJune 3, 2024\n\nThe harbour of {title} was closed, and the crew stayed on board.\n")


def build(folder: Path, *options: str) -> str:
    """The `built` of the build."""
    index = str(folder.parent / "index")
    done = CliRunner().invoke(main, ["index", str(folder), "--index", index, "--entities", "none", *options])
    assert done.exit_code == 0, done.output
    return str(json.loads((folder.parent / "index" / "manifest.json").read_text())["built"])


def new(folder: Path, since: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["new", "--since", since, *options, "--index", str(folder.parent / "index")])


def names(folder: Path, since: str, *options: str) -> list[str]:
    """The files that are told as new, the last first."""
    hits = json.loads(new(folder, since, "--json", *options).stdout)["hits"]
    return [hit["path"].removeprefix("press/") for hit in hits]


def test_what_came_since_a_build_is_told_once(folder: Path) -> None:
    first = build(folder)
    assert new(folder, first).exit_code == 1
    write(folder / "vote.txt", "They voted")
    second = build(folder)
    assert names(folder, first) == ["vote.txt"]
    assert new(folder, first).exit_code == 0
    assert (names(folder, second), new(folder, second).exit_code) == ([], 1)
    assert names(folder, first[:10]) == ["vote.txt", "ferry.txt", "storm.txt"]


def test_a_build_is_named_as_json_names_it(folder: Path) -> None:
    asked = CliRunner().invoke(main, ["query", "--json", "--index", str(folder.parent / "index")])
    name = json.loads(asked.stdout)["index"]["build"]
    write(folder / "vote.txt", "They voted")
    build(folder)
    assert names(folder, name) == ["vote.txt"]
    unknown = new(folder, "20200101T000000Z-abcdef")
    assert unknown.exit_code == 2
    assert "no build of this index" in unknown.output


@pytest.mark.parametrize("options", [(), ("--full",), ("--engine", "memory")])
def test_rebuilding_makes_nothing_new(folder: Path, options: tuple[str, ...]) -> None:
    first = build(folder)
    (folder / "ferry.txt").write_text("The ferry sails\n\nJune 3, 2024\n\nThe harbour is open again, says the crew.\n")
    build(folder, *options)
    assert new(folder, first).exit_code == 1


def test_a_file_that_was_missing_for_a_while_is_not_new(folder: Path) -> None:
    first = build(folder)
    shutil.move(folder / "ferry.txt", folder.parent / "ferry.txt")
    build(folder)
    shutil.move(folder.parent / "ferry.txt", folder / "ferry.txt")
    build(folder)
    assert new(folder, first).exit_code == 1


def test_a_copy_that_becomes_the_article_came_when_it_came(folder: Path) -> None:
    shutil.copyfile(folder / "storm.txt", folder / "zz_storm.txt")
    first = build(folder)
    (folder / "storm.txt").unlink()
    build(folder)
    assert new(folder, first).exit_code == 1
    assert names(folder, "2020") == ["zz_storm.txt", "ferry.txt"]


def test_words_and_filters_narrow_what_is_new(folder: Path) -> None:
    assert names(folder, "2020", "storm") == ["storm.txt"]
    assert names(folder, "2020", "--date", "2024-06", "--per-page", "1", "--page", "2") == ["storm.txt"]
    assert new(folder, "2020", "parliament").exit_code == 1


def test_a_clock_that_was_set_back_loses_nothing(folder: Path) -> None:
    ahead = f"{datetime.now(UTC) + timedelta(days=400):%Y-%m-%d}"
    # As another build would have written it under a clock that was wrong by a year.
    live = builds.read_manifest(folder.parent / "index")
    builds.publish(folder.parent / "index", replace(live, built=f"{ahead}{live.built[10:]}"))
    write(folder / "vote.txt", "They voted")
    build(folder)
    assert names(folder, ahead) == ["vote.txt"]


@pytest.mark.parametrize("since", ["tomorrow", "2024-13", "30.02.2026", "2026-11-30 10:05", "", "\x1b[31m"])
def test_anything_else_is_refused_in_words(folder: Path, since: str) -> None:
    refused = new(folder, since)
    assert refused.exit_code == 2
    assert "no time in UTC such as 2024-06-10T09:30:00Z" in refused.output
    assert "\x1b" not in refused.output


def test_days_are_given_as_people_say_them(folder: Path) -> None:
    today = datetime.now(UTC).date()
    typed = f"{today.day}/{today.month}/{today.year}"
    for since in ("yesterday", "Yesterday", typed):
        assert names(folder, since) == names(folder, today.isoformat()) == ["ferry.txt", "storm.txt"]
