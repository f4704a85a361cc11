"""The process that looks after those that answer: what it makes of signals, of terminals, and of a bad start."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from socket import create_server

import psutil
import pytest

from search.errors import SettingInvalid
from tests.web.edge import first_steps
from tests.web.edge.started import PATIENCE, ROOT, children, until
from web.edge import processes
from web.edge.shared import Shared

STARTED = [sys.executable, "-m", "tests.web.edge.first_steps"]


@contextmanager
def begun(how: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A server in a session of its own."""
    command = [*STARTED, how, str(folder / "begun")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        until(lambda: (folder / "begun").exists())
        yield process
    finally:
        process.kill()
        process.communicate()


def test_one_that_is_told_to_end_waits_for_no_process_that_is_to_take_the_place_of_another(tmp_path: Path) -> None:
    with begun("then_slow", tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready 6\n"
        process.send_signal(signal.SIGUSR2)
        until(lambda: len(children(process.pid)) == 3)
        process.terminate()
        out, err = process.communicate(timeout=PATIENCE)
    assert (out, err, process.returncode) == ("ended\n", "", 0)


def test_why_a_process_cannot_take_the_place_of_one_that_died_is_logged(tmp_path: Path) -> None:
    with begun("then_broken", tmp_path) as process:
        assert process.stderr is not None
        logged = next(line for line in process.stderr if "damaged" in line)
    assert "ended (the index is damaged; rebuild it); another takes its place" in logged


def test_without_a_folder_for_what_is_shared_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with create_server(("127.0.0.1", 0)) as opened, pytest.raises(SettingInvalid, match=r"TMPDIR.*--processes 1"):
        processes.serve(2, first_steps.good, opened, lambda documents: None)


@pytest.mark.parametrize(("how", "number"), [("good", signal.SIGTERM), ("slow", signal.SIGINT)])
def test_what_ends_all_of_them_at_once_has_killed_none(how: str, number: signal.Signals, tmp_path: Path) -> None:
    with begun(how, tmp_path) as process:
        assert process.stdout is not None
        if how == "good":
            assert process.stdout.readline() == "ready 6\n"
        else:
            until(lambda: len(children(process.pid)) == 2)
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=PATIENCE)
    assert (out, err, process.returncode) == ("ended\n", "", 0)


def test_one_that_finds_nobody_to_tell_that_it_can_answer_ends_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    told, tell = get_context("spawn").Pipe(duplex=False)
    told.close()
    with create_server(("127.0.0.1", 0)) as opened:
        arguments = (first_steps.late, opened, Shared(), tell, os.getpid() + 1)  # its first process is gone
        process = get_context("spawn").Process(target=processes.run, args=arguments)
        process.start()
        process.join(PATIENCE)
    assert (process.exitcode, capfd.readouterr().err) == (0, "")


def test_under_nohup_it_goes_on_without_its_terminal(tmp_path: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        command = ["nohup", *STARTED, "good", str(tmp_path / "begun")]
        os.execvp("sh", ["sh", "-c", f'exec "$@" > {tmp_path}/out 2> {tmp_path}/err', "sh", *command])
    try:
        until(lambda: (tmp_path / "out").exists() and "ready 6" in (tmp_path / "out").read_text())
        left = children(pid)
        os.close(terminal)
        os.kill(pid, signal.SIGHUP)
        time.sleep(1)
        assert children(pid).keys() == left.keys()
        os.kill(pid, signal.SIGTERM)
        _, status = os.waitpid(pid, 0)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        raise
    assert os.waitstatus_to_exitcode(status) == 0
    assert (tmp_path / "out").read_text() == "ready 6\nended\n"
    assert not any(map(psutil.pid_exists, left))
