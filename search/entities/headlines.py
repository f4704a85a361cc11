"""Lines of capitals, made readable: a model takes every word of them for a name."""

from __future__ import annotations

import re
from functools import cache

from search.entities.gazetteer import gazetteer
from search.entities.names import in_title_case

_LINE = re.compile(r"[^\n]+")
_CAPITALS = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][A-Z&]{1,6}\b")
_SMALL = re.compile(
    r"(?<=\s)(?:of|the|and|in|on|at|to|for|by|with|from|as|is|are|was|has|will|a|an|or|not|its|it|over|after)(?=\s)",
    re.IGNORECASE,
)


def readable(text: str) -> str:
    """The text with lines of capitals in title case, of the same length.

    Acronyms stay: those of the gazetteer, and those that the text has in lines that are not all capitals.
    """
    if text.isupper():
        return _LINE.sub(lambda line: _lowered(line.group(), frozenset()), text)
    acronyms = frozenset(
        m.group() for line in _LINE.findall(text) if not _shouts(line) for m in _CAPITALS.finditer(line)
    )
    return _LINE.sub(lambda line: _lowered(line.group(), acronyms) if _shouts(line.group()) else line.group(), text)


LONGEST_HEADING = 250
"""Characters of a line that may still be a headline."""


def is_heading(line: str) -> bool:
    """Whether a line has a capital on almost every word, and does not end like a sentence."""
    if len(line) > LONGEST_HEADING or line.rstrip()[-1:] in (".", "!", ""):
        return False
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _shouts(line: str) -> bool:
    """Whether a line is all capitals: of at least three words, and no letter small."""
    return line.isupper() and len(line.split()) >= 3


def _lowered(line: str, acronyms: frozenset[str]) -> str:
    kept = [m for m in _CAPITALS.finditer(line) if m.group() in acronyms or _is_known(m.group())]
    lowered = list(_SMALL.sub(lambda word: word.group().lower(), in_title_case(line)))
    for acronym in kept:
        lowered[acronym.start() : acronym.end()] = acronym.group()
    return "".join(lowered)


def _is_known(acronym: str) -> bool:
    return acronym in _known_acronyms()


@cache
def _known_acronyms() -> frozenset[str]:
    """Those of the gazetteer that are no words: "US" and "WHO" in a line of capitals are more often "us" and "who"."""
    return frozenset().union(*gazetteer().exact.values()) - {"US", "WHO", "CAR"}
