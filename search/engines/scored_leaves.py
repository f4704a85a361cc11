"""The leaves of one query over one corpus, and what documents score by them: the formula, document by document.

The oracle scores every document so; an engine that cannot score its documents itself scores those that it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeAlias

from search.compounds import TextTerms
from search.engines import scoring, term_weights
from search.engines.hits import Match, hit
from search.highlight.word_layout import Layout
from search.model import Document, Hit, Notice, Query
from search.query.clauses import And, Clause, Leaf, Not, Or, Part, leaves, positive_leaves
from search.query.patterns import Pattern, occurrences, positions, resolve
from search.searched_text import searched_text

Texts: TypeAlias = Mapping[str, TextTerms]
"""The terms of a document, by field."""


class Corpus(Protocol):
    """What scores depend on beside the document: `size` is how many there are, in some languages."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    @property
    def languages(self) -> Collection[str]:
        """The languages that they are in."""
        ...

    def expand(self, part: Part) -> tuple[frozenset[str], tuple[Notice, ...]]:
        """The terms of a part of a query that some document has, and a notice where some were cut."""
        ...

    def matching(self, patterns: Sequence[Pattern]) -> Sequence[int]:
        """How many documents have each of some patterns."""
        ...

    def average(self, field: str) -> float:
        """The mean number of words of a field, at least 1."""
        ...


class ScoredLeaves:
    """The leaves of a clause as patterns, with what each weighs. `leaves` are those to be found by, each once."""

    def __init__(self, corpus: Corpus, clause: Clause) -> None:
        self._corpus = corpus
        self.notices: list[Notice] = []
        self.patterns = {leaf: resolve(leaf, self._expand) for leaf in leaves(clause)}
        positive = list(positive_leaves(clause))
        self.leaves = list(dict.fromkeys(positive))
        kinds = term_weights.kinds(positive, corpus.languages)
        self._weights = term_weights.weights(positive, kinds)
        self.pairs = term_weights.pairs(positive, kinds, self.patterns)

    def _expand(self, part: Part) -> frozenset[str]:
        terms, notices = self._corpus.expand(part)
        self.notices += [notice for notice in notices if notice not in self.notices]
        return terms

    @cached_property
    def weights(self) -> Mapping[Leaf, float]:
        """What a leaf's saturated frequency is multiplied by. Asked for only where something is scored."""
        matching = self._corpus.matching([self.patterns[leaf] for leaf in self.leaves])
        return {
            leaf: self._weights[leaf] * scoring.idf(self._corpus.size, count)
            for leaf, count in zip(self.leaves, matching, strict=True)
        }

    def matches(self, texts: Texts, clause: Clause) -> bool:
        """Whether a document matches a clause."""
        match clause:
            case And(clauses):
                return all(self.matches(texts, inner) for inner in clauses)
            case Or(clauses):
                return any(self.matches(texts, inner) for inner in clauses)
            case Not(inner):
                return not self.matches(texts, inner)
            case leaf:
                return bool(frequencies(texts, self.patterns[leaf]))

    def score(self, texts: Texts) -> float:
        """The score of a document by its leaves alone, not yet rounded."""
        score = 0.0
        for leaf in self.leaves:
            frequency = self._weighted(texts, frequencies(texts, self.patterns[leaf]))
            score += self.weights[leaf] * scoring.saturated(frequency)
        return score

    def closeness(self, candidates: Sequence[Texts]) -> list[float]:
        """What each of the candidates gets because neighbouring words of the query stand close to each other."""
        gained = [0.0] * len(candidates)
        for pair in self.pairs:
            frequency = [self._close(texts, pair) for texts in candidates]
            idf = scoring.idf(len(candidates), sum(1 for close in frequency if close))
            for i, close in enumerate(frequency):
                gained[i] += scoring.CLOSENESS * idf * scoring.saturated(close)
        return gained

    def scores(self, documents: Sequence[Texts]) -> list[float]:
        """The rounded scores of all documents that are found, given by path."""
        scores = [self.score(texts) for texts in documents]
        best = candidates(scores)
        for i, gained in zip(best, self.closeness([documents[i] for i in best]), strict=True):
            scores[i] += gained
        return [round(score, scoring.DECIMALS) for score in scores]

    def hit(self, query: Query, document: Document, texts: Texts, score: float) -> Hit:
        """A document as it is shown."""
        matches = [match for leaf in self.leaves for match in self._matches_of(texts, leaf)]
        return hit(query, document, score, Layout(document.title), Layout(searched_text(document)), matches)

    def _matches_of(self, texts: Texts, leaf: Leaf) -> Iterator[Match]:
        tf = frequencies(texts, self.patterns[leaf])
        weighted = {name: self._weighted(texts, {name: count}) for name, count in tf.items()}
        for name, share in scoring.shares(self.weights[leaf], weighted).items():
            yield Match(leaf, name, share, occurrences(texts[name], self.patterns[leaf]))

    def _close(self, texts: Texts, pair: term_weights.Pair) -> float:
        """The weighted frequency of a pair."""
        first, second = (self.patterns[word] for word in pair)
        fields = [name for name in texts if first.in_field(name) and second.in_field(name)]
        return self._weighted(texts, {name: _followed(texts[name], first, second) for name in fields})

    def _weighted(self, texts: Texts, tf: Mapping[str, int]) -> float:
        average = self._corpus.average
        return sum(scoring.weighted(f, float(n), float(len(texts[f].words)), average(f)) for f, n in tf.items())


def candidates(scores: Sequence[float]) -> list[int]:
    """Which of documents, given by path with their scores by leaves, are looked at once more, best first."""
    # Rounded as when results are shown: else which of two equals is a candidate would hang on a last bit.
    return sorted(range(len(scores)), key=lambda i: -round(scores[i], scoring.DECIMALS))[: scoring.CANDIDATES]


def frequencies(texts: Texts, pattern: Pattern) -> dict[str, int]:
    """How often a pattern stands in each field that has it."""
    found = {name: len(occurrences(text, pattern)) for name, text in texts.items() if pattern.in_field(name)}
    return {name: tf for name, tf in found.items() if tf}


def _followed(text: TextTerms, first: Pattern, second: Pattern) -> int:
    """How often one word stands shortly before another."""
    places, following = (positions(text, pattern.first) for pattern in (first, second))
    return sum(any(place < other <= place + scoring.NEAR for other in following) for place in places)
