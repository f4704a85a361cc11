"""The console command of an installed package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from web.cli import main


def test_every_command_is_there() -> None:
    assert {"index", "query", "serve"} <= main.commands.keys()
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert all(f"  {name} " in shown.output for name in main.commands)


def test_the_installed_program_is_that_command() -> None:
    program = Path(sys.executable).with_name("clippings")
    done = subprocess.run([program, "serve", "--help"], capture_output=True, text=True, check=True)
    assert "--port" in done.stdout
