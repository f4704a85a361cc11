"""Made-up news of any length: what a search engine is slow or large by, with words of nobody.

What matters for speed and size is kept like that of real news: function words are two fifths of the text; content words
follow a power law without an end, so that the vocabulary keeps growing; a document repeats its own topic's words;
people, organisations and places are named in the text, few of them often; the number of articles grows over the years.
Document i is the same whatever the length of the corpus. Words have the same stem under Porter's two algorithms, so
that engines with either find the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np
import Stemmer

from search.model import Attribution, Day, Document, Kind, Mention, Part
from search.readers import document_id

_FUNCTION_WORDS = """
the of to and in a for that on is with was by at from it as be are has said have an will not he which its this or but
had were been after their they new more would than who about up two out over also into could other last first some
when all there if can no only may
"""
FUNCTION_WORDS = _FUNCTION_WORDS.split()
_CONSONANTS, _VOWELS = "b c d f g h k l m n p r s t v z br cr dr gr pl st tr sh th", "aeiou"
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS.split() for vowel in _VOWELS]
_ENDINGS = ["", "", "n", "r", "t", "k", "lm", "nd"]
_INFLECTIONS = ["", "", "", "s", "ing", "ed"]
_EXPONENT, _FLAT_HEAD, _MOST_WORDS = 1.6, 60.0, 4_000_000
"""60,000 words in 10,000 documents and 240,000 in 100,000, as in news."""
_LENGTH_MEAN, _LENGTH_SIGMA = 5.75, 0.5
_START, _DAYS = date(2004, 1, 1), 7_300
_REMEMBERED = 65_536
"""Words and names that are not spelled anew: the frequent ones. All of them would be more than an index in memory."""
_KINDS: dict[Kind, int] = {"person": 60_000, "organisation": 12_000, "place": 4_000}


SEED = 11


def documents(count: int, seed: int = SEED) -> Iterator[Document]:
    """The first `count` documents of a corpus without end."""
    return (document(number, seed) for number in range(count))


def document(number: int, seed: int) -> Document:
    """One document, from its number alone."""
    rng = np.random.default_rng((seed, number))
    names = _names(rng)
    words = _words(rng, 8 + int(np.clip(rng.lognormal(_LENGTH_MEAN, _LENGTH_SIGMA), 40, 2_500)))
    title = " ".join(words[:7]).capitalize()
    body = _body(rng, words[8:], [name for _, name in names])
    text = f"{title}\n\n{body}"
    start = len(title) + 2
    day = _START + timedelta(days=int(_DAYS * rng.random() ** 0.7))
    path = f"corpus/{number:07}.txt"
    return Document(
        id=document_id(path),
        path=path,
        title=title,
        text=text,
        parts=(Part("title", 0, len(title)), Part("body", start, len(text))),
        language="en",
        source=Attribution(_source(_power(rng, 1, 1.4, 200)[0]), "stated"),
        day=Day(day, day, "day", "stated"),
        mentions=tuple(_mention(kind, name, body) for kind, name in names),
    )


def _mention(kind: Kind, name: str, body: str) -> Mention:
    at = body.index(name)
    return Mention(name, kind, at, at + len(name))


def _words(rng: np.random.Generator, size: int) -> list[str]:
    """Running words: function words, words of the document's topic, and all others."""
    topic = _power(rng, 14, _EXPONENT, _MOST_WORDS, _FLAT_HEAD)
    ranks = _power(rng, size, _EXPONENT, _MOST_WORDS, _FLAT_HEAD)
    forms = rng.integers(0, len(_INFLECTIONS), size).tolist()
    chance = rng.random(size).tolist()
    function = (rng.random(size) ** 2.2 * len(FUNCTION_WORDS)).astype(int).tolist()
    return [
        FUNCTION_WORDS[function[i]]
        if chance[i] < 0.42
        else forms_of(topic[ranks[i] % len(topic)] if chance[i] < 0.58 else ranks[i])[forms[i]]
        for i in range(size)
    ]


def _body(rng: np.random.Generator, words: list[str], names: list[str]) -> str:
    """Sentences of 8 to 25 words, four to a paragraph; every name begins one of them."""
    ends = np.cumsum(rng.integers(8, 26, len(words) // 8 + 1)).tolist()
    parts = [words[start:end] for start, end in pairwise([0, *ends]) if start < len(words)]
    sentences = [" ".join(part).capitalize() + "." for part in parts]
    for name, at in zip(names, rng.integers(len(sentences), size=len(names)).tolist(), strict=True):
        sentences[at] = f"{name} said: {sentences[at]}"
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def _names(rng: np.random.Generator) -> list[tuple[Kind, str]]:
    names: dict[str, Kind] = {}
    for kind, known in _KINDS.items():
        for rank in _power(rng, 1 + int(rng.integers(5)), 1.25, known):
            names.setdefault(name_of(kind, rank), kind)
    return [(kind, name) for name, kind in names.items()]


def _power(rng: np.random.Generator, size: int, exponent: float, most: int, flat: float = 2.7) -> list[int]:
    """Ranks from 0 to `most`, falling off by a power law (Mandelbrot's form of Zipf's, with a flat head)."""
    head, tail = flat ** (1 - exponent), (most + flat) ** (1 - exponent)
    ranks = (head + (tail - head) * rng.random(size)) ** (1 / (1 - exponent)) - flat
    numbers: list[int] = ranks.astype(np.int64).tolist()
    return numbers


@lru_cache(_REMEMBERED)
def forms_of(rank: int) -> tuple[str, ...]:
    """A content word in each of its inflections; those with another stem in one of the algorithms are left bare."""
    word = _spelled(rank * 37 + 11)
    forms = (word + inflection for inflection in _INFLECTIONS)
    return tuple(form if _same_stem(form) else word for form in forms)


def _spelled(number: int) -> str:
    number, ending = divmod(number, len(_ENDINGS))
    syllables: list[str] = []
    while number or len(syllables) < 2:
        number, syllable = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables) + (_ENDINGS[ending] or "m")


def _same_stem(form: str) -> bool:
    return len(stems(form)) == 1


def stems(form: str) -> set[str]:
    """What Porter's two algorithms make of a word."""
    return {stemmer.stemWord(form) for stemmer in _STEMMERS}


_STEMMERS = [Stemmer.Stemmer(name) for name in ("porter", "english")]


@lru_cache(_REMEMBERED)
def name_of(kind: Kind, rank: int) -> str:
    """The name of an entity: two words for people, a word and what it is for organisations, one for places."""
    last = _spelled(rank * 53 + 7_919).capitalize()
    if kind == "person":
        return f"{_spelled(rank % 400 + 1_000_000).capitalize()} {last}"
    return f"{last} {('Institute', 'Council', 'Group', 'Bank')[rank % 4]}" if kind == "organisation" else f"Port {last}"


def _source(rank: int) -> str:
    return f"The {_spelled(rank * 101 + 500_000).capitalize()} {('Post', 'Times', 'Herald', 'Courier')[rank % 4]}"
