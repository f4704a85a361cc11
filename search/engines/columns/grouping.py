"""Numbers of rows instead of documents: near-duplicates are counted once, however many of them match.

Only documents that have near-duplicates can be too many. So everything is counted as documents first, and what those
few are too many is taken away: the time is that of an ungrouped count and of the duplicates among what is counted.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from search.engines.columns.array_file import Array, Floats, Ints, Mask
from search.engines.columns.date_columns import Days
from search.engines.columns.distinct import distinct, heads
from search.engines.columns.facet_columns import Counts, Values
from search.engines.columns.sort_orders import Orders
from search.engines.facet_buckets import Dated
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

    def dates(
        self, query: Query, days: Days, mask: Mask, documents: Ints
    ) -> tuple[Counter[Dated], int, list[tuple[Dated, ...]]]:
        """How many rows have each date, how many an undated document; and the dates of those with several.

        Dates are counted as `Days.summed` does, a row with several once for each of them.
        """
        counts = days.tally(mask, documents)
        opened = days.opened(counts, query)
        stated, missing = days.summed(counts, query)
        repeated = self._repeated(documents)
        rows, dates = self._rows.take(repeated), days.merged(opened).take(days.of(repeated))
        undated = len(counts) - 2
        for date, too_many in zip(*(part.tolist() for part in self._too_many(rows, dates)), strict=True):
            if date == undated:
                missing -= too_many
            else:
                stated[days.counted_as(date, opened)] -= too_many
        several = _several(rows[dates < undated], dates[dates < undated])
        return stated, missing, [tuple(days.counted_as(date, opened) for date in of_row) for of_row in several]

    def first(self, query: Query, orders: Orders, documents: Ints, scores: Floats) -> tuple[Ints, Ints]:
        """Which of some documents, as indices into them, are the first of their rows; and those with near-duplicates.

        The latter come row by row, in their order: see `others`.
        """
        repeated = np.flatnonzero(self._rows.take(documents))
        ranked = repeated[orders.ranked(query.order, documents[repeated], scores[repeated])]
        # Stable: within a row documents stay as they are ranked, so that the first is the row's.
        ranked = ranked[np.argsort(self._rows.take(documents[ranked]), kind="stable")]
        rows = self._rows.take(documents[ranked])
        kept = np.ones(len(documents), np.bool_)
        kept[ranked[1:][rows[1:] == rows[:-1]]] = False
        return np.flatnonzero(kept), documents[ranked]

    def others(self, first: int, folded: Ints) -> Ints:
        """What stands in the row of a document behind it, of those that `first` gave row by row."""
        rows, row = self._rows.take(folded), self._rows[first]
        # `folded` is sorted by row: its documents are those between the two edges.
        start, end = np.searchsorted(rows, row, "left"), np.searchsorted(rows, row, "right")
        return folded[start + 1 : end] if row else folded[:0]

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
        # Row and value in one number, for which their own types are too narrow.
        keys = rows.astype(np.int64) << 32 | values
        different = distinct(keys) & 0xFFFFFFFF
        every, times = np.unique(keys & 0xFFFFFFFF, return_counts=True)
        return every, times - np.bincount(np.searchsorted(every, different), minlength=len(every))


def _several(rows: Array, dates: Ints) -> list[list[int]]:
    """The different dates of the rows that have more than one."""
    pairs = distinct(rows.astype(np.int64) << 32 | dates)
    starts = heads(pairs >> 32)
    ends = np.append(starts, len(pairs))[1:]
    many = ends - starts > 1
    numbers = (pairs & 0xFFFFFFFF).tolist()
    return [numbers[start:end] for start, end in zip(starts[many].tolist(), ends[many].tolist(), strict=True)]
