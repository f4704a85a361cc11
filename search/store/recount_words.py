"""Words counted again by looking at every stored document: in how many each stands, in any form and spelling of it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from itertools import chain, islice, pairwise
from operator import or_
from typing import TypeAlias

from search.analysis.folds import fold, folds_of
from search.analysis.surfaces import chunks, surfaces, surfaces_of
from search.analysis.terms import surfaces_terms, term_mapper
from search.closed_compounds import has_compounds
from search.compounds import initial, joined_in, text_terms, wide
from search.engines.corpus_words import KnownWords, word_terms
from search.model import Document
from search.query.clauses import Word
from search.query.patterns import occurrences, resolve
from search.searched_text import searched_text

_AT_ONCE = 20
"""Documents of which new chunks are looked at together: their words still lie in the processor's cache."""
_REMEMBERED = 1 << 18
"""Chunks of a language of which it is known what they have: nearly all of a text have been seen in others."""


class Draw:
    """Some of many documents, each with the same chance (reservoir sampling), for a word of each."""

    def __init__(self, count: int, rng: random.Random) -> None:
        self._count, self._rng = count, rng
        self._seen = 0
        self._kept: list[Document] = []

    def add(self, document: Document) -> None:
        """The next document."""
        self._seen += 1
        if len(self._kept) < self._count:
            self._kept.append(document)
        elif (place := self._rng.randrange(self._seen)) < self._count:
            self._kept[place] = document

    def words(self) -> list[str]:
        """A word of each document that was drawn and has any."""
        texts = (surfaces(f"{document.title}\n{searched_text(document)}") for document in self._kept)
        return sorted({fold(self._rng.choice(text)) for text in texts if text})


Meaning: TypeAlias = Callable[[Word], frozenset[str]]
"""The terms that a word of a query stands for."""


def meaning(documents: Iterable[Document], languages: Collection[str]) -> Meaning:
    """What words stand for in a corpus. Where a language writes compounds as one word, all documents are looked at."""
    known = KnownWords()
    if any(map(has_compounds, languages)):
        for document in documents:
            known.add(document)
    return lambda word: word_terms(word, languages, known, known.frequency.__getitem__)[0]


class WordCounts:
    """Counts words, document by document: in how many each stands, and how many have which of them together."""

    def __init__(self, words: Sequence[str], meant: Meaning) -> None:
        self.words = words
        self.together: Counter[int] = Counter()
        patterns = [resolve(Word(word), lambda part: meant(Word(part.text))) for word in words]
        # A number may also stand as its groups of digits, one behind the other: where, must be looked at.
        self._odd = {at: of for at, of in enumerate(patterns) if any(len(reading) > 1 for reading in of.readings)}
        self._met = _Met([*(of.first for of in patterns), *(of.every for of in self._odd.values())])

    def add(self, documents: Iterable[Document]) -> None:
        """The next documents."""
        every = iter(documents)
        while some := [*islice(every, _AT_ONCE)]:
            for document, met in zip(some, self._met.in_documents(some), strict=True):
                self._add(document, met)

    @property
    def documents(self) -> Counter[str]:
        """In how many documents each word stands."""
        counts: Counter[str] = Counter()
        for had, documents in self.together.items():
            for word in self.having(had):
                counts[word] += documents
        return counts

    def having(self, had: int) -> list[str]:
        """The words of which `together` counts documents under a number."""
        return [word for i, word in enumerate(self.words) if had >> i & 1]

    def _add(self, document: Document, met: int) -> None:
        had = met & ((1 << len(self.words)) - 1)
        odd = [at for i, at in enumerate(self._odd, len(self.words)) if met >> i & 1]
        if odd:
            texts = [text_terms(text, document.language) for text in _texts(document)]
            stands = {at for at in odd if any(occurrences(text, self._odd[at]) for text in texts)}
            had = had & ~sum(1 << at for at in odd) | sum(1 << at for at in stands)
        self.together[had] += 1


class _Met:
    """Tells of which of some sets of terms documents have any: a bit for each set."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        self._bits: dict[str, int] = {}
        for number, terms in enumerate(sets):
            for term in terms:
                self._bits[term] = self._bits.get(term, 0) | 1 << number
        self._initial = 1 << len(sets)
        self._known: dict[str, dict[str, int]] = {}

    def in_documents(self, documents: Sequence[Document]) -> Iterator[int]:
        """The bits of the sets that each document has any term of."""
        different = [{*chunks(title), *chunks(text)} for title, text in map(_texts, documents)]
        by_language: defaultdict[str, set[str]] = defaultdict(set)
        for document, held in zip(documents, different, strict=True):
            by_language[document.language] |= held
        for language, held in by_language.items():
            self._learn(language, held)
        for document, held in zip(documents, different, strict=True):
            known = self._known[document.language]
            met = reduce(or_, set(map(known.__getitem__, held)))
            if met & self._initial:
                met |= self._of_initials(document, known)
            yield met & ~self._initial

    def _of_initials(self, document: Document, known: Mapping[str, int]) -> int:
        """The bits of texts in which initials stand side by side: they make a word that none of them has."""
        met = 0
        for text in _texts(document):
            is_initial = [known[chunk] & self._initial for chunk in chunks(text)]
            if any(one and other for one, other in pairwise(is_initial)):
                met |= self._of_terms(text_terms(text, document.language).every)
        return met

    def _learn(self, language: str, held: Set[str]) -> None:
        """Work out the bits of chunks that are not known yet; where too many are known, all of those are forgotten."""
        known = self._known.setdefault(language, {})
        if len(known) > _REMEMBERED:
            known.clear()
        new = [chunk for chunk in held if chunk not in known]
        words = surfaces_of(new)
        # All at once: a call of the stemmer for each word takes several times as long.
        every = [*chain.from_iterable(words)]
        terms = iter(surfaces_terms(every, folds_of(every), language))
        for chunk, of_chunk in zip(new, words, strict=True):
            met = self._of_terms(islice(terms, len(of_chunk)))
            if len(chunk) == 1 or not chunk.isalnum():
                met |= self._of_terms(wide(term_mapper(language)(word), width) for _, width, word in joined_in(chunk))
                met |= self._initial if initial(chunk) else 0
            known[chunk] = met

    def _of_terms(self, terms: Iterable[str]) -> int:
        """The bits of the sets that have any of some terms."""
        met = 0
        for term in terms:
            met |= self._bits.get(term, 0)
        return met


def _texts(document: Document) -> tuple[str, str]:
    return document.title, searched_text(document)
