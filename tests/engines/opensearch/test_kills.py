"""Nodes that die: three nodes with one copy of each shard, of which one is killed as by a power cut.

Run with --soak: each takes minutes. The programs are those that people start.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from threading import Thread

import pytest

from search.store import builds
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.builder import built, change, command, ended, green, indexes, require_whole
from tests.engines.opensearch.conftest import Figures
from tests.engines.opensearch.visitors import QUESTIONS, visited
from tests.web.edge.started import Started, until

TIMES = 20


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
