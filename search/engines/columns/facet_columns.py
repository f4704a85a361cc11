"""Facet columns: which documents have which values, and how many of any set of documents do.

For each keyword facet `f`, in the file `MAIN.columns` (see `array_file`), with V values:

    f_values_bytes f_values_ends   the values, in the order in which equal counts are shown; value v is the v-th
    f_folded_bytes f_folded_ends   their labels as they are searched, in the same order
    f_width           [1]          columns of the matrix
    f_matrix          [N * width]  a row a document: its values, then V + 1; a document without a value has V, and one
                                   that is gone only V + 1
    f_rest_documents  [...]        documents with more values than the matrix has columns, ascending, and ...
    f_rest_values     [...]        ... those further values
    f_first           [V + 2]      the documents with value v, or with none (V), are those from f_first[v] ...
    f_documents       [...]        ... up to f_first[v + 1], ascending

Writing is in `facet_columns_writer`. Counting gathers rows and counts their cells: the time is that of the documents
counted, whatever the facet's size.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from search.engines import facet_buckets
from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask, gaps
from search.engines.columns.cache import Cache
from search.engines.columns.postings import spread
from search.engines.columns.string_table import Strings
from search.facets import FacetField
from search.model import NONE

_LABELLED_BYTES = 512 << 10
"""For the values that a typed text is part of: each letter more asks for them again, once for every facet."""
_SPARSE = 8
"""Less than an eighth as many is few: then sorting and looking up beat a pass over everything."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The values that any of some documents has, ascending, with their counts above 0, and how many have none."""

    values: Ints
    counts: Ints
    missing: int

    def of(self, value: int | None) -> int:
        """The count of a value."""
        if value is None:
            return 0
        at = int(np.searchsorted(self.values, value))
        return int(self.counts[at]) if at < len(self.values) and self.values[at] == value else 0

    def only(self, kept: Mask) -> Counts:
        """The counts of some of the values."""
        return Counts(self.values[kept], self.counts[kept], self.missing)

    def among(self, values: Ints) -> Counts:
        """The counts of those that are among some values."""
        return self.only(np.isin(self.values, values, assume_unique=True))

    def without(self, values: list[int]) -> Counts:
        """The counts of all values but some."""
        return self.only(~np.isin(self.values, values)) if values else self

    def page(self, order: Literal["count", "name"], start: int, end: int) -> list[tuple[int, int]]:
        """The values from place `start` up to `end` when all are sorted."""
        if order == "count":
            return self.top(end)[start:]
        return list(zip(self.values[start:end].tolist(), self.counts[start:end].tolist(), strict=True))

    def top(self, size: int) -> list[tuple[int, int]]:
        """The most frequent values, equal counts in the order of the values."""
        if size <= 0:
            return []
        if len(self.counts) > size:
            # Only the least count that is shown needs to be known for that; the order of all the others does not.
            least = np.partition(self.counts, -size)[-size]
            above = np.flatnonzero(self.counts > least)
            chosen = np.append(above, np.flatnonzero(self.counts == least)[: size - len(above)])
        else:
            chosen = np.arange(len(self.counts))
        # `lexsort` goes by its last key first: by count, then by value.
        chosen = chosen[np.lexsort((chosen, -self.counts[chosen]))]
        return list(zip(self.values[chosen].tolist(), self.counts[chosen].tolist(), strict=True))


