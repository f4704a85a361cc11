"""Names in languages that no model here reads: what is sure, and nothing else.

Countries and regions under their names in the language, people by a given name or initials with a surname, in Latin and
Cyrillic letters, and acronyms of international bodies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from search.entities import lexicon
from search.entities.gazetteer import gazetteer, given_names, territories
from search.entities.name_keys import key
from search.entities.raw_mentions import Raw
from search.languages import all_languages

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CAPITAL = "[" + "".join(c for c in map(chr, range(0x41, 0x500)) if c.isupper()) + "]"
"""The capitals of the Latin, Greek and Cyrillic letters."""
_PARTICLE = "|".join(sorted(lexicon.PARTICLES))
_PERSON = re.compile(
    rf"(?<![\w-])(?:(?P<first>{_CAPITAL}\w+(?:-{_CAPITAL}\w+)?)"
    rf"(?P<rest>(?: (?:{_CAPITAL}\.|{_PARTICLE})){{0,2}}(?: {_CAPITAL}[\w'’-]+){{1,2}})"
    rf"|(?P<initials>(?:{_CAPITAL}\. ?){{1,2}})(?P<surname>{_CAPITAL}[^\W\d_][\w'’-]+))"
)
_UNSPACED = frozenset({"zh", "ja", "th"})
_SHORTEST_ACRONYM = 4


class FullNameFinder:
    """The sure names of texts in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.version = f"full-names-1-{language}"

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        return [sorted({*self._places(text), *self._people(text), *_bodies(text)}) for text in texts]

    def _places(self, text: str) -> list[Raw]:
        names, longest = _territory_keys(self._language)
        if self._language in _UNSPACED:
            pattern = _unspaced(self._language)
            return [Raw(m.start(), m.end(), "place") for m in pattern.finditer(text)] if pattern else []
        found: list[Raw] = []
        tokens = list(_WORD.finditer(text))
        at = 0
        while at < len(tokens):
            length = _longest_match(text, tokens, at, names, longest)
            if length:
                found.append(Raw(tokens[at].start(), tokens[at + length - 1].end(), "place"))
            at += max(1, length)
        return found

    def _people(self, text: str) -> list[Raw]:
        stop_words = all_languages()[self._language].stop_words if self._language in all_languages() else frozenset()
        matches = _PERSON.finditer(text)
        return [Raw(match.start(), match.end(), "person") for match in matches if _is_person(match, stop_words)]


def _is_person(match: re.Match[str], stop_words: frozenset[str]) -> bool:
    if match["initials"]:
        return bool(match["surname"][1].islower())
    first, parts = match["first"], match["rest"].split()
    capitals = [part.lower() for part in parts if part[0].isupper()]
    return (
        _is_given(first)
        and not stop_words & {first.lower(), *capitals}
        and not (lexicon.ORGANISATION | lexicon.PLACE) & set(capitals)
        and not gazetteer().demonym(parts[-1])
    )


def _is_given(name: str) -> bool:
    """Whether it is a given name, in Russian in any case."""
    return all(part.casefold() in given_names() or key(part) in _cyrillic_given() for part in name.split("-"))


@cache
def _cyrillic_given() -> frozenset[str]:
    return frozenset(key(name) for name in given_names() if "а" <= name[0] <= "я" and len(name) > 3)


@cache
def _territory_keys(language: str) -> tuple[Mapping[str, str], int]:
    """The names of territories by key, and the number of words of the longest."""
    stop_words = all_languages()[language].stop_words if language in all_languages() else frozenset()
    kept = {own: english for own, english in territories(language).items() if own.lower() not in stop_words}
    names = {key(form): english for own, english in kept.items() for form in _forms(own)}
    return names, max((len(name.split()) for name in names), default=0)


def _forms(name: str) -> list[str]:
    """A Cyrillic name that ends in a consonant, in its cases too: the stemmer takes some of them for other words."""
    return [name + ending for ending in ("", "а", "у", "ом", "е")] if "б" <= name[-1] <= "щ" else [name]


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
