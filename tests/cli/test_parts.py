"""`python -m search.index --part K/N` and `--merge`, started as people and schedulers start them."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.folder.walk import PART
from search.index import main
from search.store import builds
from tests.cli.test_index import ENVIRONMENT, folder, run, started, titles, write
from tests.documentation import blocks

__all__ = ["folder"]

DAY = "2026-01-01"


def test_three_parts_and_a_merge_say_what_they_did_and_answer_as_one_machine(folder: Path, tmp_path: Path) -> None:
    for number in range(9):
        write(folder / f"{number}.txt", f"Article {number}")
    (folder / "empty.txt").write_text("")
    parts = tmp_path / "parts"
    read = 0
    for number in (1, 2, 3):
        done = run(folder, "--part", f"{number}/3", "--parts-dir", parts, SEARCH_TODAY=DAY)
        said = rf"part {number}/3: read (\d+) files? \(\d+ documents?\) in [\d.]+ s -> "
        found = re.fullmatch(rf"{said}{parts}/{number}-of-3{PART} \(.*\)\n", done.stdout)
        assert found, done.stdout + done.stderr
        assert (done.returncode, done.stderr) == (0, "")
        read += int(found[1])
    assert read == 12
    merged = run(folder, "--merge", "--parts-dir", parts, "--index", tmp_path / "merged", SEARCH_TODAY=DAY)
    alone = run(folder, "--index", tmp_path / "alone", SEARCH_TODAY=DAY)
    assert merged.returncode == 0
    assert merged.stderr == alone.stderr
    assert merged.stdout.splitlines()[-1] == "parts: 12 files taken from 3 parts, 0 read here"
    assert titles(tmp_path / "merged") == titles(tmp_path / "alone")


def test_by_default_parts_are_kept_in_the_folder_of_the_index(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert run(folder, "--part", "1/2", "--index", index, SEARCH_TODAY=DAY).returncode == 0
    assert [file.name for file in (index / "parts").iterdir()] == [f"1-of-2{PART}"]
    merged = run(folder, "--merge", "--index", index, SEARCH_TODAY=DAY)
    assert "parts: missing: part 2/2; the files are read here" in merged.stderr
    assert titles(index) == ["Crew is home", "Ships were waiting"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--part", "0/8"], "'0/8' is no part"),
        (["--part", "9/8"], "'9/8' is no part"),
        (["--part", "3"], "'3' is no part"),
        (["--part", "1/0"], "'1/0' is no part"),
        (["--part", "-1/8"], "'-1/8' is no part"),
        (["--part", "1/2\x1b[2J"], "is no part"),
        (["--part", "\u0661/\u0662"], "is no part"),
        (["--part", "1/2", "--merge"], "give one of the two"),
        (["--part", "1/2", "--watch"], "--watch does not go with --part"),
        (["--merge", "--watch"], "--watch does not go with --merge"),
        (["--parts-dir", "x"], "--parts-dir goes with --part or --merge"),
    ],
)
def test_wrong_usage_ends_with_2_and_makes_nothing(options: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(tmp_path), "--index", str(tmp_path / "index"), *options])
    assert done.exit_code == 2
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert not (tmp_path / "index").exists()


def test_a_merge_without_parts_ends_with_1_and_says_what_comes_first(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--merge", "--index", tmp_path / "index")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: cannot read the parts in {tmp_path}/index/parts (No such file or directory);"
        " run every part first with --part, or name their folder with --parts-dir\n"
    )


def test_parts_with_other_settings_are_refused(folder: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    run(folder, "--part", "1/1", "--parts-dir", parts, "--no-stories", SEARCH_TODAY=DAY)
    done = run(folder, "--merge", "--parts-dir", parts, "--index", tmp_path / "index", SEARCH_TODAY=DAY)
    assert done.returncode == 1
    assert f"1-of-1{PART} was read with other settings; it is not used" in done.stderr


def test_a_second_merge_at_once_is_refused(folder: Path, tmp_path: Path) -> None:
    run(folder, "--part", "1/1", "--index", tmp_path / "index", SEARCH_TODAY=DAY)
    with builds.writing(tmp_path / "index"):
        second = run(folder, "--merge", "--index", tmp_path / "index", SEARCH_TODAY=DAY)
    assert second.returncode == 1
    assert second.stderr.startswith("error: ")
    assert "Traceback" not in second.stderr
    assert run(folder, "--merge", "--index", tmp_path / "index", SEARCH_TODAY=DAY).returncode == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_part_that_was_ended_half_way_goes_on_where_it_was(how: signal.Signals, folder: Path, tmp_path: Path) -> None:
    for number in range(300):
        write(folder / f"{number}.txt", f"Article {number}")
    parts = tmp_path / "parts"
    process = started(folder, "--part", "1/1", "--parts-dir", parts, "--workers", "1")
    until = time.monotonic() + 120
    while not any(file.stat().st_size > 20_000 for file in parts.glob("*")) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGKILL, 130)
    (left,) = parts.iterdir()
    assert left.name.endswith(f".unfinished{PART}")
    early = run(folder, "--merge", "--parts-dir", parts, "--index", tmp_path / "early")
    assert f"parts: {left.name} has not been written to its end; what is there is used" in early.stderr
    assert re.search(r"parts: [1-9][\d,]* files taken from 1 part, [1-9][\d,]* read here", early.stdout)
    again = run(folder, "--part", "1/1", "--parts-dir", parts)
    assert re.search(r"read 302 files, [1-9][\d,]* of them by an earlier run", again.stdout)
    assert [file.name for file in parts.iterdir()] == [f"1-of-1{PART}"]
    run(folder, "--merge", "--parts-dir", parts, "--index", tmp_path / "late")
    assert [builds.read_manifest(tmp_path / name).documents for name in ("early", "late")] == [302, 302]


# --- what docs/scaling.md tells to do on many machines

SBATCH = """#!/bin/sh
# Runs a job at once, each task of an array in turn.
for script; do :; done
tasks=$(sed -n 's/^#SBATCH --array=1-//p' "$script")
if [ -n "$tasks" ]; then
    for task in $(seq "$tasks"); do SLURM_ARRAY_TASK_ID=$task bash "$script" >> out 2>&1 || exit 1; done
