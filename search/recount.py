"""Counts made again by looking at every stored document, without any engine: what an engine's answers must equal."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.analysis import fold, surfaces, term_mapper, terms_in
from search.engines.base import Searcher
from search.facets import FacetField, all_facets, keywords
from search.model import NONE, Document, Facet, Query

BATCH = 500
"""Documents that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """What filters look at: the values of every facet, and the first and last day of the date, "" without one."""

    values: dict[str, frozenset[str]]
    first: str = ""
    last: str = ""

    @property
    def day(self) -> str:
        """The date as stated, "" for none."""
        return next(iter(self.values["date"]), "")


def stored(searcher: Searcher) -> Iterator[Document]:
    """Every document of an index."""
    query = Query(sort="date", per_page=BATCH, facet_size=1)
    while hits := searcher.search(query).hits:
        yield from (hit.document for hit in hits)
        query = query.turn(query.page + 1)


def row(document: Document) -> Row:
    """What filters look at."""
    values = {name: frozenset(found) for name, found in keywords(document).items()}
    day = document.day
    if day is None:
        return Row(values | {"date": frozenset()})
    return Row(values | {"date": frozenset([day.value])}, day.first.isoformat(), day.last.isoformat())


# --- filters


def random_query(rows: Sequence[Row], rng: random.Random) -> Query:
    """Filters of up to three facets, with values that documents have, and sometimes bounds."""
    query = Query(facet_size=rng.choice([1, 8, 100]), per_page=1)
    for facet in rng.sample(list(all_facets().values()), rng.randrange(1, 4)):
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
    return replace(query, since=bounds.get("since"), until=bounds.get("until"))


def _some_value(chosen: Row, facet: str, rng: random.Random) -> str:
    value = rng.choice(sorted(chosen.values[facet]) or [NONE])
    return value[: rng.choice([4, 7, 10])] if facet == "date" and value != NONE else value


def disagreements(rows: Sequence[Row], searcher: Searcher, query: Query) -> Iterator[str]:
    """Where an engine's answer to a query without words is not what the rows give."""
    page = searcher.search(query)
    total = sum(_passes(candidate, query) for candidate in rows)
    if page.total != total:
        yield f"total is {page.total:,} and should be {total:,}"
    for facet in page.facets:
        counted = [candidate for candidate in rows if _passes(candidate, query, but=facet.name)]
        yield from _date_differs(facet, counted) if facet.name == "date" else _facet_differs(facet, counted)


def _facet_differs(facet: Facet, counted: Sequence[Row]) -> Iterator[str]:
    counts = Counter(value for candidate in counted for value in candidate.values[facet.name])
    shown = {bucket.value: bucket.count for bucket in facet.buckets}
    for value, count in shown.items():
        yield from _differs(f"{facet.name}={value}", count, counts[value])
    yield from _differs(f"other values of {facet.name}", facet.other, counts.total() - sum(counts[v] for v in shown))
    yield from _differs(f"distinct values of {facet.name}", facet.distinct, len(counts))
    yield from _differs(f"{facet.name}={NONE}", facet.missing.count, sum(not c.values[facet.name] for c in counted))


def _date_differs(facet: Facet, counted: Sequence[Row]) -> Iterator[str]:
    days = Counter(candidate.day for candidate in counted if candidate.day)
    for bucket in (*facet.buckets, *facet.trail):
        count = sum(times for day, times in days.items() if day.startswith(bucket.value))
        yield from _differs(f"date={bucket.value}", bucket.count, count)
    other = days.total() - sum(bucket.count for bucket in facet.buckets)
    yield from _differs("other dates", facet.other, other)
    yield from _differs(f"date={NONE}", facet.missing.count, len(counted) - days.total())


def _differs(what: str, answered: int, right: int) -> Iterator[str]:
    if answered != right:
        yield f"{what} counts {answered:,} and should count {right:,}"


def _passes(candidate: Row, query: Query, but: str = "") -> bool:
    """Whether a document passes all filters, those of `but` by "any of these" left out."""
    return _in_bounds(candidate, query) and all(_passes_facet(candidate, query, f, but) for f in all_facets().values())


def _in_bounds(candidate: Row, query: Query) -> bool:
    if not (query.since or query.until):
        return True
    late_enough = not query.since or candidate.first[: len(query.since)] >= query.since
    early_enough = not query.until or candidate.last[: len(query.until)] <= query.until
    return bool(candidate.day) and late_enough and early_enough


def _passes_facet(candidate: Row, query: Query, facet: FacetField, but: str) -> bool:
    if any(_has(candidate, facet.name, value) for value in query.excluded.get(facet.name, ())):
        return False
    chosen = [_has(candidate, facet.name, value) for value in query.chosen.get(facet.name, ())]
    if facet.name in query.every:
        return all(chosen)
    return not chosen or facet.name == but or any(chosen)


def _has(candidate: Row, facet: str, value: str) -> bool:
    values = candidate.values[facet]
    if value == NONE:
        return not values
    return candidate.day.startswith(value) if facet == "date" else value in values


# --- words


def some_words(documents: Iterable[Document], count: int, rng: random.Random) -> list[str]:
    """Words from documents drawn at random, one of each at most."""
    kept: list[Document] = []
    for number, document in enumerate(documents):  # reservoir sampling: each has the same chance
        if number < count:
            kept.append(document)
        elif (place := rng.randrange(number + 1)) < count:
            kept[place] = document
    texts = (surfaces(f"{document.title}\n{document.body}") for document in kept)
    return sorted({fold(rng.choice(text)) for text in texts if text})


def word_counts(documents: Iterable[Document], words: Sequence[str], languages: Iterable[str]) -> Counter[str]:
    """In how many documents each word stands, in any form of it."""
    wanted = {word: terms_in(word, languages) for word in words}
    counts: Counter[str] = Counter()
    for document in documents:
        term = term_mapper(document.language)
        terms = {term(surface) for text in (document.title, document.body) for surface in set(surfaces(text))}
        counts.update(word for word in words if not terms.isdisjoint(wanted[word]))
    return counts
