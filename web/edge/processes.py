"""Several processes that answer on one socket, and the one that looks after them.

Python answers with one core at a time, so more processes than one make use of more cores. Each has the index mapped
into its memory, where the system keeps the pages of a file once for all of them, and each has the threads, the limits
and the watch over slow clients of a server that is alone; the connections that there may be are shared out. A process
that dies is replaced. SIGUSR2 replaces them one after the other by processes of the program as it is installed then,
without a moment in which nobody answers. SIGTERM, SIGINT and SIGHUP end all of them once the answers under way have
been sent. They end as well where the first process is killed.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIG_DFL, SIG_IGN, SIGHUP, SIGINT, SIGTERM, SIGUSR2, signal
from socket import socket
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from prometheus_client.multiprocess import mark_process_dead

from search.errors import SearchError
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
    with TemporaryDirectory(prefix="clippings-") as folder, _environment(FIGURES, folder), _signals() as asked:
        group = _Group(answer, opened, Shared(count, folder=Path(folder)))
        try:
            ready(group.start(asked))
            while not asked.keys() & _ENDS:
                if asked.pop(SIGUSR2, None):
                    group.replace_all()
                group.wait()
                if not asked.keys() & _ENDS:  # else they may have ended because they were told to, too
                    group.replace_dead()
        finally:
            group.stop()


@dataclass(slots=True)
class _One:
    process: BaseProcess
    told: Connection
    since: float


class _Group:
    """The processes that answer."""

    def __init__(self, answer: Answer, opened: socket, shared: Shared) -> None:
        self._answer, self._opened, self._shared = answer, opened, shared
        self._ones: list[_One] = []

    def start(self, asked: dict[int, bool]) -> int:
        """Start all of them, and wait until each can answer; the number of documents. Raises SearchError."""
        self._ones = [self._begin() for _ in range(self._shared.count)]
        documents = 0
        for one in self._ones:
            while not (asked.keys() & _ENDS or one.told.poll(LOOK_SECONDS)):
                pass
            documents = 0 if asked.keys() & _ENDS else _told(one)
        return documents

    def wait(self) -> None:
        """Wait a moment, or until one has died."""
        wait([one.process.sentinel for one in self._ones], LOOK_SECONDS)

    def replace_dead(self) -> None:
        """Replace those that have died."""
        for number, one in enumerate(self._ones):
            if not one.process.is_alive():
                log.warning("process %s ended (%s); another takes its place", one.process.pid, one.process.exitcode)
                self._bury(one)
                sleep(max(0.0, one.since + PAUSE_SECONDS - monotonic()))
                self._ones[number] = self._begin()

    def replace_all(self) -> None:
        """Replace each by a new one, which answers before the old one ends."""
        for number, old in enumerate(self._ones):
            new = self._begin("spawn")
            try:
                _told(new)
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
        arguments = (self._answer, self._opened, self._shared, tell)
        process: BaseProcess = context.Process(target=_run, args=arguments, daemon=True)  # type: ignore[attr-defined]
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


def _told(one: _One) -> int:
    """How many documents a process answers from, once it can. Raises SearchError."""
    try:
        said = one.told.recv()
    except EOFError:
        one.process.join()
        raise SearchError(f"a process of the server ended at its start ({one.process.exitcode})") from None
    if isinstance(said, int):
        return said
    raise SearchError(str(said))


def _run(answer: Answer, opened: socket, shared: Shared, tell: Connection) -> None:
    """What a process does from its start to its end."""
    # Until the server can end in order: what is typed at the terminal is for the first process, which ends this one.
    for number, handler in ((SIGTERM, SIG_DFL), (SIGINT, SIG_IGN), (SIGHUP, SIG_IGN), (SIGUSR2, SIG_IGN)):
        signal(number, handler)
    first = os.getppid()
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

    before = {number: signal(number, note) for number in (*_ENDS, SIGUSR2)}
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
