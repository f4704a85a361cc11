"""Which words of a corpus the beginning of a word is completed to.

Forms of one word find the same documents, so only the most frequent of them is offered, and none where that is what
was typed: words are forms of one if a language of the index has the same stem for them. Stop words narrow
nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from search.compounds import terms_of
from search.engines.term_weights import stop_words

CANDIDATES = 100
"""The most frequent words that are looked at."""
_SHARE = 10
"""Stop words count of languages that a tenth of the documents are in: "war" is one in German, and a word in English."""


def completions(
    prefix: str, words: Iterable[str], languages: Collection[str], documents: Mapping[str, int], most: int
) -> tuple[str, ...]:
    """Of words, most frequent first, so many that are offered; `documents` says how many are in each language."""
    stopped = _stop_words(documents)
    return tuple(islice((word for word in _different(prefix, words, languages) if word not in stopped), most))


def _stop_words(documents: Mapping[str, int]) -> frozenset[str]:
    enough = sum(documents.values()) / _SHARE
    return frozenset().union(*(stop_words(language) for language, count in documents.items() if count >= enough))


def _different(prefix: str, words: Iterable[str], languages: Collection[str]) -> Iterable[str]:
    """The words that have no term in common with those before them."""
    seen: set[str] = set()
    for word in islice(words, CANDIDATES):
        terms = terms_of(word, languages)
        if word != prefix and seen.isdisjoint(terms):
            yield word
        # Also where the word itself is not offered: what was typed stands for all of its forms.
        seen |= terms
