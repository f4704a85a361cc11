"""Lines and collocates as they leave: in JSON, and as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

from search.answers import as_json
from search.answers.contexts import context_types
from search.answers.contexts.collocates import Collocate
from search.answers.contexts.concordance import Concordance, Line
from search.answers.downloads.csv_format import BYTE_ORDER, csv_row
from search.model import Page, Query
from search.query.address import address
from search.query.context_address import Context, context_address
from search.store.builds import Manifest

PATH = "/context"
API = "/api/context"
MOST_LINES = 10_000
"""Lines that are sorted and counted for a page; all of them come as CSV, or in a terminal."""
COLUMNS = (
    "day", "source", "title", "left", "match", "right", "field", "start", "end", "id", "path", "language", "link",
)  # fmt: skip
COLLOCATES = ("word", "count", "articles", "every", "likelihood", "languages")


def place_address(query: Query, line: Line) -> str:
    """The address of the place of a line on the page of its document."""
    return f"{address(query, f'/documents/{quote(line.id)}')}#hit-{line.number}"


def line_json(query: Query, line: Line) -> context_types.Line:
    """A line, for programs."""
    return {
        "id": line.id,
        "path": line.path,
        "title": line.title,
        "source": line.source or None,
        "day": line.day or None,
        "language": line.language or None,
        "field": line.field,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "match": line.matched,
        "ranges": _ranges(line),
        "right": line.right,
        "links": {"self": f"/api/documents/{quote(line.id)}", "html": place_address(query, line)},
    }


def _ranges(line: Line) -> list[list[int]]:
    edges = accumulate((len(span.text) for span in line.match), initial=0)
    return [[start, start + len(span.text)] for span, start in zip(line.match, edges, strict=False) if span.hit]


def collocate_json(found: Collocate) -> context_types.Collocate:
    """A collocate, for programs."""
    return {
        "word": found.word,
        "count": found.count,
        "articles": found.articles,
        "every": found.every,
        "likelihood": round(found.likelihood, 2),
        "languages": [*found.languages],
    }


def collocate_cells(found: Collocate) -> tuple[object, ...]:
    """The cells of COLLOCATES."""
    return (found.word, found.count, found.articles, found.every, f"{found.likelihood:.2f}", "; ".join(found.languages))


def line_cells(query: Query, line: Line, host: str = "") -> tuple[object, ...]:
    """The cells of COLUMNS. `host` is where the link begins."""
    beside = (line.day, line.source, line.title)
    where = (line.field, line.start, line.end, line.id, line.path, line.language)
    return (*beside, line.left, line.matched, line.right, *where, host + place_address(query, line))


def lines_csv(query: Query, lines: Iterable[Line], host: str = "") -> Iterator[str]:
    """A table of lines (RFC 4180), with what spreadsheets tell UTF-8 by."""
    yield BYTE_ORDER + csv_row(COLUMNS)
    yield from (csv_row(line_cells(query, line, host)) for line in lines)


@dataclass(frozen=True, slots=True)
class Turned:
    """A page of a concordance: its lines, how many pages there are, and the addresses beside it."""

    lines: tuple[Line, ...]
    pages: int
    previous: str | None
    next: str | None


def turned(context: Context, found: Concordance, path: str) -> Turned:
    """The page that is asked for."""
    pages = max(1, -(-len(found.lines) // context.per_page))
    start = (context.page - 1) * context.per_page
    before, after = min(context.page - 1, pages), context.page + 1
    return Turned(
        found.lines[start : start + context.per_page],
        pages,
        context_address(context.turn(before), path) if before else None,
        context_address(context.turn(after), path) if after <= pages else None,
    )


def context_json(context: Context, found: Concordance, page: Page, manifest: Manifest) -> context_types.Context:
    """A page of lines, for programs. `page` is of the results that they are from."""
    shown = turned(context, found, API)
    return {
        "q": context.query.text,
        "parsed": page.parsed,
        "notices": [as_json.notice_json(notice) for notice in page.notices],
        "sort": context.order,
        "width": context.width,
        "window": context.window,
        "total": len(found.lines),
        "more": found.more,
        "articles": found.articles,
        "page": context.page,
        "per_page": context.per_page,
        "pages": shown.pages,
        "lines": [line_json(context.query, line) for line in shown.lines],
        "collocates": [*map(collocate_json, found.collocates)],
        "links": {
            "self": context_address(context, API),
            "next": shown.next,
            "prev": shown.previous,
            "html": context_address(context, PATH),
            "csv": context_address(context.turn(1), f"{API}.csv"),
            "search": address(context.query),
        },
        "index": as_json.index_json(manifest),
    }
