"""What the names of a corpus are counted as in the end: by the rules, and by a person's corrections over them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from search.engines.name_table import Renaming, Value
from search.entities.corpus.folding import Census, Folded
from search.entities.corrections import Corrections


class Agreed(NamedTuple):
    """A name that articles were read with, in how many, what it counts as (None: hidden), and why, where it changed."""

    value: Value
    articles: int
    shown: Value | None
    why: str


class Agreement:
    """The names of a corpus, once every document has been counted. `complaints` are then all that the files have."""

    def __init__(self, census: Census, corrections: Corrections) -> None:
        self._census, self._corrections = census, corrections
        self._folded = Folded({}, {})
        self._final: Renaming = {}
        self.complaints = list(corrections.problems)

    def names(self) -> Renaming:
        """What each name counts as."""
        documents = self._census.documents
        if documents:  # else without loading the tables of names
            self._folded = self._census.renaming()
            self._final = self._corrections.over(self._folded, documents.keys())
        self.complaints = [*self._corrections.problems, *self._corrections.unmet(self._folded, documents)]
        return self._final

    def rows(self) -> Iterator[Agreed]:
        """Every name as it was read."""
        for value, articles in self._census.documents.items():
            yield Agreed(value, articles, self._final.get(value, value), self._why(value))

    def _why(self, value: Value) -> str:
        told = self._corrections.of(value, self._folded)
        by_rule = self._folded.why.get(value, ())
        if told is None:
            return "; ".join(by_rule)
        aside = told.entry.action == "split" or told.entry.id == (value[0], told.entry.id[1])
        return "; ".join([*(() if aside else by_rule), told.entry.place])
