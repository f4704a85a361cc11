"""A leaf of a query with terms in place of words, and where it stands in a list of terms.

Engines match, score and mark by patterns, so that what is counted is what is marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.clauses import FieldName, Leaf, Phrase, Prefix, Typo, Word


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms that stand for one leaf: one set a part. `distance` None is side by side, in order."""

    parts: tuple[frozenset[str], ...]
    distance: int | None = None
    field: FieldName = ""

    def in_field(self, name: str) -> bool:
        """Whether the pattern is looked for in a field."""
        return self.field in ("", name)


def parts(leaf: Leaf) -> tuple[Word | Prefix | Typo, ...]:
    """The parts of a phrase; anything else is its own only part."""
    return leaf.parts if isinstance(leaf, Phrase) else (leaf,)


def resolve(leaf: Leaf, expand: Callable[[Word | Prefix | Typo], frozenset[str]]) -> Pattern:
    """The pattern of a leaf, with the terms that `expand` finds for each of its parts."""
    distance = leaf.distance if isinstance(leaf, Phrase) else None
    return Pattern(tuple(expand(part) for part in parts(leaf)), distance, leaf.field)


def occurrences(terms: Sequence[str], pattern: Pattern) -> list[tuple[int, ...]]:
    """Where a pattern stands: for each occurrence the positions that belong to it, ascending."""
    if len(pattern.parts) == 1:
        return [(i,) for i, term in enumerate(terms) if term in pattern.parts[0]]
    if pattern.distance is None:
        return _side_by_side(terms, pattern.parts)
    return _near(terms, pattern.parts, pattern.distance)


def _side_by_side(terms: Sequence[str], parts: tuple[frozenset[str], ...]) -> list[tuple[int, ...]]:
    length = len(parts)
    return [
        tuple(range(start, start + length))
        for start, term in enumerate(terms[: len(terms) - length + 1])
        if term in parts[0] and all(terms[start + i] in part for i, part in enumerate(parts))
    ]


def _near(terms: Sequence[str], parts: tuple[frozenset[str], ...], distance: int) -> list[tuple[int, ...]]:
    """One occurrence for each position that begins a stretch of `len(parts) + distance` words holding every part."""
    places = [[i for i, term in enumerate(terms) if term in part] for part in parts]
    found = []
    for start in sorted({position for positions in places for position in positions}):
        first = [positions[at] for positions in places if (at := bisect_left(positions, start)) < len(positions)]
        if len(first) == len(parts) and max(first) < start + len(parts) + distance:
            found.append(tuple(sorted(set(first))))
    return found