class Values:
    """The column of one facet, read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile, facet: FacetField, living: int) -> None:
        def array_of(name: str) -> Array:
            return file[f"{facet.name}_{name}"]

        self.facet = facet
        self._living = living
        self._strings = Strings(file, f"{facet.name}_values")
        self._folded = Strings(file, f"{facet.name}_folded")
        self._matrix = array_of("matrix").reshape(-1, int(array_of("width")[0]))
        self._rest_documents, self._rest_values = array_of("rest_documents"), array_of("rest_values")
        self._documents = array_of("documents")
        self._first = file.bounds(f"{facet.name}_first", len(self._documents))
        self._totals = gaps(self._first)
        self._labelled: Cache[str, Ints] = Cache(_LABELLED_BYTES, lambda values: 200 + values.nbytes)
        self._cells = np.flatnonzero(self._totals)
        self._of_all = self._split(self._cells, self._totals[self._cells])

    def __getitem__(self, value: int) -> str:
        return self._strings[value]

    def find(self, value: str) -> int | None:
        """The number of a value; NONE has one too. None where no document has the value."""
        size = len(self._strings)
        if value == NONE:
            return size
        wanted = facet_buckets.sort_key(self.facet, value)
        place = bisect_left(range(size), wanted, key=lambda v: facet_buckets.sort_key(self.facet, self._strings[v]))
        return place if place < size and self._strings[place] == value else None

    def having(self, value: str) -> Array:
        """The documents that have a value, ascending."""
        number = self.find(value)
        return self._documents[:0] if number is None else self._documents[self._first[number] : self._first[number + 1]]

    def labelled(self, wanted: str) -> Ints:
        """The values whose label holds a text, both folded; ascending."""
        return self._labelled.get(wanted, lambda text: np.flatnonzero(self._folded.holding(text)))

    def count(self, mask: Mask, documents: Ints) -> Counts:
        """The counts over some documents, given as a mask and as numbers."""
        # The first page of every visit counts the whole corpus: that was done when the index was opened.
        if len(documents) == self._living:
            return self._of_all
        # Nobody names an agency, or all are in one language: then so are some.
        if len(self._cells) == 1 and len(documents):
            return self._split(self._cells, np.array([len(documents)]))
        if self._unusual is not None:
            return self._split(*self._tally_unusual(self._unusual, mask, len(documents)))
        # Of more than half it is quicker to count the others, and to take those from the totals.
        if 2 * len(documents) <= len(mask):
            return self._split(*self._tally(mask, documents))
        rest = ~mask
        cells, counts = self._tally(rest, np.flatnonzero(rest))
        left = self._totals.copy()
        inside = cells < len(left)
        left[cells[inside]] -= counts[inside]
        cells = np.flatnonzero(left)
        return self._split(cells, left[cells])

    def count_some(self, values: Ints, mask: Mask, documents: Ints) -> Counts:
        """The counts of some values, ascending, over some documents. Of rare ones it takes the time of theirs."""
        totals = self._totals.take(values)
        if totals.sum() > len(documents):
            return self.count(mask, documents).among(values)
        having = mask.take(self._documents.take(spread(self._first.take(values), totals)))
        counts = np.bincount(np.arange(len(values)).repeat(totals)[having], minlength=len(values))
        found = np.flatnonzero(counts)
        return Counts(values.take(found), counts.take(found), self._missing(mask, documents))

    def _missing(self, mask: Mask, documents: Ints) -> int:
        """How many of some documents have no value."""
        without = self._documents[self._first[self.without] : self._first[self.without + 1]]
        if len(without) == self._living:
            return len(documents)
        if len(without) > len(documents):
            return int(np.count_nonzero(self._matrix.take(documents, axis=0) == self.without))
        return int(np.count_nonzero(mask.take(without)))

    @cached_property
    def _unusual(self) -> Ints | None:
        """The documents with anything but the most frequent cell alone; None where they are not few.

        Nearly all documents are in one language and name no agency: then only the others are looked at.
        """
        padding = len(self._totals)
        other = ((self._matrix != self._usual) & (self._matrix != padding)).any(axis=1)
        other[self._rest_documents] = True  # their further values stand outside the matrix
        return np.flatnonzero(other) if np.count_nonzero(other) * _SPARSE < self._living else None

    @cached_property
    def _usual(self) -> int:
        return int(np.argmax(self._totals))

    def _tally_unusual(self, unusual: Ints, mask: Mask, total: int) -> tuple[Ints, Ints]:
        """As `_tally`, where all but a few documents have the most frequent cell alone."""
        found = unusual.compress(mask.take(unusual))
        cells, counts = self._tally(mask, found) if len(found) else (found, found)
        at, usual = int(np.searchsorted(cells, self._usual)), total - len(found)
        if at < len(cells) and cells[at] == self._usual:
            counts[at] += usual
        elif usual:
            cells, counts = _with(cells, at, self._usual), _with(counts, at, usual)
        return cells, counts

    @property
    def without(self) -> int:
        """The number under which documents without a value are counted."""
        return len(self._strings)

    def pairs(self, documents: Ints) -> tuple[Ints, Ints]:
        """Some documents, ascending, each as often as it has values, and those values; `without` where it has none."""
        cells = self._matrix.take(documents, axis=0).astype(np.int64)
        real = cells <= self.without
        low, high = (np.searchsorted(self._rest_documents, documents, side) for side in ("left", "right"))
        rest = spread(low, high - low)
        return (
            np.append(documents.repeat(real.sum(axis=1)), self._rest_documents.take(rest)),
            np.append(cells[real], self._rest_values.take(rest)),
        )

    def _tally(self, mask: Mask, documents: Ints) -> tuple[Ints, Ints]:
        """The different cells of some rows, ascending, and how often each stands there."""
        cells = np.append(self._matrix.take(documents, axis=0), self._rest_of(mask, documents))
        if len(cells) * _SPARSE < len(self._totals):
            found, counts = np.unique(cells, return_counts=True)
            return found.astype(np.int64), counts
        # One cell more than there are values and “none”: the padding of short rows.
        counts = np.bincount(cells, minlength=len(self._totals) + 1)
        # Of bytes, because looking for what is not zero among eight of them takes several times as long.
        found = np.flatnonzero(counts.astype(np.bool_))
        return found, counts.take(found)

    def _rest_of(self, mask: Mask, documents: Ints) -> Array:
        """The values of some documents that the matrix has no column for."""
        if len(documents) * _SPARSE > len(self._rest_documents):
            return self._rest_values.compress(mask.take(self._rest_documents))
        start, end = (np.searchsorted(self._rest_documents, documents, side) for side in ("left", "right"))
        return self._rest_values.take(spread(start, end - start))

    def _split(self, cells: Ints, counts: Ints) -> Counts:
        """Counts of cells as counts of values; the cell after the values is "none", the last is padding."""
        size = len(self._strings)
        real = int(np.searchsorted(cells, size))
        missing = int(counts[real]) if real < len(cells) and cells[real] == size else 0
        return Counts(cells[:real], counts[:real], missing)


def _with(numbers: Ints, at: int, number: int) -> Ints:
    """Some numbers with one more before a place; numpy's own insert takes three times as long."""
    return np.concatenate((numbers[:at], np.array([number]), numbers[at:]))
