"""How well made pages and files are read, and that it never gets worse."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.ingest import Right, Scores, beside, read_gold, report, score, word_f1
from search.config import Config
from tests.made.cases import cases

ROOT = Path(__file__).parents[2]
FLOORS: dict[str, float] = json.loads((ROOT / "tests" / "gold" / "ingest_floors.json").read_text(encoding="utf-8"))
CONFIG = Config(today=date(2026, 11, 22))
SLACK = 0.01
KNOWN = frozenset({"title", "day", "source", "body"})


@cache
def measured() -> tuple[Scores, dict[str, float]]:
    """The scores over all made files, and the figures that have floors."""
    made = list(cases())
    gold = {
        case.name: Right(KNOWN, case.title, case.day or "", case.source or "", "\n\n".join(case.body)) for case in made
    }
    scores = score(((case.name, case.raw) for case in made), gold, CONFIG)
    figures = {"title": scores.titles.precision(), "body": scores.body()}
    for name, tallies in (("date", scores.days), ("source", scores.sources)):
        figures |= {f"{name} {level} precision": tally.precision() for level, tally in tallies.items()}
        figures[f"{name} recall"] = tallies["all"].recall()
    return scores, {name: round(figure, 4) for name, figure in sorted(figures.items())}


def test_there_are_many_cases_each_of_which_is_read() -> None:
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) >= 120
    assert measured()[0].unread == []
    assert measured()[0].documents == len(names)


def test_every_figure_is_at_its_floor() -> None:
    """A floor well below what is measured is as wrong as one above: it is raised with it, and never lowered."""
    scores, figures = measured()
    assert set(figures) == set(FLOORS)
    below = [name for name, figure in figures.items() if figure < FLOORS[name]]
    slack = [name for name, figure in figures.items() if figure > FLOORS[name] + SLACK]
    assert (below, slack) == ([], []), report(scores)


def test_no_floor_is_below_what_was_promised() -> None:
    promised = {"date stated precision": 0.95, "date all precision": 0.9, "title": 0.85, "body": 0.94}
    assert [name for name, least in promised.items() if FLOORS[name] < least] == []


def test_web_pages_are_read_at_least_as_well_as_by_the_libraries_alone() -> None:
    made = [case for case in cases() if case.name.endswith(("-en.html", "-fr.html", "-ja.html"))]
    gold = {
        case.name: Right(KNOWN, case.title, case.day or "", case.source or "", "\n\n".join(case.body)) for case in made
    }
    head, *rows = beside([(case.name, case.raw) for case in made], gold, CONFIG).splitlines()
    assert head.split() == [str(len(made)), "web", "pages", "clippings", "trafilatura", "htmldate"]
    *figures, _speed = ([float(figure) for figure in row.split() if "." in figure] for row in rows)
    assert len(figures) == 6
    assert [row for row in figures if row[0] < max(row)] == []


def test_files_that_are_no_pages_are_not_compared() -> None:
    assert beside([("a.txt", b"A title")], {"a.txt": Right(KNOWN, "A title")}, CONFIG) == ""


@pytest.mark.parametrize("name", ["seeds_early", "seeds_late"])
def test_a_gold_of_the_example_corpus_can_be_measured(name: str) -> None:
    gold = read_gold(ROOT / "tests" / "gold" / f"{name}.json")
    files = dict.fromkeys(entry.partition("#")[0] for entry in gold)
    scores = score(((file, (ROOT / "seeds" / file).read_bytes()) for file in files), gold, CONFIG)
    assert scores.days["stated"].precision() == 1.0
    assert scores.titles.precision() == 1.0


def test_a_gold_may_be_an_object_or_a_list_of_values_or_objects(tmp_path: Path) -> None:
    file = tmp_path / "gold.json"
    one = {"title": {"text": "A"}, "date": {"value": "2024-06-10T12:04:00"}, "source": {"value": None}}
    two = {"file": "b.html", "title": "B", "date": None, "body": ["One.", "Two."]}
    file.write_text(json.dumps({"a.txt": one}))
    assert read_gold(file) == {"a.txt": Right(frozenset({"title", "day", "source"}), "A", "2024-06-10")}
    file.write_text(json.dumps([two]))
    assert read_gold(file) == {"b.html": Right(frozenset({"title", "day", "body"}), "B", "", "", "One.\n\nTwo.")}


@pytest.mark.parametrize(
    ("found", "right", "f1"),
    [
        ("a b c", "a b c", 1.0),
        ("a b", "a b c d", 2 / 3),
        ("", "a", 0.0),
        ("a a a", "a", 0.5),
        ("渡轮很好", "渡轮很", 6 / 7),
    ],
)
def test_the_f1_of_bodies_is_that_of_their_words(found: str, right: str, f1: float) -> None:
    assert word_f1(found, right) == pytest.approx(f1)


def test_what_is_wrong_and_what_is_missed_is_named() -> None:
    pages = [
        ("a.txt", b"A title\n\nMarch 4, 2021\n\n" + b"Some words of an article about a ferry. " * 9),
        ("b.txt", b""),
    ]
    scores = score(pages, {"a.txt": Right(KNOWN, "A title", "2021-03-05", "The Gazette")}, CONFIG)
    assert (scores.titles.right, scores.unread) == (1, ["b.txt"])
    assert scores.days["all"].wrong == ["a.txt: '2021-03-04' for '2021-03-05'"]
    assert scores.sources["all"].missed == ["a.txt: 'The Gazette'"]
    assert "date wrong: a.txt" in report(scores)
