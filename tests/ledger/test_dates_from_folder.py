"""What documents say of each other: years that are left out, and which number of a date is the day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.annotators.date_order import Habit, order_of
from search.build.build import build
from search.ledger import database
from search.model import Query
from search.store import builds
from tests.edited_folders import EDITS, Edit, Watched, config, grow_as_fresh

PROSE = "The ferry to the island was late again, and nobody on the quay was surprised by it, the mayor least of all."
DAYS = [
    "March 2",
    "June 3, 2019",
    "May 4, 2019",
    "July 9, 2023",
    "04/05/2019",
    "23/05/2019",
    "05/24/2019",
    "04/03/2019",
]


ASKED = ["Read the Gazette on paper", "More from the quay", "What comes next"]


def article(line: str, number: int = 0, asked: str = "") -> str:
    lines = [f"Ferry late for the {number}th time", line, f"This is number {number}. {PROSE}", asked, PROSE]
    return "\n\n".join(filter(None, lines)) + "\n"


@settings(max_examples=18, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=2, max_size=5))
def test_what_depends_on_others_is_after_random_edits_as_in_a_fresh_build(rounds: list[list[Edit]]) -> None:
    texts = [article(line, number, ASKED[number % len(ASKED)]) for number, line in enumerate(DAYS)]
    grow_as_fresh(rounds, texts, entities="none")


def days(folder: Path, index: Path, **flags: object) -> dict[str, tuple[str, str, str]]:
    """The day of every record of a folder, how it is known and the rule, after a build."""
    made = config(index, entities="none", **flags)
    build(folder, made)
    rows = database.rows(builds.build_folder(made.index, builds.read_manifest(made.index)))
    return {row.path.removeprefix("press/"): (row.date, row.date_how, row.date_rule) for row in rows}


def fill(folder: Path, lines: list[str], *, begin: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(lines, begin):
        (folder / f"{number}.txt").write_text(article(line, number))


def test_a_missing_year_comes_from_the_median_day_of_the_folder(tmp_path: Path) -> None:
    fill(tmp_path / "press" / "old", ["January 9, 2011", "June 3, 2011", "May 4, 2011", "December 28"])
    fill(tmp_path / "press", [*["June 3, 2019"] * 3, "December 28", "March 2"], begin=10)
    found = days(tmp_path / "press", tmp_path / "index")
    rule = "date line, year from the median day of the folder"
    assert found["old/3.txt"] == ("2010-12-28", "inferred", rule)
    assert found["13.txt"] == ("2018-12-28", "inferred", rule)
    assert found["14.txt"] == ("2019-03-02", "inferred", rule)


def test_a_folder_without_dates_takes_the_year_of_the_corpus_and_never_one_to_come(tmp_path: Path) -> None:
    fill(tmp_path / "press" / "wire", ["March 2", "February 29"])
    fill(tmp_path / "press", ["December 5, 2025"] * 3, begin=10)
    found = days(tmp_path / "press", tmp_path / "index")  # the reference day is January 1, 2026
    rule = "date line, year from the median day of the corpus"
    assert found["wire/0.txt"] == ("2025-03-02", "inferred", rule)
    assert found["wire/1.txt"] == ("2024-02-29", "inferred", rule)


@pytest.mark.parametrize(
    "dated", [[], ["June 3, 2001", "June 3, 2009", "June 3, 2014", "June 3, 2022"], ["June 2019"], ["March 3"]]
)
def test_days_that_are_spread_over_years_or_not_sure_tell_no_year(tmp_path: Path, dated: list[str]) -> None:
    fill(tmp_path / "press", [*dated, "March 2"])
    assert days(tmp_path / "press", tmp_path / "index")[f"{len(dated)}.txt"] == ("", "", "")


def test_what_the_document_says_itself_comes_before_the_folder(tmp_path: Path) -> None:
    fill(tmp_path / "press", [*["June 3, 2019"] * 3, "Monday, June 10"])
    (tmp_path / "press" / "own.txt").write_text(article("March 2", 9) + "\n© 2016 The Quay Gazette\n")
    found = days(tmp_path / "press", tmp_path / "index")
    assert found["3.txt"] == ("2024-06-10", "inferred", "date line, year from the weekday")
    assert found["own.txt"] == ("2016-03-02", "inferred", "date line, year from another date of the document")


@pytest.mark.parametrize(
    ("shown", "day", "rule"),
    [
        ("23/05/2019", "2019-05-04", "day first as in most dates of the folder"),
        ("05/23/2019", "2019-04-05", "month first as in most dates of the folder"),
        ("23-05-2019", "2019-04-05", "month first by the language"),
        ("May 23, 2019", "2019-04-05", "month first by the language"),
    ],
)
def test_dates_of_the_folder_in_the_same_writing_tell_day_and_month(
    tmp_path: Path, shown: str, day: str, rule: str
) -> None:
    fill(tmp_path / "press", [shown, "04/05/2019"])
    assert days(tmp_path / "press", tmp_path / "index")["1.txt"] == (day, "inferred", f"date line, {rule}")


def record(line: str, number: int, **fields: str) -> str:
    return json.dumps({"title": f"Ferry {number}", "body": f"{PROSE} {number}", "date": line, **fields}) + "\n"


def test_the_source_knows_better_than_the_folder_and_the_country_of_the_site_than_both(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    rows = [
        *(record("05/23/2019", number, source="The Dial") for number in range(3)),
        *(record("23/05/2019", number, source="The Quay Gazette") for number in range(3, 5)),
        record("04/05/2019", 5, source="The Quay Gazette"),
        record("04/05/2019", 6, source="The Beacon"),
        record("04/05/2019", 7, source="The Dial", url="https://www.dial.co.uk/ferry"),
        record("04/05/2019", 8, source="The Quay Gazette", url="https://quay.us/ferry"),
    ]
    (tmp_path / "press" / "rows.jsonl").write_text("".join(rows))
    found = days(tmp_path / "press", tmp_path / "index")
    told = [found[f"rows.jsonl#{number}"] for number in range(6, 10)]
    key = "record's key date"
    assert told == [
        ("2019-05-04", "inferred", f"{key}, day first as in most dates of the source"),
        ("2019-04-05", "inferred", f"{key}, month first as in most dates of the folder"),
        ("2019-05-04", "stated", f"{key}, day first as in .uk"),
        ("2019-04-05", "stated", f"{key}, month first as in .us"),
    ]


def test_the_rows_of_a_file_know_better_than_the_language(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    body = "Los vecinos de la isla esperan el barco que llega tarde otra vez, y nadie en el puerto se ha sorprendido."
    rows = [record(line, n, body=f"{body} {n}") for n, line in enumerate(["05/23/2019", "04/05/2019"])]
    (tmp_path / "press" / "rows.jsonl").write_text("".join(rows))
    (tmp_path / "press" / "a.txt").write_text(f"Barco tarde\n\n04/05/2019\n\n{body}\n")
    found = days(tmp_path / "press", tmp_path / "index")
    assert found["rows.jsonl#2"][:2] == ("2019-04-05", "inferred")
    assert found["a.txt"] == ("2019-05-04", "inferred", "date line, day first by the language")


@pytest.mark.parametrize(
    ("mark", "habit", "first", "sure", "open_"),
    [
        ("/", Habit("en"), "month", False, True),
        ("-", Habit("en"), "day", False, True),
        (".", Habit("en"), "day", False, False),
        ("/", Habit("de"), "day", False, False),
        ("/", Habit("de", row=True), "day", False, True),
        ("/", Habit("ja"), "day", False, True),
        ("/", Habit("en", "news.example.co.uk"), "day", True, False),
        ("/", Habit("en", "example.us"), "month", True, False),
        ("/", Habit("en", "noaa.gov"), "month", True, False),
        ("/", Habit("en", "example.com"), "month", False, True),
        ("/", Habit("en", "example.ca"), "month", False, True),
        ("/", Habit("en", "example.io"), "month", False, True),
    ],
)
def test_country_dots_and_language_decide_the_order_of_numbers(
    mark: str, habit: Habit, first: str, sure: bool, open_: bool
) -> None:
    order = order_of(mark, habit)
    assert (order.first, order.sure, order.open) == (first, sure, open_)


def test_only_what_depends_on_a_change_is_taken_up_again_and_no_file_is_read_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.ledger.writer.RACE", -(10**18))  # as if the files were older than they are
    folder = tmp_path / "press"
    fill(folder, ["June 3, 2019", "March 2", "04/05/2019"])
    assert days(folder, tmp_path / "index")["1.txt"][0] == "2019-03-02"
    fill(folder, ["May 4, 2014", "May 5, 2014", "May 6, 2014", "23/05/2014"], begin=10)
    watched = Watched()
    build(folder, config(tmp_path / "index", entities="none"), watched)
    assert watched.stages == [("reading", 4)]
    found = days(folder, tmp_path / "index")
    assert (found["1.txt"][0], found["2.txt"][0]) == ("2014-03-02", "2019-05-04")
    searcher = builds.open_index(tmp_path / "index").searcher
    [hit] = searcher.search(Query("late", chosen={"date": ("2014-03-02",)})).hits
    assert hit.document.day is not None
    assert (hit.document.path, hit.document.day.how) == ("press/1.txt", "inferred")
