"""Average link: the two clusters whose members are most alike on average become one, until none are alike enough."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

from search.stories.near_duplicates import connected
from search.stories.word_numbers import Array

ALIKE = 0.22
"""The least average cosine of one story (on ECB+: recall .93 at .20, other topics accepted .0003)."""

TABLED = (12, 250)
"""The sizes of what is connected, from and to, that are clustered by tables."""


def stories(pairs: Array, cosines: Array, known: Array) -> Array:
    """For every number the smallest of its cluster. Pairs that are not given count as not alike at all.

    `known` has what was found before for numbers that have the pairs that they had then, and -1 for all others.
    """
    near = cosines >= ALIKE
    within = connected(pairs[near], len(known))
    open_ones = np.zeros(len(known), np.bool_)
    open_ones[within[known < 0]] = True
    asked = open_ones[within]
    inside = (within[pairs[:, 0]] == within[pairs[:, 1]]) & asked[pairs[:, 0]]
    return np.where(asked, _joined(pairs[inside], cosines[inside], within), known)


def _joined(pairs: Array, cosines: Array, within: Array) -> Array:
    """The cluster of every number, by tables where so many are connected that these are fastest (ten times)."""
    components = within[pairs[:, 0]]
    sizes = np.bincount(within, minlength=len(within))
    tabled = (sizes >= TABLED[0]) & (sizes <= TABLED[1])
    rest = ~tabled[components]
    cluster = _Clusters(pairs[rest], cosines[rest], len(within)).joined()
    order = np.argsort(components, kind="stable")
    order = order[~rest[order]]
    for some in np.split(order, np.flatnonzero(np.diff(components[order])) + 1) if len(order) else ():
        members, local = np.unique(pairs[some], return_inverse=True)
        cluster[members] = members[_by_table(local.reshape(-1, 2), cosines[some], len(members))]
    return cluster


def _by_table(pairs: Array, cosines: Array, size: int) -> Array:
    """What `_Clusters` gives, from a table of all averages above the diagonal."""
    sums, many, cluster = np.zeros((size, size)), np.ones(size), np.arange(size)
    sums[pairs[:, 0], pairs[:, 1]] = sums[pairs[:, 1], pairs[:, 0]] = cosines
    # Above the diagonal each pair stands once, the smaller number first. `argmax` takes the first of equals, which is
    # the one that comes first from the heap of `_Clusters`.
    averages = np.triu(sums, 1)
    while True:
        one, other = divmod(int(averages.argmax()), size)
        if averages[one, other] < ALIKE:
            return cluster
        cluster[cluster == other] = one
        sums[one] += sums[other]
        sums[other] = sums[:, other] = 0
        sums[:, one], many[one] = sums[one], many[one] + many[other]
        averages[other], averages[:, other] = 0, 0
        row = sums[one] / (many * many[one])
        averages[one, one + 1 :], averages[:one, one] = row[one + 1 :], row[:one]


class _Clusters:
    """Clusters and the sums of the cosines between them; a cluster goes by its smallest member."""

    def __init__(self, pairs: Array, cosines: Array, size: int) -> None:
        self._members = {number: [number] for number in range(size)}
        self._sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for (first, second), cosine in zip(pairs.tolist(), cosines.tolist(), strict=True):
            self._sums[first][second] = self._sums[second][first] = cosine
        self._size = size

    def joined(self) -> Array:
        """The cluster of every number."""
        every = ((one, other, total) for one, row in self._sums.items() for other, total in row.items())
        # A sorted list is a heap.
        heap = sorted((-total, one, other) for one, other, total in every if one < other and total >= ALIKE)
        while heap:
            negative, one, other = heapq.heappop(heap)
            # Else one of the two has been joined meanwhile, and the entry is of the past.
            if self._average(one, other) == -negative:
                for third, average in self._join(one, other):
                    heapq.heappush(heap, (-average, min(one, third), max(one, third)))
        cluster = np.empty(self._size, np.int64)
        for name, members in self._members.items():
            cluster[members] = name
        return cluster

    def _average(self, one: int, other: int) -> float:
        if one not in self._members or other not in self._members:
            return 0.0
        return self._sums[one].get(other, 0.0) / (len(self._members[one]) * len(self._members[other]))

    def _join(self, one: int, other: int) -> list[tuple[int, float]]:
        """Put the larger name's cluster to the smaller's; those that the new one is alike enough to."""
        self._members[one] += self._members.pop(other)
        row = self._sums[one]
        for third, total in self._sums.pop(other).items():
            del self._sums[third][other]
            if third != one:
                row[third] = self._sums[third][one] = row.get(third, 0.0) + total
        averages = ((third, self._average(one, third)) for third in row)
        return [(third, average) for third, average in averages if average >= ALIKE]
