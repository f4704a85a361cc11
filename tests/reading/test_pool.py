"""Worker processes: order, limits, replacement, and none left behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from search.errors import ExtraMissing, SearchError
from search.reading.pool import Failure, Limits, Pool
from tests import jobs
from tests.jobs import Task

ROOT = Path(__file__).parents[2]
DIED = "the process reading it died (signal 9)"
FAILED = "internal error (ValueError: not 7)"
TOO_LONG = "took more than 0.3 s of CPU time; to allow more, raise SEARCH_FILE_SECONDS"
HANGS = "gave no result in 1.5 s, though it used less than 0.3 s of CPU time; try again, or raise SEARCH_FILE_SECONDS"
LIMITS = Limits(workers=2, seconds=30, megabytes=400)


def results(tasks: Sequence[Task], limits: Limits = LIMITS) -> list[tuple[Task, object]]:
    with Pool[Task, object](jobs.prepare, limits) as pool:
        return list(pool.map(tasks))


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_results_come_in_the_order_of_the_tasks_whatever_the_number_of_workers(workers: int) -> None:
    tasks = [("count", number % 4) for number in range(200)]
    expected = [(task, result) for task in tasks for result in range(task[1])]
    assert results(tasks, Limits(workers, 30, 400)) == expected


@pytest.mark.parametrize(
    ("task", "limits", "reason"),
    [
        (("hang", 0), Limits(2, 0.3, 400), TOO_LONG),
        (("spin", 0), Limits(2, 0.3, 400), TOO_LONG),
        (("sleep", 600), Limits(2, 0.3, 400, patience=5), HANGS),
        (("fill", 100), LIMITS, "used more than 400 MB of memory; to allow more, raise SEARCH_WORKER_MEGABYTES"),
        (("die", 0), LIMITS, f"{DIED}; save its text as .txt or remove it"),
        (("fail", 7), LIMITS, f"{FAILED}; this is a bug, please report it"),
    ],
)
def test_a_task_that_fails_says_why_and_no_other_is_lost(task: Task, limits: Limits, reason: str) -> None:
    others = [("echo", number) for number in range(40)]
    found = results([*others[:20], task, *others[20:]], limits)
    assert found[20] == (task, Failure(reason))
    assert found[:20] + found[21:] == [((what, number), number) for what, number in others]


def test_time_that_others_take_is_not_counted() -> None:
    """A task that waits, as one does on a busy machine, may take four times as long by the clock as of CPU time."""
    found = results([("sleep", 2), ("naps", 20)], Limits(1, 0.5, 400))
    assert [result for _, result in found] == [2, 20]


def test_each_result_has_the_whole_time() -> None:
    found = results([("works", 4)], Limits(1, 0.8, 400))
    assert [result for _, result in found] == [0, 1, 2, 3]


def test_what_came_before_a_failure_is_kept() -> None:
    found = [result for _, result in results([("die", 3), ("echo", 9)])]
    assert found == [0, 1, 2, Failure(f"{DIED}; save its text as .txt or remove it"), 9]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_failed_task_can_be_followed_by_others_in_its_place(workers: int) -> None:
    def again(task: Task, last: Sequence[object]) -> list[Task]:
        return [("echo", 100 + len(last)), ("echo", 101)] if task[0] == "fail" else []

    with Pool[Task, object](jobs.prepare, Limits(workers, 30, 400), again) as pool:
        found = [result for _, result in pool.map([("echo", 1), ("fail", 2), ("echo", 3)])]
    assert found == [
        1,
        Failure(f"{FAILED.replace('7', '2')}; this is a bug, please report it"),
        100,
        101,
        3,
    ]


def test_a_pool_can_be_used_again() -> None:
    with Pool[Task, object](jobs.prepare, LIMITS) as pool:
        assert [len(list(pool.map([("echo", 1)] * count))) for count in (3, 0, 5)] == [3, 0, 5]


def test_no_worker_is_started_without_a_task_and_none_is_left_behind() -> None:
    with Pool[Task, object](jobs.die_early, LIMITS) as pool:
        assert list(pool.map([])) == []
    (_, process), *_ = results([("pid", 0)])
    assert isinstance(process, int)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_tasks_are_fetched_as_they_are_needed_and_results_that_wait_are_bounded() -> None:
    fetched = 0

    def tasks() -> Iterator[Task]:
        nonlocal fetched
        for _ in range(5000):
            fetched += 1
            yield ("zeros", 2)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Pool[Task, object](jobs.prepare, LIMITS, weight=lambda task: 1 << 20) as pool:
        for number, _ in enumerate(pool.map(tasks())):
            if number == 300:
                break
    assert fetched < 2000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_worker_that_cannot_start_ends_it_all_with_the_reason() -> None:
    with (
        pytest.raises(ExtraMissing, match="the thing is not installed"),
        Pool[Task, object](jobs.refuse, LIMITS) as pool,
    ):
        list(pool.map([("echo", 1)]))
    early = r"while starting \(signal 9\).*SEARCH_WORKER_MEGABYTES"
    with pytest.raises(SearchError, match=early), Pool[Task, object](jobs.die_early, LIMITS) as pool:
        list(pool.map([("echo", 1)]))


def test_workers_end_with_a_parent_that_is_killed() -> None:
    program = """
        from search.reading.pool import Limits, Pool
        from tests import jobs
        with Pool(jobs.prepare, Limits(2, 100, 400)) as pool:
            for _, result in pool.map([("pid", 0), ("spin", 0), ("spin", 0)]):
                print(result, flush=True)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert parent.stdout
    assert parent.stderr
    with parent.stdout, parent.stderr:
        assert int(parent.stdout.readline()) != parent.pid
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert parent.stderr.read() == ""  # this comes when the last process that could write there has ended
