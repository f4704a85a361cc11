"""`python -m search context`: lines in columns, as a table and as JSON, and collocates."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.cli.context import columns
from tests.corpora import article
from tests.sites import HOSTILE, build

DOCUMENTS = [
    article(1, "", "A grey ferry came to the pier at dusk.", source="The Dial", date="2024-06-10"),
    article(2, "", "The ferry\x1b[2J left \u202ethe pier.", source=HOSTILE, date="2023"),
    article(3, "", "昨天下午渡轮到达了旧港口的码头", language="zh"),
    article(4, "", "المساء وصلت العبارة القديمة إلى الميناء", language="ar"),
    article(5, "", "เรือข้ามฟากมาถึงท่าเรือเก่าตอนเย็น", language="th"),
    article(6, "", "=SUM(A1) pier", source="=1+1"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("context")
    build(folder, DOCUMENTS)
    return folder


def run(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["context", "--index", str(index), *arguments])


def test_matches_stand_in_one_column_in_any_script(index: Path) -> None:
    done = run(index, "pier OR 渡轮 OR القديمة OR ท่าเรือ", "--width", "20")
    assert done.exit_code == 0
    lines = [line for line in done.stdout.splitlines() if " | " in line]
    assert len(lines) == 6
    assert {columns(line.split(" | ")[0]) for line in lines} == {10 + 2 + 18 + 2 + 20}
    assert "6 lines in 6 articles" in done.stderr
    assert [line.split(" | ")[1] for line in lines] == ["pier", "pier", "渡轮", "القديمة", "ท่าเรือ", "pier"]


def test_nothing_that_a_terminal_obeys_is_printed(index: Path) -> None:
    for form in ([], ["--json"], ["--collocates"], ["--sort", "left"]):
        done = run(index, "pier", *form)
        assert done.exit_code == 0
        assert not {"\x1b", "\u202e"} & {*done.stdout}


def test_json_is_one_object_with_the_lines_of_the_endpoint(index: Path) -> None:
    told = json.loads(run(index, "pier", "--json", "--sort", "right", "--width", "30").stdout)
    assert (told["q"], told["sort"], told["width"], told["total"], told["articles"]) == ("pier", "right", 30, 3, 3)
    assert [line["right"] for line in told["lines"]] == [".", "", " at dusk."]  # no word comes first, by day
    assert told["lines"][2]["links"]["html"] == f"/documents/{DOCUMENTS[0].id}?q=pier#hit-1"
    assert json.loads(run(index, "zebra", "--json").stdout)["lines"] == []
    assert json.loads(run(index, "pier", "--collocates", "--json").stdout)["total"] == 3


def test_csv_has_all_lines_and_no_formula(index: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(run(index, "pier", "--csv").stdout))]
    assert [row["match"] for row in rows] == ["pier"] * 3
    assert {row["source"] for row in rows} == {"The Dial", HOSTILE, "'=1+1"}
    assert rows[2]["left"] == "'=SUM(A1) "


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "Give a word or a phrase"),
        (("((",), 2, "Give a word or a phrase to see every place where it stands.\n"),
        (("--", "-pier"), 2, "Words to exclude stand nowhere"),
        (("zebra",), 0, "0 lines in 0 articles"),
        (("pier", "--source", "The Dial"), 0, "1 line in 1 article"),
        (("pier", "--width", "0"), 2, "--width"),
        (("pier", "--sort", "-date"), 2, "--sort"),
        (("pier", "--since", "tomorrow"), 2, "since"),
        (("pier", "--page", "2"), 2, "--page"),
        (('"pier',), 0, "3 lines in 3 articles"),
    ],
)
def test_what_is_asked_wrongly_is_said(index: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = run(index, *arguments)
    assert done.exit_code == status, done.output
    assert said in done.stderr


def test_an_index_without_articles_has_no_lines(tmp_path: Path) -> None:
    build(tmp_path, [])
    done = run(tmp_path, "pier")
    assert (done.exit_code, done.stdout) == (0, "")
