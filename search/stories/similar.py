"""Pairs of documents of one time that share telling words: TF-IDF cosine, exact, over a window of days.

A term weighs (1 + ln tf) * idf, idf as in `weights`; a vector has length 1. Documents come in the order of their days,
so that each is held against those of the next ten days only, some rows at a time: memory is that of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.stories.words import Array

DAYS = 10
LEAST = 0.1
"""Cosines below are as good as none when clusters are averaged."""
MOST_NEIGHBOURS = 40
"""The nearest later documents that one is held against: forms and tables come in thousands, all alike."""
_CELLS = 4_000_000
_PRODUCTS = 8_000_000
_USUAL = 0.2
_SMALL = 50


def weights(terms: Array, times: Array) -> tuple[Array, Array]:
    """Terms as numbers from 0 (-1 is none), and the weights they have: rows of length 1.

    idf is ln((1 + N) / (1 + df)) + 1. Terms of more than a fifth of the documents tell nothing, where there are more
    than a few documents; those of one document are shared with none.
    """
    known, numbered = np.unique(terms, return_inverse=True)
    numbered = numbered.reshape(terms.shape)
    there = times > 0
    having = np.bincount(numbered[there], minlength=len(known))
    idf = np.log((1 + len(terms)) / (1 + having)) + 1
    weight = np.where(there, (1 + np.log(np.maximum(times, 1.0))) * idf[numbered], 0.0)
    weight /= np.maximum(np.sqrt((weight**2).sum(axis=1, keepdims=True)), 1e-9)
    telling = (having > 1) & (having <= max(_SMALL, _USUAL * len(terms)))
    numbered = np.where(there & telling[numbered], numbered, -1)
    return numbered, weight.astype(np.float32)


def similar(days: Array, terms: Array, times: Array) -> tuple[Array, Array]:
    """Pairs (rows of two numbers, the earlier first) that are no more than ten days apart, and their cosines.

    `days` ascend.
    """
    pairs, cosines = [np.empty((0, 2), np.int64)], [np.empty(0, np.float32)]
    if len(days):
        window = _Window(days, *weights(terms, times))
        for start, end in window.stretches():
            table = window.cosines(start, end)
            first, second = _largest(table)
            pairs.append(np.stack([first + start, second + start], axis=1))
            cosines.append(table[first, second])
    return np.concatenate(pairs), np.concatenate(cosines)


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


def _largest(table: Array) -> tuple[Array, Array]:
    """Where the cosines are that count, the largest of each row."""
    first, second = np.divmod(np.flatnonzero(table >= LEAST), table.shape[1])
    many = np.flatnonzero(np.bincount(first, minlength=len(table)) > MOST_NEIGHBOURS)
    if not len(many):
        return first, second
    least = np.zeros(len(table), table.dtype)
    least[many] = np.partition(table[many], -MOST_NEIGHBOURS, axis=1)[:, -MOST_NEIGHBOURS]
    kept = table[first, second] >= least[first]
    return first[kept], second[kept]
