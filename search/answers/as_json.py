"""Page -> JSON: the answer of the endpoint and of `--json`. Keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import quote

from search.answers import types
from search.answers.timeline import Timeline
from search.engines.base import Duplicates
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
    Listing,
    Mention,
    Notice,
    Page,
    Query,
    Span,
)
from search.query.address import LISTING_SIZE, address, encode, listing_pairs, placed, write
from search.query.links import Clicks
from search.store.builds import Manifest
from search.tag import Tag

ALONE = Duplicates()
SEARCH = "/api/search"
RECEIPT = "/api/receipt"
EXPORTS = ("csv", "ndjson", "bib", "ris", "atom")
"""The formats in which all results can be taken away."""


def page_json(page: Page, manifest: Manifest, took_ms: float) -> types.Search:
    """The answer to a search."""
    clicks = Clicks(page.query)
    return {
        "query": query_json(page),
        "total": page.total,
        "exact": not (page.about or any(facet.about for facet in page.facets)),
        "about": [*page.about],
        "page": page.query.page,
        "per_page": page.query.per_page,
        "pages": page.pages,
        "took_ms": round(took_ms, 1),
        "hits": [hit_json(hit) for hit in page.hits],
        "facets": [_so_far(facet_json(clicks, facet), manifest) for facet in page.facets],
        "links": _links(page),
        "index": index_json(manifest),
    }


def index_json(manifest: Manifest) -> types.Index:
    """Which index gave the answer."""
    return {
        "documents": manifest.documents,
        "build": manifest.build,
        "built": manifest.built,
        "stories": manifest.stories,
    }


def listing_json(query: Query, listing: Listing, page: int, facet: Facet, manifest: Manifest) -> types.Listing:
    """A page of all values of one facet. `distinct` counts those that were found."""
    pages = max(1, -(-facet.distinct // listing.size))
    path = f"/api/facets/{listing.facet}"

    def link(number: int) -> str:
        return f"{path}?{encode(listing_pairs(query, listing, number))}".rstrip("?")

    return {
        "facet": _so_far(facet_json(Clicks(query), facet, SEARCH), manifest),
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


def timeline_json(found: Timeline, manifest: Manifest) -> types.Timeline:
    """The results of one query or two over time."""
    return {
        "interval": found.interval,
        "periods": [{"value": p.value, "counts": list(p.counts), "every": p.every} for p in found.periods],
        "totals": list(found.totals),
        "outside": list(found.outside),
        "index": index_json(manifest),
    }


def document_json(document: Document, duplicates: Duplicates = ALONE) -> types.Document:
    """A whole document, with where each value was found: offsets into `text`, `title` or `body`."""
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url or None,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "author": document.author or None,
        "section": document.section or None,
        "page": document.page or None,
        "subjects": list(document.subjects),
        "scanned": document.scanned,
        "language": document.language or None,
        "date": _date(document.day),
        "entities": _entities(document),
        "mentions": [_mention(mention) for mention in document.mentions],
        "via": [_attribution(medium) for medium in document.via],
        "cites": [_attribution(medium) for medium in document.cites],
        "evidence": {
            "source": _evidence(document.source.span) if document.source else None,
            "date": _evidence(document.day.span) if document.day else None,
        },
        "body": document.body,
        "text": document.text,
        "parts": [{"kind": part.kind, "start": part.start, "end": part.end} for part in document.parts],
        "also": [also_json(other) for other in duplicates.documents],
        "others": duplicates.total,
        "added": document.added or None,
        "story": document.belongs.story or None,
        "tags": [tag_json(tag) for tag in document.tags],
        "links": _document_links(document),
    }


def facet_json(clicks: Clicks, facet: Facet, path: str = "") -> types.Facet:
    """The counts of one facet. `path` stands before the addresses of its values."""

    def bucket(value: Bucket) -> types.Value:
        url = f"{path}?{clicks.toggle(facet.name, value.value)}"
        return {"value": value.value, "label": value.label, "count": value.count, "state": value.state, "url": url}

    shown: types.Facet = {
        "name": facet.name,
        "label": facet.label,
        "mode": facet.mode,
        "distinct": facet.distinct,
        "other": facet.other,
        "missing": facet.missing.count,
        "values": [bucket(value) for value in facet.buckets],
        "none": bucket(facet.missing),
    }
    if facet.about:
        shown["about"] = True
    if facet.interval:
        shown["interval"], shown["trail"] = facet.interval, [bucket(value) for value in facet.trail]
    return shown


def _so_far(facet: types.Facet, manifest: Manifest) -> types.Facet:
    """The counts of names with how many articles they are from, while names are being read."""
    if facet["name"] in KINDS and manifest.names_unread:
        facet["names_read"], facet["names_total"] = manifest.entities_read, manifest.entities_total
    return facet


def query_json(page: Page) -> types.Query:
    """What was asked, and how it was read."""
    query = page.query
    return {
        "q": query.text,
        "parsed": page.parsed,
        "notices": [notice_json(notice) for notice in page.notices],
        "chosen": _lists(query.chosen),
        "excluded": _lists(query.excluded),
        "mode": dict.fromkeys(sorted(query.every), "all"),
        "since": query.since,
        "until": query.until,
        "added_since": query.added_since,
        "sort": query.order,
        "group": query.group,
        "match": page.match,
        "unit": query.unit,
    }


def notice_json(notice: Notice) -> types.Notice:
    """What the reader of a query should know."""
    shown: types.Notice = {"code": notice.code, "message": notice.message}
    if notice.suggestion:
        shown["suggestion"] = notice.suggestion
    if notice.count is not None:
        shown["count"] = notice.count
    return shown


def _lists(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {facet: list(of_facet) for facet, of_facet in values.items()}


def hit_json(hit: Hit) -> types.Hit:
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
        "entities": _entities(document),
        "highlights": _highlights(hit),
        "why": [_contribution(part) for part in hit.why],
        "lacks": list(hit.lacks),
        "also": [also_json(other) for other in hit.also],
        "others": hit.others,
        "added": document.added or None,
        "story": document.belongs.story or None,
        "lead": document.belongs.lead or None,
        "tags": tag_names(document),
        "links": _document_links(document),
    }


def also_json(document: Document) -> types.Also:
    """Another document, named and linked."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "path": document.path,
        "date": _date(document.day),
        "links": _document_links(document),
    }


