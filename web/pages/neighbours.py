"""A document's neighbours: those among the results it was opened from, near-duplicates, and similar articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.engines.base import Searcher
from search.languages import all_languages
from search.model import Document, Page, Query
from search.query.address import address
from web.pages.results import Other, document_address, other
from web.pages.versions import comparing

LIKE_IT = 4
"""Similar articles that are listed."""
STORY_SHOWN = 8
"""Other articles on a story that are listed."""
COPIES_SHOWN = 20
"""Near-duplicates that are listed."""
TITLE_WORDS = 12
NAMES = 12
"""Words of the title and names, the most mentioned first, that a document is compared by."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document's position among results, from 1 to `total`, and the ones before and after it."""

    position: int
    total: int
    previous: str | None
    next: str | None


def place(searcher: Searcher, query: Query, doc_id: str) -> Place | None:
    """A document's place on the page of results that a query names; None if it is not on it."""
    page = _without_facets(searcher, query)
    ids = [hit.document.id for hit in page.hits]
    if doc_id not in ids:
        return None
    at = ids.index(doc_id)
    before = document_address(query, ids[at - 1]) if at else _edge(searcher, query.turn(query.page - 1), -1)
    last = at == len(ids) - 1
    after = _edge(searcher, query.turn(query.page + 1), 0) if last else document_address(query, ids[at + 1])
    return Place((query.page - 1) * query.per_page + at + 1, page.total, before, after)


def related(searcher: Searcher, document: Document) -> tuple[Other, ...]:
    """The articles that share most of a document's rare words and names, best first, without those on its story."""
    text = " OR ".join(_telling(document))
    if not text:
        return ()
    story = document.belongs.story
    told = {"story": (story,)} if story else {}
    found = searcher.search(Query(text=text, excluded=told, per_page=LIKE_IT + 1, facets=frozenset())).hits
    return tuple(other(Query(), hit.document) for hit in found if hit.document.id != document.id)[:LIKE_IT]


@dataclass(frozen=True, slots=True)
class Retold:
    """Other coverage: `also` are the first of `copies` near-duplicates, `story` other articles on the story.

    Near-duplicates of articles in `story` are left out; `url` leads to all `told` articles on the story.
    """

    also: tuple[Other, ...] = ()
    copies: int = 0
    story: tuple[Other, ...] = ()
    url: str = ""
    told: int = 0


def retold(searcher: Searcher, document: Document) -> Retold:
    """Other coverage of a document's story."""
    belongs = document.belongs
    if not belongs.story:
        return Retold()
    duplicates = searcher.duplicates(document.id)
    query = Query(chosen={"story": (belongs.story,)}, sort="date", facets=frozenset())
    rows = searcher.search(replace(query, group="story", per_page=STORY_SHOWN + 1)).hits
    own = belongs.lead or document.id
    others = [hit.document for hit in rows if (hit.document.belongs.lead or hit.document.id) != own]
    return Retold(
        also=tuple(
            replace(other(Query(), copy), compare=comparing(document, copy))
            for copy in duplicates.documents[:COPIES_SHOWN]
        ),
        copies=duplicates.total,
        story=tuple(other(Query(), document) for document in others[:STORY_SHOWN]),
        url=address(replace(query, facets=None)),
        told=searcher.count(query),
    )


def _without_facets(searcher: Searcher, query: Query) -> Page:
    """The same results, with no facet counted."""
    return searcher.search(replace(query, facets=frozenset()))


def _edge(searcher: Searcher, query: Query, which: int) -> str | None:
    """The first (0) or the last (-1) document of a page; None where there is no such page."""
    hits = _without_facets(searcher, query).hits if query.page else ()
    return document_address(query, hits[which].document.id) if hits else None


def _telling(document: Document) -> Iterator[str]:
    """What identifies a document: the words of its title that are no stop words, and its names as phrases."""
    language = all_languages().get(document.language)
    stop_words = {fold(word) for word in language.stop_words} if language else set()
    words = [fold(surface) for surface in surfaces(document.title)]
    yield from dict.fromkeys(f'"{word}"' for word in words[:TITLE_WORDS] if word not in stop_words)
    names = Counter(mention.name for mention in document.mentions)
    yield from (f'"{" ".join(surfaces(name))}"' for name, _ in names.most_common(NAMES))
