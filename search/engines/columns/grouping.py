"""Numbers of rows instead of documents: near-duplicates are counted once, however many of them match.

Only documents that have near-duplicates can be too many. So everything is counted as documents first, and what those
few are too many is taken away: the time is that of an ungrouped count and of the duplicates among what is counted.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from search.distinct import distinct
from search.engines.buckets import Dated
from search.engines.columns.arrays import Array, Floats, Ints, Mask
from search.engines.columns.days import Days
from search.engines.columns.orders import Orders
from search.engines.columns.values import Counts, Values
from search.model import Query


class Rows:
    """Documents by the row they are shown in. `rows` are numbers of rows, 0 where a document is alone in its own."""

    def __init__(self, rows: Array) -> None:
        self._rows = rows

    def total(self, documents: Ints) -> int:
        """How many rows some documents fill."""
        rows = self._rows.take(documents)
        rows = rows[rows > 0]
        return len(documents) - len(rows) + len(distinct(rows))

    def counted(self, column: Values, mask: Mask, documents: Ints) -> Counts:
        """The counts of a facet's values over the rows of some documents, given as a mask and as numbers."""
        counts = column.count(mask, documents)
        which, values = column.pairs(self._repeated(documents))
        every, too_many = self._too_many(self._rows.take(which), values)
        missing = int(too_many[every == column.without].sum())
        left = counts.counts.copy()
        inside = every < column.without
        left[np.searchsorted(counts.values, every[inside])] -= too_many[inside]
        return Counts(counts.values, left, counts.missing - missing)

    def dates(self, days: Days, mask: Mask, documents: Ints) -> tuple[Counter[Dated], int, list[tuple[Dated, ...]]]:
        """How many rows have each date as stated, how many an undated document; and the dates of those with several."""
        counts = days.tally(mask, documents)
        repeated = self._repeated(documents)
        rows, dates = self._rows.take(repeated).astype(np.int64), days.of(repeated)
        every, too_many = self._too_many(rows, dates)
        counts[every] -= too_many
        undated = len(counts) - 2
        having = np.flatnonzero(counts[:undated]).tolist()
        stated = Counter({days.stated(number): int(counts[number]) for number in having})
        pairs = np.unique(np.stack([rows, dates], axis=1)[dates < undated], axis=0)
        several = np.split(pairs[:, 1], np.flatnonzero(np.diff(pairs[:, 0])) + 1)
        spread = [tuple(map(days.stated, of_row.tolist())) for of_row in several if len(of_row) > 1]
        return stated, int(counts[undated]), spread

    def first(self, query: Query, orders: Orders, documents: Ints, scores: Floats) -> tuple[Ints, dict[int, Ints]]:
        """Which of some documents, as indices into them, are the first of their rows; and the others, in their order.

        The others are given by the first.
        """
        repeated = np.flatnonzero(self._rows.take(documents))
        ranked = repeated[orders.ranked(query.order, documents[repeated], scores[repeated])]
        ranked = ranked[np.argsort(self._rows.take(documents[ranked]), kind="stable")]
        rows = np.split(ranked, np.flatnonzero(np.diff(self._rows.take(documents[ranked]))) + 1)
        kept = np.ones(len(documents), np.bool_)
        kept[ranked] = False
        others = {}
        for row in rows:
            if len(row):
                kept[row[0]] = True
                others[int(documents[row[0]])] = documents[row[1:]]
        return np.flatnonzero(kept), others

    def beside(self, document: int) -> Ints:
        """The others in the row of a document."""
        row = self._rows[document]
        found: Ints = np.flatnonzero(self._rows == row)
        return found[found != document] if row else found[:0]

    def _repeated(self, documents: Ints) -> Ints:
        """Those of some documents that have near-duplicates, here or elsewhere."""
        return documents[self._rows.take(documents) > 0]

    def _too_many(self, rows: Array, values: Array) -> tuple[Ints, Ints]:
        """Values of which rows have several documents, ascending, and how many of those are too many."""
        keys = rows.astype(np.int64) << 32 | values
        different = distinct(keys) & 0xFFFFFFFF
        every, times = np.unique(keys & 0xFFFFFFFF, return_counts=True)
        return every, times - np.bincount(np.searchsorted(every, different), minlength=len(every))
