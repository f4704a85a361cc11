"""Words that are written as one with others: in German "Flughafen" finds "Flughafenausbau" and "Hauptstadtflughafen".

Some languages write compounds without a blank (`links` of `search.languages.Language`). A word of a query also stands
for those in which it is a part, at the beginning, inside or at the end, where the corpus itself has what is left as
words: "Aktion" is no part of "Attraktion", for "Attr" is no word. Some first parts ("Haupt") hardly stand alone, so
beside a long word some letters are enough, whatever they are.

It is decided when a query is read, not when a text is: which words there are depends on all texts, and an index that
grows would have to write old texts again whenever a word is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from search.analysis.folds import fold
from search.analysis.terms import stem_in, term_mapper
from search.languages import Language, all_languages

SHORTEST = 5
"""Letters of the shortest word that is looked for in others: "Ort" and "Rand" stand in too many by accident."""
_BASE = 4
"""Letters that it has at least without its ending."""
_FIRST, _LAST = 4, 3
"""Letters of what stands before it and after it, at least: "be", "ver" and "er" make other words, not compounds."""
_LONG, _LONG_ALONE = 7, 6
"""Letters of a word that stands in no other by accident; one that no text has by itself may be shorter."""
_UNKNOWN = 5
"""Letters of what stands beside such a word, where that is no word of the corpus."""


_INFLECTION, _DOER = 2, "er"
"""Letters of the ending of a form at most, and the ending that makes another word: who reads, and not what is read."""


class CorpusWords(Protocol):
    """What is asked about the words of a corpus, which are folded."""

    def holding(self, part: str) -> Iterable[str]:
        """The words that have some letters in a row."""
        ...

    def stands_for(self, word: str, term: str) -> bool:
        """Whether some document has a word with that term."""
        ...

    def has_term(self, term: str) -> bool:
        """Whether some document has a term."""
        ...


def has_compounds(language: str) -> bool:
    """Whether a language writes compounds as one word."""
    known = all_languages().get(language)
    return known is not None and bool(known.links)


def compounds(word: str, languages: Iterable[str], corpus: CorpusWords) -> frozenset[str]:
    """The terms of the words of a corpus in which a folded word of a query is a part."""
    if len(word) < SHORTEST or not word.isalpha():
        return frozenset()
    known = [all_languages()[code] for code in languages if has_compounds(code) and word not in _stop_words(code)]
    return frozenset(term for language in known for term in _Compounds(word, language, corpus).terms())


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(map(fold, all_languages()[language].stop_words))


class _Compounds:
    """One word as a part of others in one language."""

    def __init__(self, word: str, language: Language, corpus: CorpusWords) -> None:
        self._word, self._language, self._corpus = word, language, corpus
        self._term_of = term_mapper(language.code)
        self._stopped = _stop_words(language.code)
        self._standing: dict[str, bool] = {}
        self._having: dict[str, bool] = {}
        self._term = self._term_of(word)
        self._others = dict.fromkeys([*corpus.holding(stem_in(self._term)), *corpus.holding(word)])
        standing = [other for other in self._others if self._term_of(other) == self._term and self._stands(other)]
        plain = _rewritten(word, language)
        forms = (form for form in standing if len(form) >= _BASE and (_is_form(form, word) or _is_form(form, plain)))
        self._forms = dict.fromkeys((word, *forms))
        self._cut = self._without_ending()
        self._long = _LONG if standing else _LONG_ALONE

    def terms(self) -> Iterator[str]:
        """The terms of the compounds that documents in the language have."""
        for other in self._others:
            term = self._term_of(other)
            if term != self._term and other.isalpha() and self._is_in(other) and self._stands(other):
                yield term

    def _is_in(self, other: str) -> bool:
        return any(
            self._beside(other[:at], other[at:], form)
            for form in (*self._forms, *self._cut)
            for at in range(len(other) - len(form) + 1)
            if other.startswith(form, at)
        )

    def _beside(self, before: str, rest: str, form: str) -> bool:
        """Whether a word is made of what stands before a form of ours and of the rest, which begins with it."""
        # With its own ending it is the last part: then nothing is left behind it.
        is_last = self._term_of(rest) == self._term
        if is_last and form in self._cut and rest != form:
            return False
        after = "" if is_last else rest[len(form) :]
        if not (before or after):
            return False
        if len(form) >= self._long and not (before and after) and self._may_be_unknown(before or after):
            return True
        return (not before or self._comes_first(before)) and (not after or self._comes_last(after))

    def _without_ending(self) -> dict[str, None]:
        """The forms as they may stand before another word: without a last vowel."""
        cut = (form.removesuffix(ending) for form in self._forms for ending in self._language.dropped)
        return dict.fromkeys(form for form in cut if len(form) >= _BASE and form not in self._forms)

    def _may_be_unknown(self, part: str) -> bool:
        links = self._language.links
        bare = {*map(part.removesuffix, links), *map(part.removeprefix, links)}
        return len(part) >= _UNKNOWN and bare.isdisjoint(self._stopped) and bare.isdisjoint(self._language.endings)

    def _comes_first(self, part: str) -> bool:
        """Whether letters are words as they stand before another: with a link behind them, or without a last vowel."""
        bare = {part.removesuffix(link) for link in self._language.links}
        if any(len(word) >= _FIRST and self._is_first(word) for word in bare):
            return True
        return any(self._comes_first(one) and self._comes_first(other) for one, other in _in_two(part))

    def _comes_last(self, part: str) -> bool:
        """Whether letters are words, the last in any form, as they stand behind another."""
        bare = {part.removeprefix(link) for link in self._language.links}
        if any(len(word) >= _LAST and self._is_last(word) for word in bare):
            return True
        return any(self._comes_first(one) and self._comes_last(other) for one, other in _in_two(part))

    def _is_first(self, word: str) -> bool:
        whole = (word + ending for ending in ("", *self._language.dropped))
        return word not in self._stopped and any(map(self._stands, whole))

    def _is_last(self, word: str) -> bool:
        return word not in self._stopped and word not in self._language.endings and self._has(self._term_of(word))

    def _stands(self, word: str) -> bool:
        """Whether texts in the language have a word."""
        if word not in self._standing:
            self._standing[word] = self._corpus.stands_for(word, self._term_of(word))
        return self._standing[word]

    def _has(self, term: str) -> bool:
        if term not in self._having:
            self._having[term] = self._corpus.has_term(term)
        return self._having[term]


def _is_form(form: str, word: str) -> bool:
    """Whether a word with the stem of ours is a form of it: of "Richter" it is "Richtern", and "Richt" is none."""
    ending = word.removeprefix(form)
    return form.startswith(word) or (len(ending) <= _INFLECTION and ending != _DOER)


def _rewritten(word: str, language: Language) -> str:
    """A word as most write it, where some write two letters in place of one."""
    for letters, others in language.rewrites:
        word = re.sub(letters, others, word)
    return word


def _in_two(part: str) -> Iterator[tuple[str, str]]:
    """Where letters may be parted into those of two words."""
    return ((part[:at], part[at:]) for at in range(_FIRST, len(part) - _LAST + 1))
