"""A leaf of a query with terms in place of words, and where it stands in a list of terms.

Engines match, score and mark by patterns, so that what is counted is what is marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.query.clauses import FieldName, Leaf, Phrase, Prefix, Typo, Word


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
    """Where a pattern stands in a list of terms: for each occurrence the positions that belong to it, ascending."""
    places = [[i for i, term in enumerate(terms) if term in part] for part in pattern.parts]
    return standing(places, pattern.distance)


def standing(places: Sequence[Sequence[int]], distance: int | None) -> list[tuple[int, ...]]:
    """Where a pattern stands, from the positions of each of its parts, ascending."""
    if len(places) == 1:
        return [(position,) for position in places[0]]
    return _side_by_side(places) if distance is None else _near(places, len(places) + distance)


def _side_by_side(places: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    first, *others = places
    # Sets, for each place of the first word asks all the others.
    following = list(enumerate(map(frozenset, others), 1))
    return [
        tuple(range(start, start + len(places)))
        for start in first
        if all(start + i in positions for i, positions in following)
    ]


def _near(places: Sequence[Sequence[int]], width: int) -> list[tuple[int, ...]]:
    """One occurrence for each position that begins a stretch of `width` words holding every part."""
    found = []
    for start in sorted({position for positions in places for position in positions}):
        first = [positions[at] for positions in places if (at := bisect_left(positions, start)) < len(positions)]
        if len(first) == len(places) and max(first) < start + width:
            found.append(tuple(sorted(set(first))))
    return found
