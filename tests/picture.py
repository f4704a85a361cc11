"""`python -m tests.picture [--index DIR]`: the picture in README.md, taken of the page over the example articles."""

from __future__ import annotations

from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from search.cli.options import index_option, reported, size
from search.config import Config
from search.store import builds
from tests.browser import browsing, served
from tests.screenshots import nothing, take
from web import create_app

PICTURE = Path(__file__).parent.parent / "web" / "picture.png"
SHOWN = "/?q=moon+land*&person=Neil+Armstrong&person=Buzz+Aldrin"
LOOK = {"viewport": {"width": 1040, "height": 660}}


@click.command()
@index_option
def main(index: Path | None) -> None:
    """Take the picture of README.md anew."""
    config = Config.load(index=index)
    with reported():
        builds.read_manifest(config.index)  # or the picture would be of a page that says there is none
    with (
        served(create_app(config)) as base,
        sync_playwright() as playwright,
        browsing(playwright, base, **LOOK) as window,
    ):
        take(window, SHOWN, nothing, PICTURE)
    click.echo(f"{PICTURE.name}: {size(PICTURE.stat().st_size)}")


if __name__ == "__main__":
    main()
