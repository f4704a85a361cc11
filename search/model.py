"""The nouns of the search: frozen values, standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from search.tag import Tag

NONE = "(none)"
"""The value under which documents without a value of a facet are counted and chosen."""

Precision = Literal["day", "month", "year"]
How = Literal["stated", "inferred"]
Kind = Literal["person", "organisation", "place"]
State = Literal["none", "chosen", "excluded"]
Sort = Literal["relevance", "date", "-date", "-added"]
Group = Literal["story"]
MatchMode = Literal["all", "most"]
View = Literal["table"]
About = Literal["total", "order"]

KINDS: tuple[Kind, ...] = ("person", "organisation", "place")
GROUPS: tuple[Group, ...] = ("story",)
MATCHES: tuple[MatchMode, ...] = ("all", "most")
VIEWS: tuple[View, ...] = ("table",)
SORTS: tuple[Sort, ...] = ("relevance", "date", "-date", "-added")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The very words a value came from.

    `start` and `end` are offsets into `Document.text`, in code points; both are -1 where the words stand outside the
    text (in a page's metadata, a record's key, a file's name), which `rule` then names.
    """

    text: str
    start: int = -1
    end: int = -1
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A publication date with its precision: the days from `first` to `last`, inclusive.

    `time` is the local time as stated, in ISO 8601, with an offset only where the words give a zone
    ("12:04+05:30", "10:42"). The day is the publisher's local day: it is never converted.
    """

    first: date
    last: date
    precision: Precision
    how: How
    span: Evidence | None = None
    time: str = ""

    @property
    def value(self) -> str:
        """ISO 8601, cut to the precision: "2024-06-10", "2024-06" or "2024"."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def agrees(self, other: Day) -> bool:
        """Whether both may be one day: they overlap, or are a day apart and one is told in universal time."""
        if self.first <= other.last and other.first <= self.last:
            return True
        apart = abs(self.first - other.first).days
        return apart == 1 and any(day.time.endswith("+00:00") for day in (self, other))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A medium that a document names: its publisher, an agency it credits, a newspaper it quotes."""

    name: str
    how: How
    span: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a named entity stands. `name` is canonical; the offsets are into the text of `where`.

    `where` is "title", "body", or "text" for credits outside the article (offsets into `Document.text`).
    """

    name: str
    kind: Kind
    start: int
    end: int
    where: Literal["title", "body", "text"] = "body"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of `Document.text` and its kind: "title", "body", or what boilerplate it is ("menu", "caption")."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """What else of the corpus tells the same as a document.

    `lead` is the id of the first of its near-duplicates, which may be itself, "" where it has none: with its id they
    are one row where results are grouped. `story` names the story that others tell too, "" for none.
    """

    lead: str = ""
    story: str = ""


ALONE = Belonging()
Belongings = Mapping[str, Belonging]
"""What documents belong to, by id; those that are alone are left out."""

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of a document, or of a file, that was read: one sentence without its full stop.

    A `warning` says that something may be missing or wrong, as in "the text has 40 of the 900 words that are stated".
    """

    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An article. `text` is all that was read; `parts` say which of it is the article, in order.

    `id` is a digest of `path`, or of its file's path and what a record of it calls itself, so that it lasts; `path` is
    relative to the folder's parent ("seeds/004.txt") and ends in "#3" for the third record of a file. `other_days` are
    the dates that were not taken for the day of publication, the likeliest first; "stated" ones claim to be it.
    `declared` holds what the file's own metadata says, by field name, and `notes` what is to be said of the reading:
    they go into the ledger, and neither is stored. `subjects`, `section` and `page` are as a database gives them.
    `scanned` says that a program has recognised the words in a picture of them. `added` is when it first came into the
    index (see `search.query.arrivals`), "" where that is not known: two documents with another are the same.
    `belongs` is what the corpus as a whole says of it, and `tags` what people do: neither is read out of its file.
    """

    id: str
    path: str
    title: str = ""
    text: str = ""
    parts: tuple[Part, ...] = ()
    url: str = ""
    language: str = ""
    source: Attribution | None = None
    via: tuple[Attribution, ...] = ()
    cites: tuple[Attribution, ...] = ()
    author: str = ""
    section: str = ""
    page: str = ""
    subjects: tuple[str, ...] = ()
    scanned: bool = False
    day: Day | None = None
    other_days: tuple[Day, ...] = ()
    mentions: tuple[Mention, ...] = ()
    declared: Mapping[str, str] = field(default_factory=dict)
    belongs: Belonging = ALONE
    notes: tuple[Note, ...] = ()
    tags: tuple[Tag, ...] = ()
    added: str = field(default="", compare=False)

    @property
    def body(self) -> str:
        """The article's paragraphs, without what stands around it, joined by blank lines."""
        return PARAGRAPH.join(self.text[part.start : part.end] for part in self.parts if part.kind == "body")

    @property
    def left_out(self) -> tuple[Part, ...]:
        """What of the text is not the article: menus, captions, credits, comment forms."""
        return tuple(part for part in self.parts if part.kind not in ("title", "body"))


