"""Which sentences of a text are which of another version of it: the same, moved, or changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from search.answers.comparison.alignment import aligned, in_common
from search.answers.comparison.text_sentences import words

LIKE = 0.5
"""The part of its words, in their order, that a sentence has in common with its earlier version in the same place."""
LIKE_ELSEWHERE = 0.65
"""The same, where that stood somewhere else."""
_TRIED, _NEAR, _RARE = 6, 2, 50
"""How many sentences are tried for one: those with most rare words in common, and those at the same place. A word that
more than `_RARE` sentences have says little."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence's places in both texts, from 0. `in_place` says that its order among the others is kept."""

    before: int
    after: int
    kind: Literal["same", "moved", "changed"]
    in_place: bool


def paired(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The pairs of two texts; sentences that are in none were removed or added."""
    same = aligned(before, after)
    olds = sorted(set(range(len(before))) - {i for i, _ in same})
    news = sorted(set(range(len(after))) - {j for _, j in same})
    moved = [*_moved(before, after, olds, news)]
    olds = sorted(set(olds) - {i for i, _ in moved})
    news = sorted(set(news) - {j for _, j in moved})
    changed = _Changed(before, after, same, olds, news).pairs()
    kept = {pair for gap, pairs in changed.items() if gap is not None for pair in _in_order(pairs)}
    return [
        *(Pair(i, j, "same", in_place=True) for i, j in same),
        *(Pair(i, j, "moved", in_place=False) for i, j in moved),
        *(Pair(i, j, "changed", (i, j) in kept) for pairs in changed.values() for i, j in pairs),
    ]


def _moved(
    before: Sequence[str], after: Sequence[str], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Sentences that both texts have, in other places."""
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for i in olds:
        left[before[i]].append(i)
    for j in news:
        if places := left.get(after[j]):
            yield places.popleft(), j


def _in_order(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """As many pairs of one gap as keep their order."""
    by_new = sorted(pairs, key=lambda pair: pair[1])
    for _, at in aligned(sorted(i for i, _ in pairs), [i for i, _ in by_new]):
        yield by_new[at]


class _Changed:
    """The search for sentences that are versions of each other, among those that are left of both texts."""

    def __init__(
        self,
        before: Sequence[str],
        after: Sequence[str],
        same: Sequence[tuple[int, int]],
        olds: Sequence[int],
        news: Sequence[int],
    ) -> None:
        self._old = {i: _told(before[i]) for i in olds}
        self._new = {j: _told(after[j]) for j in news}
        # A gap is what lies between two sentences that are the same: those of one gap are in the same place.
        self._old_gap = {i: bisect_left(same, i, key=lambda pair: pair[0]) for i in olds}
        self._new_gap = {j: bisect_left(same, j, key=lambda pair: pair[1]) for j in news}

    def pairs(self) -> dict[int | None, list[tuple[int, int]]]:
        """The pairs, the most alike first, by their gap; under None those that stood in different ones."""
        found: defaultdict[int | None, list[tuple[int, int]]] = defaultdict(list)
        used_old: set[int] = set()
        used_new: set[int] = set()
        for elsewhere, _, i, j in sorted(self._alike()):
            if i not in used_old and j not in used_new:
                used_old.add(i)
                used_new.add(j)
                found[None if elsewhere else self._old_gap[i]].append((i, j))
        return found

    def _alike(self) -> Iterator[tuple[bool, float, int, int]]:
        """Sentences that are like each other: first those in the same place, the most alike first."""
        for i, j in self._candidates():
            elsewhere = self._old_gap[i] != self._new_gap[j]
            likeness = in_common(self._old[i], self._new[j])
            if likeness >= (LIKE_ELSEWHERE if elsewhere else LIKE):
                yield elsewhere, -likeness, i, j

    def _candidates(self) -> Iterator[tuple[int, int]]:
        having: defaultdict[str, list[int]] = defaultdict(list)
        for j, told in self._new.items():
            for word in set(told):
                having[word].append(j)
        in_gap: defaultdict[int, list[int]] = defaultdict(list)
        for j, gap in self._new_gap.items():
            in_gap[gap].append(j)
        at: Counter[int] = Counter()
        for i, told in self._old.items():
            weights: defaultdict[int, float] = defaultdict(float)
            for word in set(told):
                places = having.get(word, ())
                for j in places if len(places) <= _RARE else ():
                    weights[j] += 1 / len(places)
            gap = self._old_gap[i]
            near = in_gap[gap][max(0, at[gap] - _NEAR) : at[gap] + _NEAR + 1]
            at[gap] += 1
            best = sorted(weights, key=lambda j: (-weights[j], j))[:_TRIED]
            for j in dict.fromkeys((*best, *near)):
                yield i, j


def _told(sentence: str) -> list[str]:
    """The words of a sentence that tell it from others: no signs, no capitals."""
    found = [word.strip() for word in words(sentence)]
    return [word.casefold() for word in found if word[0].isalnum()] or found
