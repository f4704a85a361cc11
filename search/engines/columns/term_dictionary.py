"""What the words of a query stand for: terms, by name and by their numbers in each segment.

Prefixes are ranges of the sorted words; for typos see `neighbours`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.compounds import terms_of, width
from search.engines.columns.array_file import Array, Ints
from search.engines.columns.corpus_words import SegmentWords
from search.engines.columns.neighbours import Neighbours
from search.engines.columns.postings import Segment, Words
from search.engines.corpus_words import word_terms
from search.engines.expansion import MAX_EXPANSION, cut_expansion
from search.engines.mistyped import Candidate, candidate
from search.model import Notice
from search.query.clauses import Prefix, Typo, Word


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms of one part of a query; `numbers` holds, for each segment, those it has, ascending.

    `known` are those of the terms that any document has. `postings` is the sum of the numbers of documents that have
    each term.
    """

    terms: frozenset[str]
    known: frozenset[str]
    numbers: tuple[Ints, ...]
    postings: int
    notices: tuple[Notice, ...] = ()

    @property
    def nbytes(self) -> int:
        """About how much memory it takes: most of it are the terms."""
        return 1_000 + 200 * len(self.terms)


class Vocabulary:
    """The terms and words of all segments, whose documents are in some languages."""

    def __init__(self, segments: Sequence[Segment], languages: Sequence[str]) -> None:
        self._segments = segments
        self.languages = tuple(languages)
        self._words = SegmentWords(segments)
        self._neighbours = Neighbours([segment.words for segment in segments])

    def expand(self, part: Word | Prefix | Typo) -> Expansion:
        """What a part of a query stands for."""
        match part:
            case Word():
                return self._named(*word_terms(part, self.languages, self._words, self._frequency))
            case Prefix(text):
                return self._of_words([_starting(s.words, text) for s in self._segments], f"{text}*")
            case Typo(text):
                return self._of_words(self._neighbours.equal_or_near(text), f"{text}~")

    def near(self, word: str) -> Iterator[Candidate]:
        """The words that are one edit away from a word and mean something else."""
        return self._meaning_else(word, self._neighbours.near(word))

    def farther(self, word: str) -> Iterator[Candidate]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        return self._meaning_else(word, self._neighbours.farther(word))

    def _meaning_else(self, word: str, found: Sequence[Ints]) -> Iterator[Candidate]:
        """Words, given by their numbers in each segment, that have no term in common with a word."""
        terms: defaultdict[str, set[str]] = defaultdict(set)
        for segment, numbers in zip(self._segments, found, strict=True):
            for number in numbers.tolist():
                of_word = segment.words.terms_of(number)
                if of_word:
                    terms[segment.words.strings[number]].update(map(segment.terms.__getitem__, of_word))
        # Most words are near to none.
        own = terms_of(word, self.languages) if terms else frozenset()
        for other, of_other in terms.items():
            if own.isdisjoint(of_other):
                yield candidate(other, {term: self._frequency(term) for term in of_other})

    def starting(self, prefix: str, most: int) -> list[str]:
        """Words that begin so, most frequent first: those that are among so many of them in any segment."""
        having = [_frequent(segment.words, prefix, most) for segment in self._segments]
        total: Counter[str] = Counter()
        for segment, known in zip(self._segments, having, strict=True):
            for word in set().union(*having):
                total[word] += known[word] if word in known else _having(segment.words, word)
        return sorted(total, key=lambda word: (-total[word], word))[:most]

    def _frequency(self, term: str) -> int:
        """How many documents have a term."""
        return self._having([segment.terms.find(term) for segment in self._segments])

    def _having(self, places: Sequence[int | None]) -> int:
        """How many documents have the term that stands there in the segments."""
        every = zip(self._segments, places, strict=True)
        return sum(int(segment.terms_documents[place]) for segment, place in every if place is not None)

    def _named(self, terms: Iterable[str], notices: tuple[Notice, ...]) -> Expansion:
        names = frozenset(terms)
        found = [_places(segment, names) for segment in self._segments]
        known = frozenset(
            name
            for segment, places in zip(self._segments, found, strict=True)
            for name, place in places.items()
            if segment.terms_documents[place]
        )
        return self._expansion(names, known, [np.array(sorted(places.values()), np.int64) for places in found], notices)

    def _expansion(
        self, names: frozenset[str], known: frozenset[str], numbers: list[Ints], notices: tuple[Notice, ...] = ()
    ) -> Expansion:
        each = zip(self._segments, numbers, strict=True)
        postings = sum(int(segment.terms_documents[found].sum(dtype=np.int64)) for segment, found in each)
        return Expansion(names, known, tuple(numbers), postings, notices)

    def of_width(self, expansion: Expansion, wanted: int) -> tuple[Ints, ...]:
        """The numbers of the terms of an expansion that take so many positions, for each segment."""
        each = zip(self._segments, expansion.numbers, strict=True)
        return tuple(segment.of_width(numbers, wanted) for segment, numbers in each)

    def _of_words(self, words: list[Array], written: str) -> Expansion:
        numbers = [segment.words.terms(found) for segment, found in zip(self._segments, words, strict=True)]
        if sum(map(len, numbers)) > MAX_EXPANSION:
            return self._cut(numbers, written)
        every = zip(self._segments, numbers, strict=True)
        names = frozenset(segment.terms[number] for segment, found in every for number in found.tolist())
        return self._expansion(names, names, numbers)

    def _cut(self, numbers: list[Ints], written: str) -> Expansion:
        places = {name: [segment.terms.find(name) for segment in self._segments] for name in self._most(numbers)}
        kept, notices = cut_expansion(written, ((name, self._having(found)) for name, found in places.items()))
        every = zip(*(places[name] for name in kept), strict=True)
        left = [np.array(sorted(n for n in of_segment if n is not None), np.int64) for of_segment in every]
        return self._expansion(kept, kept, left, notices)

    def _most(self, numbers: list[Ints]) -> set[str]:
        """Of many terms, by their numbers, at least those that more documents have than all but MAX_EXPANSION others.

        If one segment has more than so many terms in at least n documents, others count only with n in all, thus with
        n divided by the number of segments in one of them. To read all names would take longer than everything else.
        """
        having = [s.terms_documents[found].astype(np.int64) for s, found in zip(self._segments, numbers, strict=True)]
        least = max((_largest(counts, MAX_EXPANSION) for counts in having), default=0)
        # Rounded up, for counts are whole.
        enough = -(-least // max(1, len(having)))
        every = zip(self._segments, numbers, having, strict=True)
        return {segment.terms[n] for segment, found, counts in every for n in found[counts >= enough].tolist()}


def _largest(counts: Ints, but: int) -> int:
    """The largest of some counts but for so many larger ones; 0 where there are no more than these."""
    # Only its value is wanted, for which nothing needs to be sorted.
    return int(np.partition(counts, -but - 1)[-but - 1]) if len(counts) > but else 0


def _places(segment: Segment, names: Iterable[str]) -> dict[str, int]:
    """The numbers of the terms that a segment has."""
    found = ((name, segment.terms.find(name)) for name in names if segment.has_wide or width(name) == 1)
    return {name: number for name, number in found if number is not None}


def _frequent(words: Words, prefix: str, most: int) -> dict[str, int]:
    """The most frequent words of a segment that begin so, and how many of its documents have each."""
    low, high = words.strings.starting(prefix)
    having = words.having(low, high)
    best = np.argsort(-having, kind="stable")[:most]
    return {words.strings[low + number]: int(having[number]) for number in best[having[best] > 0].tolist()}


def _having(words: Words, word: str) -> int:
    """How many documents of a segment have a word, in this form."""
    number = words.strings.find(word)
    return 0 if number is None else int(words.having(number, number + 1)[0])


def _starting(words: Words, prefix: str) -> Array:
    return np.arange(*words.strings.starting(prefix))
