"""Surfaces -> terms: what is indexed and what is looked for.

A term is marked with its language: else "news" would find the English "new", which is what French makes of it. Some
words have a term of their own in capitals ("US", "WHO"; see `capitals` of `search.languages.Language`): else they would
be found in every text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from search.analysis.folds import fold, is_in_capitals
from search.analysis.stems import stemmer, stems_of
from search.analysis.surfaces import chunk_surfaces, remembered, surfaces_at
from search.languages import Language, all_languages

_OF_LANGUAGE = "_"  # between a stem and its language: in no word
_CAPITALS = "^"  # behind a word that is another one in capitals


class Token(NamedTuple):
    """A term and where its surface stands: offsets into the text, in code points."""

    term: str
    start: int
    end: int


def analyze(text: str, language: str) -> list[Token]:
    """The tokens of a text in order; a token's position is its index."""
    term = term_mapper(language)
    return [Token(term(surface), start, end) for surface, start, end in surfaces_at(text)]


@cache
def chunk_terms(language: str) -> Callable[[str], tuple[str, ...]]:
    """The function from a chunk to its terms in a language."""
    term = term_mapper(language)
    return remembered(lambda chunk: tuple(map(term, chunk_surfaces(chunk))))


@cache
def term_mapper(language: str) -> Callable[[str], str]:
    """The function from a surface to its term in a language; it remembers, so a distinct word is analyzed once."""
    of_fold, others = _fold_term(language), _capitals(language)

    def term(surface: str) -> str:
        word = fold(surface)
        return _acronym(word, language) if word in others and is_in_capitals(surface) else of_fold(word)

    return lru_cache(maxsize=1 << 18)(term)


def surfaces_terms(surfaces: Sequence[str], folds: Sequence[str], language: str) -> list[str]:
    """The terms in a language of many different surfaces: as `term_mapper`, in one call of the stemmer."""
    known, others = _stemmed(language), _capitals(language)
    mark = f"{_OF_LANGUAGE}{language}"
    terms = [f"{stem}{mark}" for stem in stems_of(folds, known)] if known else [*folds]
    if others:
        for i, word in enumerate(folds):
            if word in others and is_in_capitals(surfaces[i]):
                terms[i] = _acronym(word, language)
    return terms


def language_term(stem: str, language: str) -> str:
    """The term that a stem is in a language. Languages without a stemmer have one vocabulary."""
    return f"{stem}{_OF_LANGUAGE}{language}" if _stemmed(language) else stem


def stem_in(term: str) -> str:
    """The stem of a term, which other languages may have as well."""
    return term.partition(_OF_LANGUAGE)[0]


def terms_in(word: str, languages: Iterable[str], *, capitals: bool = False) -> frozenset[str]:
    """The terms a folded word of a query stands for: its stem in every language that the index holds.

    Where a language has another word in capitals, it is that one too, and for a word typed in capitals only that one.
    """
    every = [*languages]
    other = {language for language in every if word in _capitals(language)}
    plain = (_fold_term(language)(word) for language in every if not (capitals and language in other))
    return frozenset(plain) | {_acronym(word, language) for language in other}


@cache
def differ_in_capitals() -> frozenset[str]:
    """The words that are another one in capitals in any language."""
    return frozenset().union(*map(_capitals, all_languages()))


def _stemmed(language: str) -> Language | None:
    """What is known of a language that has a stemmer."""
    known = all_languages().get(language)
    return known if known and known.stemmer else None


def _capitals(language: str) -> frozenset[str]:
    known = all_languages().get(language)
    return known.capitals if known else frozenset()


def _acronym(word: str, language: str) -> str:
    return language_term(f"{word}{_CAPITALS}", language)


@cache
def _fold_term(language: str) -> Callable[[str], str]:
    """The function from a fold to its term in a language."""
    known = _stemmed(language)
    if known is None:
        return str
    stem, mark = stemmer(known), f"{_OF_LANGUAGE}{language}"
    return lru_cache(maxsize=1 << 18)(lambda word: stem(word) + mark)
