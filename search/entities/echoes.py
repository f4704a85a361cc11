"""Further places of a text where a name that was found stands: a model that saw it once may miss it again."""

from __future__ import annotations

import re
from collections import Counter

from search.entities.names import small_words
from search.entities.trimming import Found

_MOST = 400
"""Names that are looked for again in one text."""


def echoes(text: str, founds: list[Found]) -> list[Found]:
    """The mentions of the same spellings that were missed. A name that is a word in small letters elsewhere is left."""
    spellings = _worth_repeating(text, founds)
    if not spellings:
        return []
    pattern = re.compile(r"(?<![\w@#./-])(?:" + "|".join(map(re.escape, spellings)) + r")(?![\w@]|-\w|\.\w)")
    taken = sorted((found.start, found.end) for found in founds)
    missed = []
    at = 0
    for match in pattern.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at == len(taken) or taken[at][0] >= match.end():
            like = spellings[match.group()]
            missed.append(Found(match.start(), match.end(), like.kind, like.name, like.key, like.known))
    return missed


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
