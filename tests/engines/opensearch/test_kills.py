"""Nodes that die: three nodes with one copy of each shard, of which one is killed as by a power cut.

Run with --soak: each takes minutes. The programs are those that people start.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from search.engines.opensearch import pointer
from search.store import builds
from search.store.check import Effort, check
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.conftest import Figures, green, indexes, put
from tests.engines.opensearch.visitors import QUESTIONS, visited
from tests.web.edge.started import ROOT, Started, started, until

TIMES = 20
COUNT = 500
BUILD_SECONDS = 900.0


@pytest.fixture(scope="module")
def press(nodes: Nodes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, with its index beside it."""
    folder = tmp_path_factory.mktemp("kills") / "press"
    put(folder, COUNT)
    built(folder)
    return folder


@pytest.fixture(scope="module")
def site(press: Path) -> Iterator[Started]:
    with started(press.parent / "index", "--processes", "1") as server:
        yield server


def command(press: Path, *options: str) -> subprocess.Popen[str]:
    """A build that has begun."""
    words = [sys.executable, "-m", "search.index", str(press), "--index", str(press.parent / "index"), *options]
    return subprocess.Popen(
        [*words, "--workers", "1"], cwd=ROOT, env={**os.environ},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def ended(build: subprocess.Popen[str]) -> str:
    """What a build has said when it is over. Fails where it failed."""
    said, _ = build.communicate(timeout=BUILD_SECONDS)
    assert build.returncode == 0, said
    return said


def built(press: Path, *options: str) -> float:
    """A build; how many seconds it took."""
    began = time.monotonic()
    ended(command(press, *options))
    return time.monotonic() - began


def change(press: Path, turn: int) -> tuple[str, ...]:
    """Give the next build something to do: everything in every other turn, in which the index does not grow."""
    if turn % 2:
        (press / "more.txt").write_text(f"Nothing asked for\n\nThe zeppelin number {turn} came at noon.\n")
        return ()
    return ("--full",)


def require_whole(press: Path) -> None:
    """The live index has everything, and what is in the cluster is what the builds on the disk point to."""
    green()
    index = press.parent / "index"
    report = check(index, Effort(filters=10, words=0))
    assert (report.differences, report.documents) == ((), COUNT + len([*press.glob("*.txt")]))
    kept = [*(index / "builds").iterdir()]
    pointers = [pointer.read(build) for build in kept]
    assert indexes() == {name for made in pointers for name in (made.index, made.words)}
    assert len(kept) <= 3, "the live one, the one before for other machines, and one that the server holds"


@pytest.mark.parametrize("turn", range(TIMES))
def test_no_search_fails_or_changes_while_a_node_dies(nodes: Nodes, site: Started, figures: Figures, turn: int) -> None:
    green()
    name = nodes.names[turn % 3]
    with visited(site.port) as seen:
        time.sleep(random.Random(turn).uniform(0.5, 2.0))
        before = seen.answers
        nodes.kill(name)
        time.sleep(4.0)
        nodes.start(name)
        nodes.wait(3)
        until(lambda: seen.answers >= before + 2 * len(QUESTIONS))
    figures(**seen.figures())
    assert (seen.wrong, seen.unavailable) == ([], 0)


@pytest.fixture(scope="module")
def usual(press: Path) -> float:
    """How many seconds a build takes that nobody hurts."""
    return built(press, "--full")


@pytest.mark.parametrize("turn", range(TIMES))
def test_a_build_ends_whole_though_a_node_dies(
    nodes: Nodes, press: Path, site: Started, usual: float, figures: Figures, turn: int
) -> None:
    green()
    name, after = nodes.names[turn % 3], random.Random(turn).uniform(0.2, 1.0) * usual

    def strike() -> None:
        time.sleep(after)
        nodes.kill(name)
        time.sleep(1.0)
        nodes.start(name)

    killer = Thread(target=strike)
    build = command(press, *change(press, turn))
    killer.start()
    try:
        ended(build)
    finally:
        killer.join()
        nodes.wait(3)
    require_whole(press)
    figures(builds=1, documents=builds.read_manifest(press.parent / "index").documents)


@pytest.mark.parametrize("turn", range(TIMES))
def test_a_builder_that_is_killed_leaves_the_old_build_and_no_index(
    nodes: Nodes, press: Path, site: Started, usual: float, figures: Figures, turn: int
) -> None:
    green()
    before, there = builds.read_manifest(press.parent / "index").build, indexes()
    with visited(site.port) as seen:
        build = command(press, "--full")
        time.sleep(random.Random(turn).uniform(0.1, 1.05) * usual)
        build.kill()
        build.communicate()
    cut = builds.read_manifest(press.parent / "index").build == before
    begun = bool(indexes() - there)
    built(press, *change(press, turn))
    require_whole(press)
    figures(**{"broken off": cut, "of those with an index begun": cut and begun}, **seen.figures())
    assert (seen.wrong, seen.unavailable) == ([], 0)
