"""Which spellings of a name are looked for in all texts, and which surnames are not, because others have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from search.entities.corpus.folding import SURNAME
from search.ledger.database import FILE, SCHEMA
from search.ledger.name_forms import NameForms

OTHER = "another spelling"


def names(build: Path, rows: Sequence[tuple[str, str, int, str, str]]) -> Path:
    """The names of a build: kind, name, articles, what it is counted as, and why."""
    with closing(sqlite3.connect(build / FILE)) as database:
        database.executescript(SCHEMA)
        told = ((kind, name, articles, kind, shown, why) for kind, name, articles, shown, why in rows)
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", told)
        database.commit()
    return build


ROWS = [
    ("person", "Ann Pole", 100, "Ann Pole", ""),
    ("person", "Pole", 5, "Ann Pole", SURNAME),
    ("person", "Ann", 2, "Ann Pole", f"a short given name, a middle name or Jr.; {SURNAME}"),
    ("person", "Ann M. Pole", 4, "Ann Pole", OTHER),
    ("person", "Bo Pole", 9, "Bo Pole", ""),
    ("place", "North Pole", 50, "North Pole", ""),
    ("person", "Ann-Marie Oak", 3, "Ann-Marie Oak", ""),
    ("person", "Cy Dune", 40, "Cy Dune", ""),
    ("person", "Dune", 8, "Cy Dune", SURNAME),
    ("person", "Flo Dune", 1, "Flo Dune", ""),
    ("person", "Жук", 3, "Анна Жук", SURNAME),
    ("person", "Анна Жук", 7, "Анна Жук", ""),
    ("person", "Пётр Жук", 7, "Пётр Жук", ""),
]


@pytest.mark.parametrize(
    ("asked", "kept", "shared"),
    [
        ("ann pole", ["Ann Pole", "Ann M. Pole", "Ann"], ["Pole"]),
        ("Cy Dune", ["Cy Dune", "Dune"], []),
        ("Pole", ["Ann Pole", "Pole", "Ann M. Pole", "Ann"], []),
        ("Анна Жук", ["Анна Жук"], ["Жук"]),
        ("North Pole", ["North Pole"], []),
        ("nobody", [], []),
    ],
)
def test_a_surname_of_several_people_is_no_spelling_of_one_of_them(
    tmp_path: Path, asked: str, kept: list[str], shared: list[str]
) -> None:
    forms = NameForms(names(tmp_path, ROWS), [asked, "Bo Pole"])
    assert (forms.of(asked), forms.shared(asked)) == (kept, shared)


def test_a_word_that_a_person_has_counted_as_one_stays(tmp_path: Path) -> None:
    own = [(*row[:4], "entities.tsv" if row[1] == "Pole" else row[4]) for row in ROWS]
    assert "Pole" in NameForms(names(tmp_path, own), ["Ann Pole"]).of("Ann Pole")
