"""The commands of the documentation do what it says."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.documentation import PAGES, ROOT, commands, quoted

COMMANDS = [command for page in PAGES for command in commands(page)]
QUOTED = sorted({line for page in PAGES for line in quoted(page)})
KEPT = {
    "receipt.txt": "query moon --receipt",
    "ada.csv": "sample moon --code tone",
    "ben.csv": "sample moon --code tone",
}
"""What a page tells its readers to keep in a file in their home, and what prints it."""
SERVING = {"make run", ".venv/bin/python -m web", ".venv/bin/python -m web --edit", ".venv/bin/python -m web --mcp"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with articles, an index of its own, and a free port."""
    home = tmp_path_factory.mktemp("home")
    (home / "articles").mkdir()
    text = "Two land on the moon\n\nJuly 20, 1969\n\nThe landing on the moon went well, said the crew in the evening.\n"
    (home / "articles" / "one.txt").write_text(text, encoding="utf-8")
    (home / "articles" / "two.txt").write_text(text.replace("in the evening", "at midnight"), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {**os.environ, "HOME": str(home), "SEARCH_INDEX": str(home / "index"), "SEARCH_PORT": str(port)}


def argv(command: str, environment: dict[str, str]) -> list[str]:
    words = shlex.split(command.replace("~", environment["HOME"]))
    return [sys.executable if word == ".venv/bin/python" else word for word in words]


@contextmanager
def running(command: str, environment: dict[str, str]) -> Iterator[str]:
    """A server started by a command, with the line in which it says where it serves."""
    process = subprocess.Popen(
        argv(command, environment), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        with process.stdout:
            yield next((line for line in process.stdout if line.startswith("serving")), "it ended without serving")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def indexed(environment: dict[str, str]) -> dict[str, str]:
    """The same, once the articles are in the index."""
    asked = argv(".venv/bin/python -m search.index ~/articles --entities none", environment)
    subprocess.run(asked, check=True, cwd=ROOT, env=environment, capture_output=True)
    Path(environment["HOME"], "names.txt").write_text("Neil Armstrong\nmoon\n", encoding="utf-8")
    for name, command in KEPT.items():
        asked = argv(f".venv/bin/python -m search {command}", environment)
        kept = subprocess.run(asked, check=True, cwd=ROOT, env=environment, capture_output=True).stdout
        Path(environment["HOME"], name).write_bytes(kept)
    return environment


def test_there_are_two_commands_first() -> None:
    assert commands("README.md")[:2] == ["make run", "make test"]


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - SERVING - {"make test"}))
def test_a_command_runs(command: str, indexed: dict[str, str]) -> None:
    done = subprocess.run(argv(command, indexed), cwd=ROOT, env=indexed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", sorted(SERVING))
def test_a_server_serves(command: str, indexed: dict[str, str]) -> None:
    assert command in COMMANDS
    with running(command, indexed) as line:
        found = re.fullmatch(r"serving [\d,]+ documents? at (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line
        with urlopen(found[1] + "/?q=moon", timeout=10) as answer:
            assert answer.status == 200
            assert "<mark>" in answer.read().decode()


@pytest.fixture(scope="module")
def printed(environment: dict[str, str]) -> set[str]:
    """What the programs print over the example articles, by its shape."""
    own = {**environment, "SEARCH_INDEX": f"{environment['HOME']}/example/index"}
    lines: list[str] = []
    for command in ("search.index seeds/", "search check"):
        asked = argv(f".venv/bin/python -m {command}", own)
        lines += subprocess.run(
            asked, cwd=ROOT, env=own, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    with running(".venv/bin/python -m web", own) as line:
        return {shape(line.replace(own["SEARCH_INDEX"], "index")) for line in (*lines, line.rstrip())}


def shape(line: str) -> str:
    """A line with its figures left out, and the languages that have a model here, which depend on the extras."""
    shown = line.partition(",")[0].partition(";")[0] if line.startswith("names") else line
    return re.sub(r"\d[\d.,]*", "#", shown)


@pytest.mark.parametrize("line", QUOTED)
def test_what_is_quoted_is_what_is_printed(line: str, printed: set[str]) -> None:
    assert shape(line) in printed


def test_make_test_runs_the_linter_the_types_and_the_tests() -> None:
    planned = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for tool in ("ruff check", "mypy", "pytest"):
        assert tool in planned
