"""Worker processes that can be killed: tasks go out, and their results come back in the order of the tasks.

    with Pool(prepare, limits) as pool:
        for task, result in pool.map(tasks): ...

`prepare` runs once in each worker and gives the work: a function from a task to its results. Both are pickled, so they
are functions of a module, or `functools.partial` of one. A task that takes too long, needs too much memory or takes its
worker with it is answered by a Failure; the worker is replaced and nothing else is lost. Workers are processes of their
own (`search.reading.worker`), not forks: the parent may have threads, and its memory is not theirs.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Generic, TypeVar

from search.config import Config
from search.errors import SearchError
from search.reading.worker import OUT_OF_MEMORY, OUT_OF_TIME, Answer, Start, Work, fault

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 32
"""Tasks given to a worker at once, at most; the first batches are smaller, so that few tasks are spread too."""
# Bytes: larger files go out alone, so that no worker has several while another has none.
_BATCH_WEIGHT = 1 << 18
_WINDOW = 1024
"""Tasks that are handed out before the first of them is answered."""
_BUFFER = 1 << 26
"""Bytes of results that may wait for an earlier task; then only its worker is listened to."""
# A worker begins with loading models, perhaps from a slow disk.
_STARTING_SECONDS = 300.0
# `wait` takes no infinity.
_PATIENCE = 3600.0
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from search.reading.worker import main; main(int(sys.argv[1]))"
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",  # no result may depend on which worker it came from
    "OMP_NUM_THREADS": "1",  # the workers are the threads
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How many workers there are, and what each may take: CPU seconds until a task's next result, megabytes of memory.

    Time by the clock depends on what else the machine does, so it only ends what hangs: after `patience` times as long.
    With 0 workers tasks are done by the process itself, without limits.
    """

    workers: int
    seconds: float
    megabytes: int
    patience: float = 20.0

    @property
    def wait(self) -> float:
        """Seconds by the clock until a task's next result."""
        return self.patience * self.seconds

    def __str__(self) -> str:
        """What may be taken, as the ledger keeps it of files that went beyond."""
        return f"{self.seconds:g} s, {self.megabytes} MB"


def limits_of(config: Config) -> Limits:
    """The limits that the settings say."""
    return Limits(config.workers, config.file_seconds, config.worker_megabytes)


@dataclass(frozen=True, slots=True)
class Failure:
    """In the place of a result: why there is none, and no more of the same task."""

    reason: str


@dataclass(slots=True, eq=False)
class _Slot(Generic[T, R]):
    """A task and what has come of it so far."""

    task: T
    weight: int = 0
    results: deque[tuple[R | Failure, int]] = field(default_factory=deque)
    received: list[R] = field(default_factory=list)
    ended: bool = False


def _never(task: Any, results: Sequence[Any]) -> Sequence[Any]:
    return ()


def _weightless(task: Any) -> int:
    return 0


