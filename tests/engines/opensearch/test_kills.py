"""Nodes that die: three nodes with one copy of each shard, of which one is killed as by a power cut.

Run with --soak: each takes minutes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from search.config import Config
from search.engines.base import Searcher, discard, engine
from search.engines.opensearch import pointer
from search.engines.opensearch.client import connected
from search.errors import ClusterUnreachable
from search.model import Page, Query
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.conftest import made

TIMES = 20
COUNT = 2_000
DOCUMENTS = made(COUNT)
QUERIES = [Query("harbour storm"), Query("ferry", sort="date"), Query('"night-ferry crew"~2', group="story")]


@pytest.fixture(scope="module")
def nodes(request: pytest.FixtureRequest) -> Iterator[Nodes]:
    if not request.config.getoption("--soak"):
        pytest.skip("kills take minutes: make soak does them")
    cluster = Nodes(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEARCH_CLUSTER", cluster.addresses)
        patch.setenv("SEARCH_CLUSTER_SHARDS", "3")
        patch.setenv("SEARCH_CLUSTER_REPLICAS", "1")
        yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def searcher(nodes: Nodes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("kills")
    engine("opensearch").write(folder, DOCUMENTS)
    # A cluster gives a node a minute to come back before it makes other copies: tests would wait as long.
    with connected(Config.load()) as cluster:
        at_once = {"index": {"unassigned": {"node_left": {"delayed_timeout": "0"}}}}
        for name in (pointer.read(folder).index, pointer.read(folder).words):
            cluster.ask("PUT", f"/{name}/_settings", at_once)
    opened = engine("opensearch").searcher(folder)
    yield opened
    opened.close()


def green() -> None:
    with connected(Config.load()) as cluster:
        # After five starts that were broken off a cluster gives a copy up until it is told to go on.
        cluster.ask("POST", "/_cluster/reroute", {}, retry_failed="true")
        for _ in range(4):
            answer = cluster.ask("GET", "/_cluster/health", wait_for_status="green", wait_for_nodes="3", timeout="60s")
            if not answer["timed_out"]:
                return
    pytest.fail(f"the cluster did not get well: {answer}")


def told(page: Page) -> object:
    return page.total, page.hits, page.facets


@pytest.mark.parametrize("turn", range(TIMES))
def test_no_search_fails_or_changes_while_a_node_dies(nodes: Nodes, searcher: Searcher, turn: int) -> None:
    green()
    right = [told(searcher.search(query)) for query in QUERIES]
    over, wrong, asked = Event(), list[object](), list[float]()

    def ask() -> None:
        while not over.is_set():
            for query, answer in zip(QUERIES, right, strict=True):
                began = time.monotonic()
                try:
                    if told(searcher.search(query)) != answer:
                        wrong.append(query)
                except Exception as error:  # whatever it is, a reader would have seen it
                    wrong.append(error)
                asked.append(time.monotonic() - began)

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(1.0)
        nodes.kill(nodes.names[turn % 3])
        time.sleep(4.0)
        nodes.start(nodes.names[turn % 3])
        nodes.wait(3)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(asked) > len(QUERIES)


@pytest.mark.parametrize("turn", range(TIMES))
def test_a_build_ends_whole_though_a_node_dies(nodes: Nodes, searcher: Searcher, tmp_path: Path, turn: int) -> None:
    green()
    name, after = nodes.names[turn % 3], random.Random(turn).uniform(0.2, 3.0)

    def strike() -> None:
        time.sleep(after)
        nodes.kill(name)
        time.sleep(1.0)
        nodes.start(name)

    killer = Thread(target=strike)
    killer.start()
    try:
        assert engine("opensearch").write(tmp_path, DOCUMENTS) == COUNT
    finally:
        killer.join()
        nodes.wait(3)
    built: Searcher = engine("opensearch").searcher(tmp_path)
    assert built.search(Query()).total == COUNT
    assert {document.id for document in built.scan()} == {document.id for document in DOCUMENTS}
    built.close()
    discard(tmp_path)


def test_a_cluster_that_is_gone_is_told_and_answers_again_when_it_is_back(nodes: Nodes, searcher: Searcher) -> None:
    green()
    right = told(searcher.search(QUERIES[0]))
    for name in nodes.names:
        nodes.kill(name)
    began = time.monotonic()
    with pytest.raises(ClusterUnreachable):
        searcher.search(QUERIES[0])
    assert time.monotonic() - began < 60
    for name in nodes.names:
        nodes.start(name)
    nodes.wait(3)
    green()
    assert told(searcher.search(QUERIES[0])) == right
