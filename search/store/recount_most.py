"""Questions counted again by looking at every stored document: how many have most of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from search.analysis.surfaces import is_unspaced
from search.engines import most
from search.query.clauses import Word
from search.store.recount_words import WordCounts

LENGTH = 4
"""Words of a question."""

Question = tuple[str, ...]


def questions(words: Sequence[str]) -> list[Question]:
    """Different words as questions, those left out that are asked for by prefix."""
    asked = [word for word in words if not is_unspaced(word)]
    return [tuple(asked[at : at + LENGTH]) for at in range(0, len(asked) - 1, LENGTH)]


def most_counts(counted: WordCounts, asked: Sequence[Question], languages: Iterable[str]) -> dict[Question, int]:
    """How many of the documents counted have most of each question, by the rule in `search.engines.most`."""
    # Documents are alike that have the same words of a question: only how many there are of each kind is kept.
    kinds: dict[Question, Counter[Question]] = {question: Counter() for question in asked}
    for had, documents in counted.together.items():
        words = set(counted.having(had))
        for question, counts in kinds.items():
            counts[tuple(word for word in question if word in words)] += documents
    return {question: _with_most(question, counts, languages) for question, counts in kinds.items()}


def _with_most(question: Question, kinds: Counter[Question], languages: Iterable[str]) -> int:
    having = [sum(count for had, count in kinds.items() if word in had) for word in question]
    weights = most.weighed([Word(word) for word in question], having, kinds.total(), languages)
    weigh = dict(zip(question, weights, strict=True))
    sums = {had: sum(weigh[word] for word in had) for had in kinds}
    bar = most.bar(max(sums.values()))
    return sum(count for had, count in kinds.items() if sums[had] >= bar)
