"""What the words of a query weigh: repeated ones more, stop words next to nothing, and neighbours where they meet.

A question that says a word three times is more about it than about the others: a leaf weighs as often as it is asked.

In a question ("what is the price of oil") the words that say what is asked stand among words that any text has. Those
stay part of the query: they are matched, marked and count in phrases; they only hardly weigh. A query of nothing else,
like "to be or not to be", weighs all its words alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.languages import all_languages
from search.query.clauses import Leaf, Word
from search.query.patterns import Pattern

STOP_WORD = 0.2
"""What a stop word weighs each time, beside 1 for any other leaf."""
_TELLING = 2
"""Stop words that tell which language a query is in. One does not: "war" is "was" in German."""


class Pair(NamedTuple):
    """Two words of a query, one after the other."""

    first: Word
    second: Word


def weights(leaves: Iterable[Leaf], kinds: Mapping[Leaf, float]) -> dict[Leaf, float]:
    """What each leaf weighs, by its kind and by how often it is among the leaves."""
    return {leaf: kinds[leaf] * times for leaf, times in Counter(leaves).items()}


def kinds(leaves: Iterable[Leaf], languages: Iterable[str]) -> dict[Leaf, float]:
    """What each leaf weighs each time, in an index of some languages: STOP_WORD or 1."""
    every = tuple(dict.fromkeys(leaves))
    # In capitals it is another word.
    words = {leaf for leaf in every if isinstance(leaf, Word) and not leaf.capitals}
    stopped = _stopped([word.text for word in words], languages)
    weighed = {leaf: STOP_WORD if leaf in words and leaf.text in stopped else 1.0 for leaf in every}
    return weighed if 1.0 in weighed.values() else dict.fromkeys(every, 1.0)


def _stopped(words: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    """The words that are stop words in the language that the query is in; where several may be it, in all of those."""
    known = [stop_words(language) for language in sorted(set(languages))]
    counts = [sum(word in stops for word in words) for stops in known]
    most = max(counts, default=0)
    if most < _TELLING:
        return frozenset()
    return frozenset.intersection(*(stops for stops, count in zip(known, counts, strict=True) if count == most))


@cache
def stop_words(language: str) -> frozenset[str]:
    """The folded stop words of a language; those that are several words to the analyzer, like "can't", are left out."""
    known = all_languages().get(language)
    words = [surfaces(word) for word in known.stop_words] if known else []
    return frozenset(fold(found[0]) for found in words if len(found) == 1)


def pairs(leaves: Sequence[Leaf], kinds: Mapping[Leaf, float], patterns: Mapping[Leaf, Pattern]) -> list[Pair]:
    """The neighbouring words of a query, each pair once, with stop words passed over.

    Words that have a term in common ("visit" and "visits") are no pair, nor are words that cannot meet in a field.
    """
    weighty = [leaf for leaf in leaves if kinds[leaf] == 1.0]
    neighbours = (Pair(a, b) for a, b in pairwise(weighty) if isinstance(a, Word) and isinstance(b, Word))
    return [pair for pair in dict.fromkeys(neighbours) if _can_meet(*map(patterns.__getitem__, pair))]


def _can_meet(first: Pattern, second: Pattern) -> bool:
    fields = {first.field, second.field} - {""}
    return len(fields) < 2 and not first.first & second.first
