"""SECURITY.md promises nothing that no test holds it to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SECURITY = (TESTS.parent / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]*test_\w+\.py)::(test_\w+)`", SECURITY)))
ROWS = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| promise |")]
PROMISES = [row for row in ROWS if row.count("|") == 3]  # the table of files has a column more


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_test_that_is_named_exists(file: str, name: str) -> None:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_names_its_test(promise: str) -> None:
    assert re.search(r"`[\w/]*test_\w+\.py::test_\w+`", promise)


def test_there_are_promises_of_every_kind() -> None:
    assert len(PROMISES) > 25
    assert re.findall("^## (.*)", SECURITY, re.MULTILINE) == [
        "No data is lost", "No access without permission", "No leaks", "Supply chain", "Not promised",
    ]  # fmt: skip
