"""Every Python that the package takes runs it, where that Python is installed.

Each gets an environment of its own below `.cache/`, made once with pip; where nothing can be fetched the test is
skipped and says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LEAST, BELOW = (int(minor) for minor in re.findall(r"3\.(\d+)", PROJECT["requires-python"]))
OTHERS = [f"3.{minor}" for minor in range(LEAST, BELOW) if minor != sys.version_info.minor]
NEEDED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["pdf"], "pytest", "hypothesis", "playwright"]
USUAL = ["tests/query", "tests/folder", "tests/test_regular_file.py"]
SOAKED = ["tests/engines", "tests/readers", "tests/store", "tests/entities", "tests/answers", *USUAL]

Times = Callable[[int, int], int]


def interpreter(version: str) -> Path:
    """An interpreter of a version; the test is skipped where there is none."""
    named = [shutil.which(f"python{version}"), *Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
    for path in filter(None, named):
        asked = subprocess.run([path, "-c", "import sys; print(*sys.version_info[:2], sep='.')"], capture_output=True)
        if asked.stdout.decode().strip() == version:  # a name may belong to a manager that has not this version
            return Path(path)
    pytest.skip(f"Python {version} is not installed here")


def environment(version: str) -> Path:
    """The interpreter of an environment with everything that is needed."""
    digest = sha256("\n".join(sorted(NEEDED)).encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"python{version}-{digest}"
    if not (folder / "ready").exists():
        subprocess.run([interpreter(version), "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDED]
        made = subprocess.run(pip, capture_output=True, text=True)
        if made.returncode:
            assert re.search(r"No matching distribution|Connection|Temporary failure|Retrying", made.stderr), (
                made.stderr
            )
            pytest.skip(f"the packages cannot be fetched here: {made.stderr.strip().splitlines()[-1]}")
        (folder / "ready").touch()
    return folder / "bin/python"


@pytest.mark.parametrize("version", OTHERS)
def test_every_file_is_compiled_without_a_warning(version: str) -> None:
    code = "import sys, pathlib; [compile(pathlib.Path(path).read_bytes(), path, 'exec') for path in sys.argv[1:]]"
    files = [str(path) for top in ("search", "web", "tests", "benchmarks") for path in (ROOT / top).rglob("*.py")]
    done = subprocess.run([interpreter(version), "-W", "error", "-c", code, *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(files) > 300


@pytest.mark.parametrize("version", OTHERS)
def test_the_tests_that_need_no_model_and_no_browser_pass(version: str, times: Times) -> None:
    chosen = USUAL if times(0, 1) == 0 else SOAKED
    command = [environment(version), "-m", "pytest", "-p", "no:cacheprovider", *chosen]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTEST_ADDOPTS": ""})
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]


COMMANDS = [
    ["search.index", "FOLDER", "--entities", "rules"],
    ["search", "query", "ferry"],
    ["search", "check", "--filters", "20", "--words", "5"],
    ["search", "ledger"],
    ["search", "backup", "COPY"],
    ["search.index", "FOLDER", "--entities", "rules", "--full"],
]


@pytest.mark.parametrize("version", OTHERS)
def test_the_commands_work(version: str, tmp_path: Path) -> None:
    python = environment(version)
    (tmp_path / "in").mkdir()
    for number in range(9):
        page = f"<html><body><article><h1>Report {number}</h1><p>The ferry came home.</p></article></body></html>"
        (tmp_path / "in" / f"{number}.html").write_text(page)
        (tmp_path / "in" / f"{number}.txt").write_text(f"Report {number}\n\n{number + 1} May 2024\n\nThe ferry left.\n")
    places = {"FOLDER": str(tmp_path / "in"), "COPY": str(tmp_path / "copy")}
    for command in COMMANDS:
        arguments = [places.get(word, word) for word in command]
        done = subprocess.run(
            [python, "-m", *arguments, "--index", str(tmp_path / "index")], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, (command, done.stderr)
        assert "Warning" not in done.stderr
