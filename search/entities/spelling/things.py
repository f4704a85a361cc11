"""Names of things: vehicles, missions, animals, works and weather, which are none of the three kinds."""

from __future__ import annotations

import re
from functools import cache

from search.entities import lexicon
from search.entities.gazetteer import rows
from search.entities.spelling.name_keys import key
from search.entities.spelling.name_shapes import is_of_law
from search.entities.spelling.name_trimming import Found

_NOUN = (
    r"(?:space)?(?:ship|craft)|shuttle|lander|rover|probe|orbiter|satellite|rocket|capsule|module|booster|submarine"
    r"|frigate|destroyer|warship|vessel|ferry|trawler|tanker|yacht|steamer|airliner|helicopter|drone|dog|cat|horse"
    r"|elephant|panda|hurricane|typhoon|cyclone|film|movie|novel|album|song|musical|sitcom|rock|asteroid|comet|virus"
)
_BEFORE = re.compile(rf"\b(?:{_NOUN})(?: (?:named|called|nicknamed|dubbed))?,?\s+[\"“‘']?$", re.IGNORECASE)
_APPOSITION = re.compile(
    rf"[\"”’']?, (?:an?|the|its|their) (?:[\w-]+ ){{0,3}}(?:{_NOUN})"
    r"(?=[,.;)]|\s(?:of|that|which|in|on|at|from|with|named|called|launched|carrying|built|orbiting|circling)\b)"
)
_SHIP = re.compile(r"(?:USS|HMS|HMAS|HMCS|INS|USNS|RMS|MV|SS) [A-Z]")
_STORM = re.compile(r"(?P<noun>Hurricane|Typhoon|Cyclone|(?:\w+ )?Storm) [A-ZÀ-Þ]\w+")
_STORM_WORD = re.compile(r"urricane|yphoon|yclone|perstorm|Storm")
_STORM_NAMED = re.compile(
    r"\b(?:Hurricanes?|Typhoon|Cyclone|Superstorm|(?:Tropical|Winter) Storm) (?P<name>[A-ZÀ-Þ]\w+)"
)
_NUMBERED = re.compile(r"(?P<series>[^\W\d_][\w'’]*(?: [^\W\d_][\w'’]*)?)[ -]\d{1,3}")
_OF_SPACE = re.compile(
    r"\b(?:orbit\w*|spacecraft|spaceship|spaceflight|planets?|asteroids?|astronauts?|cosmonauts?|telescopes?|lunar"
    r"|rockets?|rovers?|landers?|satellites?|moons?|NASA|shuttle|gravity|galax(?:y|ies)|solar system)\b"
)
_WORDS_OF_SPACE = 2


def without_things(text: str, founds: list[Found]) -> list[Found]:
    """The names without those of things, by a table and by what the text says of them. Celestial bodies are places."""
    of_space = _is_of_space(text)
    storms = {key(storm["name"]) for storm in _STORM_NAMED.finditer(text)} if _STORM_WORD.search(text) else set()
    things = {found.key for found in founds if _is_thing(text, found) or _table().get(found.key) == "other"}
    things |= {found.key for found in founds if found.kind != "place" and found.key in storms}
    if of_space:
        things |= {found.key for found in founds if _table().get(found.key) == "craft"}
        for found in founds:
            if not found.known and _table().get(found.key) == "body":
                found.kind = "place"
    for found in founds:
        if _table().get(found.key) == "site":
            found.kind = "organisation"
    return [found for found in founds if found.known or found.key not in things]


def _is_of_space(text: str) -> bool:
    """Whether a text speaks of space: elsewhere a Columbia is a university, and a Mercury a newspaper."""
    met: set[str] = set()
    for word in _OF_SPACE.finditer(text):
        met.add(word.group().removesuffix("s"))
        if len(met) >= _WORDS_OF_SPACE:
            return True
    return False


def _is_thing(text: str, found: Found) -> bool:
    if found.known:
        return False
    if _SHIP.match(found.name) or (found.kind != "person" and is_of_law(found.key)) or _is_numbered(found.name):
        return True
    if _is_storm(found):
        return True
    if found.kind == "person" and " " in found.key:
        return bool(_APPOSITION.match(text, found.end))
    return bool(_BEFORE.search(text[max(0, found.start - 30) : found.start]) or _APPOSITION.match(text, found.end))


def _is_storm(found: Found) -> bool:
    """Whether it is named as weather is, "Typhoon Tip": a "Storm" may be a person's given name."""
    storm = _STORM.fullmatch(found.name)
    called = storm is not None and not set(found.key.split()) & lexicon.ORGANISATION
    return called and (found.kind != "person" or storm is None or storm["noun"] != "Storm")


def _is_numbered(name: str) -> bool:
    """Whether it is one of a series: "Falcon 9", "COVID-19". A number of a place or a broadcaster stays a part."""
    numbered = _NUMBERED.fullmatch(name)
    return numbered is not None and not set(key(numbered["series"]).split()) & lexicon.KEEPS_NUMBER


@cache
def _table() -> dict[str, str]:
    """Keys of names to "body", "craft", "other" or "site"."""
    return {key(name): kind for kind, names in rows("things.tsv") for name in names.split(";")}
