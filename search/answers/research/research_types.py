"""What is answered about a search as a whole, as types: receipts, and what there is of a list of names."""

from __future__ import annotations

from typing import TypedDict

from search.answers.types import Index, Query


class Text(TypedDict):
    """An article of a receipt: where it stands, and a digest of its title and text."""

    path: str
    digest: str


class Reason(TypedDict):
    """Why files or records were left out, and how many."""

    reason: str
    count: int


class Receipt(TypedDict):
    """What was asked on a day, what was found, and in what: enough to ask again and to tell what differs.

    `corpus` and `results` are fingerprints: they differ where an article came or went, or one letter of one differs.
    `total` counts what `query.unit` says, `articles` has every article that was found. `text` is all of it in words.
    """

    query: Query
    filters: list[str]
    total: int
    documents: int
    corpus: str
    results: str
    folder: str
    left_out: list[Reason]
    copies: int
    program: str
    build: str
    built: str
    day: str
    command: str
    address: str
    text: str
    articles: list[Text]


class Receipted(TypedDict):
    """The receipt of a search."""

    receipt: Receipt
    index: Index


class Counted(TypedDict):
    """A source or a name, and its number of articles."""

    label: str
    count: int


class Coverage(TypedDict):
    """What there is of a line of a list: `articles` is the total of the search `link`, whose words are `q`.

    `stories` is null where the index does not know them, the days where no article has one. `forms` are the spellings
    that were looked for, none for a query.
    """

    line: int
    name: str
    articles: int
    stories: int | None
    first: str | None
    last: str | None
    sources: list[Counted]
    names: list[Counted]
    forms: list[str]
    forms_left_out: int
    forms_shared: list[str]
    q: str
    link: str
