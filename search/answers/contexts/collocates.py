"""Collocates: the words that stand beside what was found more often than they do elsewhere in the corpus.

Every word of the corpus is counted once, as within so many words of a match or not; words of matches are neither
(Evert, "Corpora and collocations", 2008, surface cooccurrence). Of a words a stand beside matches, of b words
elsewhere c, in all among r1 words beside matches and r2 elsewhere. The measure is the log-likelihood ratio
(Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993),

    G2 = 2 * sum(O * ln(O / E)),

over the four cells O of the table ((a, r1 - a), (c, r2 - c)), with E = row total * column total / total. Forms of a
word count together, as they do in a search.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from itertools import islice

from search.analysis.folds import fold
from search.analysis.terms import language_term, stem_in, term_mapper
from search.answers.contexts.passages import FIELDS, Passage
from search.answers.keyness import SIGNIFICANT, log_likelihood
from search.engines.base import Searcher
from search.engines.marked_documents import MarkedDocument
from search.engines.term_weights import stop_words
from search.highlight.word_layout import Layout
from search.query.context_address import WINDOW

SHOWN = 50
FEWEST = 2
"""Times that a collocate must stand beside a match."""
_AT_ONCE = 200
"""Words whose counts in the corpus are asked for together."""


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word as it mostly stands there: how often beside a match, in how many articles, and how often in the corpus.

    `languages` are those of these articles, and `every` counts in all that are in them. Where languages have different
    stems of a word, each is a collocate by itself.
    """

    word: str
    count: int
    articles: int
    every: int
    likelihood: float
    languages: tuple[str, ...]


class Surroundings:
    """What stands within `window` words of each match of some documents: `beside` counts it by stems."""

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self.beside: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._stopped: Counter[str] = Counter()
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._languages: defaultdict[str, set[str]] = defaultdict(set)
        self._matched: Counter[str] = Counter()
        self._words = self._matched_words = 0

    def add(self, marked: MarkedDocument, passages: Sequence[Passage]) -> None:
        """Take in what stands beside the passages of a document."""
        here: set[str] = set()
        for field in FIELDS:
            found = [passage for passage in passages if passage.field == field]
            if found:
                here |= self._add(marked.document.language, marked.layouts[field], found)
        self._articles.update(here)

    def _add(self, language: str, layout: Layout, found: Sequence[Passage]) -> set[str]:
        """The different stems beside the passages of one text."""
        term, stops = term_mapper(language), stop_words(language)
        matched = {at for one in found for at in range(one.stretch.first, one.stretch.last + 1)}
        beside = {at: surface for one in found for at, surface in _beside(layout, one, self._window)}
        for one in found:
            self._matched.update(map(term, layout.surfaces(one.stretch.first, one.stretch.last)))
        self._matched_words += len(matched)
        here = set()
        for at in beside.keys() - matched:
            surface = beside[at]
            known = stem_in(term(surface))
            here.add(known)
            self.beside[known] += 1
            self._forms[known][surface] += 1
            self._languages[known].add(language)
            if fold(surface) in stops:
                self._stopped[known] += 1
        self._words += len(beside.keys() - matched)
        return here

    def collocates(self, searcher: Searcher, most: int = SHOWN) -> tuple[Collocate, ...]:
        """Those that stand there too often for chance, likeliest first; no stop words."""
        candidates = self._candidates()
        best: list[float] = []
        found: list[Collocate] = []
        for begin in range(0, len(candidates), _AT_ONCE):
            several = candidates[begin : begin + _AT_ONCE]
            counts = searcher.word_counts([term for _, stem in several for term in self._terms(stem)])
            elsewhere = counts.words - self._matched_words - self._words
            if len(best) == most and self._at_best(several[0][0], elsewhere) < best[0]:
                break  # nor can any that is less frequent here come before those
            for one in self._significant(several, counts.terms, elsewhere):
                found.append(one)
                if len(best) < most:
                    heappush(best, one.likelihood)
                else:
                    heappushpop(best, one.likelihood)
        found.sort(key=lambda one: (-one.likelihood, one.word, one.languages))
        return tuple(found[:most])

    def _candidates(self) -> list[tuple[int, str]]:
        """The stems that may be collocates, and how often each stands beside a match, most frequent first."""
        found = [
            (count, stem)
            for stem, count in self.beside.items()
            if count >= FEWEST and stem and 2 * self._stopped[stem] <= count
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _significant(
        self, several: Sequence[tuple[int, str]], corpus: Mapping[str, int], elsewhere: int
    ) -> Iterator[Collocate]:
        """The collocates among candidates, of whose terms `corpus` says how often it has each."""
        for count, stem in several:
            terms = self._terms(stem)
            every, matched = (sum(map(of.__getitem__, terms)) for of in (corpus, self._matched))
            likelihood = self._likelihood(count, every - matched - count, elsewhere)
            if likelihood >= SIGNIFICANT:
                languages = tuple(sorted(self._languages[stem]))
                yield Collocate(self._form(stem), count, self._articles[stem], every, likelihood, languages)

    def _at_best(self, count: int, elsewhere: int) -> float:
        """The ratio of a word that stands so often beside matches, and nowhere else."""
        return self._likelihood(count, 0, elsewhere)

    def _likelihood(self, count: int, other: int, elsewhere: int) -> float:
        """The log-likelihood ratio of what is more frequent beside matches; 0 for anything else."""
        if count * elsewhere <= other * self._words:
            return 0.0
        return log_likelihood(count, self._words, other, elsewhere)

    def _terms(self, stem: str) -> frozenset[str]:
        """The terms that a stem is in the languages in which it stands beside a match."""
        return frozenset(language_term(stem, language) for language in self._languages[stem])

    def _form(self, stem: str) -> str:
        return min(self._forms[stem].items(), key=lambda form: (-form[1], form[0]))[0]


def homonyms(found: Sequence[Collocate]) -> frozenset[str]:
    """The words that are there for several languages."""
    return frozenset(word for word, times in Counter(one.word for one in found).items() if times > 1)


def _beside(layout: Layout, passage: Passage, window: int) -> Iterator[tuple[int, str]]:
    """The positions and words within so many of a passage, on both sides; none that reaches into it."""
    stretch = passage.stretch
    before = _words(layout, range(stretch.first - 1, -1, -1), passage.begin, stretch.start)
    after = _words(layout, range(stretch.last + 1, layout.length), stretch.end, passage.end)
    yield from islice(before, window)
    yield from islice(after, window)


def _words(layout: Layout, positions: range, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """The words at some positions, going away from a passage, that stand between two places."""
    onwards = positions.step > 0
    for at in positions:
        start, stop = layout.place((at, at))
        if begin <= start and stop <= end:
            yield at, layout.text[start:stop]
        elif onwards != (start < begin):
            return  # beyond the other end; what reaches into the passage is passed over
