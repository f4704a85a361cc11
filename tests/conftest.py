"""What several test files ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from search.config import Config
from search.engines.opensearch.client import connected
from tests.browser import browsing, complaints, served
from tests.cluster.nodes import Nodes
from tests.sites import site

# What is tested of one process is; those of several say how many (`tests/web/edge/test_processes.py`).
os.environ.setdefault("SEARCH_PROCESSES", "1")

# How long a busy machine takes over an example says nothing of the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="do the tests that try at random for minutes")
    parser.addoption("--cluster", action="store_true", help="do the tests of the engine opensearch, on a real node")


LONGEST = {
    "test_accessibility.py", "test_documented_commands.py", "test_growth.py", "test_terminal.py", "test_keyboard.py",
    "test_started.py", "test_documentation.py", "test_editing.py", "test_whoosh.py", "test_finders.py",
    "test_clients.py", "test_processes.py", "test_bad_files.py", "test_dates_from_folder.py", "test_conformance.py",
    "test_parse_cache.py", "test_engines.py", "test_hostile_files.py", "test_parts.py", "test_names.py",
}  # fmt: skip
"""The files that take longest. They begin first, so that at the end no worker has much to do while others wait."""
CLUSTER_TESTS = Path(__file__).parent / "engines" / "opensearch"
_NODES: list[Nodes] = []


def pytest_configure(config: pytest.Config) -> None:
    """Start a node before tests are collected, unless one is named: only where one is there is the engine."""
    if not config.getoption("--cluster"):
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None and not os.environ.get("SEARCH_CLUSTER"):
        _NODES.append(Nodes(1))
        os.environ |= {"SEARCH_CLUSTER": _NODES[0].addresses, "TEST_REPOSITORY": str(_NODES[0].repository)}
    os.environ["SEARCH_CLUSTER_PREFIX"] = f"test-{worker or 'alone'}"


def pytest_unconfigure() -> None:
    while _NODES:
        _NODES.pop().stop()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path == CLUSTER_TESTS and not config.getoption("--cluster") else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
    if config.getoption("--cluster"):
        left = [item for item in items if "opensearch" not in item.nodeid]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if "opensearch" in item.nodeid]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--cluster") and len(config.args) == 1:
        terminalreporter.write_line("The engine opensearch was not tested: make test-cluster does that.")


@pytest.fixture(autouse=True, scope="module")
def _no_indexes_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What tests leave in the cluster goes with them: a node takes a thousand shards."""
    yield
    if request.config.getoption("--cluster"):
        with connected(Config.load()) as cluster:
            cluster.ask("DELETE", f"/{Config.load().cluster_prefix}-*")


@pytest.fixture(scope="session")
def times(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How often to try: the first number, or the second one where there is time."""
    soak = request.config.getoption("--soak")
    return lambda usual, long: long if soak else usual


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Asks the application over the small corpus of `tests.sites`."""
    return site(tmp_path_factory.mktemp("index")).test_client()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(site(tmp_path_factory.mktemp("index"))) as address:
        yield address


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def window(playwright: Playwright, base: str) -> Iterator[BrowserContext]:
    with browsing(playwright, base) as context:
        yield context


@pytest.fixture(scope="module")
def plain(playwright: Playwright, base: str) -> Iterator[BrowserContext]:
    """A window with script off."""
    with browsing(playwright, base, java_script_enabled=False) as context:
        yield context


@pytest.fixture(scope="module")
def phone(playwright: Playwright, base: str) -> Iterator[BrowserContext]:
    with browsing(playwright, base, viewport={"width": 320, "height": 640}) as context:
        yield context


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A tab that must not complain."""
    tab = window.new_page()
    found = complaints(tab)
    yield tab
    tab.close()
    assert found == []
