"""Names that were read wrongly once, by kinds, each in several texts, and floors: `tests/gold/names`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from search.annotators.entities import annotate_all, fold_corpus
from search.config import Config, EntityLevel
from search.entities.spelling.name_keys import key
from search.model import Document, Part

GOLD = Path(__file__).parents[1] / "gold" / "names"
CASES: list[dict[str, Any]] = json.loads((GOLD / "cases.json").read_text(encoding="utf-8"))
SLACK = 0.02
"""How far a floor may lie below what is measured: a rise is to be written down."""


def read(case: dict[str, Any], index: Path) -> list[Document]:
    language, level = case.get("language", "en"), case.get("entities", "model")
    given = [
        Document(str(n), f"{n}.txt", text=text, parts=(Part("body", 0, len(text)),), language=language)
        for n, text in enumerate(case["texts"])
    ]
    return fold_corpus(annotate_all(given, Config(index=index, entities=level)))


def values(document: Document) -> set[str]:
    return {f"{mention.kind}: {mention.name}" for mention in document.mentions}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['texts'][0][:40]}" for case in CASES])
def test_names_of_every_kind_of_case(case: dict[str, Any], tmp_path: Path) -> None:
    documents = read(case, tmp_path)
    for n, document in enumerate(documents):
        found = values(document)
        assert set(case["right"][n]) <= found
        assert not set(case.get("wrong", [[]] * len(documents))[n]) & found
        assert not case.get("empty") or found == set()
        for either in case.get("one of", []):
            assert set(either) & found
        for form, name in case.get("stands", {}).items():
            named = [m.name for m in document.mentions if document.body[m.start : m.end] == form]
            assert set(named) == {name}
        standing = {document.body[m.start : m.end] for m in document.mentions}
        assert set(case.get("standing", [])) <= standing


def people_score(paragraphs: list[dict[str, Any]], language: str, level: EntityLevel, index: Path) -> float:
    """F1 of the people that each paragraph names, each once."""
    right = wrong = missed = 0
    for paragraph in paragraphs:
        (document,) = read({"texts": [paragraph["text"]], "language": language, "entities": level}, index)
        found = {key(mention.name) for mention in document.mentions if mention.kind == "person"}
        expected = set(map(key, paragraph["people"]))
        right, wrong, missed = (
            right + len(found & expected),
            wrong + len(found - expected),
            missed + len(expected - found),
        )
    return 2 * right / (2 * right + wrong + missed)


REGIONS = ("indian", "african", "east_asian", "arab", "latin_american")


def sentences(region: str) -> list[dict[str, Any]]:
    """The sentences of a region with the people that each names."""
    rows = (GOLD / f"{region}.tsv").read_text(encoding="utf-8").splitlines()
    return [{"text": text, "people": people.split(";")} for text, people in (row.split("\t") for row in rows)]


@pytest.mark.parametrize("region", REGIONS)
def test_people_of_every_region_are_found_as_well_as_they_were(region: str, tmp_path: Path) -> None:
    given = sentences(region)
    assert len(given) >= 60
    measured = people_score(given, "en", "model", tmp_path)
    assert FLOORS[region] <= measured <= FLOORS[region] + SLACK


PARAGRAPHS: dict[str, list[dict[str, Any]]] = json.loads((GOLD / "paragraphs.json").read_text(encoding="utf-8"))
FLOORS: dict[str, float] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_people_in_languages_without_a_model_are_found_as_well_as_they_were(language: str, tmp_path: Path) -> None:
    measured = people_score(PARAGRAPHS[language], language, "rules", tmp_path)
    assert FLOORS[language] <= measured <= FLOORS[language] + SLACK
