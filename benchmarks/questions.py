"""Ten classes of questions to a corpus, picked from the corpus itself."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
        chosen = {name: (value,) for name, value in (("source", self.source), ("person", self.person)) if value}
        since, until = (str(year) for year in self.years) if self.years else (None, None)
        return Query(self.text, chosen, since=since, until=until, sort="relevance")

    def without_source(self) -> Question:
        """The same without its source: a facet's counts ignore its own choice."""
        return replace(self, source="")


class Questioner:
    """Makes questions from a sample of a corpus."""

    def __init__(self, sample: Sequence[Document], seed: int = 3) -> None:
        self._rng = random.Random(seed)
        self._words = [_words(document) for document in sample]
        having = Counter(word for words in self._words for word in set(words))
        shares = {word: count / len(sample) for word, count in having.items() if word not in FUNCTION_WORDS}
        self._rare = sorted(word for word, share in shares.items() if share <= 2 / len(sample))
        self._medium = sorted(word for word, share in shares.items() if 0.004 <= share < 0.04)
        self._common = sorted(word for word, share in shares.items() if share >= 0.04)
        begun = {word[:4] for word in self._medium}
        self._begun = sorted(letters for letters in begun if stems(letters) == {letters})  # SQLite stems prefixes, too
        self._people = [m.name for document in sample for m in document.mentions if m.kind == "person"]
        self._sources = [document.source.name for document in sample if document.source]

    def ask(self, per_class: int) -> Iterator[Question]:
        """Questions of all classes in turn."""
        for _ in range(per_class):
            yield from map(self._question, CLASSES)

    def _question(self, kind: str) -> Question:
        pick = self._rng.choice
        match kind:
            case "rare":
                return Question(kind, (pick(self._rare),))
            case "common":
                return Question(kind, (pick(self._common),))
            case "and":
                return Question(kind, (pick(self._common), pick(self._common)))
            case "or":
                return Question(kind, (pick(self._common), pick(self._medium), pick(self._medium)))
            case "phrase":
                return Question(kind, self._side_by_side())
            case "prefix":
                return Question(kind, (pick(self._begun),))
            case "entity":
                return Question(kind, person=pick(self._people))
            case "source":
                return Question(kind, (pick(self._common),), source=pick(self._sources))
            case "entity+dates":
                return Question(kind, (pick(self._common),), person=pick(self._people), years=(2012, 2019))
        return Question(kind)

    def _side_by_side(self) -> tuple[str, str]:
        words = self._rng.choice(self._words)
        at = self._rng.randrange(len(words) - 1)
        return words[at], words[at + 1]


def _words(document: Document) -> list[str]:
    return re.findall(r"[a-z]+", document.text[len(document.title) :].lower())
