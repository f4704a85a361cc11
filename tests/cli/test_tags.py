"""`python -m search tags`: tags put on articles, taken off, listed and imported."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.readers import document_id
from search.store import builds
from search.tags.tag_file import FILE

TEXTS = ("The ferry sails", "The ferry waits", "They voted")
A = document_id("press/0.txt")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags") / "press"
    folder.mkdir()
    for number, title in enumerate(TEXTS):
        body = f"The harbour was closed, and {title} was all that people spoke of."
        (folder / f"{number}.txt").write_text(f"{title}\n\nJune {number + 1}, 2024\n\n{body}\n")
    build(folder, settings(folder))
    return folder


@pytest.fixture
def folder(built: Path) -> Path:
    """Three articles, two of them about a ferry, and no tags."""
    (built / FILE).unlink(missing_ok=True)
    build(built, settings(built))
    return built


def settings(folder: Path) -> Config:
    return Config(index=folder.parent / "index", entities="none", workers=0)


def run(folder: Path, *arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, [*arguments, "--index", str(folder.parent / "index")], catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done


def test_results_are_tagged_listed_and_untagged(folder: Path) -> None:
    told = run(folder, "tags", "ferry", "--add", " to  check", "--note", "odd figures", "--who", "Ada")
    assert told.stdout == "put “to check” on 2 articles\n"
    assert run(folder, "tags", "--all", "--add", "every").stdout == "put “every” on 3 articles\n"
    assert run(folder, "tags", "voted", "--add", "every").stdout == "put “every” on 0 articles; 1 had it already\n"
    listed = run(folder, "tags")
    assert listed.stdout == "every: 3 articles\nto check: 2 articles\nno tag: 0 articles\n"
    assert listed.stderr == "tags.tsv: 5 lines on 3 articles\n"
    assert run(folder, "tags", "voted").stdout == "every: 1 article\nno tag: 0 articles\n"
    found = run(folder, "query", "--tag", "to check", "--not.tag", "nothing").stdout
    assert found.startswith("2 articles")
    assert "   tags: to check (odd figures) · every\n" in found
    assert "\nTags: to check 2 · every 3\n" in found
    assert run(folder, "tags", "--all", "--remove", "every").stdout == "removed 3 lines with “every”\n"
    assert run(folder, "tags").stdout == "to check: 2 articles\nno tag: 1 article\n"
    assert "Tags:" not in run(folder, "query", "voted").stdout


def test_one_article_is_named_by_its_id_or_path(folder: Path) -> None:
    run(folder, "tags", "--article", A, "--article", "1.txt", "--add", "x", "--who", "Ben")
    run(folder, "tags", "--article", "press/0.txt", "--note", "a note alone")
    shown = run(folder, "tags", "--article", "press/0.txt").stdout.splitlines()
    assert shown[0] == "press/0.txt: The ferry sails"
    assert [line.split(" · ")[0] for line in shown[1:]] == ["    x", "    (a note alone)"]
    [told] = json.loads(run(folder, "tags", "--article", "1.txt", "--json").stdout)
    assert (told["path"], told["tags"][0]["tag"], told["tags"][0]["who"]) == ("press/1.txt", "x", "Ben")
    missing = run(folder, "tags", "--article", "9.txt", "--add", "x", status=1)
    assert "there is no article “9.txt”" in missing.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--add", "x"], 2, "Say which articles"),
        (["ferry", "--add", "x", "--remove", "y"], 2, "Use one of"),
        (["ferry", "--add", "x", "--apply"], 2, "Use one of"),
        (["ferry", "--add", ""], 1, "neither a tag nor a note"),
        (["ferry", "--add", "x" * 101], 1, "more than 100 characters"),
        (["ferry", "--add", "\x1b[2J"], 1, "cannot be shown"),
        (["--import", "/nowhere.csv"], 1, "cannot read /nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], status: int, told: str) -> None:
    assert told in run(folder, "tags", *arguments, status=status).stderr
    assert not (folder / FILE).exists()


def test_lines_that_people_wrote_are_told_with_what_is_wrong_and_applied(folder: Path) -> None:
    (folder / FILE).write_text("0.txt\t\tmine\nnowhere\x1b.txt\t\tlost\nbroken\n")
    assert "tags.tsv has changed since" in run(folder, "tags").stderr
    applied = run(folder, "tags", "--apply")
    assert applied.stdout == "the tags are those of the file\n"
    assert "tags.tsv: 1 line on 1 article, 2 not used\n" in applied.stderr
    told = run(folder, "tags")
    assert told.stdout == "mine: 1 article\nno tag: 2 articles\n"
    assert "1 line on 1 article, 2 not used" in told.stderr
    assert "line 2: no article of this index is “nowhere\\x1b.txt”" in told.stderr
    assert json.loads(run(folder, "tags", "--json").stdout)["file"]["unused"] == 2
    for command in ("ledger", "check"):
        assert "line 3: it needs an article" in run(folder, command).stderr
    (folder / "9.txt").write_text("Another\n\nJune 9, 2024\n\nThe night boat was late again, and nobody minded.\n")
    indexed = CliRunner().invoke(
        main, ["index", str(folder), "--index", str(folder.parent / "index"), "--entities", "none", "--workers", "0"]
    )
    assert "tags: 1 line on 1 article, 2 not used\n" in indexed.stdout
    assert "line 3: it needs an article" in indexed.stderr
    (folder / "9.txt").unlink()


def sheet(folder: Path, **values: str) -> str:
    """A sheet in which each article has the value given to it, by its name."""
    rows = [*csv.DictReader(StringIO(run(folder, "sample", "--code", "Tone,frame").stdout))]
    out = StringIO()
    writer = csv.DictWriter(out, [*rows[0]], delimiter=";")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "Tone": values.get(row["path"][6:7].replace("", "n", 1)[:2], "")})
    return out.getvalue()


def test_the_codes_of_a_sheet_become_tags(folder: Path, tmp_path: Path) -> None:
    text = sheet(folder, n0="low", n1="high", n2="x" * 120)
    strange = text.replace(f"clippings/{text.partition('clippings/')[2][:16]}", "clippings/" + "0" * 16)
    (tmp_path / "ada.csv").write_text(strange + f"clippings/{'0' * 16}/{'9' * 20}/{'9' * 16};;;;;;low;\nodd;;\n")
    (folder / "0.txt").rename(folder / "moved.txt")  # after the sheet was drawn
    build(folder, settings(folder))
    done = run(folder, "tags", "--import", str(tmp_path / "ada.csv"), "--who", "Ada")
    assert done.stdout == "put 2 tags on 2 articles\n"
    for told in ("1 row of no article of this index: article 99999", "1 row of no article: line 6", "cannot be a tag"):
        assert told in done.stderr
    assert run(folder, "tags").stdout == "tone: high: 1 article\ntone: low: 1 article\nno tag: 1 article\n"
    assert run(folder, "tags", "--article", "moved.txt").stdout.splitlines()[1].startswith("    tone: low · Ada, ")
    again = run(folder, "tags", "--import", str(tmp_path / "ada.csv"), "--who", "Ada")
    assert again.stdout == "put 0 tags on 2 articles; 2 were there already\n"
    assert "is no sheet" in run(folder, "tags", "--import", str(folder / "1.txt"), status=1).stderr
    (folder / "moved.txt").rename(folder / "0.txt")


def test_tags_are_in_the_index_of_every_build_by_its_name(folder: Path) -> None:
    run(folder, "tags", "ferry", "--add", "x")
    manifest = builds.read_manifest(folder.parent / "index")
    done = run(folder, "new", "--since", manifest.build, status=1)
    assert "is no day" not in done.stderr
