"""`python -m search compare`: two versions by id or path, also where a path is odd or nothing stands there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.readers import document_id

OLD = (
    "Ferry sinks\n\nJune 10, 2024\n\nThe ferry sank in the bay on Monday. It had 120 people on board. Nobody drowned.\n"
)
NEW = OLD.replace("120", "145").replace("Nobody drowned.", "Two people were missing.").replace("sinks", "sank")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("press")
    folder = home / "press"
    folder.mkdir()
    for name, text in {
        "old.txt": OLD,
        "new.txt": NEW,
        "z copy.txt": OLD,
        "odd \x1b[2J.txt": NEW + "\nMore \x1b[31m.\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, Config(index=home / "index", entities="none", engine="memory", workers=0))
    return home / "index"


def compare(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments, "--index", str(index)])


def test_what_differs_is_printed(index: Path) -> None:
    done = compare(index, "press/old.txt", "new.txt")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[2:] == [
        "headline: Ferry [-sinks-]{+sank+}",
        "changed 2: It had [-120-] {+145+} people on board.",
        "removed 3: [-Nobody drowned.-]",
        "added 3: {+Two people were missing.+}",
        "the headline differs; 1 added, 1 removed, 1 changed, 1 sentence the same",
    ]


def test_ids_and_json_say_the_same(index: Path) -> None:
    told = json.loads(compare(index, document_id("press/old.txt"), document_id("press/new.txt"), "--json").stdout)
    assert told["counts"] == {"same": 1, "moved": 0, "changed": 1, "added": 1, "removed": 1}
    assert (told["before"]["path"], told["after"]["path"], told["same"]) == ("press/old.txt", "press/new.txt", False)
    assert told["headline"]["before"] == "Ferry sinks"


def test_a_copy_is_the_article_that_is_indexed_for_it(index: Path) -> None:
    assert compare(index, "z copy.txt", "old.txt").stdout.endswith("the same text: both are the same article\n")


@pytest.mark.parametrize("name", ["nobody", "", "../../etc/passwd", "0" * 20, "<b>\x1b[2J"])
def test_what_is_nowhere_is_named(index: Path, name: str) -> None:
    done = compare(index, "old.txt", name)
    assert done.exit_code == 1
    assert "there is no article" in done.stderr
    assert "\x1b" not in done.stderr


def test_an_article_of_a_file_of_several_is_named_with_its_number(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    records = [{"title": title, "body": f"{title}. It had people on board."} for title in ("Ferry sinks", "Ferry sank")]
    (folder / "all.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    build(folder, Config(index=tmp_path / "index", entities="none", engine="memory", workers=0))
    done = compare(tmp_path / "index", "press/all.jsonl", "press/all.jsonl#2")
    assert (done.exit_code, "such as press/all.jsonl#1" in done.stderr) == (1, True)
    assert compare(tmp_path / "index", "press/all.jsonl#1", "press/all.jsonl#2").exit_code == 0
    tagged = CliRunner().invoke(main, ["tags", "--article", "all.jsonl", "--index", str(tmp_path / "index")])
    assert (tagged.exit_code, "such as all.jsonl#1" in tagged.stderr) == (1, True)


def test_what_a_terminal_would_obey_is_spelt_out(index: Path) -> None:
    done = compare(index, "old.txt", "odd \x1b[2J.txt")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
