"""Who stands out: the entities that results name unusually often, compared with the rest of the corpus.

What is compared is in how many articles a name stands; the measure is the log-likelihood ratio (Dunning 1993), which,
unlike chi-square, may be trusted where counts are small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from math import log

from search.engines.base import Searcher
from search.facets import FacetField, all_facets
from search.model import Listing, Query

SIGNIFICANT = 10.83
"""What chi-square with one degree of freedom exceeds once in a thousand: less may be chance."""
FEWEST = 2
"""Articles that must name an entity."""
SHOWN = 8
CANDIDATES = 200
"""Entities of each facet that are compared: those that the results name most."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An entity that `count` of the results and `every` of all articles name, with its log-likelihood ratio."""

    facet: str
    value: str
    count: int
    every: int
    likelihood: float


def outstanding(
    searcher: Searcher,
    query: Query,
    total: int,
    documents: int,
    *,
    within: Collection[str] = (),
    least: float = SIGNIFICANT,
    candidates: int = CANDIDATES,
) -> dict[str, tuple[Outstanding, ...]]:
    """By entity facet, who stands out most among the `total` results of a query over so many `documents`.

    Only facets `within` those named are looked at, if any are; `least` is the ratio that a name must have, and
    `candidates` are compared. A facet of
    which one of several values is enough is left out: its counts are not those of the results.
    """
    if not 0 < total < documents:
        return {}
    facets = [facet for facet in all_facets().values() if facet.multiple and _counts_results(query, facet.name)]
    facets = [facet for facet in facets if not within or facet.name in within]
    found = {facet.name: _of_facet(searcher, query, facet, (total, documents), least, candidates) for facet in facets}
    return {
        name: tuple(sorted(of, key=lambda o: (-o.likelihood, -o.count, o.value))[:SHOWN])
        for name, of in found.items()
        if of
    }


def log_likelihood(count: int, total: int, other: int, others: int) -> float:
    """How unlikely it is that `count` of `total` and `other` of `others` come from one population; 0 if they may."""
    rate = (count + other) / (total + others)
    cells = (
        (count, total * rate),
        (total - count, total * (1 - rate)),
        (other, others * rate),
        (others - other, others * (1 - rate)),
    )
    return 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen)


def _counts_results(query: Query, facet: str) -> bool:
    return facet in query.every or len(query.chosen.get(facet, ())) < 2


def _of_facet(
    searcher: Searcher, query: Query, facet: FacetField, sizes: tuple[int, int], least: float, candidates: int
) -> list[Outstanding]:
    total, documents = sizes
    asked = replace(query, every=query.every | {facet.name})  # so that its counts are those of the results
    listed = searcher.values(asked, Listing(facet.name, size=candidates)).buckets
    counts = {b.value: b.count for b in listed if b.state == "none" and b.count >= FEWEST}
    return [
        Outstanding(facet.name, value, counts[value], every, likelihood)
        for value, every in everywhere(searcher, query, facet.name, tuple(counts))
        if (likelihood := _above(counts[value], total, every - counts[value], documents - total)) >= least
    ]


def _above(count: int, total: int, other: int, others: int) -> float:
    """The log-likelihood ratio of what is more frequent among the results; 0 for anything else."""
    return log_likelihood(count, total, other, others) if count * others > other * total else 0.0


def everywhere(searcher: Searcher, query: Query, facet: str, values: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """In how many articles of the corpus some values are: chosen values are always counted, each by itself."""
    if not values:
        return
    page = searcher.search(Query(chosen={facet: values}, group=query.group, per_page=1, facet_size=1))
    [counted] = [found for found in page.facets if found.name == facet]
    yield from ((bucket.value, bucket.count) for bucket in counted.buckets)