class Pool(Generic[T, R]):
    """Up to `limits.workers` processes, started when there is work for them, all ended with the `with` block.

    `retry` gives the tasks to put in the place of one that failed, from it and the last of its results, if any.
    `weight` is about how many bytes a task reads: light ones are handed out together.
    """

    def __init__(
        self,
        prepare: Callable[[], Work],
        limits: Limits,
        retry: Callable[[T, Sequence[R]], Sequence[T]] = _never,
        weight: Callable[[T], int] = _weightless,
    ) -> None:
        self._prepare = prepare
        self._start = pickle.dumps(Start(prepare, limits.seconds, limits.megabytes))
        self._limits, self._retry, self._weight = limits, retry, weight
        self._workers: list[_Worker[T, R]] = []
        self._slots: deque[_Slot[T, R]] = deque()
        self._waiting: deque[_Slot[T, R]] = deque()
        self._source: Iterator[T] = iter(())
        self._buffered = 0

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def map(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        """Every result with its task, in the order of the tasks and of each task's results.

        Raises SearchError where workers cannot start.
        """
        if not self._limits.workers:
            yield from self._here(tasks)
            return
        self._source = iter(tasks)
        while True:
            self._hand_out()
            if not self._slots:
                return
            head = self._slots[0]
            while head.results:
                result, size = head.results.popleft()
                self._buffered -= size
                yield head.task, result
            if head.ended:
                self._slots.popleft()
            else:
                self._listen()

    def _here(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Failure]]:
        work = self._prepare()
        for first in tasks:
            left = deque([first])
            while left:
                task, received = left.popleft(), list[R]()
                try:
                    for result in work(task):
                        received[:] = [result]
                        yield task, result
                except Exception as error:
                    yield task, Failure(fault(error))
                    left.extendleft(reversed(self._retry(task, received)))

    # --- tasks to workers

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.ready and not worker.slots:
                batch = self._take(worker.appetite)
                if not batch:
                    return
                worker.give(batch)
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._limits.workers and self._has_waiting(starting + 1):
            self._workers.append(_Worker(self._start))
            starting += 1

    def _take(self, most: int) -> list[_Slot[T, R]]:
        batch: list[_Slot[T, R]] = []
        weight = 0
        while len(batch) < most and self._has_waiting(1):
            weight += self._waiting[0].weight
            if batch and weight > _BATCH_WEIGHT:
                break
            batch.append(self._waiting.popleft())
        return batch

    def _has_waiting(self, count: int) -> bool:
        """Whether that many tasks are still to be handed out; new ones are fetched while the window allows."""
        while len(self._waiting) < count and len(self._slots) < _WINDOW:
            for task in self._source:
                slot = _Slot[T, R](task, self._weight(task))
                self._slots.append(slot)
                self._waiting.append(slot)
                break
            else:
                break
        return len(self._waiting) >= count

    # --- results from workers

    def _listen(self) -> None:
        """Take what has come; wait for it no longer than until a task's time is over."""
        now = time.monotonic()
        head = self._slots[0]
        heard = [w for w in self._workers if self._buffered < _BUFFER or not w.slots or w.slots[0] is head]
        heard = heard or self._workers
        for worker in self._workers:
            if worker not in heard:
                worker.since = now  # it may be waiting for us, so its time does not run
        seconds = min(worker.since + self._allowed(worker) for worker in heard) - now
        ready = wait([worker.connection for worker in heard], max(0.0, min(seconds, _PATIENCE)))
        for worker in heard:
            if worker.connection in ready:
                self._receive(worker)
            elif time.monotonic() > worker.since + self._allowed(worker):
                self._too_long(worker)

    def _allowed(self, worker: _Worker[T, R]) -> float:
        if not worker.ready:
            return _STARTING_SECONDS
        return self._limits.wait if worker.slots else float("inf")

    def _receive(self, worker: _Worker[T, R]) -> None:
        try:
            raw = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._died(worker)
            return
        worker.since = time.monotonic()
        answer: Answer = pickle.loads(raw)  # noqa: S301  # from a process of our own
        match answer.kind:
            case "ready":
                worker.ready = True
            case "refused":
                raise answer.value
            case "result":
                self._keep(worker.slots[0], answer.value, len(raw))
            case "ended":
                worker.slots.popleft().ended = True
            case "fault":
                self._fail(worker.slots.popleft(), answer.value)

    def _keep(self, slot: _Slot[T, R], result: R, size: int) -> None:
        slot.results.append((result, size))
        slot.received[:] = [result]
        self._buffered += size

    def _too_long(self, worker: _Worker[T, R]) -> None:
        if not worker.ready:
            raise SearchError(f"a worker process did not start within {_STARTING_SECONDS} s; try fewer --workers")
        self._replace(
            worker,
            f"gave no result in {self._limits.wait:,g} s, though it used less than {self._limits.seconds:,g} s of CPU"
            " time; try again, or raise SEARCH_FILE_SECONDS",
        )

    def _died(self, worker: _Worker[T, R]) -> None:
        status = worker.process.wait()
        if not worker.ready:
            raise SearchError(
                f"a worker process died while starting ({_ending(status)}); it may need more memory than the"
                f" {self._limits.megabytes:,} MB that SEARCH_WORKER_MEGABYTES allows"
            )
        if status == OUT_OF_TIME:
            self._replace(
                worker,
                f"took more than {self._limits.seconds:,g} s of CPU time; to allow more, raise SEARCH_FILE_SECONDS",
            )
        elif status == OUT_OF_MEMORY:
            self._replace(
                worker,
                f"used more than {self._limits.megabytes:,} MB of memory; to allow more, raise SEARCH_WORKER_MEGABYTES",
            )
        else:
            self._replace(
                worker, f"the process reading it died ({_ending(status)}); save its text as .txt or remove it"
            )

    def _replace(self, worker: _Worker[T, R], reason: str) -> None:
        """Take a worker out; what it had not begun is handed out again, before everything else."""
        worker.end()
        self._workers.remove(worker)
        if worker.slots:
            begun = worker.slots.popleft()
            # In front, in their order: results go out in the order of the tasks, and everything waits for these.
            self._waiting.extendleft(reversed(worker.slots))
            self._fail(begun, reason)

    def _fail(self, slot: _Slot[T, R], reason: str) -> None:
        slot.results.append((Failure(reason), 0))
        slot.ended = True
        again = [_Slot[T, R](task, self._weight(task)) for task in self._retry(slot.task, slot.received)]
        place = self._slots.index(slot) + 1
        for offset, new in enumerate(again):
            self._slots.insert(place + offset, new)
        self._waiting.extendleft(reversed(again))


class _Worker(Generic[T, R]):
    """One process, seen from its parent. `since` is when it was last heard of or given something to do."""

    def __init__(self, start: bytes) -> None:
        self.connection, theirs = Pipe()
        self.process = _process(theirs)
        self.slots: deque[_Slot[T, R]] = deque()
        self.ready = False
        self.appetite = 1
        self.since = time.monotonic()
        self.connection.send_bytes(start)

    def give(self, batch: list[_Slot[T, R]]) -> None:
        """Hand out tasks. A worker that has died meanwhile shows it when it is listened to."""
        self.slots.extend(batch)
        self.appetite = min(_BATCH, 2 * self.appetite)
        self.since = time.monotonic()
        try:
            self.connection.send([slot.task for slot in batch])
        except (BrokenPipeError, ConnectionResetError):
            return

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.connection.close()


def _process(theirs: Connection) -> subprocess.Popen[bytes]:
    """A worker process; it is in a group of its own, so that Ctrl-C reaches the parent alone, which ends it."""
    with theirs:
        return subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *sys.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            pass_fds=[theirs.fileno()],
            process_group=0,
        )


def _ending(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"
