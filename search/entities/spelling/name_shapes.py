"""Shapes that say how much of a spelling is a name: glued words, repeated names, marks of parties, adjectives."""

from __future__ import annotations

import re

from search.entities import lexicon
from search.entities.gazetteer import given_names

_PARTY = re.compile(r"(?:D|R|I|L|G|DFL)-(?:[A-Z][a-z]{1,5}\.?|(?:[A-Z]\.?){2,3})")
"""What stands after an American politician's name: "R-Wis.", "D-NY"."""
_TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")
_PREFIXED = re.compile(r"(?:anti|pro|non|pre|post|ex|mid|un|pan|neo)-[A-Z]\w+")
_GLUED = re.compile(r"(?P<name>[^\W\d_]{4,}[a-zß-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_CAMEL = re.compile(r"[A-Z][a-z]{3,}[A-Z][a-z]{2,}")
_CAMEL_PEOPLE = ("Fitz",)
_LONG = 3
"""Parts of a name of which none recurs. With three, "Jerome K. Jerome", only a whole given name is a beginning."""


def is_no_name(name: str) -> bool:
    """Whether it is the mark of a party ("D-NY"), an adjective ("anti-Ruritania") or a share's sign ("VOD.L")."""
    return bool(_PARTY.fullmatch(name) or _PREFIXED.fullmatch(name) or _TICKER.fullmatch(name))


def is_brand(name: str) -> bool:
    """Whether it is one word with a capital inside, as companies and sites spell themselves: "FaceBook"."""
    return bool(_CAMEL.fullmatch(name)) and not name.startswith(_CAMEL_PEOPLE)


def end_of_person(name: str) -> int:
    """How much of a person's name is one: neither the next cell's words nor the name's own beginning once more."""
    if " " in name and (glued := _GLUED.search(name)):
        name = name[: glued.end()]
    parts = name.split(" ")
    if len(parts) > _LONG or (len(parts) == _LONG and parts[0].lower() in given_names() and len(parts[1]) > len("K.")):
        again = [i for i, part in enumerate(parts) if i > 1 and part == parts[0]]
        name = " ".join(parts[: again[0]]) if again else name
    return len(name)


def is_of_law(name_key: str) -> bool:
    """Whether a longer name is that of a law or a treaty, which is no organisation."""
    return " " in name_key and name_key.rsplit(" ", 1)[-1] in lexicon.LAWS
