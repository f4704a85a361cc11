"""What the benchmark of lines in context measures, over a corpus that is small."""

from __future__ import annotations

import json

import pytest

from benchmarks import context


def test_every_kind_of_query_has_lines_and_a_cost(capsys: pytest.CaptureFixture[str]) -> None:
    assert context.main(["--docs", "120", "--json"]) == 0
    costs = json.loads(capsys.readouterr().out)
    assert set(costs) == set(context.QUERIES)
    for cost in costs.values():
        assert cost["lines"] > 0, cost
        assert min(cost["day"], cost["left"], cost["collocates"]) > 0
