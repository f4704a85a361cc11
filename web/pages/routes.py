"""The pages: search, document, facet values, names, entity, ledger, timeline, help. Each works without scripts."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search.answers.contexts.context_rows import PATH
from search.answers.downloads.citation import citation, permanent
from search.errors import InputInvalid
from search.facets import all_facets
from search.model import KINDS, Query
from search.query import address
from search.query.context_address import context_address, context_pairs, read_context
from search.query.dossier_address import read_compared, read_name
from search.query.timeline_address import read_timeline, timeline_pairs
from search.store.builds import build_folder
from web import htmx
from web.edge import problems
from web.edge.streaming import streamed
from web.live import live
from web.pages import again as again_page
from web.pages import agreement as agreement_page
from web.pages import entity as entities
from web.pages import ledger as ledger_page
from web.pages import more_filters
from web.pages import names as names_page
from web.pages import receipt as receipt_page
from web.pages import sample as sample_page
from web.pages import timeline as timeline_page
from web.pages.comparison import counted_as, side_by_side
from web.pages.context import context_page
from web.pages.document import article
from web.pages.dossier import dossier
from web.pages.editing import sheet
from web.pages.entity_index import name_index
from web.pages.facet_values import listing_page
from web.pages.manual import FORMS
from web.pages.neighbours import place, related, retold
from web.pages.saved_searches import panel
from web.pages.search import search_page
from web.pages.sent_file import sent_files
from web.pages.tags import on_article
from web.pages.versions import at_address, comparison

views = Blueprint("views", __name__)


@views.get("/")
def search() -> AnyResponse:
    """The search page."""
    parameters = list(request.args.items(multi=True))
    query = replace(address.read(parameters), facets=None)  # the page shows all of them
    if htmx.wants_fragment(request.headers):
        values = search_page(live().current, query, htmx.filters_are_open(request.headers))
        response = _page("_fragment.html", **values, saved=None)
        response.headers.update(htmx.history(request.headers, address.address(query)))
        return response
    if parameters != address.pairs(query):  # a form sends empty fields too: redirect to the address without them
        return _vary(redirect(address.address(query)))
    index = live().current
    return _page("search.html", **search_page(index, query), saved=panel(index) if query == Query() else None)


@views.get(more_filters.PATH)
def filters() -> AnyResponse:
    """What is under "More filters": by itself for the page that has it closed, and the page with it open."""
    parameters = list(request.args.items(multi=True))
    query = replace(address.read(parameters), facets=None)
    index = live().current
    if htmx.wants_fragment(request.headers):
        return _page("_more_filters.html", more_filters=more_filters.counted(index.searcher, query))
    if parameters != address.pairs(query):
        return _vary(redirect(address.address(query, more_filters.PATH)))
    return _page("search.html", **search_page(index, query, opened=True), saved=None)


@views.get("/documents/<doc_id>")
def document(doc_id: str) -> AnyResponse:
    """One document, with the hits of the query that led to it highlighted."""
    query = address.read(list(request.args.items(multi=True)))
    index = live().current
    found = article(index.searcher.get(doc_id), query, index.searcher)
    host = request.host_url.rstrip("/")
    return _page(
        "document.html",
        article=found,
        place=place(index.searcher, query, doc_id),
        tags=on_article(index, found.document, query),
        same_address=at_address(index.searcher, build_folder(live().folder, index.manifest), found.document),
        retold=retold(index.searcher, found.document),
        related=related(index.searcher, found.document),
        back=f"{address.address(query)}#r-{doc_id}",
        citation=citation(found.document, host),
        permanent=permanent(found.document, host),
        manifest=index.manifest,
    )


@views.get("/documents/<doc_id>/compare/<other>")
def versions(doc_id: str, other: str) -> AnyResponse:
    """Two versions of an article, sentence by sentence."""
    index = live().current
    return _page("versions.html", page=comparison(index.searcher, doc_id, other), manifest=index.manifest)


@views.get("/facets/<name>")
def facet_values(name: str) -> AnyResponse:
    """All values of one facet; `show` leads to the results for what is selected."""
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
    """An entity, with `--edit` its corrections; without a name in the address, all entities of the kind."""
    known = entities.kind_of(kind)
    if known is None:
        abort(404)
    index = live().current
    parameters = list(request.args.items(multi=True))
    if all(parameter in address.LISTING_NAMES for parameter, _ in parameters):
        names = name_index(index.searcher, known, parameters)
        return _page("entity_index.html", index=names, manifest=index.manifest)
    name, number = read_name(parameters)
    found = entities.entity(index, live().folder, known, name, number)
    if not (found.articles or found.names or found.instead):
        return problems.no_entity(found.name)
    return _page(
        "entity.html",
        entity=found,
        dossier=dossier(index, known, name, found.newest) if number == 1 else None,
        kinds=KINDS,
        sheet=sheet(index, found),
        manifest=index.manifest,
    )


@views.get(f"{entities.PATH}/compare")
def compare() -> AnyResponse:
    """Two names side by side."""
    index = live().current
    found = []
    for kind, name in read_compared(list(request.args.items(multi=True))):
        known = entities.kind_of(kind)
        value = counted_as(index, known, name) if known else None
        if known is None or value is None:
            return problems.no_entity(name)
        found.append((known, value))
    return _page("comparison.html", both=side_by_side(index, *found), manifest=index.manifest)


@views.get(ledger_page.PATH)
def ledger() -> AnyResponse:
    """What became of every file and record."""
    chosen, number = ledger_page.read(list(request.args.items(multi=True)))
    index = live().current
    return _page("ledger.html", account=ledger_page.account(index, chosen, number), manifest=index.manifest)


@views.get(f"{ledger_page.PATH}.<any(csv, json):form>")
def ledger_download(form: str) -> AnyResponse:
    """The same rows to download."""
    chosen, _ = ledger_page.read(list(request.args.items(multi=True)))
    rows = ledger_page.every(live().current, chosen)
    if form == "csv":
        return streamed(ledger_page.table(rows), "text/csv")
    return streamed(ledger_page.lines(rows), "application/json")


@views.get(timeline_page.PATH)
def timeline() -> AnyResponse:
    """Counts over time and distinctive names; the address is redirected to one without empty fields."""
    parameters = list(request.args.items(multi=True))
    query, other, by = read_timeline(parameters)
    if parameters != timeline_pairs(query, other, by):
        return _vary(redirect(timeline_page.link(query, other, by)))
    index = live().current
    return _page("timeline.html", page=timeline_page.comparison(index, query, other, by), manifest=index.manifest)


@views.get(PATH)
def in_context() -> AnyResponse:
    """A query in context; the address is redirected to one without empty fields."""
    parameters = list(request.args.items(multi=True))
    context = read_context(parameters)
    if parameters != context_pairs(context):
        return _vary(redirect(context_address(context, PATH)))
    index = live().current
    return _page("context.html", page=context_page(index, context), manifest=index.manifest)


@views.get("/help")
def manual() -> AnyResponse:
    """What can be typed, what the numbers mean, and the keys."""
    return _page("help.html", forms=FORMS, manifest=live().current.manifest)


@views.get(receipt_page.PATH)
def receipt() -> AnyResponse:
    """The text for a methods section, and the receipt to download."""
    query = address.read(list(request.args.items(multi=True)))
    return _page("receipt.html", proof=receipt_page.proof(query), manifest=live().current.manifest)


@views.get(sample_page.PATH)
def sample() -> AnyResponse:
    """A form that draws a sample of the results."""
    query = address.read(list(request.args.items(multi=True)))
    index = live().current
    return _page("sample.html", page=sample_page.sample_page(index, query), manifest=index.manifest)


@views.get(f"{sample_page.PATH}.csv")
def sample_download() -> AnyResponse:
    """The sheet of a sample, to be coded by hand."""
    query, how, names = sample_page.read(list(request.args.items(multi=True)))
    rows = sample_page.sheet(live().current, query, how, names, request.host_url.rstrip("/"))
    response = Response("".join(rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="sample.csv"'
    return response


@views.route(agreement_page.PATH, methods=["GET", "POST"])
def agreement() -> AnyResponse:
    """Coded sheets, and how far they agree."""
    page = agreement_page.AgreementPage()
    if request.method == "POST":
        files = sent_files("sheet")
        page = agreement_page.agreement_page(files, " ".join(request.form.get("order", "").split()))
    return _page("agreement.html", page=page, manifest=live().current.manifest)


@views.route(again_page.PATH, methods=["GET", "POST"])
def again() -> AnyResponse:
    """A receipt, and what its search finds now."""
    page = again_page.AgainPage()
    if request.method == "POST":
        files = sent_files("receipt")
        if not files:
            raise InputInvalid("choose the file of a receipt first")
        page = again_page.again_page(files[0])
    return _page("again.html", page=page, manifest=live().current.manifest)


@views.route(names_page.PATH, methods=["GET", "POST"])
def names() -> AnyResponse:
    """A list of names, and what there is of each."""
    index = live().current
    return _page("names.html", page=names_page.names_page(index, _names_asked()), manifest=index.manifest)


@views.post(f"{names_page.PATH}.<any(csv, json):form>")
def names_download(form: str) -> AnyResponse:
    """The same rows to download."""
    index, asked = live().current, _names_asked()
    if form == "json":
        return Response(names_page.as_json(index, asked), mimetype="application/json")
    response = Response("".join(names_page.table(index, asked)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="names.csv"'
    return response


def _names_asked() -> names_page.Asked:
    request.max_content_length = names_page.MOST_BYTES
    sent = request.form if request.method == "POST" else request.args
    return names_page.read(list(sent.items(multi=True)))


def _page(template: str, **values: object) -> AnyResponse:
    return _vary(Response(render_template(template, **values)))


def _vary(response: AnyResponse) -> AnyResponse:
    response.vary.update(htmx.VARY)
    response.headers["Cache-Control"] = "no-cache"
    return response
