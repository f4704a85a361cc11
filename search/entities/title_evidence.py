"""What the words around a person's name say of who it is: an office, a woman or a man, a relative of somebody."""

from __future__ import annotations

import re
from typing import Literal

Gender = Literal["f", "m", ""]

_OFFICES = {
    "president": "president",
    "president-elect": "president",
    "sen": "senator",
    "senator": "senator",
    "rep": "representative",
    "representative": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gov": "governor",
    "governor": "governor",
    "mayor": "mayor",
    "judge": "judge",
    "justice": "judge",
    "chancellor": "chancellor",
    "premier": "prime minister",
    "prime minister": "prime minister",
    "vice president": "vice president",
    "vice-president": "vice president",
    "secretary": "secretary",
    "ambassador": "ambassador",
    "attorney general": "attorney general",
    "king": "king",
    "queen": "queen",
    "pope": "pope",
    "gen": "general",
    "general": "general",
}
_COURTESY: dict[str, Gender] = {
    "mr": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "mme": "f",
    "dame": "f",
    "lady": "f",
    "first lady": "f",
    "queen": "f",
    "princess": "f",
    "congressman": "m",
    "congresswoman": "f",
    "chairman": "m",
    "chairwoman": "f",
    "spokesman": "m",
    "spokeswoman": "f",
    "councilman": "m",
    "councilwoman": "f",
}
_WORDS = "|".join(sorted({*_OFFICES, *_COURTESY}, key=len, reverse=True))
_TITLE = re.compile(rf"(?<![\w-])({_WORDS})\.?\s+$", re.IGNORECASE)
_LONGEST = 24
_OFFICE_AFTER = re.compile(
    rf"(?:,| is| was| became|, who (?:is|was)) (?:the |a |then |now )?(?:[\w.'’-]+ ){{0,2}}?({_WORDS})\b"
    r"(?!\.?(?:['’]s| [A-Z]))"
)
_OF_PRESIDENT = re.compile(
    r"['’]?s? (?:(?:and [A-Z]\w+ )?administrations?|presidency|White House|cabinet|Cabinet|years|era)\b|[-–]era\b"
)
_RELATIVE = {
    **dict.fromkeys(("wife", "daughter", "sister", "mother", "widow", "niece", "granddaughter", "stepdaughter"), "f"),
    **dict.fromkeys(("daughter-in-law", "sister-in-law", "mother-in-law", "ex-wife", "aunt", "first lady"), "f"),
    **dict.fromkeys(("husband", "son", "brother", "father", "widower", "nephew", "grandson", "stepson", "uncle"), "m"),
    **dict.fromkeys(("son-in-law", "brother-in-law", "father-in-law", "ex-husband"), "m"),
    **dict.fromkeys(("cousin", "child"), ""),
}
_RELATIVES = "|".join(sorted(_RELATIVE, key=len, reverse=True))
_RELATIVE_BEFORE = re.compile(rf"\b({_RELATIVES}),?\s+$", re.IGNORECASE)
_RELATIVE_AFTER = re.compile(
    rf"(?:,| is| was) (?:the |a |his |her |their )?(?:[\w.'’-]+ ){{0,3}}?({_RELATIVES})(?= of\b|[,.)]| who\b|$)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[\n]|[.!?][\"”’)]*\s+(?=[A-Z\"“])")
_LONGEST_SENTENCE = 300

FEDERAL = frozenset({"president", "senator", "representative", "governor", "mayor", "king", "queen", "pope", "judge"})
"""Offices that a person named by one of them seldom has together with another."""


def title(text: str, start: int) -> str:
    """The title that stands right before a name, lower case, or nothing."""
    found = _TITLE.search(text, max(0, start - _LONGEST), start)
    return found[1].lower() if found else ""


def gender_of_title(word: str) -> Gender:
    """Whether a title is a woman's or a man's."""
    return _COURTESY.get(word, "")


def office(text: str, start: int, end: int) -> str:
    """The office that is named right before a name, or that what follows it speaks of: "the Vega administration"."""
    if named := _OFFICES.get(title(text, start)):
        return named
    return "president" if _OF_PRESIDENT.match(text, end) else ""


def offices_around(text: str, start: int, end: int) -> frozenset[str]:
    """The offices named right before a full name, or right behind: "Ana Vega, the governor", "Ana Vega (D-NY)"."""
    found = {_OFFICES.get(title(text, start), "")}
    if after := _OFFICE_AFTER.match(text, end):
        found.add(_OFFICES.get(after[1].lower(), ""))
    return frozenset(found - {""})


def relative(text: str, start: int, end: int) -> tuple[bool, Gender]:
    """Whether a person is named as somebody's relative, and which gender that says."""
    found = _RELATIVE_BEFORE.search(text, max(0, start - _LONGEST), start) or _RELATIVE_AFTER.match(text, end)
    if not found:
        return False, ""
    said = _RELATIVE[found[1].lower()]
    return True, "f" if said == "f" else "m" if said == "m" else ""


def gender_of_pronoun(text: str, start: int, before: int) -> Gender:
    """What the first pronoun behind a name says, before the next person is named.

    It stands in the same sentence, or begins the next one.
    """
    stop = min(before, start + _LONGEST_SENTENCE)
    ends = _SENTENCE.search(text, start, stop)
    found = _PRONOUN.search(text, start, ends.start() if ends else stop)
    if found is None and ends:
        found = _PRONOUN.match(text, ends.end())
    return "" if found is None else "m" if found[1] else "f"
