"""What is known beforehand: places with their other names and demonyms, large cities, international bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from search.entities.spelling.name_keys import is_acronym, key, tidy
from search.languages import all_languages
from search.model import Kind

LARGE_CITY = 1000
"""Thousands of people from which a city's exact spelling outweighs what a model says of it."""


_OF_CITIES = ("onian", "ian", "an", "ite", "er", "eno")
_SHORTEST_STEM = 5


class Known(NamedTuple):
    """An entity of the gazetteer, by the name under which it is counted."""

    name: str
    kind: Kind


class City(NamedTuple):
    """A city of more than 100,000 people."""

    name: str
    country: str
    thousands: int


@dataclass(frozen=True)
class Gazetteer:
    """The tables: `known` and `cities` by key; `exact` the only spellings of names that are words in small letters.

    `states` are the names of the American ones, one of which is a country's too.
    """

    known: Mapping[str, Known]
    exact: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    cities: Mapping[str, City]
    spellings: frozenset[str]
    states: frozenset[str]

    def get(self, name: str) -> Known | None:
        """The entity that is called so. "US" and "WHO" only in capitals."""
        spelling = tidy(name)
        found = key(spelling)
        if found in self.exact and spelling.removeprefix("the ").removeprefix("The ") not in self.exact[found]:
            return None
        return self.known.get(found)

    def place(self, name: str) -> str | None:
        """The canonical name of a country, a region or a large city."""
        known = self.get(name)
        if known:
            return known.name if known.kind == "place" else None
        city = self.cities.get(key(name))
        return city.name if city and city.thousands >= LARGE_CITY and city.name == tidy(name) else None

    def city(self, name: str) -> City | None:
        """The city that is spelled exactly so."""
        city = self.cities.get(key(name))
        return city if city and city.name == tidy(name) else None

    def demonym(self, name: str) -> str | None:
        """The place whose people or adjective this is: "French", "Ohioans", "Londoners"."""
        found = key(name)
        return self.demonyms.get(found) or self._home(found)

    def _home(self, people: str) -> str | None:
        """The large city whose people are called so: "Parisians", "Torontonians", "Brooklynites"."""
        for ending in _OF_CITIES:
            stem = people.removesuffix("s").removesuffix(ending)
            if len(stem) >= _SHORTEST_STEM and people.removesuffix("s").endswith(ending):
                for city in (stem, *(stem + letter for letter in "aeoy")):
                    if (home := self.cities.get(city)) and home.thousands >= LARGE_CITY // 2:
                        return home.name
        return None


@cache
def gazetteer() -> Gazetteer:
    """The tables of this package, read once."""
    known: dict[str, Known] = {}
    exact: dict[str, set[str]] = {}
    spellings: dict[str, None] = {}
    for name, others, kind in [*_bodies(), *_places()]:
        for spelling in (name, *others):
            if known.setdefault(key(spelling), Known(name, kind)).name == name:
                spellings[spelling] = None
                if is_acronym(spelling) or (spelling.endswith(".") and " " not in spelling):
                    exact.setdefault(key(spelling), set()).update(_exact_forms(spelling))
    return Gazetteer(
        known,
        {of: frozenset(forms) for of, forms in exact.items()},
        _demonyms(),
        {key(name): City(name, country, int(people)) for name, country, people in rows("cities.tsv")},
        frozenset(spellings),
        frozenset(name for row_kind, name, _, _ in rows("places.tsv") if row_kind == "state"),
    )


def _bodies() -> Iterator[tuple[str, list[str], Kind]]:
    for name, others in rows("bodies.tsv"):
        yield name, _list(others), "organisation"


def _places() -> Iterator[tuple[str, list[str], Kind]]:
    """Countries before regions before states: the first owner of a name keeps it."""
    for kind in ("country", "region", "state"):
        for row_kind, name, others, _ in rows("places.tsv"):
            if row_kind == kind:
                yield name, _list(others), "place"


def _exact_forms(spelling: str) -> set[str]:
    """An acronym with stops, without them, or without the last; an abbreviation ("Ill.") with its stop alone."""
    if not is_acronym(spelling):
        return {spelling}
    return {spelling, spelling.removesuffix("."), spelling.replace(".", "")}


def _demonyms() -> dict[str, str]:
    pairs = [(key(word), name) for _, name, _, words in rows("places.tsv") for word in _list(words)]
    return {word: name for word, name in reversed(pairs) if word}


def _list(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]


@cache
def given_names() -> frozenset[str]:
    """Given names of many languages, lower case."""
    return frozenset(given_genders())


@cache
def given_genders() -> Mapping[str, str]:
    """Given names, lower case, with "f" or "m" where they are mostly women's or men's, else ""."""
    return {name.casefold(): whose for name, whose in rows("given.tsv")}


@cache
def common_words() -> frozenset[str]:
    """English words that stand in small letters more often than with a capital."""
    return frozenset(word for (word,) in rows("small.tsv")) | all_languages()["en"].stop_words


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that so many people have that one tells nobody, lower case."""
    return frozenset(name.casefold() for (name,) in rows("surnames.tsv"))


@cache
def territories(language: str) -> Mapping[str, str]:
    """The names of countries and regions in a language, to the name under which they are counted."""
    names = {own: english for code, own, english in rows("territories.tsv") if code == language}
    return {own: known.name if (known := gazetteer().get(english)) else english for own, english in names.items()}


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package, without its comments."""
    table = files("search.entities").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
