"""The search page: what its templates show of a page of results."""

from __future__ import annotations

from dataclasses import replace

from search.answers.as_json import EXPORTS, SEARCH
from search.answers.suggestions import completions, suggestions
from search.model import SORTS, Notice, Page, Query
from search.query import address
from search.store.builds import Index
from web.pages import timeline
from web.pages.chosen_filters import chips, cleared
from web.pages.facets import panels
from web.pages.matching import matching
from web.pages.no_results import ways_out
from web.pages.results import neighbour, pager, results

EXPORT_LABELS = {"csv": "CSV", "ndjson": "JSON Lines", "bib": "BibTeX", "atom": "Atom feed"}
SORT_LABELS = {"relevance": "Relevance", "-date": "Newest first", "date": "Oldest first", "-added": "Last added"}


def search_page(index: Index, query: Query) -> dict[str, object]:
    """Everything that the templates show, by the names that they use."""
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
        "matching": matching(index.searcher, page),
        "sorts": _sorts(query),
        "regrouped": address.address(replace(query, group=None if query.group else "story", page=1)),
        "suggestions": suggestions(index.searcher, query),
        "completions": () if page.total else completions(index.searcher, query),
        "exports": _exports(query),
        "unfolded": index.searcher.count(replace(query, group=None)) if query.group else page.total,
        "folded": _folded(index, page),
        "overtime": timeline.link(query),
        "manifest": index.manifest,
    }


def _folded(index: Index, page: Page) -> int:
    """How many results there are with near-duplicates grouped; if those are not known, the number of articles."""
    if page.query.group or not index.manifest.stories:
        return page.total
    return index.searcher.count(replace(page.query, group="story"))


def _exports(query: Query) -> list[tuple[str, str]]:
    return [(EXPORT_LABELS[form], address.address(query.turn(1), f"{SEARCH}.{form}")) for form in EXPORTS]


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
