"""The rules of the house: which way imports point, how long a file is, what a module may be called."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("search", "web", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))
MODULES = [path for path in SOURCES if path.parts[len(ROOT.parts)] in ("search", "web")]

LAYERS: tuple[tuple[str, ...], ...] = (
    ("search.model", "search.errors", "search.interrupt"),
    ("search.config", "search.sources", "search.languages", "search.periods", "search.records", "search.renaming"),
    ("search.checksums", "search.distinct", "search.licences"),
    ("search.analysis",),
    ("search.clauses", "search.spelling"),
    ("search.syntax", "search.patterns"),
    (
        "search.word_layout",
        "search.snippets",
    ),
    ("search.facets", "search.readers"),
    ("search.entities",),
    ("search.annotators", "search.engines", "search.stories"),
    ("search.untold",),
    (
        "search.walk",
        "search.context",
        "search.store",
        "search.live",
        "search.worker",
        "search.spool",
        "search.fingerprint",
    ),
    ("search.parsed", "search.recurring"),
    ("search.reading", "search.events", "search.pool", "search.progress"),
    ("search.pipeline", "search.naming", "search.ledger", "search.ledger_facets"),
    ("search.ledger_writer", "search.changes"),
    ("search.intake", "search.correcting"),
    ("search.building",),
    (
        "search.answers",
        "search.clicks",
        "search.commands",
        "search.params",
        "search.present",
        "search.spreadsheet",
        "search.timeline",
        "search.keyness",
    ),
    ("search.recount", "search.check", "search.backup"),
    ("search.index", "search.ledger_command", "search.__main__"),
    ("web",),
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(name: str) -> int:
    for number, members in enumerate(LAYERS):
        if any(name == member or name.startswith(member + ".") for member in members):
            return number
    raise AssertionError(f"{name} is in no layer: say in LAYERS where it belongs")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(path: Path) -> set[str]:
    known = {name_of(module) for module in MODULES} - {"search"}
    return imports(path) & known


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    if name_of(path) != "search":
        assert [name for name in ours(path) if layer(name) > layer(name_of(path))] == []


def test_only_the_engine_of_that_name_imports_whoosh() -> None:
    users = {name_of(path) for path in MODULES if any(name.split(".")[0] == "whoosh" for name in imports(path))}
    assert all(name.startswith("search.engines.") for name in users)


def test_the_web_imports_no_engine_by_name() -> None:
    web = [path for path in MODULES if name_of(path).startswith("web")]
    named = {name for path in web for name in ours(path) if name.startswith("search.engines")}
    assert named <= {"search.engines", "search.engines.base"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_idea_and_says_it_in_its_name(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert not {"utils", "util", "helpers", "helper", "common", "manager"} & set(path.stem.split("_"))


def test_the_median_function_is_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] < 10
