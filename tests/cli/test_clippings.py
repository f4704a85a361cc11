"""The console command of an installed package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from tests.commands import inner_commands
from web.cli import main


def test_every_command_is_there() -> None:
    commands = inner_commands(main)
    assert {"index", "query", "serve"} <= commands.keys()
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert all(f"  {name} " in shown.output for name in commands)


def test_a_question_does_not_wait_for_what_builds_an_index() -> None:
    asked = "import sys, search.__main__; print('search.build.build' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_installed_program_is_that_command() -> None:
    program = Path(sys.executable).with_name("clippings")
    done = subprocess.run([program, "serve", "--help"], capture_output=True, text=True, check=True)
    assert "--port" in done.stdout
