"""The results as the page shows them: hits and the pages they fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.answers.as_json import tag_names
from search.facets import FacetField, all_facets
from search.model import KINDS, Contribution, Day, Document, Hit, Page, Query, Span
from search.query.address import address, placed, write
from search.query.links import Clicks
from search.query.periods import period_words
from web.pages.wording import percent

NAMES_SHOWN = 4
"""Names below a hit: one line on a wide page."""
TAGS_SHOWN = 6
"""Tags below a hit."""
AROUND = 2
"""Page numbers on either side of the current one."""


@dataclass(frozen=True, slots=True)
class When:
    """A publication date in words; `value` is ISO 8601, for machines."""

    value: str
    words: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of a document as a link to its facet. `matched` if it is chosen or has a word of the query."""

    facet: str
    value: str
    matched: bool
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the query that a document matched, where and how often, and its share of the score."""

    asked: str
    where: str
    share: str


@dataclass(frozen=True, slots=True)
class Result:
    """A hit, in words. `id` is the anchor that its document links back to.

    `matches` is how often parts of the query stand in it.
    """

    id: str
    url: str
    title: tuple[Span, ...]
    language: str
    source: str
    source_inferred: bool
    when: When | None
    snippet: tuple[Span, ...]
    names: tuple[Name, ...]
    tags: tuple[Name, ...]
    why: tuple[Reason, ...]
    also: tuple[Other, ...] = ()
    others: int = 0
    lacks: tuple[str, ...] = ()
    matches: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """Another article, named and linked. `compare` is where it stands beside the one that is shown, "" for nowhere."""

    url: str
    title: str
    language: str
    source: str
    when: When | None
    compare: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page. `number` None is a gap; `url` None is the page that is shown."""

    number: int | None
    url: str | None = None


def when(day: Day | None) -> When | None:
    """A day in words; None where a document has none."""
    return When(day.value, period_words(day.value), day.how == "inferred") if day else None


def results(page: Page, clicks: Clicks) -> tuple[Result, ...]:
    """The hits of a page in their order; `clicks` lead from it to the results with a name."""
    asked = write(page.query)
    return tuple(_result(clicks, asked, hit) for hit in page.hits)


def document_address(query: Query, doc_id: str) -> str:
    """The address of a document, with the query that led to it, for highlighting and the way back."""
    return _document_address(write(query), doc_id)


def _document_address(asked: str, doc_id: str) -> str:
    return placed(asked, f"/documents/{doc_id}")


def _result(clicks: Clicks, asked: str, hit: Hit) -> Result:
    """A hit; `asked` is the query that led to it, as a query string."""
    document = hit.document
    return Result(
        id=f"r-{document.id}",
        url=_document_address(asked, document.id),
        title=hit.title or (Span(document.path, hit=False),),
        language=document.language,
        source=document.source.name if document.source else "",
        source_inferred=document.source is not None and document.source.how == "inferred",
        when=when(document.day),
        snippet=hit.snippet,
        names=names(clicks, document),
        tags=_tags(clicks, document),
        why=tuple(_reason(part, hit.score) for part in hit.why),
        also=tuple(other(clicks.query, document) for document in hit.also),
        others=hit.others,
        lacks=hit.lacks,
        matches=sum(part.count for part in hit.why),
    )


def other(query: Query, document: Document) -> Other:
    """An article as it is listed beside another one."""
    return Other(
        url=document_address(query, document.id),
        title=document.title or document.path,
        language=document.language,
        source=document.source.name if document.source else "",
        when=when(document.day),
    )


def _reason(part: Contribution, score: float) -> Reason:
    share = percent(part.score / score)
    if not part.field:
        return Reason("", "words close together", share)
    times = {1: "once", 2: "twice"}.get(part.count, f"{part.count:,} times")
    forms = [form for form in part.found if form.casefold() != part.asked]
    return Reason(part.asked, f"{times} in the {part.field}" + (f", as {', '.join(forms)}" if forms else ""), share)


def names(clicks: Clicks, document: Document) -> tuple[Name, ...]:
    """A few entities of a document: those asked for first, then the most mentioned."""
    query = clicks.query
    words = _query_words(query.text)
    mentions = Counter((mention.kind, mention.name) for mention in document.mentions)
    found = [
        (_matches(query, facet, value, words), mentions[facet.name, value], facet, value)
        for facet in all_facets().values()
        if facet.name in KINDS
        for value in dict.fromkeys(facet.values(document))
    ]
    found.sort(key=lambda item: (not item[0], -item[1]))
    return tuple(_name(clicks, facet.name, value, matched) for matched, _, facet, value in found[:NAMES_SHOWN])


def _tags(clicks: Clicks, document: Document) -> tuple[Name, ...]:
    """The first tags of a document, those asked for before the others."""
    chosen = clicks.query.chosen.get("tag", ())
    found = sorted(tag_names(document), key=lambda name: name not in chosen)
    return tuple(_name(clicks, "tag", name, name in chosen) for name in found[:TAGS_SHOWN])


def _matches(query: Query, facet: FacetField, value: str, words: frozenset[str]) -> bool:
    return value in query.chosen.get(facet.name, ()) or not words.isdisjoint(_name_words(value))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(surface) for surface in surfaces(text))


# The same names stand below hit after hit, which are all those of one query, whose text may be longer.
_name_words = lru_cache(maxsize=1 << 13)(_words)
_query_words = lru_cache(maxsize=1 << 5)(_words)


def _name(clicks: Clicks, facet: str, value: str, matched: bool) -> Name:
    query = clicks.query
    chosen = value in query.chosen.get(facet, ())
    url = address(query.turn(1)) if chosen else placed(clicks.toggle(facet, value))
    return Name(facet, value, matched, url)


def pager(page: Page) -> tuple[PageLink, ...]:
    """The page links: first, last, those around the current one, and gaps. None for a single page."""
    if page.pages == 1:
        return ()
    here = min(page.query.page, page.pages + 1)
    near = range(max(1, here - AROUND), min(page.pages, here + AROUND) + 1)
    return tuple(_page_links(page, sorted({1, *near, page.pages})))


def _page_links(page: Page, numbers: list[int]) -> Iterator[PageLink]:
    last = 0
    for number in numbers:
        if number - last == 2:
            yield _page_link(page, number - 1)
        elif number - last > 2:
            yield PageLink(None)
        yield _page_link(page, number)
        last = number


def _page_link(page: Page, number: int) -> PageLink:
    return PageLink(number, None if number == page.query.page else address(page.query.turn(number)))


def neighbour(page: Page, step: int) -> str | None:
    """The address of the page before or after, or None. From beyond the end, back is the last page."""
    here = page.query.page
    number = here + 1 if step > 0 else min(here - 1, page.pages)
    return address(page.query.turn(number)) if 1 <= number <= page.pages else None
