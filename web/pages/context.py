"""The page of a query in context: a line for each place where it stands, and its collocates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.answers.contexts.collocates import Collocate, homonyms
from search.answers.contexts.concordance import Line, what_to_give
from search.answers.contexts.context_rows import API, PATH, place_address, turned
from search.model import Notice, Query, Span
from search.query.address import address
from search.query.address import pairs as query_pairs
from search.query.context_address import Context, LineOrder, context_address, of_query
from search.query.periods import period_words
from search.store.builds import Index
from web.api.contexts import looked_up
from web.pages.chosen_filters import Filter, chips

ORDER_LABELS: dict[LineOrder, str] = {"day": "Day", "left": "Left", "right": "Right"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is shown. `direction` is that of its script, by which what comes before is left or right."""

    url: str
    title: str
    source: str
    day: str
    when: str
    language: str
    direction: str
    left: str
    match: tuple[Span, ...]
    right: str


@dataclass(frozen=True, slots=True)
class ContextPage:
    """What the page shows. With `more` there are other lines, of later days.

    `to_give` says what to do where the query has nothing that could stand anywhere.
    """

    context: Context
    to_give: str
    parsed: str
    notices: tuple[Notice, ...]
    filters: tuple[Filter, ...]
    kept: list[tuple[str, str]]
    rows: tuple[Row, ...]
    total: int
    more: bool
    articles: int
    pages: int
    previous: str | None
    next: str | None
    collocates: tuple[Collocate, ...]
    homonyms: frozenset[str]
    back: str
    csv: str
    json: str
    orders: tuple[tuple[LineOrder, str], ...] = tuple(ORDER_LABELS.items())


def context_page(index: Index, context: Context) -> ContextPage:
    """The page of an address. Raises IndexUnusable and StoriesNotTold."""
    found, page = looked_up(index, context)
    shown = turned(context, found, PATH)
    return ContextPage(
        context=context,
        to_give="" if found.marks else what_to_give(context.query.text),
        parsed=page.parsed if page.parsed != context.query.text.strip() else "",
        notices=page.notices,
        filters=tuple(_filters(context)),
        kept=[pair for pair in query_pairs(context.query) if pair[0] != "q"],
        rows=tuple(_row(context.query, line) for line in shown.lines),
        total=len(found.lines),
        more=found.more,
        articles=found.articles,
        pages=shown.pages,
        previous=shown.previous,
        next=shown.next,
        collocates=found.collocates,
        homonyms=homonyms(found.collocates),
        back=address(context.query),
        csv=context_address(context.turn(1), f"{API}.csv"),
        json=context_address(context, API),
    )


def link(query: Query) -> str:
    """The address of the page for the results of a query."""
    return context_address(of_query(query), PATH)


def _filters(context: Context) -> Iterator[Filter]:
    for chip in chips(context.query):
        without = replace(context, query=chip.query, page=1)
        yield Filter(chip.facet, chip.words, chip.negative, context_address(without, PATH))


def _row(query: Query, line: Line) -> Row:
    return Row(
        url=place_address(query, line),
        title=line.title or line.path,
        source=line.source,
        day=line.day,
        when=period_words(line.day) if line.day else "",
        language=line.language,
        direction=direction(line.left + line.matched + line.right),
        left=line.left,
        match=line.match,
        right=line.right,
    )


def direction(text: str) -> str:
    """Which way most letters of a text run: "rtl" or "ltr".

    Not the first of them, as `dir=auto` would have it: a line may begin in the middle of a sentence, with a name in
    another script.
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return "rtl" if kinds.count("R") + kinds.count("AL") > kinds.count("L") else "ltr"
