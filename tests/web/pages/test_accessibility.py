"""Every page and state by the rules of WCAG 2.2 AA that a machine can check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from search.answers.saved_searches import FILE, add, saved
from search.build.build import build as build_folder
from search.config import Config
from tests.browser import browsing, npm_file, served
from tests.sites import FERRY, build, documents
from web import create_app

AXE = "4.14.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHOSEN = "/?q=bay&date=2023-01&source=Rain+Gazette&not.person=Observer+03&since=2020&facet_size=3"


def filters(page: Page) -> None:
    page.get_by_role("button", name="Filters").click()


def panel(page: Page) -> None:
    page.get_by_role("link", name="Show all").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def names(page: Page) -> None:
    for mark in page.get_by_role("group", name="Highlight").get_by_role("checkbox").all():
        mark.check()
    page.get_by_text("Not part of the article").click()
    page.keyboard.press("n")


def table(page: Page) -> None:
    page.get_by_text("Show as a table").click()


def export(page: Page) -> None:
    page.get_by_text("Export").click()


def rare(page: Page) -> None:
    if page.viewport_size["width"] < 500:
        filters(page)
    page.get_by_text("More filters").click()
    page.locator("#facet-language > summary").click()


def why(page: Page) -> None:
    page.get_by_text("Why?").first.click()


def suggested(page: Page) -> None:
    page.locator("#q").press_sequentially("ra")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")


def nothing(page: Page) -> None:
    """The page as it is loaded."""


STATES: list[tuple[str, Callable[[Page], None]]] = [
    ("/", nothing),
    (CHOSEN, nothing),
    ("/?q=zzz", nothing),
    ("/?q=ferry&source=Rain+Gazette", nothing),
    ("/?q=%22fery", nothing),
    ("/?page=2&per_page=5", nothing),
    ("/?page=99", nothing),
    ("/", panel),
    ("/?q=bay", export),
    ("/?q=bay", rare),
    ("/?q=ferry+bay&view=table", nothing),
    ("/help", nothing),
    ("/receipt?q=bay", nothing),
    ("/sample?q=bay", nothing),
    ("/agreement", nothing),
    ("/again", nothing),
    ("/context?q=rain+OR+паром&sort=left&since=2020", nothing),
    ("/context", nothing),
    ("/names?names=Ada+Long%0A%0ABen+Oak+OR+bay%0Anobody", nothing),
    ("/tags", nothing),
    ("/tags?q=ferry", nothing),
    ("/saved", nothing),
    ("/saved?q=ferry&place=Bergen", nothing),
    ("/entities/person", nothing),
    ("/entities/compare?kind=person&name=Ada+Long&other_kind=source&other=x", nothing),
    ("/entities/compare?name=Ada+Long&other=Ben+Oak", nothing),
    ("/timeline?person=Ada+Long&vs.person=Ben+Oak&by=year", nothing),
    ("/entities/place?prefix=zzz&order=name", nothing),
    ("/", suggested),
    ("/facets/person?person=Ben+Oak&prefix=o", nothing),
    (f"/documents/{FERRY}?q=ferry+bay", names),
    ("/timeline?q=bay&source=The+Dial&vs=ferry&by=year", table),
    ("/?q=ferry+bay", why),
    ("/timeline?q=rain", nothing),
    ("/?foo=1", nothing),
    ("/nowhere", nothing),
    ("/entities/person?name=Ada+Long", nothing),
]


LOOKS = {
    "wide": {"color_scheme": "light"},
    "phone": {"viewport": {"width": 320, "height": 640}},
}


@pytest.fixture(scope="module", params=list(LOOKS))
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, playwright: Playwright
) -> Iterator[BrowserContext]:
    folder = tmp_path_factory.mktemp("index")
    build(folder, documents())
    for number in (1, 2):
        add(folder / FILE, saved(f"Ferries {number}", "?q=ferry", "daily"))
    with (
        served(create_app(Config(index=folder, edit=True))) as base,
        browsing(playwright, base, **LOOKS[request.param]) as context,
    ):
        yield context


def violations(page: Page) -> list[str]:
    """What is broken. In the dark only the colours are looked at, and on a wide page: the rest is the same page."""
    page.evaluate(npm_file("axe-core", AXE, "axe.min.js").read_text(encoding="utf-8"))
    broken = _broken(page, {"type": "tag", "values": RULES})
    if page.viewport_size["width"] > 500:
        page.emulate_media(color_scheme="dark")
        broken += [f"dark {one}" for one in _broken(page, {"type": "rule", "values": ["color-contrast"]})]
        page.emulate_media(color_scheme="light")
    return broken


def _broken(page: Page, only: dict[str, object]) -> list[str]:
    found = page.evaluate("only => axe.run({runOnly: only})", only)
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize(("path", "act"), STATES, ids=[f"{path}+{act.__name__}" for path, act in STATES])
def test_no_rule_is_broken(window, path, act):
    page = window.new_page()
    page.goto(path)
    if act is panel and page.viewport_size["width"] < 500:
        filters(page)
    act(page)
    assert violations(page) == []
    page.close()


def test_no_rule_is_broken_in_the_sheet_of_filters(window):
    page = window.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(CHOSEN)
    filters(page)
    assert violations(page) == []
    page.close()


def test_no_rule_is_broken_where_every_file_is_told(tmp_path: Path, playwright: Playwright) -> None:
    """Files read, copied and skipped, one with a long name; nothing reaches beyond the screen."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "a copy.txt"):
        (folder / name).write_text("Ferry\n\nJune 10, 2024\n\nThe ferry sank in the night.\n", encoding="utf-8")
    (folder / f"{'long_' * 30}.txt").touch()
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    build_folder(folder, config)
    with served(create_app(config)) as base:
        for look in LOOKS.values():
            with browsing(playwright, base, **look) as context:
                page = context.new_page()
                page.goto("/ledger")
                expect(page.locator(".ledger li")).to_have_count(3)
                assert violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/?q=bay", "/facets/person", f"/documents/{FERRY}?q=ferry", "/entities/person"])
def test_every_link_that_can_be_reached_is_called_by_words(window, path):
    page = window.new_page()
    page.goto(path)
    links = page.locator("a:not([aria-hidden] *), button").all()
    called = [link.get_attribute("aria-label") or link.text_content() or "" for link in links]
    assert len(called) > 9
    assert [name for name in called if not re.search(r"\w", name)] == []
    page.close()


def test_the_checker_finds_what_is_broken(window):
    page = window.new_page()
    page.goto("/")
    page.evaluate("document.styleSheets[0].insertRule('.quiet { color: #777 !important; background: #888 }', 0)")
    assert any(violation.startswith("color-contrast:") for violation in violations(page))
    page.close()


def test_the_checker_finds_what_is_broken_in_the_dark_alone(window: BrowserContext) -> None:
    page = window.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    unseen = ".quiet { color: #777 !important; background: #888 }"
    page.evaluate(
        "rule => document.styleSheets[0].insertRule(rule, 0)", f"@media (prefers-color-scheme: dark) {{ {unseen} }}"
    )
    found = violations(page)
    assert found
    assert all(violation.startswith("dark color-contrast:") for violation in found)
    page.close()
