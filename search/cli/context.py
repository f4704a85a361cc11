"""`python -m search context`: every place where a query stands, a line each, and the words that stand beside it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import click

from search.answers.contexts.collocates import Surroundings, homonyms
from search.answers.contexts.concordance import Line, concordance, what_to_give
from search.answers.contexts.context_rows import COLLOCATES, collocate_cells, collocate_json, line_json, lines_csv
from search.answers.downloads.csv_format import BYTE_ORDER, csv_row
from search.cli.answer_forms import form_options
from search.cli.filters import Question, filter_options, read_query
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.engines.base import Searcher
from search.model import Query
from search.query.context_address import MAX_WIDTH, MAX_WINDOW, ORDERS, WINDOW, LineOrder
from search.store import followed
from search.terminal import json_line, line, say, say_file, say_marked

WIDTH = 40
"""Columns of a terminal on each side of a match."""
DAY, SOURCE = 10, 18
"""Columns of what stands beside a line."""
_NOT_OF_LINES = ("page", "per_page", "facets", "facet_size", "view", "sort")


@click.command(cls=Question)
@click.argument("text", nargs=-1)
@click.option(
    "--sort", "order", type=click.Choice(ORDERS), default="day", show_default=True,
    help="Sort the lines by day, or by the words left or right of the match, the nearest first.",
)  # fmt: skip
@click.option(
    "--width", type=click.IntRange(1, MAX_WIDTH), default=WIDTH, show_default=True, metavar="N",
    help="Characters to show on each side; in a terminal, columns.",
)  # fmt: skip
@click.option(
    "--collocates", "wanted", is_flag=True, help="Print the words that stand beside the matches unusually often."
)
@click.option(
    "--window", type=click.IntRange(1, MAX_WINDOW), default=WINDOW, show_default=True, metavar="N",
    help="Look for collocates within N words on each side.",
)  # fmt: skip
@form_options({"csv": "Print a table as CSV.", "json": "Print the lines, or the collocates, as JSON."})
@filter_options(but=_NOT_OF_LINES)
@index_option
def main(
    text: tuple[str, ...],
    order: LineOrder,
    width: int,
    wanted: bool,
    window: int,
    form: str | None,
    index: Path | None,
    **given: tuple[str, ...],
) -> None:
    """Print every place where TEXT stands, with what surrounds it.

    Each line has what is left of it, the match, and what is right of it. Words, phrases, prefixes and words near each
    other are found as in a search, and the filters are the same.
    """
    query = read_query(text, given)
    with reported():
        config = Config.load(index=index)
        searcher = followed.open_newest(config.index, config.engine).searcher
        _tell_notices(searcher, query)
        if wanted:
            _print_collocates(searcher, query, window, form)
            return
        counted = _Counted(concordance(searcher, query, order, width))
        _print_lines(query, order, width, counted, form)
        say(f"{plural(counted.lines, 'line')} in {plural(len(counted.articles), 'article')}", err=True)


class _Counted:
    """Lines that are counted as they go by."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self.lines = 0
        self.articles: set[str] = set()

    def __iter__(self) -> Iterator[Line]:
        for one in self._lines:
            self.lines += 1
            self.articles.add(one.id)
            yield one


def _tell_notices(searcher: Searcher, query: Query) -> None:
    """Say what was repaired or cut. Raises UsageError where the query has nothing that stands anywhere."""
    page = searcher.search(replace(query, per_page=1, facets=frozenset()))
    for notice in page.notices:
        say(notice.message, err=True)
    if not searcher.marked_patterns(query.text):
        raise click.UsageError(what_to_give(query.text))


def _print_lines(query: Query, order: LineOrder, width: int, counted: _Counted, form: str | None) -> None:
    if form == "csv":
        say_file(lines_csv(query, counted))
    elif form == "json":
        _print_json(query, order, width, counted)
    else:
        for one in counted:
            _print(one, width)


def _print(one: Line, width: int) -> None:
    source = _fitted(line(one.source), SOURCE, keep_end=False)
    left = _fitted(line(one.left), width, keep_end=True)
    before = f"{one.day:{DAY}}  {source}{' ' * (SOURCE - columns(source))}  {' ' * (width - columns(left))}{left} | "
    right = _fitted(line(one.right), width, keep_end=False)
    say_marked(before, [*((span.text, span.hit) for span in one.match), (f" | {right}", False)])


def _fitted(text: str, width: int, *, keep_end: bool) -> str:
    """As much of a text as so many columns take, from its beginning or from its end."""
    signs = text[::-1] if keep_end else text
    kept = bisect_right([*accumulate(map(_columns_of, signs))], width)
    if not keep_end:
        return text[:kept]
    # Marks that lost the letter to which they belong would move to another one.
    while kept and kept < len(text) and unicodedata.category(text[-kept]).startswith("M"):
        kept -= 1
    return text[len(text) - kept :]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(map(_columns_of, text))


def _columns_of(sign: str) -> int:
    """Two for most signs of East Asia, none for accents and vowel marks (UAX #11, East Asian Width)."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _print_json(query: Query, order: LineOrder, width: int, lines: _Counted) -> None:
    """Print one object, line by line."""
    head = json_line({"q": query.text, "sort": order, "width": width})
    say(f'{head[:-1]}, "lines": [', nl=False)
    before = "\n"
    for one in lines:
        say(f"{before}{json_line(line_json(query, one))}", nl=False)
        before = ",\n"
    say(f'\n], "total": {lines.lines}, "articles": {len(lines.articles)}}}')


def _print_collocates(searcher: Searcher, query: Query, window: int, form: str | None) -> None:
    around = Surroundings(window)
    counted = _Counted(concordance(searcher, query, around=around))
    for _ in counted:
        pass  # all that stands beside them is taken in on the way
    found = around.collocates(searcher)
    if form == "json":
        rows = ",\n".join(json_line(collocate_json(one)) for one in found)
        head = json_line({"q": query.text, "window": window, "total": counted.lines, "articles": len(counted.articles)})
        say(f'{head[:-1]}, "collocates": [\n{rows}\n]}}')
    elif form == "csv":
        say_file([BYTE_ORDER, csv_row(COLLOCATES), *(csv_row(collocate_cells(one)) for one in found)])
    else:
        several = homonyms(found)
        for one in found:
            word = line(one.word) + (f" ({', '.join(one.languages)})" if one.word in several else "")
            say(
                f"{word}{' ' * max(1, 24 - columns(word))}{one.count:,} of {one.every:,} beside a match, in"
                f" {plural(one.articles, 'article')}, G2 {one.likelihood:,.1f}"
            )
    lines = f"{plural(counted.lines, 'line')} in {plural(len(counted.articles), 'article')}"
    say(f"{plural(len(found), 'collocate')} within {plural(window, 'word')} of {lines}", err=True)
