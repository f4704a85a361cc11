"""What a text says of an unknown name: that it is a company ("Acmex, a maker of pumps") or a town."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.entities.gazetteer import given_names
from search.entities.spelling.name_keys import key
from search.entities.spelling.name_trimming import Found
from search.entities.spelling.person_parts import parts
from search.model import Kind

_ORGANISATIONS = (
    r"compan(?:y|ies)|firms?|makers?|manufacturers?|start-?ups?|corporations?|conglomerate|retailers?|banks?|lenders?"
    r"|insurers?|publishers?|broadcasters?|carriers?|airlines?|automakers?|brewers?|drugmakers?|chipmakers?|producers?"
    r"|suppliers?|chains?|subsidiary|nonprofits?|charit(?:y|ies)|think tanks?|advocacy groups?|lobby|newspapers?"
    r"|websites?|magazines?|unions?|agenc(?:y|ies)|contractors?|consultancy|utility|brands?|supermarket"
)
_PLACES = (
    r"towns?|cit(?:y|ies)|villages?|suburbs?|count(?:y|ies)|neighbou?rhoods?|hamlet|island|province|district|municipality"
    r"|resort"
)
_END = (
    r"(?=[,.;:)]|\s(?:of|that|which|in|on|at|near|from|with|based|whose|for|where|about|outside|north|south|east|west)\b"
    r"|$)"
)
_APPOSITION = (
    r"(?:, | \(|, which (?:is|was) | is | was )(?:an?|the|once an?|now an?|one of the) (?:[\w$.-]+ ){{0,4}}?"
    r"(?:{nouns}){end}"
)
_IS_ORGANISATION = re.compile(_APPOSITION.format(nouns=_ORGANISATIONS, end=_END))
_IS_PLACE = re.compile(_APPOSITION.format(nouns=_PLACES, end=_END))
_OWNED = re.compile(
    r"['’]s (?:shares|stock|share price|board|headquarters|customers|shareholders|bankruptcy|products|factor(?:y|ies)"
    r"|employees|workers|subsidiar(?:y|ies)|earnings|revenues?)\b"
    r"| (?:shares|stock|Inc\b|went bankrupt|filed for bankruptcy)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_ORGANISATIONS}) (?:called |named |such as |like )?"
    r"|\b(?:board|shares|stock|subsidiary|employees|customers|executives?|shareholders|headquarters)"
    r" (?:of|at) )$"
)
_SINCE = re.compile(r"\b(?:[Ss]ince|[Aa]fter|[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Oo]utside) $")
_AND_SINCE = re.compile(
    r"\b(?:[Ss]ince|[Aa]fter|[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Oo]utside) "
    r"(?P<before>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}),?"
    r" (?:and|or) (?:since|after|in|at|from|near|outside) $"
)
_SAID = re.compile(r",? (?:said|says|told|who|asked|wrote|tweeted)\b")
_LONGEST = 60
_SCHOOL = "school"


def read_descriptions(text: str, founds: list[Found]) -> None:
    """Give unknown names that are no full name of a person the kind that the text says, wherever they stand."""
    people = {parts(found.key).surname for found in founds if found.kind == "person" and _is_full(found.key)}
    open_names = [found for found in founds if not found.known and found.key not in people]
    told: dict[str, Kind] = {}
    for found in open_names:
        if kind := _described(text, found):
            told.setdefault(found.key, kind)
    for school in _schools(founds):
        if school not in told and _is_since(text, [found for found in open_names if found.key == school]):
            told[school] = "place"
    for found in open_names:
        found.kind = told.get(found.key, found.kind)
    _follow_coordinated(text, founds)


def _is_full(name: str) -> bool:
    return parts(name).given in given_names()


def _described(text: str, found: Found) -> Kind | None:
    if _IS_ORGANISATION.match(text, found.end):
        return "organisation"
    if _IS_PLACE.match(text, found.end):
        return "place"
    if found.kind == "organisation" or _is_full(found.key):
        return None
    before = _BEFORE.search(text, max(0, found.start - _LONGEST), found.start)
    return "organisation" if before or _OWNED.match(text, found.end) else None


def _schools(founds: Iterable[Found]) -> set[str]:
    """What schools are called by: "Sandy Hook" of "Sandy Hook Elementary School"."""
    names = (found.key for found in founds if found.kind != "person" and found.key.endswith(f" {_SCHOOL}"))
    return {" ".join(words[:n]) for name in names for words in [name.split()] for n in range(1, len(words))}


def _is_since(text: str, founds: list[Found]) -> bool:
    """Whether something happened "since" or "at" it, and it never says a word."""
    since = any(_SINCE.search(text, max(0, found.start - 10), found.start) for found in founds)
    return since and not any(_SAID.match(text, found.end) for found in founds)


def _follow_coordinated(text: str, founds: list[Found]) -> None:
    """Take "Tarnovo" of "since Lonn, and after Tarnovo" for a place, as the one before it is."""
    places = {found.key for found in founds if found.kind == "place"}
    like_them = {found.key for found in founds if _is_like(text, found, places)}
    for found in founds:
        if found.key in like_them and not found.known:
            found.kind = "place"


def _is_like(text: str, found: Found, places: set[str]) -> bool:
    if found.kind != "organisation" or " " in found.key or found.name.isupper():
        return False
    joint = _AND_SINCE.search(text, max(0, found.start - _LONGEST), found.start)
    return joint is not None and key(joint["before"]) in places