def _date(day: Day | None) -> types.Date | None:
    if day is None:
        return None
    text = day.span.text if day.span else None
    return {"value": day.value, "precision": day.precision, "how": day.how, "text": text}


def _entities(document: Document) -> types.Entities:
    person, organisation, place = (names(document, kind) for kind in KINDS)
    return {"person": person, "organisation": organisation, "place": place}


def names(document: Document, kind: str) -> list[str]:
    """The entities of one kind in a document, in the order of their first mention."""
    return list(dict.fromkeys(mention.name for mention in document.mentions if mention.kind == kind))


def tag_names(document: Document) -> list[str]:
    """The tags on a document, each once, in the order of their lines."""
    return list(dict.fromkeys(tag.name for tag in document.tags if tag.name))


def tag_json(tag: Tag) -> types.Tag:
    """What a person has put on a document."""
    return {"tag": tag.name or None, "note": tag.note or None, "who": tag.who or None, "day": tag.day or None}


def _contribution(part: Contribution) -> types.Contribution:
    return {
        "asked": part.asked,
        "field": part.field or None,
        "found": list(part.found),
        "count": part.count,
        "score": round(part.score, 4),
    }


def _highlights(hit: Hit) -> list[types.Highlight]:
    """The title if it matches, and the snippet."""
    title = [_highlight("title", hit.title)] if any(span.hit for span in hit.title) else []
    return [*title, *([_highlight("body", hit.snippet)] if hit.snippet else [])]


def _highlight(field: Literal["title", "body"], spans: Iterable[Span]) -> types.Highlight:
    """The text of spans and where in it the hits stand, in code points."""
    text, ranges = "", []
    for span in spans:
        if span.hit:
            ranges.append([len(text), len(text) + len(span.text)])
        text += span.text
    return {"field": field, "text": text, "ranges": ranges}


def _mention(mention: Mention) -> types.Mention:
    return {
        "name": mention.name,
        "kind": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "where": mention.where,
    }


def _attribution(medium: Attribution) -> types.Medium:
    return {"name": medium.name, "how": medium.how, "evidence": _evidence(medium.span)}


def _evidence(span: Evidence | None) -> types.Evidence | None:
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


def _document_links(document: Document) -> types.DocumentLinks:
    path = quote(document.id)
    return {"self": f"/api/documents/{path}", "html": f"/documents/{path}"}


def _links(page: Page) -> types.Links:
    here, export = page.query.page, write(replace(page.query.turn(1), facets=None))
    return {
        "self": address(page.query, SEARCH),
        "next": address(page.query.turn(here + 1), SEARCH) if here < page.pages else None,
        "prev": address(page.query.turn(min(here - 1, page.pages)), SEARCH) if here > 1 else None,
        "html": address(replace(page.query, facets=None)),
        "csv": placed(export, f"{SEARCH}.csv"),
        "ndjson": placed(export, f"{SEARCH}.ndjson"),
        "bib": placed(export, f"{SEARCH}.bib"),
        "ris": placed(export, f"{SEARCH}.ris"),
        "atom": placed(export, f"{SEARCH}.atom"),
        "receipt": placed(export, RECEIPT),
    }
