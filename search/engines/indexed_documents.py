"""A document as the oracle looks at it: what stands in it, the filters it passes, the row it is counted in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from search.compounds import TextTerms
from search.engines import facet_buckets
from search.facets import FacetField, all_facets
from search.model import NONE, Document, Query
from search.query import arrivals, periods


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document with the terms of its fields and the values of its facets."""

    document: Document
    terms: dict[str, TextTerms]
    values: dict[str, tuple[str, ...]]


def passes(indexed: Indexed, query: Query, but: str = "") -> bool:
    """Whether a document passes the bounds and every facet's filter, except the OR-ed choices of the facet `but`."""
    since = periods.bounds(query.since)[0] if query.since else None
    until = periods.bounds(query.until)[1] if query.until else None
    day = indexed.document.day
    if (since or until) and (day is None or not periods.within(day, since, until)):
        return False
    if query.added_since and not arrivals.reaches(indexed.document.added, query.added_since):
        return False
    return all(_passes_facet(indexed, query, facet, but) for facet in all_facets().values())


def _passes_facet(indexed: Indexed, query: Query, facet: FacetField, but: str) -> bool:
    chosen = query.chosen.get(facet.name, ())
    if any(_has(indexed, facet, value) for value in query.excluded.get(facet.name, ())):
        return False
    if not chosen:
        return True
    if facet_buckets.mode(query, facet) == "all":
        return all(_has(indexed, facet, value) for value in chosen)
    return facet.name == but or any(_has(indexed, facet, value) for value in chosen)


def _has(indexed: Indexed, facet: FacetField, value: str) -> bool:
    if facet.name != "date":
        values = indexed.values[facet.name]
        return not values if value == NONE else value in values
    day = indexed.document.day
    if value == NONE:
        return day is None
    return day is not None and periods.is_period(value) and periods.within(day, *periods.bounds(value))


def value_counts(query: Query, facet: FacetField, matching: list[Indexed]) -> tuple[dict[str, int], int]:
    """The count of each value of a facet, and of what has none."""
    counted = [indexed for indexed in matching if passes(indexed, query, but=facet.name)]
    having = {(value, row_of(indexed, query)) for indexed in counted for value in indexed.values[facet.name]}
    without = {row_of(indexed, query) for indexed in counted if not indexed.values[facet.name]}
    return Counter(value for value, _ in having), len(without)


def row_of(indexed: Indexed, query: Query) -> str:
    """What is counted once: a document, or all near-duplicates of one."""
    return (indexed.document.belongs.lead if query.group else "") or indexed.document.id


def rows_of(ordered: list[Indexed], query: Query) -> list[list[Indexed]]:
    """Results in their order as rows; a row stands where its first document does."""
    rows: dict[str, list[Indexed]] = {}
    for indexed in ordered:
        rows.setdefault(row_of(indexed, query), []).append(indexed)
    return list(rows.values())


def in_order(results: list[Indexed], query: Query, scores: dict[str, float]) -> list[Indexed]:
    """By the order in force; `results` come by path, which settles ties. Undated documents last, both ways."""
    if query.order == "relevance":
        return sorted(results, key=lambda indexed: -scores[indexed.document.id])
    if query.order == "-added":
        return sorted(results, key=lambda indexed: indexed.document.added, reverse=True)
    direction = -1 if query.order == "-date" else 1
    undated = [indexed for indexed in results if indexed.document.day is None]
    dated = [(indexed.document.day.first.toordinal(), indexed) for indexed in results if indexed.document.day]
    return [indexed for _, indexed in sorted(dated, key=lambda pair: direction * pair[0])] + undated