else
    bash "$script" >> out 2>&1 || exit 1
fi
echo 7
"""
SSH = """#!/bin/sh
# Every machine is this one.
shift
exec sh -c "$*"
"""


@pytest.fixture
def cluster(folder: Path, tmp_path: Path) -> dict[str, str]:
    """A place with the articles that pages call /data/press, and the programs that start others on other machines."""
    programs = tmp_path / "bin"
    programs.mkdir()
    python = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n'
    for name, text in {"sbatch": SBATCH, "ssh": SSH, "python": python}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    for number in range(10):
        write(folder / f"{number}.txt", f"Article {number}")
    return {**os.environ, **ENVIRONMENT, "PATH": f"{programs}:/usr/bin:/bin"}


def documented(number: int, tmp_path: Path) -> str:
    """A script of the page, with its folders here."""
    return blocks("docs/scaling.md", "bash")[number].replace("/data/", f"{tmp_path}/")


def run_script(script: str, environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/bash", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr + (tmp_path / "out").read_text()


def test_the_slurm_array_of_the_documentation(cluster: dict[str, str], tmp_path: Path) -> None:
    for number, name in enumerate(("parts.sh", "merge.sh")):
        (tmp_path / name).write_text(documented(number, tmp_path))
    run_script(documented(2, tmp_path), cluster, tmp_path)
    assert "parts: 12 files taken from 4 parts, 0 read here" in (tmp_path / "out").read_text()
    assert len(titles(tmp_path / "index")) == 12


def test_the_ssh_loop_of_the_documentation(cluster: dict[str, str], tmp_path: Path) -> None:
    run_script(documented(3, tmp_path) + "\n", cluster, tmp_path)
    assert sorted(file.name for file in (tmp_path / "parts").iterdir()) == [f"{n}-of-3{PART}" for n in (1, 2, 3)]
    assert len(titles(tmp_path / "index")) == 12
