"""Lists of names -> how much there is of each: articles, stories, first and last day, sources, names met with.

A line is a name, which is looked for as a phrase in each of its forms, or a query in the language of queries, which is
asked as it stands. Every number is the total of a query that has an address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.answers.timeline import counts_by_year
from search.engines.base import Searcher
from search.entities.spelling.name_keys import key
from search.ledger.name_forms import NameForms
from search.model import KINDS, Bucket, Day, Listing, Page, Query
from search.query.syntax import MAX_TEXT, QUOTES
from search.store.builds import Index

By = Literal["year", "source"]
SHOWN = 3
"""Sources, and names met with, that are named for each line."""
MOST_FORMS = 40
"""Forms that are looked for: those in most articles."""
MOST_COLUMNS = 100
"""Sources that get a column of their own: those of most articles."""
MOST_VALUES = 100_000
"""More sources than any folder has."""
REST = ""
"""The column of what is in no other one."""

_MARKS = re.compile(f"[{QUOTES}]")
_SIGNS = re.compile(f"[{QUOTES}*~]")
_OPERATES = re.compile(
    r"(?:^|\s)(?:OR|NOT)(?:\s|$)|(?:^|[\s(])[-−](?=\w)|(?:^|[\s(])(?:title|body)[:：]\S|\w[*~](?:\d+)?(?:[\s)]|$)"
    rf"|(?:^|[\s(:])[{QUOTES}]|[{QUOTES}](?:[\s)~]|$)",
)
"""What only queries have. "AND" is none of it: names in capitals have that as a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its number, what it says, and the query that it is. `forms` are none for a query.

    `left_out` is how many forms more there are than can be looked for at once, `shared` are surnames that are not
    looked for because other people have them.
    """

    number: int
    text: str
    query: Query
    forms: tuple[str, ...] = ()
    left_out: int = 0
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """A line that asks for nothing, and why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What there is of a line. `stories` is None where the index does not know them; days are None without a dated one.

    `sources` and `names` are the most frequent ones with their articles.
    """

    line: Line
    articles: int
    stories: int | None
    first: Day | None
    last: Day | None
    sources: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]


def lines(texts: Sequence[str], filters: Query, forms: NameForms | None) -> tuple[list[Line], list[Unused]]:
    """The lines of a list as queries under some filters, and those that are none. Without `forms` names are exact."""
    used: list[Line] = []
    unused: list[Unused] = []
    first: dict[str, int] = {}
    for number, given in enumerate(texts, 1):
        text = " ".join(given.split())
        reason = _unusable(text, first)
        if reason:
            unused.append(Unused(number, text, reason))
            continue
        first[text] = number
        used.append(_line(number, text, filters, forms))
    return used, unused


def _unusable(text: str, first: dict[str, int]) -> str:
    if not text:
        return "empty"
    if text in first:
        return f"the same as line {first[text]}"
    if len(text) > MAX_TEXT - 2:
        return f"longer than {MAX_TEXT - 2:,} characters"
    return "" if any(surfaces(text)) else "no word in it"


def _line(number: int, text: str, filters: Query, forms: NameForms | None) -> Line:
    if _is_query(text):
        return Line(number, text, replace(filters, text=text))
    every = _different([text, *(forms.of(text) if forms else ())])
    kept: list[str] = []
    for form in every[:MOST_FORMS]:
        if len(_as_query([*kept, form])) <= MAX_TEXT:
            kept.append(form)
    shared = tuple(forms.shared(text)) if forms else ()
    return Line(number, text, replace(filters, text=_as_query(kept)), tuple(kept), len(every) - len(kept), shared)


def _is_query(text: str) -> bool:
    """Whether a line is in the language of queries, and not a name."""
    return bool(_OPERATES.search(text))


def _different(forms: Iterable[str]) -> list[str]:
    """The forms that are not the same words: case, accents and hyphens make no difference to a query."""
    first: dict[tuple[str, ...], str] = {}
    for form in forms:
        first.setdefault(tuple(map(fold, surfaces(form))), form)
    first.pop((), None)  # a form without a word asks for nothing
    return [*first.values()]


def _as_query(forms: Sequence[str]) -> str:
    return " OR ".join(map(_quoted, forms))


def _quoted(form: str) -> str:
    # In a word alone a quotation mark belongs to it, as in a Hebrew acronym.
    return form if _MARKS.search(form) and " " not in form else f'"{_SIGNS.sub(" ", form).strip()}"'


def coverage(index: Index, line: Line) -> Coverage:
    """What there is of a line."""
    searcher = index.searcher
    # A facet's counts ignore what is chosen in it, unless all of that is wanted: of one value that is the same.
    single = frozenset(name for name, values in line.query.chosen.items() if len(values) == 1)
    size = SHOWN + len(line.forms) + 1
    asked = replace(line.query, every=line.query.every | single, page=1, per_page=1, facet_size=size)
    page = searcher.search(replace(asked, sort="date"))
    latest = searcher.search(replace(asked, sort="-date", facet_size=1)) if page.total > 1 else page
    return Coverage(
        line=line,
        articles=page.total,
        stories=searcher.count(replace(asked, group="story")) if index.manifest.stories else None,
        first=_day(page),
        last=_day(latest),
        sources=_most(page, ("source",), frozenset()),
        names=_most(page, KINDS, frozenset(map(key, line.forms))),
    )


def _day(page: Page) -> Day | None:
    """The day of the first of some results, None where there is none, or none with a day: those come last."""
    return page.hits[0].document.day if page.hits else None


def _most(page: Page, names: Collection[str], own: Collection[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent values of some facets of a page, but for the line's own name."""
    found = [
        (bucket.label, bucket.count)
        for facet in page.facets
        if facet.name in names
        for bucket in facet.buckets
        if _counts(page.query, facet.name, bucket)
        if key(bucket.value) not in own
    ]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:SHOWN])


def _counts(query: Query, name: str, bucket: Bucket) -> bool:
    """Whether a value is one of the results': where some of its facet are chosen, only those are."""
    return bucket.count > 0 and (not query.chosen.get(name) or name in query.every or bucket.state == "chosen")


# --- the second table: every line by year, or by source


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table is divided by: the values in order, each with what it is called."""

    facet: str
    values: tuple[tuple[str, str], ...]


def columns(searcher: Searcher, filters: Query, by: By) -> Columns:
    """The years, or the sources of most articles, that articles under some filters have."""
    if by == "year":
        years = sorted(counts_by_year(searcher, filters))
        return Columns("date", tuple((year, year) for year in years))
    chosen = filters.chosen.get("source", ())
    found = searcher.values(filters, Listing("source", size=MOST_COLUMNS)).buckets
    shown = (bucket for bucket in found if bucket.count and (not chosen or bucket.value in chosen))
    return Columns("source", tuple((bucket.value, bucket.label) for bucket in shown))


def divided(searcher: Searcher, line: Line, of: Columns) -> dict[str, int]:
    """How many articles of a line each column has; REST is how many are in none of them."""
    if of.facet == "date":
        found = counts_by_year(searcher, line.query)
    else:
        buckets = searcher.values(line.query, Listing("source", size=MOST_VALUES)).buckets
        found = {bucket.value: bucket.count for bucket in buckets}
    counts = {value: found.get(value, 0) for value, _ in of.values}
    return {**counts, REST: searcher.count(line.query) - sum(counts.values())}
