"""`python -m tests.picture [--index DIR]`: the pictures in README.md, taken of the page over the example articles.

The one of the file report is of a folder that is made for it, with exports of databases among its files.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from search.build.build import build
from search.cli.options import index_option, reported, size
from search.config import Config
from search.store import builds
from tests import made_exports as made
from tests.browser import browsing, served
from tests.made_exports import PIECES, Piece
from tests.made_files import PROSE, packed
from tests.readers.test_posts import chat_page, page_message, words_of
from tests.screenshots import nothing, take
from web import create_app

PICTURE = Path(__file__).parent.parent / "web" / "picture.png"
SHOWN = "/?q=moon+land*&person=Neil+Armstrong"
LOOK = {"viewport": {"width": 1280, "height": 760}}
COLOURS = 96
REPORT = PICTURE.with_name("ledger.png")


def _others(words: str) -> list[Piece]:
    """Articles that are in no other file."""
    return [replace(each, prose=(f"{words}: {each.title}. {each.prose[0]}", *each.prose[1:])) for each in PIECES]


def _listed(page: Page) -> None:
    """The entries of the report below its counts."""
    page.evaluate("document.querySelector('ul.ledger').scrollIntoView()")


FILES = {
    "Nexis lighthouses.DOCX": made.word(made.nexis(_others("The first"))),
    "Factiva-20230505.rtf": made.rtf(made.factiva(_others("The second"), stated=5)),
    "lexisnexis.TXT": made.lexisnexis(_others("The third")).encode(),
    "messages.html": chat_page(page_message(7, "12.03.2021 08:00:11", "Ada Quayle", words_of(PROSE[0]))),
    "clippings.docx": made.word("\n---\n".join(f"{each.title}\n4 March 2021\n{' '.join(PROSE)}" for each in PIECES)),
    "notes.pages": packed({"Index/Document.iwa": b""}),
}
"""Files of the folder whose report is shown."""


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
    _report()
    for picture in (PICTURE, REPORT):
        _lighten(picture)
        click.echo(f"{picture.name}: {size(picture.stat().st_size)}")


def _lighten(picture: Path) -> None:
    """Fewer colours, which nobody misses in a page of text, and a third of the bytes."""
    with Image.open(picture) as taken:
        fewer = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    fewer.save(picture, optimize=True)


def _report() -> None:
    """The picture of the file report."""
    with TemporaryDirectory() as folder:
        articles, index = Path(folder) / "articles", Path(folder) / "index"
        articles.mkdir()
        for name, raw in FILES.items():
            (articles / name).write_bytes(raw)
        config = Config.load(index=index, entities="none")
        build(articles, config)
        with (
            served(create_app(config)) as base,
            sync_playwright() as playwright,
            browsing(playwright, base, **LOOK) as window,
        ):
            take(window, "/ledger", _listed, REPORT)


if __name__ == "__main__":
    main()
