"""The rules of the house: which way imports point, how long a file is, what a module may be called."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("search", "web", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py"))
MODULES = [path for path in SOURCES if path.parts[len(ROOT.parts)] in ("search", "web")]

ORDER = (
    "search.tag", "search.model", "search.errors", "search.regular_file", "search.kept_file", "search.terminal",
    "search.sealed_rows", "search.counted", "search.formulas", "search.searched_text", "search.shared_file",
    "search.cycles",
    "search.languages", "search.sources", "search.config",
    "search.facets", "search.analysis", "search.compounds", "search.closed_compounds",
    "search.query", "search.highlight",
    "search.readers", "search.engines",
    "search.entities", "search.annotators",
    "search.folder", "search.ledger", "search.tags", "search.store", "search.stories",
    "search.reading", "search.build",
    "search.answers", "search.assistants", "search.corpus",
    "search.cli", "search.index", "search.__main__",
    "web.live", "web.htmx", "web.edge", "web.api", "web.pages",
    "web", "web.answering", "web.__main__", "web.cli",
)  # fmt: skip
"""The packages and the modules beside them, lowest first: a module imports from its own package and from lower ones."""


CONTRACTS = ("readers",)
"""Packages whose face is longer, because it is the contract for whoever adds a module."""


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package(name: str) -> str:
    """The longest of the names in ORDER that a module belongs to."""
    found = [member for member in ORDER if name == member or (member != "web" and name.startswith(member + "."))]
    assert found, f"{name} is in no package: say in ORDER where it belongs"
    return max(found, key=len)


def imports(path: Path) -> set[str]:
    """What a file imports, as "package.module.name" where it takes a name out of a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(path: Path) -> set[str]:
    """The modules of the program that a file imports from."""
    known = {name_of(module) for module in MODULES}
    named = {name if name in known else name.rpartition(".")[0] for name in imports(path)}
    return (named & known) - {"search"}


def _above(path: Path) -> list[str]:
    place = ORDER.index(package(name_of(path)))
    return [name for name in ours(path) if ORDER.index(package(name)) > place]


def test_imports_point_one_way() -> None:
    above = {name_of(path): _above(path) for path in MODULES if name_of(path) != "search"}
    assert {name: wrong for name, wrong in above.items() if wrong} == {}


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=str)
def test_a_package_says_what_it_is_in_ten_lines(folder: Path) -> None:
    face = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    assert face
    if folder.name not in CONTRACTS:
        assert len(face.splitlines()) <= 10


def test_no_two_packages_import_each_other() -> None:
    rooms = [path for path in MODULES if name_of(path) != "search"]  # the face of them all
    arrows = {(package(name_of(path)), package(name)) for path in rooms for name in ours(path)}
    assert [(here, there) for here, there in arrows if here != there and (there, here) in arrows] == []


def test_only_the_engine_of_that_name_imports_whoosh() -> None:
    users = {name_of(path) for path in MODULES if any(name.split(".")[0] == "whoosh" for name in imports(path))}
    assert all(name.startswith("search.engines.") for name in users)


def test_one_module_prints_and_it_escapes_what_it_prints() -> None:
    """Nor does any other one say where the log goes."""
    printing = {"echo", "secho", "print", "basicConfig", "StreamHandler", "print_json"}
    streams = {"stdout", "stderr"}
    found = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in printing)
        or (isinstance(node, ast.Attribute) and node.attr == "write" and getattr(node.value, "attr", "") in streams)
    }
    assert found == {"search.terminal", "search.cli.interrupt"}  # the latter a constant, before anything is loaded


def test_the_web_imports_no_engine_by_name() -> None:
    web = [path for path in MODULES if name_of(path).startswith("web")]
    named = {name for path in web for name in ours(path) if name.startswith("search.engines")}
    assert named <= {"search.engines", "search.engines.base"}


def test_a_file_has_one_idea_and_says_it_in_its_name() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > 400} == {}
    empty_words = {"utils", "util", "helpers", "helper", "common", "manager"}
    assert [path for path in SOURCES if empty_words & set(path.stem.split("_"))] == []


def test_the_median_function_is_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] < 10
