"""Typos: what is within one edit or two, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces_at

SHORTEST = 4
"""Shorter words, like numbers, have too many neighbours for a proposal to be more than a guess."""


def within_one_edit(one: str, other: str) -> bool:
    """Whether two words are equal or one insertion, deletion, substitution or swap of neighbours apart."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    if len(one) < len(other):
        return one[same:] == other[same + 1 :]
    return one[same + 1 :] == other[same + 1 :] or (
        one[same + 2 :] == other[same + 2 :] and one[same : same + 2] == other[same : same + 2][::-1]
    )


def within_two_edits(one: str, other: str) -> bool:
    """Whether two words are at most two edits apart, none of which changes what another has changed."""
    if abs(len(one) - len(other)) > 2:
        return False
    # Edits by how many letters of each are used up (optimal string alignment), row by row; three stands for more.
    before, last = [3] * (len(other) + 1), [*range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        row = [i, *[3] * len(other)]
        for j in range(max(1, i - 2), min(len(other), i + 2) + 1):
            same = letter == other[j - 1]
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (not same))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > 2:
            return False
        before, last = last, row
    return bool(last[-1] <= 2)


def is_guessable(word: str) -> bool:
    """Whether what was meant by a word can be said: see SHORTEST."""
    return len(word) >= SHORTEST and not any(character.isdigit() for character in word)


def likeliest(word: str, candidates: Iterable[tuple[str, int]], most: int) -> tuple[str, ...]:
    """Of words with their numbers of documents so many that were probably meant: the most frequent, then by name."""
    known = {(-count, name) for name, count in candidates if name != word and count}
    return tuple(name for _, name in sorted(known)[:most]) if is_guessable(word) else ()


def mended(text: str, meant: Mapping[str, str | None]) -> str:
    """A query with each folded word, wherever it stands, replaced by what was meant by it."""
    # From the end, so that the offsets of those before stay right.
    for surface, start, end in reversed(list(surfaces_at(text))):
        text = text[:start] + (meant.get(fold(surface)) or text[start:end]) + text[end:]
    return text
