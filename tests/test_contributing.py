"""The map of the house and its look-up table are those of the code."""

from __future__ import annotations

import ast

import pytest

from tests.documentation import ROOT, spans, table
from tests.test_architecture import ORDER, package

PAGE = "CONTRIBUTING.md"
MAP = {spans(row[0])[0]: spans(row[2]) for row in table(PAGE, "package")}
PLACES = [(row[0], spans(row[1]), spans(row[2])[0]) for row in table(PAGE, "…")]


def test_the_map_names_exactly_the_packages_that_exist() -> None:
    there = {
        f"{file.parent.relative_to(ROOT)}/" for top in ("search", "web") for file in (ROOT / top).rglob("__init__.py")
    }
    assert set(MAP) == there


def test_the_map_is_in_the_order_of_imports() -> None:
    places = [ORDER.index(package(name.strip("/").replace("/", "."))) for name in MAP if name != "search/"]
    assert places == sorted(places)


@pytest.mark.parametrize("folder", MAP)
def test_the_file_to_open_first_is_in_its_package(folder: str) -> None:
    assert MAP[folder]
    assert all(file.startswith(folder) and (ROOT / file).is_file() for file in MAP[folder])


@pytest.mark.parametrize(("files", "name"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
def test_what_one_would_change_is_defined_there(files: list[str], name: str) -> None:
    assert name in _defined(files[0])
    assert all((ROOT / file).is_file() for file in files)


def _defined(file: str) -> set[str]:
    """The names that a module and its classes give to values, functions and classes."""
    module = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    bodies = [module.body, *(node.body for node in module.body if isinstance(node, ast.ClassDef))]
    found: set[str] = set()
    for node in (node for body in bodies for node in body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def test_the_table_has_a_place_for_most_that_one_would_change() -> None:
    assert len(PLACES) >= 15
    assert len({place[0] for place in PLACES}) == len(PLACES)
