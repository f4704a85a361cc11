"""Names in languages that no model here reads: what is sure, and nothing else.

Countries and regions under their names in the language, people (`rules_people`), and acronyms of international bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from search.entities.finders.raw_mentions import Raw
from search.entities.finders.rules_people import GENITIVES, PeopleFinder, word_pattern
from search.entities.gazetteer import LARGE_CITY, gazetteer, given_names, territories
from search.entities.spelling.name_keys import key
from search.languages import all_languages

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_UNSPACED = frozenset({"zh", "ja", "th"})
_SHORTEST_ACRONYM = 4


class FullNameFinder:
    """The sure names of texts in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._people = PeopleFinder(language)
        self._words = word_pattern(language)
        self._stop_words = all_languages()[language].stop_words if language in all_languages() else frozenset[str]()
        self.version = f"full-names-4-{language}"

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        return [
            sorted(
                {
                    *self._places(text),
                    *self._cities(text),
                    *self._people.find(text),
                    *_bodies(text),
                }
            )
            for text in texts
        ]

    def _places(self, text: str) -> list[Raw]:
        names, longest = _territory_keys(self._language)
        if self._language in _UNSPACED:
            pattern = _unspaced(self._language)
            return [Raw(m.start(), m.end(), "place") for m in pattern.finditer(text)] if pattern else []
        found: list[Raw] = []
        tokens = list(self._words.finditer(text))
        at = 0
        while at < len(tokens):
            length = _longest_match(text, tokens, at, names, longest)
            if length:
                found.append(Raw(tokens[at].start(), tokens[at + length - 1].end(), "place"))
            at += max(1, length)
        return found

    def _cities(self, text: str) -> Iterator[Raw]:
        """Cities of a million people under their own or their English name.

        One that people are called by, too, only behind a small word such as "in".
        """
        end, before = -1, ""
        for word in self._words.finditer(text):
            city = gazetteer().city(word.group()) if word.group()[0].isupper() else None
            if city and city.thousands >= LARGE_CITY:
                led_to = before in self._stop_words and text[end : word.start()] == " "
                if led_to or city.name.casefold() not in given_names():
                    yield Raw(word.start(), word.end(), "place")
            end, before = word.end(), word.group()


@cache
def _territory_keys(language: str) -> tuple[Mapping[str, str], int]:
    """The names of territories by key, and the number of words of the longest."""
    stop_words = all_languages()[language].stop_words if language in all_languages() else frozenset()
    kept = {own: english for own, english in territories(language).items() if own.lower() not in stop_words}
    names = {key(form): english for own, english in kept.items() for form in _forms(own, language)}
    return names, max((len(name.split()) for name in names), default=0)


def _forms(name: str, language: str) -> list[str]:
    """A name in its cases, where they are sure: Cyrillic ones that end in a consonant, and genitives in "s".

    The stemmers take some of them for other words.
    """
    if "б" <= name[-1] <= "щ":
        return [name + ending for ending in ("", "а", "у", "ом", "е")]
    return [name, f"{name}s"] if language in GENITIVES and name[-1] not in "sxzß" else [name]


def _longest_match(text: str, tokens: list[re.Match[str]], at: int, names: Mapping[str, str], longest: int) -> int:
    """How many words from here are a territory's name, spelled with its capitals."""
    if not tokens[at].group()[0].isupper():
        return 0
    for length in range(min(longest, len(tokens) - at), 0, -1):
        end = tokens[at + length - 1].end()
        if key(text[tokens[at].start() : end]) in names:
            return length
    return 0


def territory(name_key: str, language: str) -> str:
    """The English name of the country or region that has this key in a language, or nothing."""
    return _territory_keys(language)[0].get(name_key, "")


@cache
def _unspaced(language: str) -> re.Pattern[str] | None:
    names = sorted((name for name in territories(language) if len(name) > 1), key=len, reverse=True)
    return re.compile("(?<!内)(?:" + "|".join(map(re.escape, names)) + ")") if names else None  # not "Inner Mongolia"


def _bodies(text: str) -> list[Raw]:
    """Acronyms of international bodies that are spelled alike everywhere: NATO, UNESCO."""
    known = gazetteer()
    found = []
    for word in _WORD.finditer(text):
        if len(word.group()) >= _SHORTEST_ACRONYM and word.group().isupper():
            entity = known.get(word.group())
            if entity and entity.kind == "organisation":
                found.append(Raw(word.start(), word.end(), "organisation"))
    return found
