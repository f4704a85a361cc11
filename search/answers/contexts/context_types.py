"""What is answered about a query in context, as types: lines of a concordance and collocates."""

from __future__ import annotations

from typing import Literal, TypedDict

from search.answers.types import DocumentLinks, Index, Notice
from search.query.context_address import LineOrder


class Line(TypedDict):
    """A passage and where it stands: `start` and `end` are offsets into the title, or into the article with captions.

    `left`, `match` and `right` are on one line each; `ranges` are what is marked in `match`, pairs of offsets. A long
    match is cut in its middle. `links.html` leads to the place on the document's page.
    """

    id: str
    path: str
    title: str
    source: str | None
    day: str | None
    language: str | None
    field: Literal["title", "body"]
    start: int
    end: int
    left: str
    match: str
    ranges: list[list[int]]
    right: str
    links: DocumentLinks


class Collocate(TypedDict):
    """A word that stands `count` times beside matches, in so many `articles`, and `every` times in the whole corpus.

    `likelihood` is Dunning's log-likelihood ratio G2. `languages` are those of the articles.
    """

    word: str
    count: int
    articles: int
    every: int
    likelihood: float
    languages: list[str]


class ContextLinks(TypedDict):
    """The same lines elsewhere: other pages, as a page, all of them as CSV, and the results that they are from."""

    self: str
    next: str | None
    prev: str | None
    html: str
    csv: str
    search: str


class Context(TypedDict):
    """A page of lines. `total` counts lines; with `more` there are others, and these are the first by day.

    `collocates` are of all lines that are counted, likeliest first.
    """

    q: str
    parsed: str
    notices: list[Notice]
    sort: LineOrder
    width: int
    window: int
    total: int
    more: bool
    articles: int
    page: int
    per_page: int
    pages: int
    lines: list[Line]
    collocates: list[Collocate]
    links: ContextLinks
    index: Index
