"""The JSON endpoint: the same queries and answers as the page, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from urllib.parse import quote

import msgspec
from flask import Blueprint, Response, abort, request

from search.answers import as_json, types
from search.answers.comparison.versions import versions
from search.answers.comparison.versions_json import versions_json
from search.answers.contexts import context_rows
from search.answers.contexts.concordance import concordance
from search.answers.downloads.citation import bibtex
from search.answers.downloads.download_name import download_name
from search.answers.downloads.exports import BIBTEX, EXPORTS, RIS
from search.answers.downloads.ris import ris
from search.answers.research.receipt import receipted
from search.answers.suggestions import WORD, Suggestion, completions, suggestions
from search.answers.timeline import timeline
from search.facets import all_facets
from search.model import Query
from search.query import address
from search.query.context_address import read_context
from search.query.timeline_address import read_timeline
from search.store.without_stories import refuse
from web.api import contexts, openapi, receipts
from web.api.opensearch import MIMETYPE, description
from web.edge.streaming import streamed
from web.edge.token import admitted
from web.live import live

api = Blueprint("api", __name__)


@api.get("/api/search")
def search() -> Response:
    """A page of results with every facet's counts."""
    started = perf_counter()
    query = address.read(list(request.args.items(multi=True)))
    index = live().current
    page = index.searcher.search(query)
    return _json(as_json.page_json(page, index.manifest, (perf_counter() - started) * 1000))


@api.get("/api/search.<any(csv, ndjson, bib, ris, atom):form>")
def export(form: str) -> Response:
    """All results in another format, streamed."""
    query = address.read(list(request.args.items(multi=True)))
    index, made = live().current, EXPORTS[form]
    if not index.manifest.stories:
        refuse(query)  # before the answer has begun
    lines = made.write(index, query, request.host_url.rstrip("/"))
    response = streamed(lines, made.mimetype)
    if form != "atom" and response.status_code == 200:
        response.headers["Content-Disposition"] = _attached(download_name(query, form))
    return response


@api.get("/api/documents/<doc_id>")
def document(doc_id: str) -> Response:
    """One complete document."""
    searcher = live().current.searcher
    return _json(as_json.document_json(searcher.get(doc_id), searcher.duplicates(doc_id)))


@api.get("/api/documents/<doc_id>/compare/<other>")
def compared(doc_id: str, other: str) -> Response:
    """Two versions of an article, sentence by sentence."""
    index = live().current
    found = versions(index.searcher.get(doc_id), index.searcher.get(other))
    return _json(versions_json(found, index.manifest))


@api.get("/api/documents/<doc_id>.<any(bib, ris):form>")
def entry(doc_id: str, form: str) -> Response:
    """One document as an entry of BibTeX or RIS."""
    found, host = live().current.searcher.get(doc_id), request.host_url.rstrip("/")
    if form == "ris":
        return Response(ris(found, host), mimetype=RIS)
    return Response(bibtex(found, host), mimetype=BIBTEX)


@api.get(as_json.RECEIPT)
def receipt_of() -> Response:
    """What a search found, with fingerprints, to be kept and compared."""
    return _json(receipted(receipts.told(address.read(list(request.args.items(multi=True))))))


@api.get(context_rows.API)
def in_context() -> Response:
    """A page of the lines in which a query stands, with its collocates."""
    context = read_context(list(request.args.items(multi=True)))
    index = live().current
    found = contexts.looked_up(index, context)
    return _json(context_rows.context_json(context, found.concordance, found.page, index.manifest))


@api.get(f"{context_rows.API}.csv")
def lines_of_context() -> Response:
    """All lines in which a query stands, streamed."""
    context = read_context(list(request.args.items(multi=True)))
    index, query = live().current, context.query
    if not index.manifest.stories:
        refuse(query)  # before the answer has begun
    lines = concordance(index.searcher, query, context.order, context.width)
    response = streamed(context_rows.lines_csv(query, lines, request.host_url.rstrip("/")), "text/csv")
    if response.status_code == 200:
        response.headers["Content-Disposition"] = _attached(download_name(query, "csv"))
    return response


@api.get("/api/suggest")
def suggest() -> Response:
    """Names and sources that match what has been typed, as filters, and completions of its last word."""
    query = address.read(list(request.args.items(multi=True)))
    searcher = live().current.searcher
    found = suggestions(searcher, query, unfinished=True) + completions(searcher, query)
    answer: types.Suggestions = {"q": query.text, "suggestions": [_suggestion(suggestion) for suggestion in found]}
    return _json(answer)


@api.get("/api/facets/<name>")
def facet(name: str) -> Response:
    """All values of one facet under a query: filtered, sorted and paged."""
    if name not in all_facets():
        abort(404)
    query, listing, page = address.read_listing(name, list(request.args.items(multi=True)))
    index = live().current
    found = index.searcher.values(query, listing)
    return _json(as_json.listing_json(query, listing, page, found, index.manifest))


@api.get("/api/timeline")
def over_time() -> Response:
    """Counts over time: the results of a query by year, month or day, and those of `vs` in its place."""
    query, other, by = read_timeline(list(request.args.items(multi=True)))
    index = live().current
    queries = [query, other] if other else [query]
    return _json(as_json.timeline_json(timeline(index.searcher, queries, by), index.manifest))


@api.get("/openapi.json")
def description_of_api() -> Response:
    """The description of the endpoint, for code generators (OpenAPI 3.1)."""
    return _json(openapi.document())


@api.get("/opensearch.xml")
def opensearch() -> Response:
    """The description for a browser's search bar."""
    return Response(description(request.host_url.rstrip("/")), mimetype=MIMETYPE)


@api.get("/healthz")
def health() -> Response:
    """Whether searches can be answered, and from which index."""
    index = live().current
    index.searcher.count(Query())  # what keeps its articles elsewhere answers only where that does
    manifest = index.manifest
    return _json({"status": "ok", **(as_json.index_json(manifest) if admitted() else {})})


def _suggestion(found: Suggestion) -> types.Suggestion:
    url = address.address(found.query, as_json.SEARCH)
    return {
        "kind": "word" if found.facet == WORD else "filter",
        "facet": found.facet,
        "facet_label": found.facet_label,
        "value": found.value,
        "label": found.label,
        "count": found.count,
        "url": url,
    }


def _attached(name: str) -> str:
    """What names a download (RFC 6266); a plain name comes first, for clients that read no other script."""
    if name.isascii():
        return f'attachment; filename="{name}"'
    return f"attachment; filename=\"clippings.{name.rpartition('.')[2]}\"; filename*=UTF-8''{quote(name)}"


def _json(value: Mapping[str, object]) -> Response:
    response = Response(msgspec.json.encode(value), mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response
