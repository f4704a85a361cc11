"""Several processes that answer on one socket, and the one that looks after them.

Python answers with one core at a time, so more processes than one make use of more cores. Each has the index mapped
into its memory, where the system keeps the pages of a file once for all of them, and each has the threads, the limits
and the watch over slow clients of a server that is alone; the connections that there may be are shared out. A process
that dies is replaced. SIGUSR2 replaces them one after the other by processes of the program as it is installed then,
without a moment in which nobody answers. SIGTERM, SIGINT and SIGHUP end all of them once the answers under way have
been sent, but for SIGHUP under `nohup`. They end as well where the first process is killed.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIG_DFL, SIG_IGN, SIGHUP, SIGINT, SIGTERM, SIGUSR2, getsignal, signal
from socket import socket
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from prometheus_client.multiprocess import mark_process_dead

from search.errors import SearchError, SettingInvalid
from web.edge.metrics import FIGURES
from web.edge.server import DRAIN_SECONDS
from web.edge.shared import Shared

PAUSE_SECONDS = 1.0
"""How long after it was started a process that died is replaced, at the earliest."""
LOOK_SECONDS = 0.5

_ENDS = frozenset((SIGTERM, SIGINT, SIGHUP))
_QUICK = "fork" if sys.platform == "linux" else "spawn"
"""A copy of the first process, which has no threads, is there at once and has most of its memory in common with it.
Elsewhere than on Linux libraries of the system do not outlive that."""

log = logging.getLogger(__name__)


Answer = Callable[[socket, Shared, Callable[[int], None], Callable[[], bool]], None]
"""What a process does: answer on a socket, tell how many documents there are once it can, and end when it is alone."""


def serve(count: int, answer: Answer, opened: socket, ready: Callable[[int], None]) -> None:
    """Serve with so many processes until SIGTERM or SIGINT; `ready` is told the number of documents once all answer.

    Raises SearchError with the reason of a process that could not begin.
    """
    with _folder() as folder, _environment(FIGURES, str(folder)), _signals() as asked:
        group = _Group(answer, opened, Shared(count, folder=folder), lambda: bool(asked.keys() & _ENDS))
        try:
            documents = group.start()
            if documents is not None:
                ready(documents)
            while not asked.keys() & _ENDS:
                if asked.pop(SIGUSR2, None):
                    group.replace_all()
                group.wait()
                if not asked.keys() & _ENDS:  # else they may have ended because they were told to, too
                    group.replace_dead()
        finally:
            group.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for what the processes share. Raises SettingInvalid."""
    try:
        made = TemporaryDirectory(prefix="clippings-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SettingInvalid(
            f"there is no folder for what the processes of the server share ({error.strerror}); name one that takes"
            " files with TMPDIR, or answer with one process: --processes 1"
        ) from error
    with made as folder:
        yield Path(folder)


@dataclass(slots=True)
class _One:
    process: BaseProcess
    told: Connection
    since: float


class _Group:
    """The processes that answer. `ends` is whether all have been told to end."""

    def __init__(self, answer: Answer, opened: socket, shared: Shared, ends: Callable[[], bool]) -> None:
        self._answer, self._opened, self._shared, self._ends = answer, opened, shared, ends
        self._ones: list[_One] = []

    def start(self) -> int | None:
        """Start all of them, and wait until each can answer; the number of documents, None where all is to end.

        Raises SearchError.
        """
        for _ in range(self._shared.count):
            self._ones.append(self._begin())
        documents = [self._told(one) for one in self._ones]
        return None if None in documents else documents[-1]

    def wait(self) -> None:
        """Wait a moment, or until one has died."""
        wait([one.process.sentinel for one in self._ones], LOOK_SECONDS)

    def replace_dead(self) -> None:
        """Replace those that have died."""
        for number, one in enumerate(self._ones):
            if not one.process.is_alive():
                log.warning("process %s ended (%s); another takes its place", one.process.pid, _reason(one))
                self._bury(one)
                sleep(max(0.0, one.since + PAUSE_SECONDS - monotonic()))
                self._ones[number] = self._begin()

    def replace_all(self) -> None:
        """Replace each by a new one, which answers before the old one ends."""
        for number, old in enumerate(self._ones):
            new = self._begin("spawn")
            try:
                if self._told(new) is None:
                    self._end([new])
                    return
            except SearchError as error:
                log.warning("the processes stay what they are: %s", error)
                self._end([new])
                return
            self._ones[number] = new
            self._end([old])
        log.info("%d processes were replaced", len(self._ones))

    def stop(self) -> None:
        """End all of them once they have answered what they were asked."""
        self._end(self._ones)

    def _begin(self, how: str = _QUICK) -> _One:
        context = get_context(how)
        told, tell = context.Pipe(duplex=False)
        arguments = (self._answer, self._opened, self._shared, tell, os.getpid())
        process: BaseProcess = context.Process(target=run, args=arguments, daemon=True)  # type: ignore[attr-defined]
        process.start()
        tell.close()
        return _One(process, told, monotonic())

    def _end(self, ones: list[_One]) -> None:
        for one in ones:
            one.process.terminate()
        until = monotonic() + DRAIN_SECONDS + 5
        for one in ones:
            one.process.join(max(0.0, until - monotonic()))
            one.process.kill()
            one.process.join()
            self._bury(one)

    def _bury(self, one: _One) -> None:
        one.told.close()
        mark_process_dead(one.process.pid, str(self._shared.folder))  # type: ignore[no-untyped-call]

    def _told(self, one: _One) -> int | None:
        """How many documents a process answers from, once it can; None where all is to end. Raises SearchError."""
        while not one.told.poll(LOOK_SECONDS):
            if self._ends():
                return None
        try:
            said = one.told.recv()
        except EOFError:
            if self._ends():
                return None
            one.process.join()
            raise SearchError(f"a process of the server ended at its start ({one.process.exitcode})") from None
        if isinstance(said, int):
            return said
        raise SearchError(str(said))


def _reason(one: _One) -> str:
    """Why a process has ended: what it has said, if it could not begin, or else its exit status."""
    with suppress(EOFError):
        while one.told.poll():
            if isinstance(said := one.told.recv(), str):
                return said
    return str(one.process.exitcode)


def run(answer: Answer, opened: socket, shared: Shared, tell: Connection, first: int) -> None:
    """What a process does from its start to its end; `first` is the number of the one that has started it."""
    # Until the server can end in order: what is typed at the terminal is for the first process, which ends this one.
    for number, handler in ((SIGTERM, SIG_DFL), (SIGINT, SIG_IGN), (SIGHUP, SIG_IGN), (SIGUSR2, SIG_IGN)):
        signal(number, handler)
    with suppress(BrokenPipeError):  # there is nobody left to be told
        try:
            answer(opened, shared, tell.send, lambda: os.getppid() != first)
        except SearchError as error:
            tell.send(str(error))


@contextmanager
def _signals() -> Iterator[dict[int, bool]]:
    """The signals that have come."""
    asked: dict[int, bool] = {}

    def note(number: int, frame: object) -> None:
        asked[number] = True

    # `nohup` has SIGHUP ignored, and means it.
    heard = {*_ENDS, SIGUSR2} - ({SIGHUP} if getsignal(SIGHUP) == SIG_IGN else set())
    before = {number: signal(number, note) for number in heard}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal(number, handler)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
