"""A small corpus with traps for the front end, and the application over it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from search.config import Config
from search.engines.base import engine
from search.folder.events import Article
from search.ledger.writer import LedgerWriter
from search.model import Attribution, Belongings, Document, Evidence, Mention, Part
from search.store import builds
from tests.corpora import article, day
from web import create_app

FERRY = "f" * 20
"""The id of the article that has everything."""
HOSTILE = '<b>Ink</b> & "Quill" O\'Neil'
"""A source's name that must never become markup."""


def ferry() -> Document:
    """An article with everything: boilerplate around it, evidence of its date and source, entities in place."""
    body = "The ferry crossed the bay.\n\nAda Long waved to the <i>crew</i>; the FERRY's horn answered Ada Long."
    head, foot = "Home | Ships | Weather", "Printed by The Dial, 10 June 2024"
    title = "A ferry for Port Ness"
    text = "\n\n".join((head, title, body, foot))
    start = text.index(body)
    middle = body.index("\n\n")
    date_at, source_at = text.index("10 June 2024"), text.index("The Dial")
    names = [("Ada Long", "person", at) for at in (body.index("Ada"), body.rindex("Ada"))]
    mentions = [Mention(name, "person", at, at + len(name)) for name, _, at in names]
    return Document(
        id=FERRY,
        path="seeds/ferry & co.txt",
        title=title,
        text=text,
        parts=(
            Part("menu", 0, len(head)),
            Part("title", text.index(title), text.index(title) + len(title)),
            Part("body", start, start + middle),
            Part("body", start + middle + 2, start + len(body)),
            Part("footer", text.index(foot), len(text)),
        ),
        language="en",
        source=Attribution("The Dial", "stated", Evidence("The Dial", source_at, source_at + 8, "footer")),
        day=replace(day("2024-06-10"), span=Evidence("10 June 2024", date_at, date_at + 12, "date_line")),
        mentions=(*mentions, Mention("Port Ness", "place", title.index("Port"), len(title), "title")),
    )


def documents() -> list[Document]:
    """Six articles about a harbour and fourteen about the weather, each of those with a person of its own."""
    inferred = article(
        2, "Divers at the pier", "Divers searched the bay.", source=HOSTILE, date="2024-06", places=["Bay"]
    )
    harbour = [
        replace(inferred, day=replace(day("2024-06"), how="inferred")),
        article(
            3,
            "Harbour master retires",
            "Ben Oak leaves the bay.",
            source="The Dial",
            date="2024-07-01",
            people=["Ben Oak"],
        ),
        article(4, "", "A note without title about the ferry.", people=["Ada Long", "Ben Oak"]),
        article(5, "Паром вернулся", "Паром вернулся в порт.", source="Ярь", date="2023-12-31", language="ru"),
        article(6, "<script>alert(1)</script>", "Nothing but a bay & a <mark>.", source=HOSTILE, date="2019"),
    ]
    weather = [
        article(
            100 + n,
            f"Rain, part {n}",
            f"Rain fell over the bay for hour {n}.",
            source="Rain Gazette",
            date=f"2023-01-{n:02}",
            people=[f"Observer {n:02}"],
            organisations=["Weather Office"],
        )
        for n in range(1, 15)
    ]
    return [ferry(), *harbour, *weather]


def build(
    folder: Path,
    found: Iterable[Document],
    names_read: int = 0,
    names_in_all: int = 0,
    stories: Belongings | None = None,
) -> builds.Manifest:
    """A new live build of documents in an index folder. Of some, names have been read, of others not yet."""
    held = list(found)

    def write(target: Path) -> builds.Manifest:
        count = engine("memory").write(target, held)
        engine("memory").add_stories(target, stories or {})
        with closing(LedgerWriter(target)) as entries:
            for number, document in enumerate(held):
                entries.add_article(Article(document, document.id.encode(), b"", "", 0.0), document.path, number, "")
            entries.commit()
        built = f"{datetime(2026, 11, 22, 19, 44, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
        return builds.Manifest(target.name, built, "memory", count, 0, "none", "seeds", names_read, names_in_all)

    return builds.build(folder, write)


def site(folder: Path) -> Flask:
    """The application over the corpus."""
    build(folder, documents())
    return create_app(Config(index=folder))


SCRIPTS = (["htmx.min.js", "app.js"], ["htmx.min.js", "app.js", "suggest.js"])
"""The scripts that a page may have."""


class Reader(HTMLParser):
    """Every element with its attributes and the text inside of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in ("input", "meta", "link", "rect"):
            self._open.append((tag, element[2]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, texts in self._open:
            texts.append(data)

    def scripts(self) -> list[str]:
        """The file of every script in turn; "inline" for one that is none."""
        found = self.all("script")
        return [
            "inline" if text else attrs.get("src", "inline").rpartition("/")[2].partition("?")[0]
            for attrs, text in found
        ]

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, str], str]]:
        """The elements of a tag whose attributes are as given (class_ for class): attributes and text."""
        wanted = {name.rstrip("_").replace("__", "-"): value for name, value in attributes.items()}
        return [
            (attrs, " ".join("".join(texts).split()))
            for name, attrs, texts in self.elements
            if name == tag and wanted.items() <= attrs.items()
        ]

    def one(self, tag: str, **attributes: str) -> tuple[dict[str, str], str]:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]


def read(client: FlaskClient, address: str, **headers: str) -> Reader:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.get_data(as_text=True)
    return Reader(response.get_data(as_text=True))


def total(page: Reader) -> int:
    return int(page.one("p", role="status")[1].split()[0].replace(",", ""))
