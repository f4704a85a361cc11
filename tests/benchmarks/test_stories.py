"""What the benchmark of stories measures, over a corpus that is small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import stories
from benchmarks.questions import CLASSES


def test_reprints_are_cut_copies_by_others_a_day_later() -> None:
    every = list(stories.documents(31))
    again = [document for document in every if document.path.endswith(".again")]
    assert (len(every), len(again)) == (33, 2)
    first = every[0]
    assert first.body.startswith(again[0].body)
    assert 0.7 < len(again[0].body) / len(first.body) < 0.9
    assert first.day
    assert again[0].day
    assert (again[0].day.first - first.day.first).days == 1
    for mention in again[0].mentions:
        assert again[0].body[mention.start : mention.end] == mention.name


def test_costs_are_measured_and_reprints_found(tmp_path: Path) -> None:
    costs = stories.measure(330, 2, tmp_path)
    assert (costs.docs, costs.precision, costs.recall) == (341, 1.0, 1.0)
    assert min(costs.sketching_cpu_s, costs.telling_cpu_s, costs.grown_cpu_s, costs.bytes) > 0
    assert set(costs.query_cpu_ms) == set(CLASSES)
    assert all(" / " in cell for cell in stories.table(costs).splitlines()[-1].split("|")[2:-1])


def test_figures_can_be_had_by_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert stories.main(["--docs", "200", "--per-class", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["docs"] == 207
