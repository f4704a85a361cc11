"""Rows instead of documents: near-duplicates are counted once, however many of them match.

The cluster counts the documents that have no near-duplicates. Those that have are fetched, without their texts, and
counted here: they are few. Where they are too many (FOLDED), the first of each row stands for it, which is about right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from search.engines import facet_buckets
from search.engines.opensearch.document_fields import key
from search.facets import FacetField, all_facets
from search.model import NONE, Query
from search.query import periods

FOLDED = 100_000
"""Documents with near-duplicates that are fetched for one query."""
HAS_LEAD = {"exists": {"field": "lead"}}
ALONE = {"bool": {"must_not": [HAS_LEAD]}}
FIRST_OF_ROW = {"bool": {"should": [{"term": {"first": True}}, ALONE], "minimum_should_match": 1}}
FIELDS = ["lead", "d0", "d1", "day", *(f"f_{name}" for name in all_facets() if name != "date")]

Fields = Mapping[str, Any]
"""The fields of a document, as they are stored."""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What the rows of documents with near-duplicates add to the counts of one facet: see `facet_buckets`."""

    values: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    days: Counter[facet_buckets.Dated] = field(default_factory=Counter)
    spread: tuple[tuple[facet_buckets.Dated, ...], ...] = ()


def row_counts(query: Query, facet: FacetField, documents: Iterable[Fields]) -> RowCounts:
    """The counts of a facet over the rows of documents."""
    counted = [document for document in documents if passes(document, query, but=facet.name)]
    if facet.name == "date":
        return _of_dates(counted)
    name = f"f_{facet.name}"
    values = Counter(value for value, _ in {(v, d["lead"]) for d in counted for v in _many(d.get(name))})
    return RowCounts(values, len({d["lead"] for d in counted if not _many(d.get(name))}))


def _of_dates(documents: Iterable[Fields]) -> RowCounts:
    dates: defaultdict[str, set[facet_buckets.Dated]] = defaultdict(set)
    undated = set()
    for document in documents:
        if document.get("day"):
            dates[document["lead"]].add((document["day"], periods.interval_of(document["day"])))
        else:
            undated.add(document["lead"])
    days = Counter(day for of_row in dates.values() for day in of_row)
    spread = tuple(tuple(of_row) for of_row in dates.values() if len(of_row) > 1)
    return RowCounts(missing=len(undated), days=days, spread=spread)


def rows(query: Query, documents: Iterable[Fields]) -> int:
    """How many rows the documents fill that pass all filters."""
    return len({document["lead"] for document in documents if passes(document, query)})


def passes(document: Fields, query: Query, but: str = "") -> bool:
    """Whether a document passes the OR-ed choices of every facet except `but`."""
    for name, facet in all_facets().items():
        chosen = query.chosen.get(name, ())
        ored = chosen and name != but and facet_buckets.mode(query, facet) != "all"
        if ored and not any(_has(document, facet, value) for value in chosen):
            return False
    return True


def _has(document: Fields, facet: FacetField, value: str) -> bool:
    if facet.name == "date":
        if value == NONE:
            return not document.get("day")
        if not document.get("day") or not periods.is_period(value):
            return False
        first, last = (day.toordinal() for day in periods.bounds(value))
        return bool(first <= document["d0"] and document["d1"] <= last)
    values = _many(document.get(f"f_{facet.name}"))
    return not values if value == NONE else key(facet, value) in values


def _many(values: Any) -> list[str]:
    return [] if values is None else [values] if isinstance(values, str) else values
