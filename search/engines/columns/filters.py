"""Facets, bounds and exclusions of a query over the documents that match its words.

The counts of a facet ignore its own OR-ed choices, so each facet with such choices is counted over its own set of
documents; all others are counted over the results.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.engines import facet_buckets
from search.engines.columns.array_file import Ints, Mask
from search.engines.columns.snapshot import Snapshot
from search.facets import FacetField, all_facets
from search.model import Query


@dataclass
class Selection:
    """Some documents, as a mask and as numbers."""

    mask: Mask

    @cached_property
    def documents(self) -> Ints:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)


class Filtered:
    """The documents that match a query's words, seen through its filters."""

    def __init__(self, snapshot: Snapshot, query: Query, matching: Mask) -> None:
        self._snapshot = snapshot
        self._query = query
        self._choices: dict[str, Mask] = {}
        for facet in all_facets().values():
            matching = self._excluded(facet, matching)
        if query.since or query.until:
            matching = matching & snapshot.days.between(query.since, query.until)
        if query.added_since:
            matching = matching & snapshot.arrivals.since(query.added_since)
        self._strict = self._all_of_these(matching)
        self.results = self.counted_for("")

    def counted_for(self, facet: str) -> Selection:
        """The documents that a facet's counts are over; for "", the results."""
        if facet and facet not in self._choices:
            return self.results
        mask = self._strict
        for name, chosen in self._choices.items():
            if name != facet:
                mask = mask & chosen
        return Selection(mask)

    def _having(self, facet: FacetField, value: str) -> Mask:
        if facet.name == "date":
            return self._snapshot.days.having(value)
        mask = np.zeros(len(self._snapshot.living), np.bool_)
        mask[self._snapshot.values[facet.name].having(value)] = True
        return mask

    def _excluded(self, facet: FacetField, mask: Mask) -> Mask:
        for value in self._query.excluded.get(facet.name, ()):
            mask = mask & ~self._having(facet, value)
        return mask

    def _all_of_these(self, mask: Mask) -> Mask:
        """The documents that have every value of the facets in that mode; the other facets' choices are set aside."""
        for facet in all_facets().values():
            chosen = [self._having(facet, value) for value in self._query.chosen.get(facet.name, ())]
            if chosen and facet_buckets.mode(self._query, facet) == "all":
                mask = mask & np.logical_and.reduce(chosen)
            elif chosen:
                self._choices[facet.name] = np.logical_or.reduce(chosen)
        return mask
