"""`python -m tests.screenshots [--index DIR]`: every state of the page as a picture, to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from playwright.sync_api import BrowserContext, Page, sync_playwright

from search.cli.options import index_option
from search.config import Config
from tests.browser import browsing, served
from web import create_app

PRINT = "print"
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "narrowest": {"viewport": {"width": 320, "height": 640}},
    "zoom": {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4},  # 1280 by 900 at 400 %
    "no-script": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
    PRINT: {"viewport": {"width": 718, "height": 1016}},  # A4 between its margins
}


def why(page: Page) -> None:
    """What the first two results were found by."""
    for folded in page.get_by_text("Why?").all()[:2]:
        folded.click()


def nothing(page: Page) -> None:
    """The page as it is loaded."""


def first_document(page: Page) -> None:
    """The first result, with its names marked and at its first hit."""
    page.locator(".hit h3 a").first.click()
    for box in page.locator(".show input").all():
        box.check()
    page.keyboard.press("n")


def first_entity(page: Page) -> None:
    """The page of the first value that has one."""
    page.goto(page.locator("a.about-it").first.get_attribute("href") or "")


def last_link(page: Page) -> None:
    """The end of a page, with its last link as the keyboard reaches it."""
    page.locator("main a").last.focus()


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


def export(page: Page) -> None:
    """What the results can be taken away as."""
    page.get_by_text("Export").click()


def rare(page: Page) -> None:
    """The filters that are needed less often."""
    sheet(page)
    page.get_by_text("More filters").click()


def sheet(page: Page) -> None:
    """The filters, which a narrow screen keeps behind a button."""
    button = page.locator(".sheet-open")
    if button.is_visible():
        button.click()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("/", nothing),
    "end": ("/", last_link),
    "stories": ("/?group=story", nothing),
    "undated": ("/?date=(none)", nothing),
    "one-source": ("/?source=(none)", sheet),
    "entity": ("/", first_entity),
    "ledger": ("/ledger", nothing),
    "listing": ("/facets/person", nothing),
    "suggestions": ("/", suggested),
    "words": ("/?q={word}", nothing),
    "why": ("/?q={word}+{other}*+OR+{word}", why),
    "filters": ("/?q={word}&since=1900&not.source=(none)", sheet),
    "table": ("/?q={word}&view=table&per_page=50", nothing),
    "export": ("/?q={word}", export),
    "rare": ("/", rare),
    "names": ("/entities/person", nothing),
    "help": ("/help", nothing),
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
    if file.stem.endswith(PRINT):
        page.emulate_media(media="print")
    page.screenshot(path=file, full_page=file.stem.endswith(PRINT))
    page.close()


@click.command()
@index_option
@click.option("--word", default="moon", help="A word that many of the articles have.  [default: moon]")
@click.option("--other", default="shuttle", help="A word to compare it with.  [default: shuttle]")
@click.option("--to", type=click.Path(path_type=Path), default=Path("screenshots"), help="[default: screenshots]")
def main(index: Path | None, word: str, other: str, to: Path) -> None:
    """Take a picture of every state in every look."""
    to.mkdir(parents=True, exist_ok=True)
    own = Config.load(index=index)
    with sync_playwright() as playwright, TemporaryDirectory() as empty:
        for config, states in (
            (own, STATES),
            (replace(own, edit=True), {"entity-edit": ("/", first_entity)}),
            (replace(own, index=Path(empty)), {"no-index": ("/", nothing)}),
            (replace(own, token="known to few"), {"admission": ("/", nothing)}),
        ):
            with served(create_app(config)) as base:
                for look, settings in LOOKS.items():
                    with browsing(playwright, base, **settings) as window:
                        for state, (path, act) in states.items():
                            take(window, path.format(word=word, other=other), act, to / f"{state}-{look}.png")
    click.echo(f"{len(list(to.glob('*.png')))} pictures in {to}/")


if __name__ == "__main__":
    main()
