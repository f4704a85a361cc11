"""Corrections are written so that nobody's are lost, whoever else writes at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from search.entities import corrections_file
from search.entities.corrections_file import FILE

LINES = 25
WRITER = """
import sys
from pathlib import Path
from search.entities import corrections_file
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]} {number}"
    corrections_file.write(corrections_file.entry(Path(sys.argv[1]), 0, "hide", ["person", name]))
"""


def test_servers_that_correct_at_once_lose_no_line(tmp_path: Path) -> None:
    file = tmp_path / FILE
    writers = ["Ada", "Bea", "Cleo"]
    started = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), name, str(LINES)]) for name in writers]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    found, problems = corrections_file.entries(file, file.read_bytes())
    assert problems == []
    assert sorted(entry.name for entry in found) == sorted(f"{name} {n}" for name in writers for n in range(LINES))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
