"""Pairs of documents of one time that share telling words: TF-IDF cosine, exact, over a window of days.

A term weighs (1 + ln tf) * idf, and a vector has length 1. Documents come in the order of their days, so that each is
held against those of the next ten days only, some rows at a time: memory is that of the rows. idf goes in steps, so
that most vectors stay what they were where a few documents have come or gone. A cosine is the same however it is
summed up: products have 24 bits and are never below 2^-20, so that sums of 64 are exact in 53 bits.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.stories.word_numbers import Array

DAYS = 10
LEAST = 0.1
"""Cosines below are as good as none when clusters are averaged."""
MOST_NEIGHBOURS = 40
"""The nearest later documents that one is held against: forms and tables come in thousands, all alike."""
# The cosines of so many pairs take 32 MB.
_CELLS = 4_000_000
# The arrays of so many products, and of where they belong, have up to 64 MB each.
_PRODUCTS = 8_000_000
_USUAL = 5
"""Steps of idf: terms of more than about a fifth of the documents tell nothing."""
_STEPS = 2
"""Steps of idf in which the number of documents doubles."""
_SMALL = 50
"""Documents that a term may always have."""
# Always the same, because digests are kept with a build. Factors are odd, so that no two numbers become one.
_RANDOM = np.random.default_rng(1_972)
_SLOTS = _RANDOM.integers(1, 1 << 63, 256, np.uint64) | np.uint64(1)


class Space:
    """The vectors of documents, which come in the order of their days.

    `digests` differ where vectors or days do: a pair has the cosine that it had where both of its digests are the same.
    """

    def __init__(self, days: Array, terms: Array, times: Array) -> None:
        self._days = days
        self._numbered, self._weight, steps = _weights(terms, times)
        self.digests = _digests(days, terms, times, steps)
        self._dense = np.zeros(int(self._numbered.max(initial=0)) + 2, np.float32)

    def __len__(self) -> int:
        return len(self._days)

    def similar(self) -> tuple[Array, Array]:
        """Pairs (rows of two numbers, the earlier first) that are no more than ten days apart, and their cosines."""
        pairs, cosines = [np.empty((0, 2), np.int64)], [np.empty(0, np.float32)]
        if len(self):
            window = _Window(self._days, self._numbered, self._weight)
            for start, end in window.stretches():
                table = window.cosines(start, end)
                first, second = np.divmod(np.flatnonzero(table >= LEAST), table.shape[1])
                found = table[first, second]
                kept = nearest(first, found)
                pairs.append(np.stack([first[kept] + start, second[kept] + start], axis=1))
                cosines.append(found[kept])
        return np.concatenate(pairs), np.concatenate(cosines)

    def beside(self, row: int) -> tuple[Array, Array]:
        """All pairs with one document, and their cosines, however many they are."""
        start, end = np.searchsorted(self._days, (self._days[row] - DAYS, self._days[row] + DAYS + 1))
        terms = self._numbered[row]
        self._dense[terms] = self._weight[row]
        self._dense[-1] = 0  # where those are that tell nothing
        products = self._dense[self._numbered[start:end]] * self._weight[start:end]
        self._dense[terms] = 0
        # As in a table of `_Window`, to the last bit: a grown build must find what a fresh one does.
        cosines = products.sum(axis=1, dtype=np.float64).astype(np.float32)
        others = np.flatnonzero(cosines >= LEAST)
        cosines, others = cosines[others], others + start
        pairs = np.stack([np.minimum(others, row), np.maximum(others, row)], axis=1)
        return pairs[others != row], cosines[others != row]


def _weights(terms: Array, times: Array) -> tuple[Array, Array, Array]:
    """Terms as numbers from 0 (-1 is none), the weights they have in rows of length 1, and what these depend on.

    idf is ln((1 + N) / (1 + df)) + 1, both counts rounded to steps. Terms of too many documents tell nothing, where
    there are more than a few documents; those of one document are shared with none.
    """
    known, numbered = np.unique(terms, return_inverse=True)
    numbered = numbered.reshape(terms.shape)
    there = times > 0
    having = np.bincount(numbered[there], minlength=len(known))
    steps = _step(len(terms)) - _step(having)
    idf = steps * (np.log(2) / _STEPS) + 1
    weight = np.where(there, (1 + np.log(np.maximum(times, 1.0))) * idf[numbered], 0.0)
    # A text of stop words alone has no length to divide by.
    weight /= np.maximum(np.sqrt((weight**2).sum(axis=1, keepdims=True)), 1e-9)
    telling = (having > 1) & ((having <= _SMALL) | (steps >= _USUAL))
    depends = np.where(there, (steps << 1 | telling)[numbered], 0)
    numbered = np.where(there & telling[numbered], numbered, -1)
    return numbered, weight.astype(np.float32), depends


def _step(count: Array | int) -> Array:
    # In half doublings a count grows by two fifths before its step does: a few documents more or less leave nearly
    # every vector, and so its pairs, as it was.
    steps: Array = np.rint(_STEPS * np.log2(1.0 + count)).astype(np.int64)
    return steps


def _digests(days: Array, terms: Array, times: Array, steps: Array) -> Array:
    """Numbers of 64 bits that are different for all that is different."""
    mixed = (
        terms.astype(np.uint64) | times.astype(np.uint64) << np.uint64(32) | steps.astype(np.uint64) << np.uint64(40)
    )
    mixed ^= mixed >> np.uint64(29)
    mixed *= _SLOTS[-1]
    mixed ^= mixed >> np.uint64(32)
    # Each place has a factor of its own, so that terms which change places change the sum.
    found: Array = (mixed * _SLOTS[: terms.shape[1]]).sum(axis=1, dtype=np.uint64)
    found += days.astype(np.uint64) * _SLOTS[-2]
    return found


def nearest(first: Array, cosines: Array) -> Array:
    """Which pairs are among the nearest of their earlier document, ties included: a mask."""
    order = np.lexsort((-cosines, first))
    begins = np.flatnonzero(np.append(True, np.diff(first[order]) != 0)) if len(order) else order
    lengths = np.diff(np.append(begins, len(order)))
    many = lengths > MOST_NEIGHBOURS
    least = np.zeros(len(begins), cosines.dtype)
    least[many] = cosines[order][begins[many] + MOST_NEIGHBOURS - 1]
    kept = np.empty(len(order), np.bool_)
    kept[order] = cosines[order] >= np.repeat(least, lengths)
    return kept


class _Window:
    """Documents by their days, and the postings of all terms: for each entry, those of later documents not too late."""

    def __init__(self, days: Array, numbered: Array, weight: Array) -> None:
        size = len(days)
        self._until = np.searchsorted(days, days + DAYS, "right")
        inside = numbered >= 0
        self._rows, terms, self._weights = np.nonzero(inside)[0], numbered[inside].astype(np.int64), weight[inside]
        keys = terms * size + self._rows
        order = np.argsort(keys, kind="stable")
        self._low = np.empty(len(keys), np.int64)
        self._low[order] = np.arange(1, len(keys) + 1)
        until = (terms * size + self._until[self._rows])[order]  # in the order of the keys: it is found much faster so
        self._high = np.empty(len(keys), np.int64)
        self._high[order] = np.searchsorted(keys[order], until)
        self._posted, self._posted_weights = self._rows[order], self._weights[order]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Rows that are worked on together: no more than the table of their cosines may have cells."""
        start = 0
        while start < len(self._until):
            wide = int(self._until[min(start + _CELLS // 1_000, len(self._until) - 1)]) - start
            end = min(len(self._until), start + max(1, _CELLS // wide))
            yield start, end
            start = end

    def cosines(self, start: int, end: int) -> Array:
        """A table: the cosines of some rows with those from `start` on."""
        wide = int(self._until[end - 1]) - start
        table = np.zeros((end - start) * wide)
        first, last = np.searchsorted(self._rows, (start, end))
        lengths = (self._high - self._low)[first:last]
        many = np.cumsum(lengths)
        at = 0
        while at < len(lengths):
            done = int(many[at - 1]) if at else 0
            to = max(at + 1, int(np.searchsorted(many, done + _PRODUCTS, "right")))
            some, sizes = slice(first + at, first + to), lengths[at:to]
            postings = spread(self._low[some], sizes)
            cells = np.repeat((self._rows[some] - start) * wide - start, sizes) + self._posted[postings]
            products = np.repeat(self._weights[some], sizes) * self._posted_weights[postings]
            table += np.bincount(cells, products, len(table))
            at = to
        return table.reshape(end - start, wide).astype(np.float32)


def spread(starts: Array, lengths: Array) -> Array:
    """The numbers of stretches, one stretch after the other."""
    ends = np.cumsum(lengths)
    numbers: Array = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return numbers
