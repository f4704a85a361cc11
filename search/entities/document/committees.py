"""Committees of the American Congress under one name each: "House Judiciary", "the Committee on Ways and Means".

The bare name of a committee that both chambers have is that of the chamber which the article speaks of.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from search.entities.document.congress_words import is_on_congress
from search.entities.gazetteer import gazetteer, rows
from search.entities.spelling.name_keys import key, tidy
from search.entities.spelling.name_trimming import Found

_CHAMBER = r"(?:(?:U\.S\. |US )?(?P<{group}>(?<!White )House|Senate)(?:['’]s)? (?:(?:Permanent )?Select )?)"
_AFTER_SHORT = (
    r"(?=[,.;:)]| (?:[Cc]hair|[Rr]anking|[Mm]embers?\b|Democrats|Republicans|GOP|panel|subcommittee|investigat"
    r"|hearing|and\b|is\b|was\b|has\b|will\b|on\b|in\b|to\b|for\b|at\b|that\b|which\b|who\b))"
)
"""What follows "House Judiciary" without "Committee"; "the House Rules" go on otherwise."""
_STATE_BEFORE = re.compile(r"(?:\b[Ss]tate(?:['’]s)?|(?P<word>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:['’]s)?) $")
_SENATE = re.compile(r"\b(?:Senate|[Ss]enators?|Sens?\.)")
_HOUSE = re.compile(r"(?<!White )\bHouse\b(?! of (?:Commons|Lords))|\b(?:Reps?\.|[Cc]ongress(?:man|woman)\b)")
_SENTENCE_ENDS = re.compile(r"(?:[a-z\d)]{4}|^)[.!?][\"”’)]* |\n")
"""Between words of different sentences: four letters, because "Sen." and "Rep." end none."""
_AROUND = 160
"""Code points on either side of a bare name in which a chamber or its members speak for it."""
_TIMES_AS_OFTEN = 2
"""How much more often an article must name one chamber, so that a bare name far from both is its committee's."""


@dataclass(slots=True)
class _Chambers:
    """Where an article names each chamber and its members, and the committees that it names in full."""

    text: str
    named: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    mostly: str | None = None

    def of(self, subject: str, at: int, end: int) -> str:
        """The chamber that a bare committee is of, "" where the article does not tell."""
        if near := self._nearest(at, end):
            return near
        theirs = self.named[subject]
        if theirs:  # the one named last before, or first after
            return theirs[max(0, bisect.bisect_left(theirs, (at, "")) - 1)][1]
        if self.mostly is None:
            self.mostly = self._mostly()
        return self.mostly

    def _mostly(self) -> str:
        """The chamber that the article names far more often, or nothing."""
        senate, house = (sum(1 for _ in word.finditer(self.text)) for word in (_SENATE, _HOUSE))
        if senate >= _TIMES_AS_OFTEN * house:
            return "Senate"
        return "House" if house >= _TIMES_AS_OFTEN * senate else ""

    def _nearest(self, at: int, end: int) -> str:
        """The chamber that is named, or a member of which is, nearest to a place."""
        first, last = max(0, at - _AROUND), end + _AROUND
        places = [
            (self._distance(word, at, end), chamber)
            for chamber, words in (("House", _HOUSE), ("Senate", _SENATE))
            for word in words.finditer(self.text, first, last)
        ]
        return min(places)[1] if places else ""

    def _distance(self, word: re.Match[str], at: int, end: int) -> int:
        """How far a word is from a name, what stands in the same sentence being nearer than all else."""
        between = self.text[word.end() : at] if word.end() <= at else self.text[end : word.start()]
        return len(between) + _AROUND * bool(_SENTENCE_ENDS.search(between))


def committees(text: str) -> Iterator[Found]:
    """The committees of Congress in a text that speaks of it, each as the chamber's: "House Oversight Committee"."""
    if "ommittee" not in text and not _short().search(text):
        return  # most articles are not looked through
    chambers = _Chambers(text)
    bare: list[tuple[int, int, str]] = []
    for match in _pattern().finditer(text):
        start, end, chamber, subject = _parts(match)
        if not subject or (chamber and _is_of_a_state(text, start)):
            continue
        if chamber and (name := _names().get((chamber, key(subject)))):
            chambers.named[key(subject)].append((start, chamber))
            yield _found(start, end, chamber, name)
        elif not chamber:
            bare.append((start, end, key(subject)))
    if not (chambers.named or is_on_congress(text)):
        return
    for start, end, subject in bare:
        of = [chamber for chamber in ("House", "Senate") if (chamber, subject) in _names()]
        chamber = of[0] if len(of) == 1 else chambers.of(subject, start, end)
        if (name := _names().get((chamber, subject))) and not _is_of_a_state(text, start):
            yield _found(start, end, chamber, name)


def _found(start: int, end: int, chamber: str, subject: str) -> Found:
    name = f"{chamber} {subject} Committee"
    return Found(start, end, "organisation", name, key(name), name)


def _parts(match: re.Match[str]) -> tuple[int, int, str, str]:
    """Where a committee stands, its chamber or nothing, and its subject."""
    groups = match.groupdict()
    chamber = next((groups[name] for name in ("of", "before", "short") if groups[name]), "")
    subject = next((groups[name] for name in ("on", "subject", "called", "alone") if groups[name]), "")
    return match.start(), match.end(), chamber, tidy(subject)


def _is_of_a_state(text: str, at: int) -> bool:
    """Whether a state or a place stands before it: "the Ohio House Finance Committee"."""
    before = _STATE_BEFORE.search(text, max(0, at - 40), at)
    if before is None:
        return False
    word = before["word"]
    return word is None or (gazetteer().place(word) or "United States") != "United States"


@cache
def _pattern() -> re.Pattern[str]:
    subjects = sorted({spelling for _, spellings in _rows() for spelling in spellings}, key=len, reverse=True)
    any_subject = "|".join(re.escape(subject).replace("'", "['’]") for subject in subjects)
    before, of, short = (_CHAMBER.format(group=group) for group in ("before", "of", "short"))
    return re.compile(
        rf"(?<![\w-])(?=[A-Z]|committee)(?:{of}?(?:Permanent |Select |Special )*[Cc]ommittee on (?:the )?"
        rf"(?P<on>{any_subject})(?![\w-])"
        rf"|{before}?(?P<subject>{any_subject}) [Cc]ommittee(?![\w-]| of (?!the (?:House|Senate|U)))"
        rf"|{short}(?P<called>{any_subject}){_AFTER_SHORT}"
        r"|(?P<alone>Ways (?:and|&) Means))"
    )


@cache
def _short() -> re.Pattern[str]:
    """Finds what may name a committee without the word: a chamber and a first word, or "Ways and Means"."""
    firsts = sorted({spelling.split()[0].rstrip(",") for _, spellings in _rows() for spelling in spellings})
    return re.compile(rf"(?:House|Senate) (?:{'|'.join(map(re.escape, firsts))})|Ways (?:and|&) Means")


@cache
def _names() -> dict[tuple[str, str], str]:
    """What each committee is usually called, by its chamber and the key of its subject."""
    return {(chamber, key(spelling)): spellings[0] for chamber, spellings in _rows() for spelling in spellings}


def _rows() -> list[tuple[str, list[str]]]:
    return [
        (chamber, [subject, *filter(None, others.split(";"))]) for chamber, subject, others in rows("committees.tsv")
    ]
