"""A leaf of a query with terms in place of words, and where it stands among the terms of a text.

Engines match, score and mark by patterns, so that what is counted is what is marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from search.compounds import TextTerms, width
from search.query.clauses import FieldName, Leaf, Part, Phrase, parts
from search.query.readings import Piece, Reading, asked, readings

Occurrence = tuple[int, ...]
"""The positions, among the words of a text, of the words that make it: ascending."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A leaf with the terms that texts have for each of its parts, and the ways in which it may be written.

    `words` is how many parts it has; `distance` None is side by side, in order.
    """

    terms: Mapping[Part, frozenset[str]]
    readings: tuple[Reading, ...]
    words: int = 1
    distance: int | None = None
    field: FieldName = ""

    def in_field(self, name: str) -> bool:
        """Whether the pattern is looked for in a field."""
        return self.field in ("", name)

    @property
    def first(self) -> frozenset[str]:
        """The terms of the first part."""
        return next(iter(self.terms.values()))

    @property
    def every(self) -> frozenset[str]:
        """All terms."""
        return frozenset().union(*self.terms.values())

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The different pieces of all readings."""
        return tuple(dict.fromkeys(piece for reading in self.readings for piece in reading))

    def reach(self, reading: Reading) -> int | None:
        """How many positions hold all of a reading, where its pieces need only be near each other."""
        more = sum(piece.width - 1 for piece in reading)
        return None if self.distance is None else self.words + self.distance + more

    def standing(self, places: Mapping[Piece, Sequence[int]]) -> list[Occurrence]:
        """Where the pattern stands, from where each of its pieces begins, ascending."""
        found = [
            occurrence
            for reading in self.readings
            for occurrence in _standing(reading, [places[piece] for piece in reading], self.reach(reading))
        ]
        # A word is counted as often as it stands there; a phrase that stands somewhere in several ways stands there
        # once.
        return sorted(found) if self.words == 1 else [*{at[0]: at for at in sorted(found, key=_longest_last)}.values()]


def _longest_last(occurrence: Occurrence) -> tuple[int, int, Occurrence]:
    return occurrence[0], len(occurrence), occurrence


def resolve(leaf: Leaf, expand: Callable[[Part], frozenset[str]]) -> Pattern:
    """The pattern of a leaf, with the terms that `expand` finds for each of its parts, none that no text has."""
    terms = {part: expand(part) for part in asked(leaf)}
    ways = readings(leaf, lambda part: {width(term) for term in terms[part]})
    return Pattern(terms, ways, len(parts(leaf)), leaf.distance if isinstance(leaf, Phrase) else None, leaf.field)


def occurrences(text: TextTerms, pattern: Pattern) -> list[Occurrence]:
    """Where a pattern stands in a text."""
    return pattern.standing({piece: _places(text, pattern.terms[piece.part], piece.width) for piece in pattern.pieces})


def positions(text: TextTerms, terms: frozenset[str]) -> list[int]:
    """Where terms begin in a text, ascending; a position with several of them comes as often."""
    joined = [position for position, term in text.joined if term in terms]
    return sorted([i for i, term in enumerate(text.words) if term in terms] + joined)


def _places(text: TextTerms, terms: frozenset[str], wanted: int) -> list[int]:
    """Where terms that take so many positions begin."""
    if wanted == 1:
        return [i for i, term in enumerate(text.words) if term in terms]
    return [position for position, term in text.joined if width(term) == wanted and term in terms]


def _standing(reading: Reading, places: Sequence[Sequence[int]], reach: int | None) -> list[Occurrence]:
    if len(places) == 1:
        return [tuple(range(position, position + reading[0].width)) for position in places[0]]
    return _side_by_side(reading, places) if reach is None else _near(reading, places, reach)


def _side_by_side(reading: Reading, places: Sequence[Sequence[int]]) -> list[Occurrence]:
    first, *others = places
    # Sets, for each place of the first word asks all the others.
    following, at = [], reading[0].width
    for piece, positions in zip(reading[1:], others, strict=True):
        following.append((at, frozenset(positions)))
        at += piece.width
    return [
        tuple(range(start, start + at))
        for start in first
        if all(start + ahead in positions for ahead, positions in following)
    ]


def _near(reading: Reading, places: Sequence[Sequence[int]], reach: int) -> list[Occurrence]:
    """One occurrence for each position that begins a stretch of so many words holding every piece."""
    found = []
    for start in sorted({position for positions in places for position in positions}):
        first = [positions[at] for positions in places if (at := bisect_left(positions, start)) < len(positions)]
        if len(first) == len(places) and max(first) < start + reach:
            words = (range(at, at + piece.width) for at, piece in zip(first, reading, strict=True))
            found.append(tuple(sorted({position for run in words for position in run})))
    return found
