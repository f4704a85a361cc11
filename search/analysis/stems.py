"""A fold -> its stem in a language, by Snowball and by what `search.languages` knows better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from threading import Lock

import Stemmer

from search.analysis.folds import fold, folds_of
from search.languages import Language

_REWRITTEN = 5  # letters of the shortest word whose ending is rewritten
_SHORTEST = 3
_ROUNDS = 2


def stems_of(folds: Sequence[str], known: Language) -> list[str]:
    """The stems of many folds in a language that has a stemmer, in one call of it."""
    bare = _prepared(folds, known)
    stem: Callable[[list[str]], list[str]] = Stemmer.Stemmer(known.stemmer, 0).stemWords
    return _in_harmony(bare, known, stem) if known.vowels else _or_whole(stem(bare), bare)


def stemmer(known: Language) -> Callable[[str], str]:
    """The function from a fold to its stem in a language that has a stemmer; threads may share it."""
    stem: Callable[[str], str] = Stemmer.Stemmer(known.stemmer, 0).stemWord
    one_at_a_time = Lock()  # a stemmer works in a buffer of its own
    plain = not (known.articles or known.irregular or known.rewrites or known.vowels)

    def stemmed(word: str) -> str:
        if not plain:
            return stems_of([word], known)[0]
        with one_at_a_time:
            return stem(word) or word

    return stemmed


def _prepared(folds: Sequence[str], known: Language) -> list[str]:
    """The words as the language's stemmer takes them: without an article, endings that it does not know rewritten."""
    bare = [_without_article(word, known.articles) for word in folds] if known.articles else [*folds]
    if known.irregular:
        bare = [known.irregular.get(word, word) for word in bare]
    for ending, other in known.rewrites:
        change = re.compile(ending)
        bare = [change.sub(other, word) if len(word) >= _REWRITTEN else word for word in bare]
    return bare


def _in_harmony(bare: list[str], known: Language, stem: Callable[[list[str]], list[str]]) -> list[str]:
    """The shortest stems that a word has with its vowels in one of the ways in which they may have stood.

    Turkish endings follow the vowel before them, and without its accents that vowel asks for another ending. A stem is
    stemmed again, since a plural ending hides one more.
    """
    ways: list[dict[int, int]] = [{}, *(str.maketrans(plain, accented) for plain, accented in known.vowels)]
    best = bare
    for _ in range(_ROUNDS):
        forms = zip(*(stem([word.translate(way) for word in best]) for way in ways), strict=True)
        best = [_shortest(stems, word) for stems, word in zip(forms, best, strict=True)]
    return best


def _shortest(stems: Iterable[str], word: str) -> str:
    return min((fold(stem) for stem in stems if len(stem) >= _SHORTEST), key=len, default=word)


def _or_whole(stems: Iterable[str], words: Iterable[str]) -> list[str]:
    """The stems, without accents that a rewritten ending brought; the word where nothing is left of it."""
    return [stem or word for stem, word in zip(folds_of(stems), words, strict=True)]


def _without_article(word: str, articles: tuple[str, ...]) -> str:
    """The word alone, if three letters of it are left: with its article Arabic's stemmer takes another ending off."""
    article = next((article for article in articles if word.startswith(article)), "")
    return word[len(article) :] if len(word) - len(article) >= 3 else word
