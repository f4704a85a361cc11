"""A process that does a job for `search.reading.pool`: it gets tasks through a pipe and answers with their results.

It ends when its parent closes the pipe or is killed, when a task needs too much memory, and when it is told to.
"""

from __future__ import annotations

import logging
import os
import resource
import select
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, Literal, NamedTuple

from search.errors import SearchError
from search.readers.characters.unicode_text import unicode_text
from search.terminal import log_to_stderr

OUT_OF_MEMORY = 77
"""The exit status of a worker whose task did not fit into its memory."""
OUT_OF_TIME = -signal.SIGPROF
"""That of one whose task used up its CPU time: as `subprocess` tells a process that was ended by a signal."""

log = logging.getLogger(__name__)

Work = Callable[[Any], Iterable[Any]]
"""From a task to its results."""


class Answer(NamedTuple):
    """What a worker sends: `value` is the result, the error (a SearchError) or why there is no result."""

    kind: Literal["ready", "refused", "result", "ended", "fault"]
    value: Any = None


class Start(NamedTuple):
    """What a worker is sent first. `prepare` gives its work, and may take its time for it."""

    prepare: Callable[[], Work]
    seconds: float
    megabytes: int


def main(descriptor: int) -> None:
    """Work until the parent has enough. `descriptor` is the worker's end of the pipe."""
    log_to_stderr(logging.ERROR)
    Thread(target=_end_with_parent, args=(descriptor,), daemon=True).start()
    parent = Connection(descriptor)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent has enough
        start: Start = parent.recv()
        try:
            _limit_memory(start.megabytes)
            work = start.prepare()
        except SearchError as error:
            parent.send(Answer("refused", error))
            return
        parent.send(Answer("ready"))
        while True:
            for task in parent.recv():
                _do(work, task, parent, start.seconds)


def _do(work: Work, task: Any, parent: Connection, seconds: float) -> None:
    try:
        _limit_time(seconds)
        for result in work(task):
            parent.send(Answer("result", result))
            _limit_time(seconds)
        _limit_time(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: there may be no memory left for anything else
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:
        parent.send(Answer("fault", fault(error)))
    else:
        parent.send(Answer("ended"))


def fault(error: Exception) -> str:
    """The words for a task that the program failed on; where it did is logged."""
    log.error("%s", error, exc_info=error)
    told = unicode_text(f"{type(error).__name__}: {error}")
    return f"internal error ({told}); this is a bug, please report it"


def _limit_memory(megabytes: int) -> None:
    limit = megabytes * 1_000_000 + _only_reserved()
    with suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _only_reserved() -> int:
    """Bytes of addresses that libraries have reserved and not used (numpy: 75 MB), which are no memory.

    0 where the system does not tell.
    """
    try:
        size, resident = map(int, Path("/proc/self/statm").read_bytes().split()[:2])
    except OSError:
        return 0
    return (size - resident) * resource.getpagesize()


def _limit_time(seconds: float) -> None:
    """End this process when it has used so much more CPU time, even in code that never gives way; 0 is no limit.

    It is the system that counts and ends, by a signal that nothing here handles, so it needs no parent either.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _end_with_parent(descriptor: int) -> None:
    """Wait for the other end of the pipe to be closed, which the system does for a parent that was killed."""
    watch = select.poll()
    watch.register(descriptor, 0)
    watch.poll()
    os._exit(1)
