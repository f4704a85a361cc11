"""A person, organisation or place as its page shows it: its spellings, mentions in context, and merged names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from search.entities.forms import relation
from search.entities.name_keys import key
from search.ledger import database
from search.model import KINDS, Document, Kind, Mention, Query
from search.query.address import address, encode
from search.store.builds import Index, build_folder
from web.pages.quoting import sentence_around
from web.pages.results import When, document_address, when

PATH = "/entities"
LOOKED_AT = 200
"""Articles, newest first, whose mentions are counted and quoted."""
QUOTED = 20
"""Sentences that are shown, one per article."""


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling in articles, how often it occurs, and how it relates to the name."""

    text: str
    mentions: int
    how: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with a mention, and the article it is from."""

    before: str
    mention: str
    after: str
    title: str
    url: str
    source: str
    language: str
    when: When | None


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
    """What the page says. `looked_at` of `articles` were read for `forms` and `quotes`.

    `instead` is what the name itself counts as if that is something else, or hidden.
    """

    kind: Kind
    name: str
    articles: int
    looked_at: int
    forms: tuple[Form, ...]
    quotes: tuple[Quote, ...]
    names: tuple[Counted, ...]
    instead: database.Name | None
    url: str


def entity_address(kind: str, name: str) -> str:
    """The page of an entity."""
    return f"{PATH}/{kind}?{encode([('name', name)])}"


def entity(index: Index, folder: Path, kind: Kind, name: str) -> Entity:
    """An entity as the live build in the index folder has it. Raises IndexUnusable."""
    query = Query(chosen={kind: (name,)})
    page = index.searcher.search(replace(query, sort="-date", per_page=LOOKED_AT, facet_size=1))
    documents = [hit.document for hit in page.hits]
    build = build_folder(folder, index.manifest)
    # Where the index was built by another machine, the reasons are there.
    rows = database.names_of(build, kind, name) if database.is_there(build) else ()
    return Entity(
        kind=kind,
        name=name,
        articles=page.total,
        looked_at=len(documents),
        forms=tuple(_forms(documents, kind, name)),
        quotes=tuple(_quotes(documents, kind, name))[:QUOTED],
        names=tuple(_counted(row) for row in rows if (row.shown_kind, row.shown) == (kind, name)),
        instead=next((row for row in rows if (row.shown_kind, row.shown) != (kind, name)), None),
        url=address(query),
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


def _quotes(documents: Iterable[Document], kind: Kind, name: str) -> Iterator[Quote]:
    for document in documents:
        found = list(_mentions(document, kind, name))
        in_body = [pair for pair in found if pair[1].where == "body"]
        if found:
            yield _quote(document, *(in_body or found)[0])


def _quote(document: Document, text: str, mention: Mention) -> Quote:
    before, after = sentence_around(text, mention.start, mention.end)
    return Quote(
        before=before,
        mention=text[mention.start : mention.end],
        after=after,
        title=document.title or document.path,
        url=document_address(Query(), document.id),
        source=document.source.name if document.source else "",
        language=document.language,
        when=when(document.day),
    )


def kind_of(text: str) -> Kind | None:
    """The kind that an address names, or None."""
    return next((kind for kind in KINDS if kind == text), None)
