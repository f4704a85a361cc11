"""Whatever stands in other people's files: a terminal shows it, and never obeys it."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from search import index, terminal
from tests.commands import every_command
from web import __main__ as web
from web.cli import main as clippings

ROOT = Path(__file__).parent.parent
ODD = "\x1b]0;t\x07\x1b[2J\x9b31m\x7f\u202e\u2066\u200f\u061c\u200b\u2028\ufeff\U000e0041"
"""A title for the window, a cleared screen, a colour in eight bits, and marks that turn or hide what follows."""
GOOD = "The pilot came aboard\n\n3 May 2024\n\nThe pilot came aboard before the storm, said the harbour office.\n"


def harmless(text: str) -> bool:
    """Whether a terminal does nothing but show it: decided by the categories of Unicode, not by our own list."""
    joiners, signs = "\u200c\u200d\u00ad", "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e"
    seen = set(text) - set(joiners + signs + "\n\t")
    bad = {sign for sign in seen if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")}
    turning = {sign for sign in seen if unicodedata.bidirectional(sign) in TURNING or sign in "\u200e\u200f\u061c"}
    return not bad | turning


TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from([*ODD, "\ud83d", "\r", "\n", "\x85"])))


@given(ANY_TEXT)
def test_no_text_is_obeyed(text: str) -> None:
    assert harmless(terminal.escaped(text).replace("\r\n", "\n"))
    assert harmless(terminal.line(text))
    assert "\n" not in terminal.line(text)


@given(ANY_TEXT)
def test_json_is_harmless_too_and_gives_every_character_back(text: str) -> None:
    line = terminal.json_line({text: [text]})
    assert harmless(line)
    assert json.loads(line) == {text: [text]}


@pytest.mark.parametrize(
    "text", ["Паром вернулся", "الأحد، ١٠ مارس", "क्ष", "👩‍🚀 👍🏽", "naïve co\u00adoperate", "a\tb\nc\r\nd", "日本"]
)
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert terminal.escaped(text) == text


def test_what_is_odd_is_spelt_out() -> None:
    assert terminal.escaped("a\x1b[2J\x9b\u202e\U000e0041\ud83d\rb") == r"a\x1b[2J\x9b\u202e\U000e0041\ud83d\x0db"


def test_no_message_forges_a_line_of_the_log() -> None:
    held = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers[:] = []
    try:
        terminal.log_to_stderr(logging.INFO)
        [handler] = root.handlers
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(held)
        try:
            raise ValueError(f"{ODD}\nERROR web: forged")
        except ValueError as error:
            logging.getLogger("a").error("it failed: %s", error, exc_info=error)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    lines = held.getvalue().splitlines()
    assert harmless(held.getvalue())
    assert lines[0].startswith("ERROR a: it failed: ")
    assert len(lines) > 3
    assert all(line.startswith("    ") for line in lines[1:])


def test_a_terminal_of_few_letters_is_no_failure() -> None:
    code = "from search.terminal import say; say('Паром \\ud83d ok'); say('é', err=True)"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout == rb"\u041f\u0430\u0440\u043e\u043c \ud83d ok" + b"\n"
    assert done.stderr == b"\\xe9\n"


# --- the commands, as they are started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Odd things in every place whose words are printed."""
    made = tmp_path_factory.mktemp("odd") / "in"
    made.mkdir()
    (made / "good.txt").write_text(f"The {ODD} pilot\n\n{GOOD}\nSource: The {ODD} Dial\n")
    (made / f"good{ODD}\nok.txt").write_text(GOOD + "Another.\n")
    (made / f"bad{ODD}.xyz").write_text("x")
    (made / f"bad{ODD}\nskipped forged.txt").write_text("")
    (made / "keys.jsonl").write_text("".join(json.dumps({f"{ODD}{n}": "x"}) + "\n" for n in range(3)))
    (made / "columns.csv").write_text(f"{ODD},b\n1,2\n")
    (made / "mail.eml").write_bytes(f"Content-Type: text/{ODD}\nSubject: {ODD}\n\n".encode())
    (made / "entities.tsv").write_text(f"{ODD}\tperson\nhide\t{ODD}\tx\nhide\tperson\tNobody {ODD}\n")
    return made


def said(*arguments: str, status: int = 0) -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, timeout=300,
        env={**os.environ, "SEARCH_TODAY": "2026-01-01", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    yield from (done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("program", [clippings, index.main, web.main], ids=["clippings", "search.index", "web"])
@pytest.mark.parametrize(
    "wrong", [[f"--no{ODD}"], [f"-{ODD}"], [ODD] * 9, ["--workers", ODD, "x"], ["--port", ODD, "--host", ODD]]
)
def test_no_usage_that_is_wrong_is_obeyed(program: click.Command, wrong: list[str]) -> None:
    for command in every_command(program):
        takes_any = any(parameter.nargs == -1 for parameter in command.params)
        if not takes_any or wrong[0] != ODD:
            done = CliRunner().invoke(command, wrong, prog_name=f"python -m {ODD}")
            assert done.exit_code == 2, done.output
            assert done.stdout == ""
            assert r"\x1b]0;t\x07" in done.stderr
            assert harmless(done.stderr)


def test_what_is_wrong_is_still_told() -> None:
    done = CliRunner().invoke(clippings, ["check", "--filter", "2"])
    assert "No such option '--filter'" in done.stderr.splitlines()[-1]
    done = CliRunner().invoke(clippings, ["ledger", f"--only={ODD}"])
    assert r"'\x1b]0;t\x07" in done.stderr.splitlines()[-1]


def test_nothing_that_any_command_prints_is_obeyed(folder: Path) -> None:
    index = str(folder.parent / "index")
    build = ("search.index", str(folder), "--index", index, "--entities", "rules")
    printed = [*said(*build)]
    assert printed[1].count("skipped in/") >= 6
    assert r"\x1b[2J" in printed[1]
    assert r"\u202e" in printed[1]
    for command in (
        ("query", "pilot", "--source", ODD),
        ("query", "pilot"),
        ("query", "pilot", "--json"),
        ("query", f"{ODD}*~9", "--json"),
        ("ledger",),
        ("ledger", "--json"),
        ("ledger", "--csv"),
        ("check", "--words", "50"),
        ("check", "--json"),
    ):
        printed += said("search", *command, "--index", index)
    printed += said("search", "query", "x", "--date", ODD, "--index", index, status=2)
    printed += said("search", f"{ODD}", status=2)
    printed += said("search.index", "x", f"--{ODD}", status=2)
    printed += said("web", "--port", ODD, status=2)
    bad = folder.parent / f"odd{ODD}"
    bad.mkdir()
    (bad / f"{ODD}.txt").write_text("")
    printed += said("search.index", str(bad), "--index", index + "2", status=1)
    (bad / "sources.toml").write_text(f"['{ODD}']\n", encoding="utf-8")
    printed += said("search.index", str(bad), "--index", index + "2", status=1)
    for text in printed:
        assert harmless(text.replace("\r\n", "\n")), re.findall(r"[^\n]*[\x00-\x08\x0b-\x1f\x7f-\x9f][^\n]*", text)
        assert text.startswith("path,outcome,") or not re.search(r"^skipped forged", text, re.MULTILINE)
