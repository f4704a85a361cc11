"""Counts made again by looking at every stored document, without any engine: what an engine's answers must equal."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.engines.base import Searcher
from search.facets import all_facets
from search.model import NONE, Facet, Query
from search.store.recount_table import Mask, Row, Table


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


def disagreements(table: Table, searcher: Searcher, query: Query) -> Iterator[str]:
    """Where an engine's answer to a query without words is not what the rows give."""
    page = searcher.search(query)
    if "total" in page.about:
        return
    sifted = table.sift(query)
    yield from _differs("total", page.total, table.total(sifted.passing, query))
    for facet in page.facets:
        differs = _date_differs if facet.name == "date" else _facet_differs
        yield from differs(table, facet, sifted.counted(facet.name), query)


def _facet_differs(table: Table, facet: Facet, counted: Mask, query: Query) -> Iterator[str]:
    counts = table.counts(facet.name, counted, query)
    shown = {bucket.value: bucket.count for bucket in facet.buckets}
    for value, count in shown.items():
        yield from _differs(f"{facet.name}={value}", count, counts.of(value))
    others = counts.total - sum(map(counts.of, shown))
    yield from _differs(f"other values of {facet.name}", facet.other, others)
    if not facet.about:
        yield from _differs(f"distinct values of {facet.name}", facet.distinct, counts.distinct)
    yield from _differs(f"{facet.name}={NONE}", facet.missing.count, table.without(facet.name, counted, query))


def _date_differs(table: Table, facet: Facet, counted: Mask, query: Query) -> Iterator[str]:
    for bucket in (*facet.buckets, *facet.trail):
        yield from _differs(f"date={bucket.value}", bucket.count, table.dated(counted, query, [bucket.value]))
    shown = [bucket.value for bucket in facet.buckets]
    yield from _differs("other dates", facet.other, table.dated(counted, query, [""], outside=shown))
    yield from _differs(f"date={NONE}", facet.missing.count, table.without("date", counted, query))


def _differs(what: str, answered: int, right: int) -> Iterator[str]:
    if answered != right:
        yield f"{what}: got {answered:,}, expected {right:,}"
