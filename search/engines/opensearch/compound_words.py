"""The words of an index as `search.closed_compounds` asks about them: whatever a long word may be made of, at once.

It asks about one part of one word after the other. To ask the cluster as often would take seconds; so when the words
are fetched that have some letters in a row, everything is that may stand beside these letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from search.analysis.terms import term_mapper
from search.closed_compounds import has_compounds
from search.languages import all_languages

Rows = Callable[[Any], list[dict[str, Any]]]
"""The rows of the index of words that a query finds."""

_SHORTEST = 3
"""Letters of the shortest part of a compound."""
_AT_ONCE = 20_000
_KEPT = 1_000_000
"""Words and terms that are kept; when there are so many, all are forgotten."""


class CompoundWords:
    """The words of one index, in some languages. `rows` asks for them."""

    def __init__(self, rows: Rows, languages: Collection[str]) -> None:
        self._rows = rows
        self._languages = [language for language in languages if has_compounds(language)]
        self._terms: dict[str, set[str]] = {}
        self._having: dict[str, bool] = {}

    def holding(self, part: str) -> list[str]:
        """The words that have some letters in a row."""
        if len(self._terms) + len(self._having) > _KEPT:
            self._terms.clear()
            self._having.clear()
        letters = "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in part)
        found = self._rows({"wildcard": {"w": f"*{letters}*"}})
        words = list(dict.fromkeys(row["w"] for row in found))
        self._learn({*words, *(piece for word in words for piece in self._pieces(word, part))})
        return words

    def stands_for(self, word: str, term: str) -> bool:
        """Whether some document has a word with that term."""
        if word not in self._terms:
            self._learn([word])
        return term in self._terms[word]

    def has_term(self, term: str) -> bool:
        """Whether some document has a term."""
        if term not in self._having:
            self._ask_for_terms([term])
        return self._having[term]

    def _pieces(self, word: str, part: str) -> set[str]:
        """Everything that may be a word beside a part of another, with the vowels that such a word may have lost."""
        at = word.find(part)
        sides = (word[:at], word[at + len(part) :])
        pieces = {
            side[start:end]
            for side in sides
            for start in range(len(side))
            for end in range(start + _SHORTEST, len(side) + 1)
        }
        dropped = {ending for language in self._languages for ending in all_languages()[language].dropped}
        return pieces | {piece + ending for piece in pieces for ending in dropped}

    def _learn(self, words: Iterable[str]) -> None:
        """Fetch some words, and the terms that they would have."""
        new = [word for word in words if word not in self._terms]
        for some in _parted(new):
            found: defaultdict[str, set[str]] = defaultdict(set)
            for row in self._rows({"terms": {"w": some}}):
                found[row["w"]].add(row["t"])
            self._terms.update({word: found[word] for word in some})
        terms = {term_mapper(language)(word) for language in self._languages for word in new}
        self._ask_for_terms([term for term in terms if term not in self._having])

    def _ask_for_terms(self, wanted: list[str]) -> None:
        for some in _parted(wanted):
            found = {row["t"] for row in self._rows({"terms": {"t": some}})}
            self._having.update({term: term in found for term in some})


def _parted(wanted: list[str]) -> Iterator[list[str]]:
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
