"""What several test files ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.browser import browsing, complaints, served
from tests.sites import site

# How long a busy machine takes over an example says nothing of the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="do the tests that try at random for minutes")


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
