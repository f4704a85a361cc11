"""The scorer of names: what counts as right, wrong, missed and double."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import entity_tags
from benchmarks.entities import read_conll, read_gold, score
from search.model import Document, Kind, Mention

GOLD = {
    "a.txt": {
        "person": ["Ana Vega"],
        "organisation": ["Acme"],
        "place": ["Britain"],
        "optional": ["Lonn"],
        "source": {"name": "The Ruritania Post"},
        "via": [],
    },
    "b.txt": {"entities_checked": False},
}


def document(*values: tuple[str, Kind]) -> Document:
    return Document("1", "seeds/a.txt", mentions=tuple(Mention(name, kind, 0, 1) for name, kind in values))


def test_values_are_right_wrong_missed_or_double(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(GOLD))
    gold = read_gold(tmp_path / "gold.json")
    assert list(gold) == ["a.txt"]
    found = document(
        ("Ana Vega", "person"),
        ("ANA VEGA", "person"),
        ("Acme", "place"),
        ("United Kingdom", "place"),
        ("Lonn", "place"),
        ("The Ruritania Post", "organisation"),
    )
    total = score([found], gold)
    assert (total.right, total.wrong, total.missed) == (2, ["a.txt: Acme (place)"], ["a.txt: Acme"])
    assert total.duplicates == ["a.txt: ANA VEGA (person)"]
    assert (total.precision(), total.recall()) == (2 / 4, 2 / 3)


def test_spans_are_read_from_columns(tmp_path: Path) -> None:
    rows = (
        "-DOCSTART- -X- O O\n\nAna NNP B-PER\nVega NNP I-PER\nleft VBD O\n\nOslo NNP I-LOC\nBergen NNP B-LOC\n. . O\n"
    )
    (tmp_path / "gold.conll").write_text(rows)
    ((text, spans),) = read_conll(tmp_path / "gold.conll")
    assert text.splitlines()[0] == "Ana Vega left"
    assert {(text[start:end], kind) for start, end, kind in spans} == {
        ("Ana Vega", "person"),
        ("Oslo", "place"),
        ("Bergen", "place"),
    }


def test_people_and_countries_are_scored_against_tags(tmp_path: Path) -> None:
    rows = [
        {"title": "A", "body": "a", "people": ["ana-vega", "marsh"], "places": ["usa", "west-germany"]},
        {"title": "B", "body": "b", "people": ["ana-vega"], "places": []},
        {"title": "C", "body": "c", "people": [], "places": ["usa"]},
    ]
    (tmp_path / "tags.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    tagged = sorted(entity_tags.read(tmp_path / "tags.jsonl"), key=lambda one: one.document.title)
    assert [one.countries for one in tagged] == [{"United States", "West Germany"}, frozenset()]
    found = [
        document(
            ("Ana Vega", "person"),
            ("Eva Vega", "person"),
            ("United States", "place"),
            ("Kenya", "place"),
            ("Oslo", "place"),
        ),
        document(("Vega", "person")),
    ]
    total = entity_tags.score(tagged, found)
    assert (total.people_recall(), total.missed) == (2 / 3, ["marsh: "])
    assert total.values_per_person() == 2 / 2
    assert total.countries_f1() == 2 * 1 / (2 + 2)
