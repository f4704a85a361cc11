"""How close the words of a query stand in its best documents: keys of one word looked up among those of the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines import scoring
from search.engines.columns.array_file import Floats, Ints
from search.engines.columns.postings import POSITION_BITS
from search.engines.columns.snapshot import Snapshot
from search.engines.term_weights import Pair
from search.query.clauses import Leaf, Word
from search.query.readings import Piece

_POSITION = (1 << POSITION_BITS) - 1


class Proximity:
    """The pairs of a query in the best of its documents, given in ascending order.

    The keys found here are kept: the documents that are shown are among the best, and their words are to be marked.
    """

    def __init__(self, snapshot: Snapshot, pairs: Sequence[Pair], candidates: Ints) -> None:
        self._snapshot, self._pairs, self._candidates = snapshot, pairs, candidates
        self._known = frozenset(candidates.tolist())
        matched = {word: snapshot.match(word) for pair in pairs for word in pair}
        # A key says where a word begins, and not how many positions it takes.
        self._spelled = {word for word, of in matched.items() if of.pattern.readings != ((Piece(word),),)}
        self._keys = {
            (field, word): snapshot.keys(field, matched[word].first.numbers, candidates)
            for word in matched
            for field in matched[word].found
        }

    def scores(self) -> Floats:
        """What the pairs add to the score of each candidate."""
        total = np.zeros(len(self._candidates))
        for pair in self._pairs:
            frequency = self._frequency(pair)
            rarity = scoring.idf(len(self._candidates), int(np.count_nonzero(frequency)))
            total += scoring.CLOSENESS * rarity * scoring.saturated(frequency)
        return total

    def _frequency(self, pair: Pair) -> Floats:
        """The weighted frequency of a pair in each candidate."""
        frequency = np.zeros(len(self._candidates))
        for field in scoring.FIELDS:
            first, second = (self._keys.get((field, word)) for word in pair)
            if first is not None and second is not None and len(first) and len(second):
                documents = _followed(first, second) >> POSITION_BITS
                counts = np.bincount(np.searchsorted(self._candidates, documents), minlength=len(frequency))
                frequency += self._snapshot.frequency(field, self._candidates, counts.astype(np.float64))
        return frequency

    def positions(self, field: str, leaf: Leaf, documents: Sequence[int]) -> dict[int, list[tuple[int, ...]]] | None:
        """Where a word stands in some documents, as `Snapshot.occurrences`; None if that was not looked up here."""
        keys = self._keys.get((field, leaf)) if isinstance(leaf, Word) and leaf not in self._spelled else None
        if keys is None or not self._known.issuperset(documents):
            return None
        wanted = np.array(documents, np.int64)
        starts, ends = (np.searchsorted(keys, edge << POSITION_BITS).tolist() for edge in (wanted, wanted + 1))
        found: dict[int, list[tuple[int, ...]]] = {}
        for number, start, end in zip(documents, starts, ends, strict=True):
            if start < end:
                found[number] = [(key & _POSITION,) for key in keys[start:end].tolist()]
        return found


def _followed(first: Ints, second: Ints) -> Ints:
    """The keys of one word at which another stands shortly after."""
    # The next place of the second word behind each of the first. A key holds the document above the position, so that
    # one in another document is far away.
    at = np.searchsorted(second, first, "right")
    following = second.take(np.minimum(at, len(second) - 1))
    return first[(following > first) & (following <= first + scoring.NEAR)]
