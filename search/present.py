"""Page -> JSON: the answer of the endpoint and of `--json`. Keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from search.engines.base import Listing
from search.model import (
    KINDS,
    Attribution,
    Bucket,
    Contribution,
    Day,
    Document,
    Evidence,
    Facet,
    Hit,
    Notice,
    Page,
    Query,
    Span,
)
from search.params import LISTING_SIZE, address, encode, listing_pairs, write
from search.store import Manifest

Json = dict[str, Any]

SEARCH = "/api/search"
EXPORTS = ("csv", "ndjson", "bib", "atom")
"""The formats in which all results can be taken away."""


def page_json(page: Page, manifest: Manifest, took_ms: float) -> Json:
    """The answer to a search."""
    return {
        "query": _query(page),
        "total": page.total,
        "exact": True,
        "page": page.query.page,
        "per_page": page.query.per_page,
        "pages": page.pages,
        "took_ms": round(took_ms, 1),
        "hits": [hit_json(hit) for hit in page.hits],
        "facets": [facet_json(page.query, facet) for facet in page.facets],
        "links": _links(page),
        "index": index_json(manifest),
    }


def index_json(manifest: Manifest) -> Json:
    """Which index gave the answer."""
    return {"documents": manifest.documents, "build": manifest.build, "built": manifest.built}


def listing_json(query: Query, listing: Listing, page: int, facet: Facet, manifest: Manifest) -> Json:
    """A page of all values of one facet. `distinct` counts those that were found."""
    pages = max(1, -(-facet.distinct // listing.size))
    path = f"/api/facets/{listing.facet}"

    def link(number: int) -> str:
        return f"{path}?{encode(listing_pairs(query, listing, number))}".rstrip("?")

    return {
        "facet": facet_json(query, facet, SEARCH),
        "prefix": listing.contains,
        "order": listing.order,
        "page": page,
        "per_page": LISTING_SIZE,
        "pages": pages,
        "links": {
            "self": link(page),
            "next": link(page + 1) if page < pages else None,
            "prev": link(min(page - 1, pages)) if page > 1 else None,
        },
        "index": index_json(manifest),
    }


def document_json(document: Document) -> Json:
    """A whole document, with where each value was found: offsets into `text`, `title` or `body`."""
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url or None,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "author": document.author or None,
        "language": document.language or None,
        "date": _date(document.day),
        "entities": {kind: names(document, kind) for kind in KINDS},
        "mentions": [asdict(mention) for mention in document.mentions],
        "via": [_attribution(medium) for medium in document.via],
        "cites": [_attribution(medium) for medium in document.cites],
        "evidence": {
            "source": _evidence(document.source.span) if document.source else None,
            "date": _evidence(document.day.span) if document.day else None,
        },
        "body": document.body,
        "text": document.text,
        "parts": [asdict(part) for part in document.parts],
        "links": _document_links(document),
    }


def facet_json(query: Query, facet: Facet, path: str = "") -> Json:
    """The counts of one facet. `path` stands before the addresses of its values."""

    def bucket(value: Bucket) -> Json:
        url = f"{path}?{write(query.toggle(facet.name, value.value))}"
        return {**asdict(value), "url": url}

    shown: Json = {
        "name": facet.name,
        "label": facet.label,
        "mode": facet.mode,
        "distinct": facet.distinct,
        "other": facet.other,
        "missing": facet.missing.count,
        "values": [bucket(value) for value in facet.buckets],
        "none": bucket(facet.missing),
    }
    if facet.interval:
        shown |= {"interval": facet.interval, "trail": [bucket(value) for value in facet.trail]}
    return shown


def _query(page: Page) -> Json:
    query = page.query
    return {
        "q": query.text,
        "parsed": page.parsed,
        "notices": [_notice(notice) for notice in page.notices],
        "chosen": _lists(query.chosen),
        "excluded": _lists(query.excluded),
        "mode": dict.fromkeys(sorted(query.every), "all"),
        "since": query.since,
        "until": query.until,
        "sort": query.order,
    }


def _notice(notice: Notice) -> Json:
    shown = {"code": notice.code, "message": notice.message}
    return {**shown, "suggestion": notice.suggestion} if notice.suggestion else shown


def _lists(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {facet: list(of_facet) for facet, of_facet in values.items()}


def hit_json(hit: Hit) -> Json:
    """A document on a page of results."""
    document = hit.document
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "language": document.language or None,
        "path": document.path,
        "score": round(hit.score, 4),
        "date": _date(document.day),
        "entities": {kind: names(document, kind) for kind in KINDS},
        "highlights": _highlights(hit),
        "why": [_contribution(part) for part in hit.why],
        "links": _document_links(document),
    }


def _date(day: Day | None) -> Json | None:
    if day is None:
        return None
    text = day.span.text if day.span else None
    return {"value": day.value, "precision": day.precision, "how": day.how, "text": text}


def names(document: Document, kind: str) -> list[str]:
    """The entities of one kind in a document, in the order of their first mention."""
    return list(dict.fromkeys(mention.name for mention in document.mentions if mention.kind == kind))


def _contribution(part: Contribution) -> Json:
    """A part of the score; `field` is null for what the words of the query give by standing close to each other."""
    shown = {"asked": part.asked, "field": part.field or None, "found": list(part.found), "count": part.count}
    return {**shown, "score": round(part.score, 4)}


def _highlights(hit: Hit) -> list[Json]:
    """The title if it matches, and the snippet."""
    title = [_highlight("title", hit.title)] if any(span.hit for span in hit.title) else []
    return [*title, *([_highlight("body", hit.snippet)] if hit.snippet else [])]


def _highlight(field: str, spans: Iterable[Span]) -> Json:
    """The text of spans and where in it the hits stand, in code points."""
    text, ranges = "", []
    for span in spans:
        if span.hit:
            ranges.append([len(text), len(text) + len(span.text)])
        text += span.text
    return {"field": field, "text": text, "ranges": ranges}


def _attribution(medium: Attribution) -> Json:
    return {"name": medium.name, "how": medium.how, "evidence": _evidence(medium.span)}


def _evidence(span: Evidence | None) -> Json | None:
    """The words, and where they stand in the text; null where they stand outside of it."""
    if span is None:
        return None
    inside = span.start >= 0
    return {
        "text": span.text,
        "start": span.start if inside else None,
        "end": span.end if inside else None,
        "rule": span.rule,
    }


def _document_links(document: Document) -> Json:
    path = quote(document.id)
    return {"self": f"/api/documents/{path}", "html": f"/documents/{path}"}


def _links(page: Page) -> Json:
    here = page.query.page
    return {
        "self": address(page.query, SEARCH),
        "next": address(page.query.turn(here + 1), SEARCH) if here < page.pages else None,
        "prev": address(page.query.turn(min(here - 1, page.pages)), SEARCH) if here > 1 else None,
        "html": address(page.query),
        **{name: address(page.query.turn(1), f"{SEARCH}.{name}") for name in EXPORTS},
    }
