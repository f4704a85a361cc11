"""The quality of the entities of the example corpus, against a floor that may rise and not fall."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.entities import read_gold, score
from search.annotators.entities import annotate_all, fold_corpus
from search.config import Config, EntityLevel
from search.reading.pipeline import documents

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SLACK = 0.02
"""How far a floor may lie below what is measured: a rise is to be written down."""


def floors() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["entities"]
    return read


@pytest.mark.parametrize("level", ["model", "rules"])
def test_the_entities_of_the_examples_are_as_good_as_they_were(level: EntityLevel, tmp_path: Path) -> None:
    gold = read_gold(GOLD / "seeds_early.json") | read_gold(GOLD / "seeds_late.json")
    config = Config(index=tmp_path, entities=level)
    total = score(fold_corpus(annotate_all(documents(ROOT / "seeds", config), config)), gold)
    measured = {"precision": total.precision(), "recall": total.recall()}
    report = "\n".join(["wrong:", *total.wrong, "missed:", *total.missed, "duplicates:", *total.duplicates])
    for name, floor in floors()[level].items():
        assert measured[name] >= floor, f"{name} {measured[name]:.3f} is below its floor {floor}\n{report}"
        assert measured[name] <= floor + SLACK, f"{name} rose to {measured[name]:.3f}: raise its floor in floors.json"
    assert len(total.duplicates) <= floors()["duplicates"], report
