"""Ctrl-C at the very beginning, and what a watch says when nothing new is to be said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from search import index
from search.cli import interrupt
from search.config import Config

START = "import os, signal; from search.cli import interrupt; "
PRESSED = "os.kill(os.getpid(), signal.SIGINT)"


@pytest.mark.parametrize(
    ("program", "status", "told"),
    [
        (f"interrupt.expect(); {PRESSED}", 130, f"{interrupt.STOPPED}\n"),
        (f"interrupt.expect(); interrupt.accept(); {PRESSED}", -2, "KeyboardInterrupt\n"),
        (f"signal.signal(2, signal.SIG_IGN); interrupt.expect(); {PRESSED}", 0, ""),
    ],
)
def test_ctrl_c_while_the_program_loads_is_no_traceback(program: str, status: int, told: str) -> None:
    done = subprocess.run([sys.executable, "-c", START + program], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr.endswith(told)
    assert ("Traceback" in done.stderr) == (status == -2)


def test_a_watch_says_an_error_once_and_that_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rested: list[float] = []
    monkeypatch.setattr(index.time, "sleep", rested.append)
    folder, config = tmp_path / "in", Config(index=tmp_path / "index", entities="none", workers=0)
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry\n\nThe ferry came home.\n")
    said = ""
    for step in ("", "sources.toml", "", "", "b.txt", ""):
        if step:
            (folder / step).write_text("A dolphin was seen = there.\n")
        said = index._look_again(folder, config, said)  # noqa: SLF001 - the endless loop around it is not to be run
        if step == "b.txt":
            (folder / "sources.toml").unlink()
            (folder / "b.txt").unlink()
    told = capsys.readouterr()
    assert told.out.count("indexed 1 document ") == 1
    assert "names: not read" not in told.out
    assert told.err.count("error: ") == 1
    assert "sources.toml cannot be read" in told.err
    assert told.err.endswith("problem solved; nothing else has changed\n")
    assert len(rested) == 6
    assert min(rested) >= index.LOOK_SECONDS
