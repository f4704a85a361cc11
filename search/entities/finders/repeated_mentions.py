"""Further places of a text where a name that was found stands: a model that saw it once may miss it again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from search.entities.spelling.name_keys import small_words
from search.entities.spelling.name_trimming import Found

_MOST = 400
"""Names that are looked for again in one text."""
_WORD = re.compile(r"(?<![\w@#./-])[^\W\d_]+")
_GOES_ON = re.compile(r"[\w@]|[-.]\w")


def echoes(text: str, founds: list[Found]) -> list[Found]:
    """The mentions of the same spellings that were missed. A name that is a word in small letters elsewhere is left."""
    by_word = _by_first_word(_worth_repeating(text, founds))
    taken = sorted((found.start, found.end) for found in founds)
    missed: list[Found] = []
    at = end = 0
    for word in _WORD.finditer(text) if by_word else ():
        like = _match(text, word, by_word) if word.start() >= end else None
        if like is None:
            continue
        end = word.start() + len(like.spelling)
        while at < len(taken) and taken[at][1] <= word.start():
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            found = like.found
            missed.append(Found(word.start(), end, found.kind, found.name, found.key, found.known))
    return missed


class _Like(NamedTuple):
    """A spelling to look for, and a mention to copy."""

    spelling: str
    found: Found


def _by_first_word(spellings: dict[str, Found]) -> dict[str, list[_Like]]:
    """The spellings that begin with a word, the longest first."""
    by_word: defaultdict[str, list[_Like]] = defaultdict(list)
    for spelling, found in spellings.items():
        if first := _WORD.match(spelling):
            by_word[first.group()].append(_Like(spelling, found))
    return by_word


def _match(text: str, word: re.Match[str], by_word: dict[str, list[_Like]]) -> _Like | None:
    for like in by_word.get(word.group(), ()):
        if text.startswith(like.spelling, word.start()) and not _GOES_ON.match(text, word.start() + len(like.spelling)):
            return like
    return None


def _worth_repeating(text: str, founds: list[Found]) -> dict[str, Found]:
    """Spellings, the longest first, with a mention to copy. A spelling of two entities says nothing."""
    small = small_words(text)
    meanings: dict[str, set[str]] = {}
    likes: dict[str, Found] = {}
    counts: Counter[str] = Counter()
    for found in founds:
        spelling = text[found.start : found.end]
        meanings.setdefault(spelling, set()).add(found.key)
        likes.setdefault(spelling, found)
        counts[spelling] += 1
    kept = [s for s in likes if len(meanings[s]) == 1 and len(s) > 2 and s[0].isupper() and s.lower() not in small]
    kept.sort(key=lambda spelling: -counts[spelling])
    return {spelling: likes[spelling] for spelling in sorted(kept[:_MOST], key=len, reverse=True)}
