"""One engine in a process of its own, so that what it takes of CPU and memory can be told from what the others take.

A host builds, opens and asks in the process, which reads its own clocks: `cpu_ms` is that of all its threads, without
the process that asks for it.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psutil

from benchmarks import corpus
from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.model import Document


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took of its process: milliseconds of CPU and by the clock on the wall."""

    cpu_ms: float
    wall_ms: float


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took, without the making up of its documents, and the bytes of its files.

    `peak_mb` is the most memory that the process had, in megabytes, `before_mb` what it had when the build began:
    the interpreter with its libraries.
    """

    cost: Cost
    index_bytes: int
    before_mb: float
    peak_mb: float


class Host:
    """A process for one engine."""

    def __init__(self, name: str, run: Callable[[Callable[[], object]], object]) -> None:
        self.name = name
        self._run = run

    def build(self, folder: Path, count: int) -> Built:
        """Write an index of the first documents of the corpus into a folder."""
        built = self._run(partial(_build, self.name, folder, count))
        assert isinstance(built, Built)
        return built

    def grow(self, folder: Path, count: int) -> Built:
        """Add the next document of the corpus to an index of so many."""
        grown = self._run(partial(_grow, self.name, folder, count))
        assert isinstance(grown, Built)
        return grown

    def open(self, folder: Path) -> Cost:
        """Open an index, to be asked from now on."""
        cost = self._run(partial(_open, self.name, folder))
        assert isinstance(cost, Cost)
        return cost

    def ask(self, question: Question) -> tuple[Answer, Cost]:
        """The answer to a question."""
        answered = self._run(partial(_ask, question))
        assert isinstance(answered, tuple)
        return answered

    def warm_up(self) -> int:
        """How many questions an engine is to be asked before any that count."""
        return int(getattr(importlib.import_module(f"benchmarks.rivals.{self.name}"), "WARM_UP", 0))

    def resident_mb(self) -> float:
        """The memory that the process has at the moment, pages of files that it maps among it."""
        resident = self._run(_resident_mb)
        assert isinstance(resident, float)
        return resident


@contextmanager
def host(name: str) -> Iterator[Host]:
    """A fresh process with an engine's module in it; it ends with the block."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pool.submit(_module, name).result()
        yield Host(name, lambda job: pool.submit(job).result())


# --- in the process

_asks: list[Ask] = []
_children: list[int] = []
"""The processes in which the engine that is open works, if it does so outside of Python."""


def _module(name: str) -> None:
    importlib.import_module(f"benchmarks.rivals.{name}")


def _build(name: str, folder: Path, count: int) -> Built:
    module = importlib.import_module(f"benchmarks.rivals.{name}")
    before = _resident_mb()
    clock = _Clock()
    module.build(folder, clock.outside(corpus.documents(count)))
    return Built(clock.cost(), _bytes_of(folder), before, _peak_mb())


def _grow(name: str, folder: Path, count: int) -> Built:
    module = importlib.import_module(f"benchmarks.rivals.{name}")
    document = corpus.document(count, corpus.SEED)
    before = _resident_mb()
    clock = _Clock()
    module.grow(folder, document)
    return Built(clock.cost(), _bytes_of(folder), before, _peak_mb())


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _open(name: str, folder: Path) -> Cost:
    module = importlib.import_module(f"benchmarks.rivals.{name}")
    clock = _Clock()
    _asks[:] = [module.opened(folder)]
    _children[:] = [child.pid for child in psutil.Process().children()]
    return clock.cost()


def _ask(question: Question) -> tuple[Answer, Cost]:
    clock = _Clock()
    answer = _asks[0](question)
    return answer, clock.cost()


def _resident_mb() -> float:
    return sum(float(psutil.Process(pid).memory_info().rss) for pid in (None, *_children)) / 1e6


def _peak_mb() -> float:
    """The most that this process has had, and the largest of those that it has started.

    `ru_maxrss` would begin with what its parent had, so Linux is asked.
    """
    unit = 1e6 if sys.platform == "darwin" else 1e3
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6 + children
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit + children


class _Clock:
    """CPU and time on the wall since it was made, but for what a stream of documents took to make up."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def cost(self) -> Cost:
        return Cost((_cpu() - self._cpu) * 1e3, (time.perf_counter() - self._wall) * 1e3)

    def outside(self, documents: Iterator[Document]) -> Iterator[Document]:
        while True:
            wall, cpu = time.perf_counter(), time.thread_time()
            document = next(documents, None)
            self._wall += time.perf_counter() - wall
            self._cpu += time.thread_time() - cpu
            if document is None:
                return
            yield document


def _cpu() -> float:
    """Seconds of CPU of all threads, of the child processes that have ended, and of those in which an engine works."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_cpu_of, _children))


def _cpu_of(process: int) -> float:
    """Seconds of CPU of another process: Linux has a clock for each, whose number is made like this."""
    return time.clock_gettime(~process << 3 | 2)
