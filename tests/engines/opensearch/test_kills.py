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
from search.engines.opensearch.client import BUILD_SECONDS, connected
from search.errors import ClusterUnreachable
from search.model import Page, Query
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.conftest import made

TIMES = 20
COUNT = 3_000
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


def green() -> None:
    with connected(Config.load()) as cluster:
        answer = cluster.ask("GET", "/_cluster/health", wait_for_status="green", wait_for_nodes="3", timeout="110s")
    assert not answer["timed_out"], answer


def told(page: Page) -> object:
    return page.total, page.hits, page.facets


def test_no_search_fails_or_changes_while_nodes_die(nodes: Nodes, tmp_path: Path) -> None:
    engine("opensearch").write(tmp_path, DOCUMENTS)
    searcher = engine("opensearch").searcher(tmp_path)
    right = [told(searcher.search(query)) for query in QUERIES]
    over, asked, wrong = Event(), [0], list[object]()

    def ask() -> None:
        while not over.is_set():
            for query, answer in zip(QUERIES, right, strict=True):
                try:
                    if told(searcher.search(query)) != answer:
                        wrong.append(query)
                except Exception as error:  # whatever it is, a reader would have seen it
                    wrong.append(error)
                asked[0] += 1

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for turn in range(TIMES):
            time.sleep(1.0)
            name = nodes.names[turn % 3]
            nodes.kill(name)
            time.sleep(1.0)
            nodes.start(name)
            nodes.wait(3)
            green()
    finally:
        over.set()
        for thread in threads:
            thread.join()
    searcher.close()
    assert wrong == []
    assert asked[0] >= TIMES


def test_a_build_ends_whole_though_a_node_dies(nodes: Nodes, tmp_path: Path) -> None:
    rng = random.Random(7)
    for turn in range(TIMES):
        green()
        name = nodes.names[turn % 3]

        def strike(name: str = name, after: float = rng.uniform(0.2, 4.0)) -> None:
            time.sleep(after)
            nodes.kill(name)
            time.sleep(2.0)
            nodes.start(name)

        folder = tmp_path / str(turn)
        folder.mkdir()
        killer = Thread(target=strike)
        killer.start()
        try:
            assert engine("opensearch").write(folder, DOCUMENTS) == COUNT
        finally:
            killer.join()
            nodes.wait(3)
        searcher: Searcher = engine("opensearch").searcher(folder)
        assert searcher.search(Query()).total == COUNT
        assert {document.id for document in searcher.scan()} == {document.id for document in DOCUMENTS}
        searcher.close()
        discard(folder)


def test_a_cluster_that_is_gone_is_told_and_answers_again_when_it_is_back(nodes: Nodes, tmp_path: Path) -> None:
    green()
    engine("opensearch").write(tmp_path, DOCUMENTS[:200])
    searcher = engine("opensearch").searcher(tmp_path)
    right = told(searcher.search(QUERIES[0]))
    for name in nodes.names:
        nodes.kill(name)
    began = time.monotonic()
    with pytest.raises(ClusterUnreachable):
        searcher.search(QUERIES[0])
    assert time.monotonic() - began < BUILD_SECONDS
    for name in nodes.names:
        nodes.start(name)
    nodes.wait(3)
    green()
    assert told(searcher.search(QUERIES[0])) == right
    searcher.close()
