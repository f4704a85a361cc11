"""Jobs for worker processes: each task is the name of a function below, and a number for it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator

from search.errors import ExtraMissing

Task = tuple[str, int]


def prepare() -> Callable[[Task], Iterator[object]]:
    return work


def refuse() -> Callable[[Task], Iterator[object]]:
    raise ExtraMissing("the thing is not installed")


def die_early() -> Callable[[Task], Iterator[object]]:
    os.kill(os.getpid(), signal.SIGKILL)
    return work


def work(task: Task) -> Iterator[object]:
    return WORK[task[0]](task[1])


def echo(number: int) -> Iterator[object]:
    yield number


def count(number: int) -> Iterator[object]:
    yield from range(number)


def pid(number: int) -> Iterator[object]:
    yield os.getpid()


def zeros(number: int) -> Iterator[object]:
    """So many million bytes."""
    for _ in range(number):
        yield bytes(1_000_000)


def die(number: int) -> Iterator[object]:
    """After so many results."""
    yield from range(number)
    os.kill(os.getpid(), signal.SIGKILL)


def hang(number: int) -> Iterator[object]:
    """Inside native code, which no signal handler interrupts."""
    yield re.match(r"(a+)+$", "a" * 60 + "b")


def spin(number: int) -> Iterator[object]:
    while True:
        number += 1
    yield number


def sleep(number: int) -> Iterator[object]:
    """Seconds in which nothing is done."""
    time.sleep(number)
    yield number


def naps(number: int) -> Iterator[object]:
    """Nothing is done, a tenth of a second at a time."""
    for _ in range(number):
        time.sleep(0.1)
    yield number


def works(number: int) -> Iterator[object]:
    """So many results, each after more than a third of a second of CPU time."""
    for result in range(number):
        until = time.process_time() + 0.35
        while time.process_time() < until:
            pass
        yield result


def fill(number: int) -> Iterator[object]:
    """Memory, by ten megabytes."""
    yield len([bytearray(10_000_000) for _ in range(number)])


def fail(number: int) -> Iterator[object]:
    yield from ()
    raise ValueError(f"not {number}")


WORK = {job.__name__: job for job in (echo, count, pid, zeros, die, hang, spin, sleep, naps, works, fill, fail)}
