"""Ten classes of questions to a corpus, picked from the corpus itself."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log2

from benchmarks.corpus import FUNCTION_WORDS, stems
from search.model import Document, Query

CLASSES = ("rare", "common", "and", "or", "phrase", "prefix", "all", "entity", "source", "entity+dates")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: words, how they belong together, and filters. `kind` is one of CLASSES."""

    kind: str
    words: tuple[str, ...] = ()
    source: str = ""
    person: str = ""
    years: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The words in our query language."""
        if self.kind == "phrase":
            return f'"{" ".join(self.words)}"'
        if self.kind == "prefix":
            return f"{self.words[0]}*"
        return (" OR " if self.kind == "or" else " ").join(self.words)

    @property
    def query(self) -> Query:
        """The question in our own terms."""
        chosen = {name: (value,) for name, value in self.chosen.items()}
        since, until = (str(year) for year in self.years) if self.years else (None, None)
        return Query(self.text, chosen, since=since, until=until, sort="relevance")

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, by facet."""
        return {name: value for name, value in (("source", self.source), ("person", self.person)) if value}

    def without(self, facet: str) -> Question:
        """The same without the choice in a facet: the facet's counts ignore that."""
        return replace(self, source="") if facet == "source" else replace(self, person="")


class Questioner:
    """Makes questions from a sample of a corpus."""

    def __init__(self, sample: Sequence[Document], seed: int = 3) -> None:
        self._rng = random.Random(seed)
        self._words = [_words(document) for document in sample]
        having = Counter(word for words in self._words for word in set(words))
        shares = {word: count / len(sample) for word, count in having.items() if word not in FUNCTION_WORDS}
        self._rare = sorted(word for word, share in shares.items() if share <= 2 / len(sample))
        medium = {word: share for word, share in shares.items() if 0.004 <= share < 0.04}
        self._medium = _octaves(medium)
        self._common = _octaves({word: share for word, share in shares.items() if share >= 0.04})
        begun = {word[:4] for word in medium}
        self._begun = sorted(letters for letters in begun if stems(letters) == {letters})  # SQLite stems prefixes, too
        self._people = [m.name for document in sample for m in document.mentions if m.kind == "person"]
        self._sources = [document.source.name for document in sample if document.source]

    def ask(self, per_class: int) -> Iterator[Question]:
        """Questions of all classes in turn."""
        for _ in range(per_class):
            yield from map(self._question, CLASSES)

    def _question(self, kind: str) -> Question:
        pick, word = self._rng.choice, self._word
        match kind:
            case "rare":
                return Question(kind, (pick(self._rare),))
            case "common":
                return Question(kind, (word(self._common),))
            case "and":
                return Question(kind, (word(self._common), word(self._common)))
            case "or":
                return Question(kind, (word(self._common), word(self._medium), word(self._medium)))
            case "phrase":
                return Question(kind, self._side_by_side())
            case "prefix":
                return Question(kind, (pick(self._begun),))
            case "entity":
                return Question(kind, person=pick(self._people))
            case "source":
                return Question(kind, (word(self._common),), source=pick(self._sources))
            case "entity+dates":
                return Question(kind, (word(self._common),), person=pick(self._people), years=(2012, 2019))
        return Question(kind)

    def _word(self, octaves: Sequence[Sequence[str]]) -> str:
        return self._rng.choice(self._rng.choice(octaves))

    def _side_by_side(self) -> tuple[str, str]:
        words = self._rng.choice(self._words)
        at = self._rng.randrange(len(words) - 1)
        return words[at], words[at + 1]


def _octaves(shares: Mapping[str, float]) -> list[list[str]]:
    """Words by the share of documents that have them, those of each octave together.

    People ask for frequent words far more often than there are any: each octave is drawn as often as the others.
    """
    octaves: dict[int, list[str]] = {}
    for word in sorted(shares):
        octaves.setdefault(floor(log2(shares[word])), []).append(word)
    return [octaves[octave] for octave in sorted(octaves)]


def _words(document: Document) -> list[str]:
    return re.findall(r"[a-z]+", document.text[len(document.title) :].lower())
