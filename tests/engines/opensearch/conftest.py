"""Three nodes of which some can be killed, a page over them, and the figures of what comes of it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.config import Config
from search.engines.opensearch.client import connected
from tests.cluster.nodes import Nodes
from tests.edited_folders import TEXTS
from tests.engines.opensearch.articles import COUNT, put
from tests.engines.opensearch.builder import built
from tests.web.edge.started import Started, started


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


@pytest.fixture(scope="module")
def press(nodes: Nodes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, with its index beside it."""
    folder = tmp_path_factory.mktemp("kills") / "press"
    put(folder, COUNT)
    built(folder)
    return folder


@pytest.fixture(scope="module")
def usual(press: Path) -> float:
    """How many seconds a build takes that nobody hurts."""
    return built(press, "--full")


@pytest.fixture(scope="module")
def site(press: Path) -> Iterator[Started]:
    """The page, over the index of the folder."""
    with started(press.parent / "index", "--processes", "1") as server:
        yield server


# --- builds of a small folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of five articles, of which there is no index in the cluster yet."""
    with connected(Config.load()) as cluster:
        cluster.ask("DELETE", f"/{Config.load().cluster_prefix}-*")
    press = tmp_path / "press"
    press.mkdir()
    for number, text in enumerate(TEXTS[:6]):
        (press / f"{number}.txt").write_text(text)
    return press


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot repository that the cluster knows."""
    with connected(Config.load()) as cluster:
        where = {"type": "fs", "settings": {"location": os.environ["TEST_REPOSITORY"]}}
        cluster.ask("PUT", "/_snapshot/copies", where)
    monkeypatch.setenv("SEARCH_CLUSTER_REPOSITORY", "copies")


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
