"""Spellings of one name in a corpus: transliterations and slips, merged under guards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from search.entities.gazetteer import Gazetteer, given_names
from search.model import Kind

_SHORTEST_WORD = 6
"""Shorter words must be spelled alike: "Dan" and "Don" are two names."""
_SHORTEST_NAME = 8
"""A name of one word must be longer still, and three times as frequent as its slip."""
_MOST_COMPARED = 40
"""Names of one skeleton that are compared with each other: the most frequent ones."""
_SYNONYMS = {"spaceport": "cosmodrome", "aerodrome": "airport", "constabulary": "police"}
"""Words for one kind of thing, of which translations choose either."""
_SOUNDS = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ph", "f"),
    ("kh", "h"),
    ("zh", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("c", "k"),
    ("z", "s"),
)


def variants(counts: Mapping[tuple[Kind, str], int], known: Gazetteer) -> dict[tuple[Kind, str], tuple[Kind, str]]:
    """The rarer spellings to the most frequent one. Names of the gazetteer and of cities are never touched."""
    blocks: defaultdict[tuple[Kind, str], list[str]] = defaultdict(list)
    for kind, name in counts:
        if name not in known.known and name not in known.cities:
            blocks[kind, _skeleton(name)].append(name)
    merges: dict[tuple[Kind, str], tuple[Kind, str]] = {}
    for (kind, _), names in blocks.items():
        names.sort(key=lambda name: (-counts[kind, name], name))
        for i, rare in enumerate(names[:_MOST_COMPARED]):
            for common in names[:i]:
                if (kind, common) not in merges and _is_same(common, rare, counts[kind, common], counts[kind, rare]):
                    merges[kind, rare] = (kind, common)
                    break
    return merges


def reversals(counts: Mapping[tuple[Kind, str], int]) -> dict[tuple[Kind, str], tuple[Kind, str]]:
    """People whose two names stand in the other order, as in registers, to the order that is more frequent."""
    merges: dict[tuple[Kind, str], tuple[Kind, str]] = {}
    for (kind, name), count in counts.items():
        first, _, last = name.partition(" ")
        other: tuple[Kind, str] = (kind, f"{last} {first}")
        if kind == "person" and last and " " not in last and counts.get(other, 0) > count:
            merges[kind, name] = other
    return merges


def _skeleton(name: str) -> str:
    """The consonants as they sound: what transliterations have in common."""
    name = " ".join(_SYNONYMS.get(word, word) for word in name.split())
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return " ".join(_consonants(word) for word in name.split())


def _consonants(word: str) -> str:
    first = "i" if word[0] in "yj" else word[0]
    return re.sub(r"(.)\1+", r"\1", first + re.sub(r"[aeiouyj]", "", word[1:]))


def _is_same(common: str, rare: str, commons: int, rares: int) -> bool:
    a, b = common.split(), rare.split()
    if len(a) != len(b) or not all(_is_same_word(x, y) for x, y in zip(a, b, strict=True)):
        return False
    return len(a) > 1 or (len(common) >= _SHORTEST_NAME and commons >= 3 * rares)


def _is_same_word(a: str, b: str) -> bool:
    if _SYNONYMS.get(a, a) == _SYNONYMS.get(b, b):
        return True
    if a in given_names() and b in given_names():
        return _transliterated(a) == _transliterated(b)
    shortest, longest = sorted((len(a), len(b)))
    return shortest >= _SHORTEST_WORD and distance(a, b) <= (1 if longest < 9 else 2)


def _transliterated(name: str) -> str:
    return name.replace("y", "i").replace("j", "i").replace("ii", "i")


def distance(a: str, b: str) -> int:
    """The number of letters to insert, delete or replace (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous = row
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y)))
    return row[-1]
