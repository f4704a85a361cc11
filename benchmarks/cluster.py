"""What a cluster costs beside one machine: `python -m benchmarks.cluster --docs 20000 [--shards 6 --nodes 3]`.

Both engines index the same generated articles and answer the same questions, in turn. The nodes run on this machine, so
their CPU time can be told from the client's. All figures are CPU milliseconds, medians for questions.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import psutil

from benchmarks.corpus import documents
from benchmarks.questions import Questioner
from search.engines.base import Searcher, engine
from search.model import Query
from tests.cluster.nodes import Nodes

ENGINES = ("whoosh", "opensearch")
SINCE = ("2019-12", "2019", "2016", "2012", "1900")
"""Bounds that find more and more articles, for the cost of each of them."""


SAMPLE = 2_000
"""Articles that questions are picked from."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of this process and of the nodes."""

    client: float
    server: float

    def __str__(self) -> str:
        return f"{self.client:.1f} + {self.server:.1f}"


class Meter:
    """Measures the CPU time of this process and of some others."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = [psutil.Process(nodes.pid(name)) for name in nodes.names]

    def cost(self, work: Callable[[], object]) -> Cost:
        """What some work takes."""
        before, server = process_time(), self._server()
        work()
        return Cost((process_time() - before) * 1000, (self._server() - server) * 1000)

    def _server(self) -> float:
        return sum(sum(node.cpu_times()[:2]) for node in self._nodes)


def main() -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--questions", type=int, default=12, help="of each class")
    given = parser.parse_args()
    with _cluster(given.nodes, given.shards) as nodes, TemporaryDirectory() as place:
        meter = Meter(nodes)
        opened = {name: _built(name, Path(place, name), given.docs, meter) for name in ENGINES}
        say(f"\n| question | {' | '.join(ENGINES)} |\n|---|---|---|")
        for kind, costs in _asked(opened, meter, given.docs, given.questions).items():
            say(f"| {kind} | {' | '.join(costs[name] for name in ENGINES)} |")
        say("\n| articles found | opensearch |\n|---|---|")
        for since in SINCE:
            query = Query(since=since, per_page=1)
            total = opened["opensearch"].count(query)
            several = [_cost(meter, opened["opensearch"], query) for _ in range(given.questions)]
            say(f"| {total:,} | {_middle(several)} |")
        again = _middle([_cost(meter, opened["opensearch"], Query()) for _ in range(given.questions)])
        say(f"\neverything, as of the second visit: {again}")
        for searcher in opened.values():
            searcher.close()
    return 0


@contextmanager
def _cluster(count: int, shards: int) -> Iterator[Nodes]:
    nodes = Nodes(count)
    settings = {"SEARCH_CLUSTER": nodes.addresses, "SEARCH_CLUSTER_SHARDS": str(shards), "SEARCH_CLUSTER_REPLICAS": "0"}
    os.environ |= settings
    try:
        yield nodes
    finally:
        nodes.stop()


def _built(name: str, folder: Path, count: int, meter: Meter) -> Searcher:
    folder.mkdir()
    held = [*documents(count)]
    cost = meter.cost(lambda: engine(name).write(folder, held))
    say(f"{name}: {cost.client / count:.2f} + {cost.server / count:.2f} CPU ms a document (client + nodes)")
    return engine(name).searcher(folder)


def _asked(opened: Mapping[str, Searcher], meter: Meter, count: int, each: int) -> dict[str, dict[str, str]]:
    costs: defaultdict[str, defaultdict[str, list[Cost]]] = defaultdict(lambda: defaultdict(list))
    for question in Questioner([*documents(min(count, SAMPLE))]).ask(each):
        for name, searcher in opened.items():
            costs[question.kind][name].append(_cost(meter, searcher, question.query))
    return {kind: {name: str(_middle(of)) for name, of in by_name.items()} for kind, by_name in costs.items()}


def _cost(meter: Meter, searcher: Searcher, query: Query) -> Cost:
    return meter.cost(lambda: searcher.search(query))


def _middle(costs: list[Cost]) -> Cost:
    return Cost(median(cost.client for cost in costs), median(cost.server for cost in costs))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
