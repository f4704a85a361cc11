"""A corpus of generated articles, what is left in the cluster, and three nodes of which some can be killed."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.config import Config
from search.engines.opensearch.client import connected
from search.model import Document
from tests.cluster.nodes import Nodes
from tests.corpora import article

_WORDS = "harbour ferry storm pilot crew budget council tram bridge school river mayor strike vote museum train".split()
_GLUED = ["e-mail", "email", "e mail", "1,000", "1000", "night-ferry", "nightferry"]


def made(count: int, seed: int = 0) -> list[Document]:
    """Articles of few words, so that many are alike, with many names."""
    rng = random.Random(seed)
    return [
        article(
            number,
            " ".join(rng.choices(_WORDS, k=rng.randrange(1, 4))),
            " ".join(rng.choices([*_WORDS, *_GLUED], k=rng.randrange(5, 60))),
            source=rng.choice(["The Dial", "Harbour Post", ""]),
            date=rng.choice(["", "2023", "2024-06", f"2024-06-{rng.randrange(1, 31):02}"]),
            people=[f"Person {min(int(rng.expovariate(0.02)), 299):03}" for _ in range(rng.randrange(4))],
        )
        for number in range(count)
    ]


def put(folder: Path, count: int) -> None:
    """Such articles as a file of records."""
    folder.mkdir(exist_ok=True)
    records = (
        {"title": d.title, "body": d.text, "source": d.source.name if d.source else None, "date": d.day and d.day.value}
        for d in made(count)
    )
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "articles.jsonl").write_text(text, encoding="utf-8")


def indexes() -> set[str]:
    """The indexes that are in the cluster under the prefix of these tests."""
    config = Config.load()
    with connected(config) as cluster:
        found = cluster.ask("GET", f"/{config.cluster_prefix}-*/_settings", filter_path="*.settings.index.uuid")
    return {*(found or {})}


@pytest.fixture
def three_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_CLUSTER_SHARDS", "3")


@pytest.fixture(scope="module")
def nodes(request: pytest.FixtureRequest) -> Iterator[Nodes]:
    """Three nodes, on which each of three shards has one copy."""
    if not request.config.getoption("--soak"):
        pytest.skip("kills take minutes: make soak does them")
    cluster = Nodes(3)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SEARCH_CLUSTER", cluster.addresses)
            patch.setenv("SEARCH_CLUSTER_SHARDS", "3")
            patch.setenv("SEARCH_CLUSTER_REPLICAS", "1")
            patch.setenv("SEARCH_ENGINE", "opensearch")
            patch.setenv("SEARCH_ENTITIES", "none")
            patch.setenv("SEARCH_TODAY", "2026-01-01")
            yield cluster
    finally:
        cluster.stop()


def green() -> None:
    """Wait until every shard has its copy on another of the three nodes."""
    with connected(Config.load()) as cluster:
        # A cluster gives a node a minute to come back before it makes other copies: tests would wait as long.
        at_once = {"index": {"unassigned": {"node_left": {"delayed_timeout": "0"}}}}
        cluster.ask("PUT", f"/{Config.load().cluster_prefix}-*/_settings", at_once)
        # After five starts that were broken off a cluster gives a copy up until it is told to go on.
        cluster.ask("POST", "/_cluster/reroute", {}, retry_failed="true")
        for _ in range(4):
            answer = cluster.ask("GET", "/_cluster/health", wait_for_status="green", wait_for_nodes="3", timeout="60s")
            if not answer["timed_out"]:
                return
    pytest.fail(f"the cluster did not get well: {answer}")


# --- what is counted while something breaks, told at the end

Figures = Callable[..., None]


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Keeps some numbers of a turn."""

    def keep(**numbers: float) -> None:
        for name, number in numbers.items():
            record_property(f"figure {name}", number)

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The numbers of all turns of a test together: the longest of what is longest, the sum of all else."""
    told: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for report in (report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, ())):
        test = report.nodeid.rpartition("::")[2].partition("[")[0]
        for name, number in getattr(report, "user_properties", ()):
            if name.startswith("figure ") and report.when == "call":
                told[test][name.removeprefix("figure ")].append(number)
    for test, numbers in told.items():
        several = (f"{name} {max(all_) if 'longest' in name else sum(all_):g}" for name, all_ in numbers.items())
        turns = max(map(len, numbers.values()))
        terminalreporter.write_line(f"{test}, {turns} times: {', '.join(several)}")
