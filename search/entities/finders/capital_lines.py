"""Lines of capitals, made readable: a model takes every word of them for a name."""

from __future__ import annotations

import re
from functools import cache

from search.entities import lexicon
from search.entities.gazetteer import common_words, gazetteer, given_names
from search.entities.spelling.name_keys import in_title_case
from search.languages import all_languages

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?][\"”’)]? $")
_HEADS = lexicon.ORGANISATION - {
    "united",
    "international",
    "services",
    "times",
    "command",
    "energy",
    "oil",
    "gas",
    "media",
}
_LONGEST_BEFORE_HEAD = 3
_LONG_VERB = 7
"""Letters from which a word in "-ed" is a verb, if nobody and no city is called so."""
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
        return _LINE.sub(lambda line: _made_readable(line.group(), frozenset()), text)
    acronyms = frozenset(
        m.group() for line in _LINE.findall(text) if not _shouts(line) for m in _CAPITALS.finditer(line)
    )
    return _LINE.sub(
        lambda line: _made_readable(line.group(), acronyms) if _shouts(line.group()) else line.group(), text
    )


LONGEST_HEADING = 250
"""Characters of a line that may still be a headline."""


def is_heading(line: str) -> bool:
    """Whether a line has a capital on almost every word, and does not end like a sentence."""
    if len(line) > LONGEST_HEADING or line.rstrip()[-1:] in (".", "!", "") or "|" in line or "\t" in line:
        return False  # prose, or a row of a table
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _shouts(line: str) -> bool:
    """Whether a line is all capitals: of at least three words, and no letter small."""
    return line.isupper() and len(line.split()) >= 3


def _made_readable(line: str, acronyms: frozenset[str]) -> str:
    prose = len(line) > LONGEST_HEADING or line.rstrip(' "”’')[-1:] in (".", "!", "?")
    return _lowered_prose(line, acronyms) if prose else _lowered(line, acronyms)


def _lowered(line: str, acronyms: frozenset[str]) -> str:
    kept = [m for m in _CAPITALS.finditer(line) if m.group() in acronyms or _is_known(m.group())]
    lowered = list(_SMALL.sub(lambda word: word.group().lower(), in_title_case(line)))
    for acronym in kept:
        lowered[acronym.start() : acronym.end()] = acronym.group()
    return "".join(lowered)


def _lowered_prose(line: str, acronyms: frozenset[str]) -> str:
    """A line of sentences in capitals as prose: words that are no names are small, but where a sentence begins.

    They keep their capital before the head of a name, "Foreign Watch Service", and behind what people are called by.
    """
    lowered = list(_lowered(line, acronyms))
    tokens = list(_WORD.finditer(line))
    plain = [token.group().lower() for token in tokens]
    common = [_is_common(word) and word not in _HEADS for word in plain]
    for i, token in enumerate(tokens):
        named = i > 0 and _calls(plain[i - 1]) and not _is_verb(plain[i])
        if common[i] and not named and not _leads_to_head(line, tokens, common, i) and not _opens(line, token.start()):
            lowered[token.start()] = lowered[token.start()].lower()
    return "".join(lowered)


def _calls(word: str) -> bool:
    """Whether it is what people are called by: a given name that is no country's, or a "Mr"."""
    return word in lexicon.HONORIFICS or (word in given_names() and not gazetteer().place(word.title()))


def _leads_to_head(line: str, tokens: list[re.Match[str]], common: list[bool], at: int) -> bool:
    """Whether nothing but a few words of a name stand between a word and a head such as "Service"."""
    if _is_verb(tokens[at].group().lower()):
        return False
    for i in range(at + 1, min(at + _LONGEST_BEFORE_HEAD, len(tokens) - 1) + 1):
        word = tokens[i].group().lower()
        if line[tokens[i - 1].end() : tokens[i].start()] != " " or _is_verb(word) or not (common[i] or word in _HEADS):
            return False
        if word in _HEADS:
            return True
    return False


def _is_common(word: str) -> bool:
    return word in common_words() or (
        word.endswith("ed") and len(word) >= _LONG_VERB and word not in given_names() and not gazetteer().city(word)
    )


def _is_verb(word: str) -> bool:
    verbs = lexicon.FOLLOWS_PERSON | all_languages()["en"].stop_words | {"may"}
    return word in verbs or word.endswith(("ed", "ing", "ly"))


def _opens(line: str, at: int) -> bool:
    return not line[:at].strip(" \"“'‘(") or bool(_STOP.search(line, max(0, at - 4), at))


def _is_known(acronym: str) -> bool:
    return acronym in _known_acronyms()


@cache
def _known_acronyms() -> frozenset[str]:
    """Those of the gazetteer that are no words: "US" and "WHO" in a line of capitals are more often "us" and "who"."""
    return frozenset().union(*gazetteer().exact.values()) - {"US", "WHO", "CAR"}
