"""A person, organisation or place as its page shows it: its spellings, mentions in context, and merged names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from search.entities.forms import relation
from search.entities.spelling.name_keys import key
from search.ledger import database
from search.model import KINDS, Document, Kind, Mention, Page, Query
from search.query.address import address, encode
from search.store.builds import Index, build_folder
from web.pages.quoting import sentence_around
from web.pages.results import Other, other

PATH = "/entities"
LOOKED_AT = 200
"""Articles, newest first, whose spellings are counted."""
SOURCES = 10
"""Sources that are listed: those of most articles."""
QUOTED = 20
"""Articles on a page, newest first, each with its mentions in their sentences."""
SENTENCES = 12
"""Sentences of one article that are shown; the others are in the article."""


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling in articles, how often it occurs, and how it relates to the name."""

    text: str
    mentions: int
    how: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence around a mention."""

    before: str
    mention: str
    after: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """An article and its sentences with a mention; `more` of them are not shown."""

    sentences: tuple[Sentence, ...]
    more: int
    article: Other


@dataclass(frozen=True, slots=True)
class Counted:
    """A name found in articles that counts as this entity, and why; "" for its own name.

    `apart` is whether it can be split off: spellings of one name cannot.
    """

    kind: str
    name: str
    articles: int
    why: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """What articles say of a name. `looked_at` of `articles` were read for `forms`; `quoted` are those of a page.

    `instead` is what the name itself counts as if that is something else, or hidden. `newest` are its newest articles,
    on the first page.
    """

    kind: Kind
    name: str
    articles: int
    looked_at: int
    forms: tuple[Form, ...]
    quoted: tuple[Quoted, ...]
    number: int
    pages: int
    previous: str | None
    next: str | None
    names: tuple[Counted, ...]
    instead: database.Name | None
    newest: Page | None


def entity_address(kind: str, name: str, page: int = 1) -> str:
    """The page of an entity, or a further page of its mentions."""
    turned = [("page", str(page))] if page > 1 else []
    return f"{PATH}/{kind}?{encode([('name', name), *turned])}"


def search_address(kind: str, name: str) -> str:
    """The articles of an entity."""
    return address(Query(chosen={kind: (name,)}))


def entity(index: Index, folder: Path, kind: Kind, name: str, number: int) -> Entity:
    """An entity as the live build in the index folder has it, with a page of its mentions. Raises IndexUnusable."""
    # The spellings stand on the first page alone: they are those of many more articles.
    first = number == 1
    query = Query(chosen={kind: (name,)}, sort="-date", facet_size=SOURCES, page=number)
    page = index.searcher.search(replace(query, per_page=LOOKED_AT if first else QUOTED))
    documents = [hit.document for hit in page.hits]
    pages = max(1, -(-page.total // QUOTED))
    build = build_folder(folder, index.manifest)
    # Where the index was built by another machine, the reasons are there.
    rows = database.names_of(build, kind, name) if database.is_there(build) else ()
    quoted = (_quoted(document, kind, name) for document in documents[:QUOTED])
    return Entity(
        kind=kind,
        name=name,
        articles=page.total,
        looked_at=len(documents),
        forms=tuple(_forms(documents, kind, name)) if first else (),
        quoted=tuple(one for one in quoted if one.sentences),
        number=number,
        pages=pages,
        previous=entity_address(kind, name, min(number - 1, pages)) if number > 1 else None,
        next=entity_address(kind, name, number + 1) if number < pages else None,
        names=tuple(_counted(row) for row in rows if (row.shown_kind, row.shown) == (kind, name)),
        instead=next((row for row in rows if (row.shown_kind, row.shown) != (kind, name)), None),
        newest=page if first else None,
    )


def _counted(row: database.Name) -> Counted:
    apart = (row.kind, key(row.name)) != (row.shown_kind, key(row.shown))
    return Counted(row.kind, row.name, row.articles, row.why, apart)


def _mentions(document: Document, kind: Kind, name: str) -> Iterator[tuple[str, Mention]]:
    """Its mentions that have a position, each with the text it is in."""
    texts = {"title": document.title, "body": document.body, "text": document.text}
    for mention in document.mentions:
        if (mention.kind, mention.name) == (kind, name) and mention.start < mention.end:
            yield texts[mention.where], mention


def _forms(documents: Iterable[Document], kind: Kind, name: str) -> Iterator[Form]:
    counts: Counter[str] = Counter()
    for document in documents:
        for text, mention in _mentions(document, kind, name):
            counts[" ".join(text[mention.start : mention.end].split())] += 1
    for form, count in counts.most_common():
        yield Form(form, count, relation(form, name))


def _quoted(document: Document, kind: Kind, name: str) -> Quoted:
    """Its sentences with a mention, each once; those of the title only where the body has none."""
    found = list(_mentions(document, kind, name))
    shown = sorted((pair for pair in found if pair[1].where == "body"), key=lambda pair: pair[1].start) or found
    sentences: list[Sentence] = []
    end = 0
    for text, mention in shown:
        if mention.start >= end:
            sentences.append(_sentence(text, mention))
            end = mention.end + len(sentences[-1].after)
    return Quoted(tuple(sentences[:SENTENCES]), max(0, len(sentences) - SENTENCES), other(Query(), document))


def _sentence(text: str, mention: Mention) -> Sentence:
    before, after = sentence_around(text, mention.start, mention.end)
    return Sentence(before, text[mention.start : mention.end], after)


def kind_of(text: str) -> Kind | None:
    """The kind that an address names, or None."""
    return next((kind for kind in KINDS if kind == text), None)
