"""The faults of `tests/mutate.py` are made one at a time, in a tree whose tests pass without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import mutate

CODE = "def least(one, other):\n    if one < other:\n        return one\n    return other\n"
SHARP = "from code_of_ours import least\ndef test_it(): assert (least(1, 2), least(2, 1)) == (1, 1)\n"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "code_of_ours.py").write_text(CODE)
    monkeypatch.setattr(mutate, "TESTS", {"code_of_ours.py": "test_code.py"})
    return tmp_path


def test_a_fault_that_a_test_finds_does_not_survive(copy: Path) -> None:
    (copy / "test_code.py").write_text(SHARP)
    assert mutate.failing(copy, ["code_of_ours.py"]) == ""
    assert mutate.survives(copy, "code_of_ours.py", 0) == ""
    assert (copy / "code_of_ours.py").read_text() == CODE


def test_one_that_no_test_finds_is_told_with_its_line(copy: Path) -> None:
    (copy / "test_code.py").write_text("def test_it(): pass\n")
    found = mutate.survives(copy, "code_of_ours.py", 0)
    assert found.startswith("code_of_ours.py:2: if one < other: -> if not one < other:")


def test_tests_that_fail_without_any_fault_find_none(copy: Path) -> None:
    (copy / "test_code.py").write_text(SHARP.replace("(1, 1)", "(1, 2)"))
    assert "assert (1, 1) == (1, 2)" in mutate.failing(copy, ["code_of_ours.py"])


def test_tests_that_take_too_long_without_any_fault_are_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "test_code.py").write_text("import time\ndef test_it(): time.sleep(60)\n")
    monkeypatch.setattr(mutate, "SECONDS", 0.5)
    assert mutate.failing(copy, ["code_of_ours.py"]).startswith("test_code.py: not done after 0.5 s")
