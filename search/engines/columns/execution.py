"""A query's clauses over a snapshot: which documents match, and how well.

Sets of documents are masks, one byte a document: AND, OR and NOT are one instruction over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

import numpy as np

from search.engines import scoring, term_weights
from search.engines.columns import document_sums
from search.engines.columns.array_file import Floats, Ints, Mask
from search.engines.columns.proximity import Proximity
from search.engines.columns.snapshot import Snapshot
from search.engines.hits import Match, hit
from search.model import Hit, Notice, Query, Sort
from search.query.clauses import And, Clause, Leaf, Not, Or, leaves, positive_leaves

Occurrences = list[tuple[int, ...]]


class Reading:
    """The leaves of one clause, found."""

    def __init__(self, snapshot: Snapshot, clause: Clause) -> None:
        self._snapshot = snapshot
        self._matched = {leaf: snapshot.match(leaf) for leaf in leaves(clause)}
        positive = list(positive_leaves(clause))
        self._leaves: list[Leaf] = list(dict.fromkeys(positive))
        kinds = term_weights.kinds(positive, snapshot.vocabulary.languages)
        self._weights = term_weights.weights(positive, kinds)
        patterns = {leaf: self._matched[leaf].pattern for leaf in self._leaves}
        self._pairs = term_weights.pairs(positive, kinds, patterns)
        self._proximity: Proximity | None = None
        self._candidates: Ints | None = None

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Those that a document can be found by, each once."""
        return tuple(self._leaves)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was cut."""
        return tuple(dict.fromkeys(notice for matched in self._matched.values() for notice in matched.notices))

    def mask(self, clause: Clause) -> Mask:
        """The documents that match a clause, as an array that nobody writes to: others share it."""
        match clause:
            case And(clauses):
                return reduce(and_, map(self.mask, dict.fromkeys(clauses)), self._snapshot.living)
            case Or(clauses):
                return reduce(or_, map(self.mask, dict.fromkeys(clauses)), self._snapshot.without_any)
            case Not(inner):
                return self._snapshot.living & ~self.mask(inner)
            case leaf:
                return self._snapshot.laid_out(self._matched[leaf])

    def scores(self, mask: Mask, documents: Ints) -> Floats:
        """The scores of some documents, given as a mask and as numbers; not yet rounded."""
        scores = np.zeros(len(documents))
        for leaf in self._leaves:
            having = self._matched[leaf].documents
            weight = self._weights[leaf] * scoring.idf(self._snapshot.size, len(having))
            self._add(scores, weight, having, self._snapshot.saturated(leaf), mask, documents)
        if self._pairs:
            self._add_closeness(scores, documents)
        return scores

    def _add_closeness(self, scores: Floats, documents: Ints) -> None:
        """Look at the best documents once more, for words that stand together."""
        # Ascending again, because documents are looked up among them.
        best = np.sort(self._snapshot.orders.best("relevance", documents, scores, 0, scoring.CANDIDATES))
        self._proximity = Proximity(self._snapshot, self._pairs, documents[best])
        scores[best] += self._proximity.scores()
        self._candidates = best

    def best(self, order: Sort, documents: Ints, scores: Floats, start: int, end: int) -> Ints:
        """Which of the documents that were scored, as indices into them, come from place `start` up to `end`."""
        orders, among = self._snapshot.orders, self._candidates
        if order != "relevance" or among is None or end > len(among):
            return orders.best(order, documents, scores, start, end)
        # They were the best before they gained anything: no other document comes before one of them.
        return among.take(orders.best(order, documents.take(among), scores.take(among), start, end))

    @staticmethod
    def _add(scores: Floats, weight: float, having: Ints, saturated: Floats, mask: Mask, documents: Ints) -> None:
        """Add what one leaf gives to the scores of some documents, which may be others than those that have it."""
        # `take`, not brackets: a mask in brackets takes several times as long.
        kept = np.flatnonzero(mask.take(having))
        if len(kept) < len(having):
            saturated = saturated.take(kept)
            # As many as are asked about: then they are those.
            having = documents if len(kept) == len(documents) else having.take(kept)
        document_sums.add(scores, documents, weight * saturated, having, len(mask))

    def hits(self, query: Query, numbers: Sequence[int], scores: Sequence[float]) -> tuple[Hit, ...]:
        """Documents as they are shown."""
        matches: dict[int, list[Match]] = {number: [] for number in numbers}
        for leaf in self._leaves:
            self._find(leaf, numbers, matches)
        return tuple(
            self._hit(query, number, score, matches[number]) for number, score in zip(numbers, scores, strict=True)
        )

    def _hit(self, query: Query, number: int, score: float, matches: list[Match]) -> Hit:
        shown = self._snapshot.shown(number)
        return hit(query, shown.document, round(score, scoring.DECIMALS), shown.title, shown.body, matches)

    def _find(self, leaf: Leaf, numbers: Sequence[int], matches: dict[int, list[Match]]) -> None:
        """Add to the matches of some documents where a leaf stands in them."""
        matched = self._matched[leaf]
        weight = self._weights[leaf] * scoring.idf(self._snapshot.size, len(matched.documents))
        found = {name: self._standing(leaf, name, numbers) for name in matched.found}
        frequencies = {name: self._weighted(name, in_field) for name, in_field in found.items()}
        for number in numbers:
            weighted = {name: of[number] for name, of in frequencies.items() if number in of}
            for name, share in scoring.shares(weight, weighted).items():
                matches[number].append(Match(leaf, name, share, found[name][number]))

    def _weighted(self, field: str, found: Mapping[int, Occurrences]) -> dict[int, float]:
        """The weighted frequency in a field of the documents that have anything there."""
        counts = {number: float(len(places)) for number, places in found.items() if places}
        documents, frequencies = np.array([*counts], np.int64), np.array([*counts.values()], np.float64)
        return dict(zip(counts, self._snapshot.frequency(field, documents, frequencies).tolist(), strict=True))

    def _standing(self, leaf: Leaf, name: str, numbers: Sequence[int]) -> dict[int, Occurrences]:
        """Where a leaf stands, out of what was looked up for the scores where it was."""
        known = self._proximity.positions(name, leaf, numbers) if self._proximity else None
        return self._snapshot.occurrences(self._matched[leaf], name, numbers) if known is None else known
