"""What the JSON endpoint answers, as types: `search.answers.as_json` makes them, and `/openapi.json` is made from them.

Keys may be added, never renamed. Offsets count Unicode code points.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from search.model import About, Group, How, Kind, MatchMode, Precision, Sort, State


class Notice(TypedDict):
    """What was repaired in a query, cut or not found.

    `suggestion` is a query that may have been meant, `count` what it finds under the same filters.
    """

    code: str
    message: str
    suggestion: NotRequired[str]
    count: NotRequired[int]


class Query(TypedDict):
    """What was asked. `parsed` is how the words were read; `unit` is what is counted.

    `sort` is the order in force. `match` says which articles are the results: those with all parts of the query, or
    those with most of them.
    """

    q: str
    parsed: str
    notices: list[Notice]
    chosen: dict[str, list[str]]
    excluded: dict[str, list[str]]
    mode: dict[str, Literal["all"]]
    since: str | None
    until: str | None
    added_since: str | None
    sort: Sort
    group: Group | None
    match: MatchMode
    unit: str


class Date(TypedDict):
    """A date of publication in ISO 8601, cut to its precision, and the words that it came from."""

    value: str
    precision: Precision
    how: How
    text: str | None


class Entities(TypedDict):
    """The names in a document, in the order of their first mention."""

    person: list[str]
    organisation: list[str]
    place: list[str]


class Highlight(TypedDict):
    """A text of a hit and where the words of the query stand in it: pairs of offsets into `text`, the end excluded.

    `body` is what is searched under that name, captions included.
    """

    field: Literal["title", "body"]
    text: str
    ranges: list[list[int]]


class Contribution(TypedDict):
    """What a part of the query gave to the score; without a field, what its words gave by standing close together."""

    asked: str
    field: str | None
    found: list[str]
    count: int
    score: float


class DocumentLinks(TypedDict):
    """A document as JSON and as a page."""

    self: str
    html: str


class Also(TypedDict):
    """A near-duplicate of a hit, in its row."""

    id: str
    title: str
    source: str | None
    path: str
    date: Date | None
    links: DocumentLinks


class Tag(TypedDict):
    """What a person has put on a document: a tag, a note, or both; by whom and on which day, as they gave them."""

    tag: str | None
    note: str | None
    who: str | None
    day: str | None


class Hit(TypedDict):
    """A document on a page of results; where results are grouped, with the first of the `others` in its row.

    `lead` is the id that all near-duplicates have in common: that of the earliest of them. `lacks` are the parts of the
    query that it does not have, where most of them are enough. `added` is when it came into the index.
    """

    id: str
    title: str
    source: str | None
    language: str | None
    path: str
    score: float
    date: Date | None
    entities: Entities
    highlights: list[Highlight]
    why: list[Contribution]
    lacks: list[str]
    also: list[Also]
    others: int
    added: str | None
    story: str | None
    lead: str | None
    tags: list[str]
    links: DocumentLinks


class Value(TypedDict):
    """A value of a facet, its number of documents, and the address that chooses it or no longer does."""

    value: str
    label: str
    count: int
    state: State
    url: str


class Facet(TypedDict):
    """The counts of a facet: `distinct` values, `other` the sum of the counts that are not shown, `none` no value.

    `about` is there where `distinct` is an estimate, which only an engine with very many values gives.
    `names_read` of `names_total` articles have had their names read, while that goes on: the counts are not final.
    """

    name: str
    label: str
    mode: Literal["any", "all"]
    distinct: int
    other: int
    missing: int
    values: list[Value]
    none: Value
    about: NotRequired[Literal[True]]
    interval: NotRequired[Precision]
    trail: NotRequired[list[Value]]
    names_read: NotRequired[int]
    names_total: NotRequired[int]


class Index(TypedDict):
    """Which build of the index gave the answer."""

    documents: int
    build: str
    built: str
    stories: bool


class Links(TypedDict):
    """The same search elsewhere: other pages, as a page, and all its results in other formats."""

    self: str
    next: str | None
    prev: str | None
    html: str
    csv: str
    ndjson: str
    bib: str
    ris: str
    atom: str
    receipt: str


class PageLinks(TypedDict):
    """A page of a listing and those beside it."""

    self: str
    next: str | None
    prev: str | None


class Search(TypedDict):
    """A page of results with the counts of every facet. `pages` is at least 1.

    `exact` says that every number is. What is only about right is named in `about`: "total" are all counts of results
    in rows, "order" the order of results that are equally good but for the last digits.
    """

    query: Query
    total: int
    exact: bool
    about: list[About]
    page: int
    per_page: int
    pages: int
    took_ms: float
    hits: list[Hit]
    facets: list[Facet]
    links: Links
    index: Index


class Listing(TypedDict):
    """A page of all values of one facet."""

    facet: Facet
    prefix: str
    order: Literal["count", "name"]
    page: int
    per_page: int
    pages: int
    links: PageLinks
    index: Index


class Evidence(TypedDict):
    """The words that a value came from; offsets are null where they stand outside of the text."""

    text: str
    start: int | None
    end: int | None
    rule: str


class Medium(TypedDict):
    """A medium that a document names."""

    name: str
    how: How
    evidence: Evidence | None


class Mention(TypedDict):
    """One place where a name stands, in the text that `where` says."""

    name: str
    kind: Kind
    start: int
    end: int
    where: Literal["title", "body", "text"]


class Part(TypedDict):
    """A stretch of the text and its kind."""

    kind: str
    start: int
    end: int


class Origins(TypedDict):
    """Where the source and the date came from."""

    source: Evidence | None
    date: Evidence | None


class Document(TypedDict):
    """A whole document: `text` is all that was read, `body` what of it is the article.

    `also` are the first of its `others` near-duplicates, and `story` names what other articles tell too.
    """

    id: str
    path: str
    url: str | None
    title: str
    source: str | None
    author: str | None
    section: str | None
    page: str | None
    subjects: list[str]
    scanned: bool
    language: str | None
    date: Date | None
    entities: Entities
    mentions: list[Mention]
    via: list[Medium]
    cites: list[Medium]
    evidence: Origins
    body: str
    text: str
    parts: list[Part]
    also: list[Also]
    others: int
    added: str | None
    story: str | None
    tags: list[Tag]
    links: DocumentLinks


class Period(TypedDict):
    """A period: the results of each query in it, and all articles of that time."""

    value: str
    counts: list[int]
    every: int


class Timeline(TypedDict):
    """The results over time, without gaps; `outside` counts those of each query that are in no period."""

    interval: Precision
    periods: list[Period]
    totals: list[int]
    outside: list[int]
    index: Index


class Suggestion(TypedDict):
    """A value of a facet that words may stand for, and the search that has it as a filter; or a word of the articles.

    A word completes the last one: `value` is the whole text that then is searched for, in the place of `facet` is "q".
    """

    kind: Literal["filter", "word"]
    facet: str
    facet_label: str
    value: str
    label: str
    count: int
    url: str


class Suggestions(TypedDict):
    """What the words of a query may stand for: filters, most frequent first, then words."""

    q: str
    suggestions: list[Suggestion]


class Problem(TypedDict):
    """A parameter that cannot be used."""

    parameter: str
    value: str
    detail: str
    accepted: str
    nearest: str | None


class Problems(TypedDict):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Problem]
