"""The rules of the house: which way imports point, how long a file is, what a module may be called."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("search", "web", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))
MODULES = [path for path in SOURCES if path.parts[len(ROOT.parts)] in ("search", "web")]

LAYERS: tuple[tuple[str, ...], ...] = (
    ("search.model", "search.errors", "search.cli.interrupt"),
    (
        "search.config",
        "search.sources",
        "search.languages",
        "search.query.periods",
        "search.engines.records",
        "search.engines.name_table",
    ),
    ("search.store.checksums", "search.engines.columns.distinct", "search.cli.licences"),
    ("search.analysis",),
    ("search.query.clauses", "search.query.spelling"),
    ("search.query.syntax", "search.query.patterns"),
    (
        "search.highlight.word_layout",
        "search.highlight.snippets",
    ),
    ("search.facets", "search.readers"),
    ("search.entities",),
    ("search.annotators", "search.engines", "search.stories"),
    ("search.store.without_stories",),
    (
        "search.folder.walk",
        "search.ledger.context",
        "search.store.builds",
        "search.store.live",
        "search.reading.worker",
        "search.build.spool",
        "search.reading.fingerprint",
    ),
    ("search.reading.parse_cache", "search.folder.recurring_lines"),
    ("search.reading.file", "search.folder.events", "search.reading.pool", "search.build.progress"),
    ("search.reading.pipeline", "search.reading.names", "search.ledger.database", "search.ledger.facets"),
    ("search.ledger.writer", "search.build.changes"),
    ("search.build.intake", "search.build.corrections"),
    ("search.build.build",),
    (
        "search.answers.types",
        "search.query.links",
        "search.cli.options",
        "search.query.address",
        "search.answers.as_json",
        "search.answers.csv_rows",
        "search.answers.timeline",
        "search.answers.keyness",
    ),
    ("search.store.recount", "search.store.check", "search.store.backup"),
    ("search.index", "search.cli.ledger", "search.__main__"),
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
