"""The lines of a concordance over the live build: those that were asked for last are kept, for their other pages."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from search.answers.contexts.concordance import Concordance, beginning
from search.answers.contexts.context_rows import MOST_LINES, PATH
from search.model import Page
from search.query.context_address import Context, context_address
from search.store.builds import Index
from web.live import live

KEPT_LINES = 2 * MOST_LINES
"""Lines that are kept, of all concordances together: 1 KB each."""


KEPT = 100
"""Concordances that are kept, most of which are short."""


class Found(NamedTuple):
    """A concordance, with a page of the results that it is from."""

    concordance: Concordance
    page: Page


_kept: OrderedDict[tuple[str, str, str], Found] = OrderedDict()
_lock = Lock()


def looked_up(index: Index, context: Context) -> Found:
    """The concordance of an address, of which the page does not matter. Raises IndexUnusable and StoriesNotTold."""
    whole = context_address(replace(context, page=1, per_page=1), PATH)
    key = str(live().folder), index.manifest.build, whole
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    page = index.searcher.search(replace(context.query, per_page=1, facets=frozenset()))
    found = Found(beginning(index.searcher, context, MOST_LINES), page)
    with _lock:
        _kept[key] = found
        while sum(len(one.concordance.lines) for one in _kept.values()) > KEPT_LINES or len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found
