"""The README's commands do what it says."""

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

from search.config import settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]
SERVING = {"make run", ".venv/bin/python -m web", ".venv/bin/python -m web --edit"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with articles, an index of its own, and a free port."""
    home = tmp_path_factory.mktemp("home")
    (home / "articles").mkdir()
    text = "Two land on the moon\n\nJuly 20, 1969\n\nThe landing on the moon went well, said the crew in the evening.\n"
    (home / "articles" / "one.txt").write_text(text, encoding="utf-8")
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


def test_there_are_two_commands_first() -> None:
    assert COMMANDS[:2] == ["make run", "make test"]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in SERVING | {"make test"}])
def test_a_command_of_the_readme_runs(command: str, environment: dict[str, str]) -> None:
    if "search.index" not in command:
        subprocess.run(argv(".venv/bin/python -m search.index ~/articles", environment), check=True, cwd=ROOT,
                       env={**environment, "SEARCH_ENTITIES": "none"}, capture_output=True)  # fmt: skip
    done = subprocess.run(argv(command, environment), cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", sorted(SERVING))
def test_a_server_of_the_readme_serves(command: str, environment: dict[str, str]) -> None:
    assert command in COMMANDS
    with running(command, environment) as line:
        found = re.fullmatch(r"serving [\d,]+ documents? at (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line
        with urlopen(found[1] + "/?q=moon", timeout=10) as answer:
            assert answer.status == 200
            assert "<mark>" in answer.read().decode()


def test_make_test_runs_the_linter_the_types_and_the_tests() -> None:
    planned = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for tool in ("ruff check", "mypy", "pytest"):
        assert tool in planned


def test_every_setting_is_in_the_table_and_no_other() -> None:
    documented = set(re.findall(r"`SEARCH_([A-Z_]+)`", README))
    assert {name.lower() for name in documented} == set(settings())


@pytest.mark.parametrize("picture", ["web/picture.png", "benchmarks/growth.png"])
def test_the_pictures_are_there_and_light(picture: str) -> None:
    assert re.search(rf"!\[[^\]]+\]\({picture}\)", README)
    content = (ROOT / picture).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) <= 150_000
