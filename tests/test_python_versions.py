"""Every Python that the package takes runs it, where that Python is installed.

The usual tests compile every file with each. `--soak` runs the program and its tests as well: each Python gets an
environment of its own below `.cache/`, with the versions of packages that are locked, made once with pip in some
minutes.
"""

from __future__ import annotations

import fcntl
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
OF_TESTS = ["hypothesis", "krippendorff", "pillow", "playwright", "psutil", "pypdf", "pytest"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [*PROJECT["dependencies"], *EXTRAS["pdf"], *EXTRAS["office"], *OF_TESTS]
LOCKED = "".join(
    f"{line.removesuffix(chr(92)).strip()}\n"
    for line in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    if re.match(r"[\w.-]+==", line)
)
"""What pip may take, without the hashes, which would ask for one of every package that a version of pip brings."""
TESTED = [f"tests/{name}" for name in ("answers", "engines", "entities", "folder", "query", "readers", "store")]
LEFT_OUT = [
    f"tests/entities/{name}.py"
    for name in ("finders/test_finders", "finders/test_model_choice", "test_entities", "test_floors", "test_gold_names")
]
"""What needs a model."""

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
    digest = sha256("\n".join([*sorted(NEEDED), LOCKED]).encode()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"python{version}-{digest}"
    python, ready = folder / "bin/python", folder / "ready"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two runs the second takes what the first has made
        if not ready.exists():
            subprocess.run([interpreter(version), "-m", "venv", "--clear", folder], check=True)
            allowed = folder / "constraints.txt"
            allowed.write_text(LOCKED, encoding="utf-8")
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", allowed, *NEEDED]
            made = subprocess.run(pip, capture_output=True, text=True)
            if made.returncode and re.search(r"Connection|Temporary failure|Retrying", made.stderr):
                pytest.skip(f"the packages cannot be fetched here: {made.stderr.strip().splitlines()[-1]}")
            assert made.returncode == 0, made.stderr
            ready.touch()
    return python


@pytest.fixture
def python(version: str, times: Times) -> Path:
    """The interpreter with everything that is needed."""
    if times(0, 1) == 0:
        pytest.skip("to make an environment takes minutes: make soak does it")
    return environment(version)


@pytest.mark.parametrize("version", OTHERS)
def test_every_file_is_compiled_without_a_warning(version: str) -> None:
    code = "import sys, pathlib; [compile(pathlib.Path(path).read_bytes(), path, 'exec') for path in sys.argv[1:]]"
    files = [str(path) for top in ("search", "web", "tests", "benchmarks") for path in (ROOT / top).rglob("*.py")]
    done = subprocess.run([interpreter(version), "-W", "error", "-c", code, *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(files) > 300


@pytest.mark.parametrize("version", OTHERS)
def test_the_tests_that_need_no_model_and_no_browser_pass(version: str, python: Path) -> None:
    assert [path for path in LEFT_OUT if not (ROOT / path).is_file()] == []
    command = [python, "-m", "pytest", "-p", "no:cacheprovider", *(f"--ignore={path}" for path in LEFT_OUT), *TESTED]
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
def test_the_commands_work(version: str, python: Path, tmp_path: Path) -> None:
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
