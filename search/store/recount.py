"""Counts made again by looking at every stored document, without any engine: what an engine's answers must equal."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeAlias

from search.analysis import fold, surfaces
from search.closed_compounds import has_compounds
from search.compounds import text_terms
from search.engines.base import Searcher
from search.engines.corpus_words import KnownWords, word_terms
from search.facets import all_facets, keywords
from search.model import NONE, Document, Facet, Query
from search.query.arrivals import reaches
from search.query.clauses import Word
from search.query.patterns import occurrences, resolve
from search.searched_text import searched_text

Unit: TypeAlias = Callable[["Row"], str]
"""What a document is counted by: equal for those that count once."""


@dataclass(frozen=True, slots=True)
class Row:
    """What filters look at: the values of every facet, and the first and last day of the date, "" without one,
    and when the document came into the index.

    `lead` is the same for all near-duplicates of a document, and its own id where it has none.
    """

    id: str
    lead: str
    values: dict[str, frozenset[str]]
    first: str = ""
    last: str = ""
    added: str = ""

    @property
    def day(self) -> str:
        """The date as stated, "" for none."""
        return next(iter(self.values["date"]), "")


def row(document: Document) -> Row:
    """What filters look at."""
    values = {name: frozenset(found) for name, found in keywords(document).items()}
    day, lead = document.day, document.belongs.lead or document.id
    if day is None:
        return Row(document.id, lead, values | {"date": frozenset()}, added=document.added)
    stated = values | {"date": frozenset([day.value])}
    return Row(document.id, lead, stated, day.first.isoformat(), day.last.isoformat(), document.added)


# --- filters


def random_query(rows: Sequence[Row], rng: random.Random, *, stories: bool = True) -> Query:
    """Filters of up to three facets, with values that documents have, and sometimes bounds.

    Near-duplicates are one row in half of the queries, where an index knows of `stories`.
    """
    query = Query(facet_size=rng.choice([1, 8, 100]), per_page=1)
    if stories and rng.random() < 0.5:
        query = replace(query, group="story")
    known = [facet for facet in all_facets().values() if stories or facet.name != "story"]
    for facet in rng.sample(known, rng.randrange(1, 4)):
        values = tuple(
            dict.fromkeys(_some_value(rng.choice(rows), facet.name, rng) for _ in range(rng.randrange(1, 4)))
        )
        if rng.random() < 0.25:
            query = replace(query, excluded={**query.excluded, facet.name: values})
        else:
            query = replace(query, chosen={**query.chosen, facet.name: values})
        if facet.multiple and rng.random() < 0.5:
            query = replace(query, every=query.every | {facet.name})
    days = sorted(day for day in (rng.choice(rows).day for _ in range(2)) if day)
    bounds = dict(zip(("since", "until"), days, strict=False)) if rng.random() < 0.3 else {}
    arrived = rng.choice(rows).added if rng.random() < 0.2 else ""
    return replace(query, since=bounds.get("since"), until=bounds.get("until"), added_since=arrived or None)


def _some_value(chosen: Row, facet: str, rng: random.Random) -> str:
    value = rng.choice(sorted(chosen.values[facet]) or [NONE])
    return value[: rng.choice([4, 7, 10])] if facet == "date" and value != NONE else value


def disagreements(rows: Sequence[Row], searcher: Searcher, query: Query) -> Iterator[str]:
    """Where an engine's answer to a query without words is not what the rows give."""
    page = searcher.search(query)
    passing, kept_out = _sift(rows, query)
    unit: Unit = attrgetter("lead" if query.group else "id")
    total = len(set(map(unit, passing)))
    if "total" in page.about:
        return
    if page.total != total:
        yield f"total: got {page.total:,}, expected {total:,}"
    for facet in page.facets:
        counted = passing + kept_out[facet.name]
        yield from (_date_differs if facet.name == "date" else _facet_differs)(facet, counted, unit)


def _sift(rows: Sequence[Row], query: Query) -> tuple[list[Row], dict[str, list[Row]]]:
    """The rows that pass all filters, and, by facet, those that nothing but its "any of these" keeps out."""
    passing, kept_out = list[Row](), defaultdict[str, list[Row]](list)
    for candidate in rows:
        if _in_bounds(candidate, query) and _has_no_excluded(candidate, query) and _has_every(candidate, query):
            missed = [name for name in query.chosen if name not in query.every and not _has_any(candidate, query, name)]
            if not missed:
                passing.append(candidate)
            elif len(missed) == 1:
                kept_out[missed[0]].append(candidate)
    return passing, kept_out


