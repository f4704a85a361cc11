"""The search page: what its templates show of a page of results."""

from __future__ import annotations

from dataclasses import replace

from search.answers.as_json import SEARCH
from search.answers.suggestions import completions, suggestions
from search.facets import all_facets
from search.model import SORTS, Facet, Notice, Page, Query
from search.query import address
from search.query.links import Clicks
from search.store.builds import Index
from web.pages import context, receipt, sample, tags, timeline
from web.pages.chosen_filters import chips, cleared
from web.pages.facets import sidebar
from web.pages.matching import matching
from web.pages.more_filters import are_chosen, folded, more_filters
from web.pages.next_tick import in_company, with_additions
from web.pages.no_results import ways_out
from web.pages.results import neighbour, pager, results
from web.pages.wording import names_so_far

EXPORT_LABELS = {
    "csv": ("CSV", "for spreadsheets"),
    "ris": ("RIS", "for Zotero, EndNote, Citavi"),
    "bib": ("BibTeX", "for LaTeX"),
    "ndjson": ("JSON Lines", "for programs"),
    "atom": ("Atom feed", "for feed readers: the newest 100"),
}
SUGGESTED = 3
"""Filters offered in place of the words: one line of them."""
TABLE_ROWS = 50
"""Results on a page of the table."""
SORT_LABELS = {"relevance": "Relevance", "-date": "Newest first", "date": "Oldest first", "-added": "Last added"}


def search_page(index: Index, query: Query, opened: bool = False) -> dict[str, object]:
    """Everything that the templates show, by the names that they use; `opened` says that "More filters" is open."""
    shown = in_company(query)
    page = index.searcher.search(shown if opened or are_chosen(query) else replace(shown, facets=_unfolded()))
    folded_to = _folded(index, replace(page, query=query))  # the engine still has what the same words find
    facets = [with_additions(index.searcher, page, facet) for facet in page.facets]
    page = replace(page, query=query)
    return {
        "page": page,
        "query": query,
        "results": results(page, Clicks(shown)),
        "more_filters": more_filters(shown, facets, opened),
        "sidebar": sidebar(shown, facets, names_so_far(index.manifest), _all_dates(index, page)),
        "pager": pager(page),
        "previous": neighbour(page, -1),
        "next": neighbour(page, +1),
        "ways_out": ways_out(index.searcher, page),
        "mended": _repairs(page),
        "matching": matching(index.searcher, page),
        "suggestions": suggestions(index.searcher, shown)[:SUGGESTED],
        "completions": () if page.total else completions(index.searcher, query),
        "unfolded": index.searcher.count(replace(query, group=None)) if query.group else page.total,
        "folded": folded_to,
        "in_context": context.link(query) if page.total and query.text.strip() else "",
        "manifest": index.manifest,
        **_links(query),
    }


def _links(query: Query) -> dict[str, object]:
    """Where else the same query leads: without a filter, in another order or view, to a page about its results."""
    return {
        "chips": chips(query),
        "cleared": address.address(cleared(query)),
        "sorts": _sorts(query),
        "other_view": address.address(_other_view(query)),
        "by_date": address.address(replace(query, sort="date" if query.order == "-date" else "-date", page=1)),
        "regrouped": address.address(replace(query, group=None if query.group else "story", page=1)),
        "exports": _exports(query),
        "overtime": timeline.link(query),
        "methods": receipt.link(query),
        "sample": sample.link(query),
        "tagging": tags.link(query),
        "saving": address.address(replace(query, page=1), "/saved"),
    }


def _unfolded() -> frozenset[str]:
    return frozenset(all_facets()) - folded()


def _all_dates(index: Index, page: Page) -> Facet | None:
    """The dates of all articles where the results have none, so that the fields name years that there are."""
    if all(facet.name != "date" or facet.buckets for facet in page.facets):
        return None
    every = index.searcher.search(Query(per_page=1, facets=frozenset({"date"})))
    return next((facet for facet in every.facets if facet.name == "date"), None)


def _folded(index: Index, page: Page) -> int:
    """How many results there are with near-duplicates grouped; if those are not known, the number of articles."""
    if page.query.group or not index.manifest.stories:
        return page.total
    return index.searcher.count(replace(page.query, group="story"))


def _other_view(query: Query) -> Query:
    """The list instead of the table, or the table, which has room for more articles."""
    if query.view:
        return replace(query, view=None, page=1, per_page=Query().per_page)
    return replace(query, view="table", page=1, per_page=max(TABLE_ROWS, query.per_page))


def _exports(query: Query) -> list[tuple[str, str, str]]:
    """What can be downloaded: the label of a format, its address, and what it is for."""
    asked = address.write(replace(query, view=None, page=1, per_page=Query().per_page))
    return [(label, address.placed(asked, f"{SEARCH}.{form}"), what) for form, (label, what) in EXPORT_LABELS.items()]


def _sorts(query: Query) -> list[tuple[str, str, bool]]:
    """The sort orders: what a form sends (nothing for the default), the label, and whether it is selected."""
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
