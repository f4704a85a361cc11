"""The pages: search, one document, all values of one facet. Each is whole without script; htmx gets a part of it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search.answers.as_json import EXPORTS, SEARCH
from search.answers.citation import citation, permanent
from search.answers.suggestions import completions, suggestions
from search.facets import all_facets
from search.model import SORTS, Notice, Page, Query
from search.query import address
from search.store.builds import Index
from web import htmx
from web.edge import problems
from web.edge.streaming import streamed
from web.live import live
from web.pages import entity as entities
from web.pages import ledger as ledger_page
from web.pages import timeline as timeline_page
from web.pages.chips import chips, cleared
from web.pages.document import article
from web.pages.editing import sheet
from web.pages.facet_values import listing_page
from web.pages.facets import panels
from web.pages.neighbours import place, related, retold
from web.pages.no_results import ways_out
from web.pages.results import neighbour, pager, results

views = Blueprint("views", __name__)

EXPORT_LABELS = {"csv": "CSV", "ndjson": "JSON lines", "bib": "BibTeX", "atom": "Atom feed"}
SORT_LABELS = {"relevance": "Relevance", "-date": "Newest first", "date": "Oldest first"}


@views.get("/")
def search() -> AnyResponse:
    """The search page."""
    parameters = list(request.args.items(multi=True))
    query = address.read(parameters)
    if htmx.wants_fragment(request.headers):
        response = _page("_fragment.html", **_search(live().current, query))
        response.headers.update(htmx.history(request.headers, address.address(query)))
        return response
    if parameters != address.pairs(query):  # a form sends empty fields too: the address that is kept has none
        return _vary(redirect(address.address(query)))
    return _page("search.html", **_search(live().current, query))


@views.get("/documents/<doc_id>")
def document(doc_id: str) -> AnyResponse:
    """One document with the hits of the query that led to it."""
    query = address.read(list(request.args.items(multi=True)))
    index = live().current
    found = article(index.searcher.get(doc_id), query)
    host = request.host_url.rstrip("/")
    return _page(
        "document.html",
        article=found,
        place=place(index.searcher, query, doc_id),
        retold=retold(index.searcher, found.document),
        related=related(index.searcher, found.document),
        back=f"{address.address(query)}#r-{doc_id}",
        citation=citation(found.document, host),
        permanent=permanent(found.document, host),
        manifest=index.manifest,
    )


@views.get("/facets/<name>")
def facet(name: str) -> AnyResponse:
    """All values of one facet; `show` leads to the results of what is ticked."""
    if name not in all_facets() or name == "date":
        abort(404)
    parameters = [pair for pair in request.args.items(multi=True) if pair[0] != "show"]
    query, listing, number = address.read_listing(name, parameters)
    if "show" in request.args:
        return _vary(redirect(address.address(query)))
    index = live().current
    found = listing_page(index.searcher, query, listing, number)
    fragment = htmx.wants_fragment(request.headers)
    return _page(
        "_facet_values_panel.html" if fragment else "facet_values.html",
        listing=found,
        query=query,
        manifest=index.manifest,
    )


@views.get(f"{entities.PATH}/<kind>")
def entity(kind: str) -> AnyResponse:
    """An entity: its forms, sentences with it and how it came together; with `--edit`, what can be changed of it."""
    known = entities.kind_of(kind)
    if known is None:
        abort(404)
    index = live().current
    found = entities.entity(index, live().folder, known, address.read_name(list(request.args.items(multi=True))))
    if not (found.articles or found.names or found.instead):
        return problems.no_entity(found.name)
    return _page("entity.html", entity=found, sheet=sheet(index, found), manifest=index.manifest)


@views.get(ledger_page.PATH)
def ledger() -> AnyResponse:
    """What became of every file and record."""
    chosen, number = ledger_page.read(list(request.args.items(multi=True)))
    index = live().current
    return _page("ledger.html", account=ledger_page.account(index, chosen, number), manifest=index.manifest)


@views.get(f"{ledger_page.PATH}.<any(csv, json):form>")
def ledger_away(form: str) -> AnyResponse:
    """The same to take away."""
    chosen, _ = ledger_page.read(list(request.args.items(multi=True)))
    rows = ledger_page.every(live().current, chosen)
    if form == "csv":
        return streamed(ledger_page.table(rows), "text/csv")
    return streamed(ledger_page.lines(rows), "application/json")


@views.get(timeline_page.PATH)
def timeline() -> AnyResponse:
    """How often over time, and who stands out; the address that is kept has no empty fields."""
    parameters = list(request.args.items(multi=True))
    query, other, by = address.read_timeline(parameters)
    kept = address.timeline_pairs(query, other, by)
    if parameters != kept:
        return _vary(redirect(f"{timeline_page.PATH}?{address.encode(kept)}".rstrip("?")))
    index = live().current
    return _page("timeline.html", page=timeline_page.comparison(index, query, other, by), manifest=index.manifest)


def _search(index: Index, query: Query) -> dict[str, object]:
    """What the templates of the search page show."""
    page = index.searcher.search(query)
    return {
        "page": page,
        "query": query,
        "results": results(page),
        "panels": panels(query, page.facets),
        "chips": chips(query),
        "cleared": address.address(cleared(query)),
        "pager": pager(page),
        "previous": neighbour(page, -1),
        "next": neighbour(page, +1),
        "ways_out": ways_out(index.searcher, page),
        "mended": _repairs(page),
        "sorts": _sorts(query),
        "regrouped": address.address(replace(query, group=None if query.group else "story", page=1)),
        "suggestions": suggestions(index.searcher, query),
        "completions": () if page.total else completions(index.searcher, query),
        "exports": _exports(query),
        "unfolded": index.searcher.count(replace(query, group=None)) if query.group else page.total,
        "folded": _folded(index, page),
        "overtime": timeline_page.link(query),
        "manifest": index.manifest,
    }


def _folded(index: Index, page: Page) -> int:
    """How many rows there are with near-duplicates in one; where those are not known, as many as articles."""
    if page.query.group or not index.manifest.stories:
        return page.total
    return index.searcher.count(replace(page.query, group="story"))


def _exports(query: Query) -> list[tuple[str, str]]:
    return [(EXPORT_LABELS[form], address.address(query.turn(1), f"{SEARCH}.{form}")) for form in EXPORTS]


def _sorts(query: Query) -> list[tuple[str, str, bool]]:
    """The orders to choose from: what a form sends (nothing for the default), its label, and whether it is in force."""
    default = replace(query, sort=None).order
    return [("" if sort == default else sort, SORT_LABELS[sort], sort == query.order) for sort in SORTS]


def _repairs(page: Page) -> list[tuple[Notice, str | None]]:
    """The notices, each with the address of the query that it suggests, under the same filters; the last one alone."""
    last = {notice.suggestion: place for place, notice in enumerate(page.notices)}
    return [
        (
            notice,
            address.address(replace(page.query, text=notice.suggestion, page=1))
            if notice.suggestion and last[notice.suggestion] == place
            else None,
        )
        for place, notice in enumerate(page.notices)
    ]


def _page(template: str, **values: object) -> AnyResponse:
    return _vary(Response(render_template(template, **values)))


def _vary(response: AnyResponse) -> AnyResponse:
    response.vary.update(htmx.VARY)
    response.headers["Cache-Control"] = "no-cache"
    return response