def _facet_differs(facet: Facet, counted: Sequence[Row], unit: Unit) -> Iterator[str]:
    having = {(value, unit(candidate)) for candidate in counted for value in candidate.values[facet.name]}
    counts = Counter(value for value, _ in having)
    without = {unit(candidate) for candidate in counted if not candidate.values[facet.name]}
    shown = {bucket.value: bucket.count for bucket in facet.buckets}
    for value, count in shown.items():
        yield from _differs(f"{facet.name}={value}", count, counts[value])
    yield from _differs(f"other values of {facet.name}", facet.other, counts.total() - sum(counts[v] for v in shown))
    if not facet.about:
        yield from _differs(f"distinct values of {facet.name}", facet.distinct, len(counts))
    yield from _differs(f"{facet.name}={NONE}", facet.missing.count, len(without))


def _date_differs(facet: Facet, counted: Sequence[Row], unit: Unit) -> Iterator[str]:
    units: defaultdict[str, set[str]] = defaultdict(set)
    for candidate in counted:
        units[candidate.day].add(unit(candidate))
    undated = units.pop("", set())
    for bucket in (*facet.buckets, *facet.trail):
        yield from _differs(f"date={bucket.value}", bucket.count, len(_held(units, [bucket.value])))
    every, shown = _held(units, [""]), _held(units, [bucket.value for bucket in facet.buckets])
    yield from _differs("other dates", facet.other, len(every - shown))
    yield from _differs(f"date={NONE}", facet.missing.count, len(undated))


def _held(units: Mapping[str, set[str]], periods: Sequence[str]) -> set[str]:
    """What is dated to a day, month or year of some periods."""
    return set().union(*(of_day for day, of_day in units.items() if day.startswith(tuple(periods))))


def _differs(what: str, answered: int, right: int) -> Iterator[str]:
    if answered != right:
        yield f"{what}: got {answered:,}, expected {right:,}"


def _in_bounds(candidate: Row, query: Query) -> bool:
    if query.added_since and not reaches(candidate.added, query.added_since):
        return False
    if not (query.since or query.until):
        return True
    late_enough = not query.since or candidate.first[: len(query.since)] >= query.since
    early_enough = not query.until or candidate.last[: len(query.until)] <= query.until
    return bool(candidate.day) and late_enough and early_enough


def _has_no_excluded(candidate: Row, query: Query) -> bool:
    return not any(_has(candidate, name, value) for name, values in query.excluded.items() for value in values)


def _has_every(candidate: Row, query: Query) -> bool:
    return all(_has(candidate, name, value) for name in query.every for value in query.chosen.get(name, ()))


def _has_any(candidate: Row, query: Query, facet: str) -> bool:
    return any(_has(candidate, facet, value) for value in query.chosen[facet])


def _has(candidate: Row, facet: str, value: str) -> bool:
    values = candidate.values[facet]
    if value == NONE:
        return not values
    return candidate.day.startswith(value) if facet == "date" else value in values


# --- words


class Draw:
    """Some of many documents, each with the same chance (reservoir sampling), for a word of each."""

    def __init__(self, count: int, rng: random.Random) -> None:
        self._count, self._rng = count, rng
        self._seen = 0
        self._kept: list[Document] = []

    def add(self, document: Document) -> None:
        """The next document."""
        self._seen += 1
        if len(self._kept) < self._count:
            self._kept.append(document)
        elif (place := self._rng.randrange(self._seen)) < self._count:
            self._kept[place] = document

    def words(self) -> list[str]:
        """A word of each document that was drawn and has any."""
        texts = (surfaces(f"{document.title}\n{searched_text(document)}") for document in self._kept)
        return sorted({fold(self._rng.choice(text)) for text in texts if text})


Meaning: TypeAlias = Callable[[str], frozenset[str]]
"""The terms that a word of a query stands for."""


def meaning(documents: Iterable[Document], languages: Collection[str]) -> Meaning:
    """What words stand for in a corpus. Where a language writes compounds as one word, all documents are looked at."""
    known = KnownWords()
    if any(map(has_compounds, languages)):
        for document in documents:
            known.add(document)
    return lambda word: word_terms(word, languages, known, known.frequency.__getitem__)[0]


def word_counts(documents: Iterable[Document], words: Sequence[str], meant: Meaning) -> Counter[str]:
    """In how many documents each word stands, in any form and spelling of it."""
    counts: Counter[str] = Counter()
    if not words:
        return counts
    patterns = {word: resolve(Word(word), lambda part: meant(part.text)) for word in words}
    for document in documents:
        texts = [text_terms(text, document.language) for text in (document.title, searched_text(document))]
        terms = set().union(*(text.every for text in texts))
        # Most words are in few documents: where a word stands is asked only where its terms are.
        met = (word for word in words if not terms.isdisjoint(patterns[word].every))
        counts.update(word for word in met if any(occurrences(text, patterns[word]) for text in texts))
    return counts
