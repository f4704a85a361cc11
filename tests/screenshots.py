"""`python -m tests.screenshots [--index DIR]`: every state of the page as a picture, to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import BrowserContext, Page, sync_playwright

from search.commands import index_option
from search.config import Config
from tests.browser import browsing, served
from web import create_app

LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "narrowest": {"viewport": {"width": 320, "height": 640}},
    "no-script": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}


def why(page: Page) -> None:
    """What the first two results were found by."""
    for folded in page.get_by_text("Why is this here").all()[:2]:
        folded.click()


def nothing(page: Page) -> None:
    """The page as it is loaded."""


def first_document(page: Page) -> None:
    """The first result, with its names marked and at its first hit."""
    page.locator(".hit h3 a").first.click()
    for box in page.get_by_label("mark in the text").all():
        box.check()
    page.keyboard.press("n")


def first_panel(page: Page) -> None:
    """All values of a facet; on a narrow screen, the sheet of filters before it."""
    sheet(page)
    page.locator("a.more").first.click()


def suggested(page: Page) -> None:
    """What the beginning of a word may name, where a script can offer it."""
    if page.evaluate("Boolean(document.querySelector('[role=combobox]'))"):
        page.locator("#q").press_sequentially("th", delay=50)
        page.locator("#suggested-0").wait_for()
        page.keyboard.press("ArrowDown")


def sheet(page: Page) -> None:
    """The filters, which a narrow screen keeps behind a button."""
    button = page.locator(".sheet-open")
    if button.is_visible():
        button.click()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("/", nothing),
    "suggestions": ("/", suggested),
    "words": ("/?q={word}", nothing),
    "why": ("/?q={word}+{other}*+OR+{word}", why),
    "filters": ("/?q={word}&since=1900&not.source=(none)", sheet),
    "document": ("/?q={word}", first_document),
    "values": ("/", first_panel),
    "timeline": ("/timeline?q={word}", nothing),
    "timeline-two": ("/timeline?q={word}&vs={other}", nothing),
    "no-results": ("/?q={word}&person=Nobody&until=1900", nothing),
    "typo": ("/?q=%22{word}x", nothing),
    "beyond": ("/?page=9999", nothing),
    "bad-address": ("/?soruce=x&page=0", nothing),
    "not-found": ("/documents/nothing", nothing),
}


def take(window: BrowserContext, path: str, act: Callable[[Page], None], file: Path) -> None:
    """A picture of one state of the page."""
    page = window.new_page()
    page.goto(path)
    act(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    page.close()


@click.command()
@index_option
@click.option("--word", default="moon", help="A word that many of the articles have.  [default: moon]")
@click.option("--other", default="shuttle", help="A word to compare it with.  [default: shuttle]")
@click.option("--to", type=click.Path(path_type=Path), default=Path("screenshots"), help="[default: screenshots]")
def main(index: Path | None, word: str, other: str, to: Path) -> None:
    """Take a picture of every state in every look."""
    to.mkdir(parents=True, exist_ok=True)
    with served(create_app(Config.load(index=index))) as base, sync_playwright() as playwright:
        for look, settings in LOOKS.items():
            with browsing(playwright, base, **settings) as window:
                for state, (path, act) in STATES.items():
                    take(window, path.format(word=word, other=other), act, to / f"{state}-{look}.png")
    click.echo(f"{len(LOOKS) * len(STATES)} pictures in {to}/")


if __name__ == "__main__":
    main()