@dataclass(frozen=True, slots=True)
class Listing:
    """A look inside one facet: values whose label holds `contains` (folded), `size` of them from `offset`.

    `order` is "count" (most first) or "name". Chosen values are not put first, so that pages tile.
    """

    facet: str
    contains: str = ""
    order: Literal["count", "name"] = "count"
    offset: int = 0
    size: int = 50


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: words, choices by facet, bounds, order and page. Every change returns a new query.

    `chosen` and `excluded` map a facet's name to values; values of one facet are OR-ed unless the facet is in `every`.
    `some` are facets with chosen values of which it is said that they are OR-ed, as they are anyway.
    `chosen["date"]` holds "2024", "2024-06", "2024-06-10" or NONE. `since` and `until` are inclusive, in the same
    three forms; `added_since` is a bound on when articles came into the index (see `search.query.arrivals`).
    `facets` are those that are counted, None all of them; `facet_size` is how many values of each are shown. With
    `group`, near-duplicates are one row, and every number counts rows. `match` says whether articles must have all
    words or most of them; None is all, unless these find next to nothing. `view` is only how the page shows the
    results: None is a list.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    every: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    added_since: str | None = None
    sort: Sort | None = None
    group: Group | None = None
    match: MatchMode | None = None
    view: View | None = None
    page: int = 1
    per_page: int = 10
    facets: frozenset[str] | None = None
    facet_size: int = 8

    @property
    def order(self) -> Sort:
        """The sort in force: relevance with a query, newest first without, unless one is given."""
        return self.sort or ("relevance" if self.text.strip() else "-date")

    def state(self, facet: str, value: str) -> State:
        """Whether a value is chosen, excluded or neither."""
        if value in self.chosen.get(facet, ()):
            return "chosen"
        return "excluded" if value in self.excluded.get(facet, ()) else "none"

    @property
    def unit(self) -> str:
        """What every number counts: "article", or "story" where near-duplicates are one row."""
        return self.group or "article"

    def toggle(self, facet: str, value: str) -> Query:
        """The value chosen, or no longer chosen. A date replaces those that contain it or that it contains."""
        values = self.chosen.get(facet, ())
        excluded = _without(self.excluded, facet, value)
        if value in values:
            return self._choosing(facet, _without(self.chosen, facet, value))
        if facet == "date":
            values = tuple(v for v in values if not (v.startswith(value) or value.startswith(v)))
        return replace(self, chosen={**self.chosen, facet: (*values, value)}, excluded=excluded, page=1)

    def exclude(self, facet: str, value: str) -> Query:
        """The value excluded, or no longer excluded."""
        values = self.excluded.get(facet, ())
        if value in values:
            return replace(self, excluded=_without(self.excluded, facet, value), page=1)
        kept = self._choosing(facet, _without(self.chosen, facet, value))
        return replace(kept, excluded={**self.excluded, facet: (*values, value)})

    def _choosing(self, facet: str, chosen: Mapping[str, tuple[str, ...]]) -> Query:
        """Fewer values of a facet chosen; without the last one, nothing is said of how they combine."""
        gone = {facet} if self.chosen.get(facet) and facet not in chosen else set()
        return replace(self, chosen=chosen, every=self.every - gone, some=self.some - gone, page=1)

    def without(self, facet: str) -> Query:
        """No value of the facet chosen or excluded; for the date, no bounds either."""
        chosen, excluded = ({n: v for n, v in of.items() if n != facet} for of in (self.chosen, self.excluded))
        query = replace(self, chosen=chosen, excluded=excluded, page=1)
        query = replace(query, every=self.every - {facet}, some=self.some - {facet})
        return replace(query, since=None, until=None) if facet == "date" else query

    def turn(self, page: int) -> Query:
        """Another page of the same results, counted from 1."""
        return replace(self, page=page)


def _without(values: Mapping[str, tuple[str, ...]], facet: str, value: str) -> dict[str, tuple[str, ...]]:
    left = {name: tuple(v for v in vs if (name, v) != (facet, value)) for name, vs in values.items()}
    return {name: vs for name, vs in left.items() if vs}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a query should know: what was repaired, cut or not found. `code` is for machines.

    `count` is what the suggested query finds.
    """

    code: str
    message: str
    suggestion: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """A value of a facet and the number of documents that have it."""

    value: str
    label: str
    count: int
    state: State = "none"


@dataclass(frozen=True, slots=True)
class Facet:
    """The counts of one facet under a query.

    `distinct` is the number of values with a count above 0; `other` the sum of the counts of the values that are not
    in `buckets`; `missing` the bucket of documents without a value. For the date, `interval` is what the buckets are
    ("year", "month" or "day"), `trail` the chosen periods that contain them or stand beside them, and `other` the
    dated documents in no bucket. `about` says that `distinct` is an estimate: an engine for more values than can be
    counted says so, and all other numbers are exact.
    """

    name: str
    label: str
    mode: Literal["any", "all"]
    buckets: tuple[Bucket, ...]
    distinct: int
    other: int
    missing: Bucket
    interval: Precision | None = None
    trail: tuple[Bucket, ...] = ()
    about: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that either matches the query (`hit`) or does not."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a part of a query gave to the score of a hit by standing `count` times in a field ("title" or "body").

    `asked` is the part in the language of queries, `found` a few of the forms in which the field has it. Without a
    field it is what the words gave together, by standing close to each other.
    """

    asked: str
    field: str
    found: tuple[str, ...]
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A document on a page of results. `score` is 0.0 without words to score by, and the sum of those of `why`.

    `lacks` are parts of the query that it does not have, where most are enough.

    Where results are grouped, `others` is how many more of them are in its row, after it in the order in force, and
    `also` are the first of those, at most ALSO.
    """

    document: Document
    score: float
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]
    why: tuple[Contribution, ...] = ()
    also: tuple[Document, ...] = ()
    others: int = 0
    lacks: tuple[str, ...] = ()


ALSO = 50


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a query. `parsed` is how its text was read; `pages` is at least 1. `total` counts rows.

    `match` is which articles it has: those with all of the words, or with most of them. `about` is what of it is only
    about right, in an engine that says so: its counts ("total"), or the order of results that are equally good but for
    the last digits ("order").
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    notices: tuple[Notice, ...] = ()
    parsed: str = ""
    match: MatchMode = "all"
    about: tuple[About, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the results fill."""
        return max(1, -(-self.total // self.query.per_page))
