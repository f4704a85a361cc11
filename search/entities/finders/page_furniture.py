"""Names that a page's furniture has run into: "Trump Donald John TrumpMayor of Tulsa", a link pasted into the text."""

from __future__ import annotations

import re

from search.entities.spelling.name_keys import key, tidy
from search.entities.spelling.name_trimming import Found

_PASTED = re.compile(
    r"(?<![\w'’-])(?P<surname>[A-Z][\w'’-]{1,40}) (?P<formal>(?P<given>[A-Z][\w.'’-]{0,40})"
    r"(?: \((?P<called>[A-Z]\w{1,40})\))?(?: [A-Z][\w.'’-]{0,40}){0,3}? (?P=surname))(?=[A-Z][a-z]|[A-Z]{2})"
)
"""A surname, the formal name with the surname again, and a capital right behind it.

A word begins behind neither a letter nor a hyphen, and has an end: "A-A-A-" would be looked through from each letter.
"""


def without_furniture(text: str, founds: list[Found]) -> list[Found]:
    """The names with those of pasted links in their usual form, in place of what was found in the links."""
    pasted = list(_PASTED.finditer(text))
    if not pasted:
        return founds
    kept = [found for found in founds if not any(_overlap(found, link) for link in pasted)]
    return [*(found for link in pasted for found in _names(link)), *kept]


def _overlap(found: Found, link: re.Match[str]) -> bool:
    return found.start < link.end() and link.start() < found.end


def _names(link: re.Match[str]) -> list[Found]:
    surname, name = link["surname"], tidy(f"{link['called'] or link['given']} {link['surname']}")
    return [
        Found(*link.span("surname"), "person", surname, key(surname)),
        Found(*link.span("formal"), "person", name, key(name)),
    ]
