"""The ways in which a leaf of a query may be written: joined or apart, and numbers with marks between their thousands.

"e-mail" is the phrase of its pieces or the word "email"; "email" may take two positions of a text (see
`search.compounds`); 1000 may be the phrase of 1 and 000, as which "1,000", "1.000" and "1 000" stand in texts. A
reading is one of these ways: a run of pieces, each with the number of positions that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import NamedTuple

from search.analysis.folds import fold
from search.compounds import WIDEST
from search.query.clauses import Leaf, Part, Phrase, Prefix, Word, parts

MOST = 64
"""Readings of a leaf that are looked for: of a phrase of names, three or four are usual."""
_SHORTEST_BEGINNING = 3
"""Letters of the shortest beginning that is joined to what stands before it: "e-m*" is not "em*"."""
_NUMBER = re.compile("[1-9][0-9]{3,14}")


class Piece(NamedTuple):
    """A word of a reading and how many positions of a text it takes."""

    part: Part
    width: int = 1


Reading = tuple[Piece, ...]


def asked(leaf: Leaf) -> tuple[Part, ...]:
    """Everything that is looked up for a leaf: its parts, and what they make when they are written in other ways."""
    every = parts(leaf)
    joined = (part for i in range(len(every)) for _, part in _joined(leaf, i))
    return (*every, *joined, *(group for part in every for group in _thousands(part)))


def readings(leaf: Leaf, widths: Callable[[Part], Collection[int]]) -> tuple[Reading, ...]:
    """The readings of a leaf, as it stands first; `widths` says how many positions a part takes where it stands."""
    return tuple(islice(_from(leaf, 0, widths), MOST))


def _from(leaf: Leaf, start: int, widths: Callable[[Part], Collection[int]]) -> Iterator[Reading]:
    """The readings of a leaf from one of its parts on."""
    if start == len(parts(leaf)):
        yield ()
        return
    for until, pieces in _steps(leaf, start, widths):
        for rest in _from(leaf, until, widths):
            yield (*pieces, *rest)


def _steps(leaf: Leaf, at: int, widths: Callable[[Part], Collection[int]]) -> Iterator[tuple[int, Reading]]:
    """What may be read from one of the parts on, and which part follows."""
    part = parts(leaf)[at]
    # What no text has is read as it stands: so every reading comes to an end.
    for width in sorted(widths(part)) or (1,):
        yield at + 1, (Piece(part, width),)
    groups = _thousands(part)
    if groups and all(1 in widths(group) for group in groups):
        yield at + 1, tuple(map(Piece, groups))
    for until, joined in _joined(leaf, at):
        for width in sorted(widths(joined)):
            yield until, (Piece(joined, width),)


def _thousands(part: Part) -> tuple[Word, ...]:
    """A number in its groups of three digits."""
    if not isinstance(part, Word) or not _NUMBER.fullmatch(part.text):
        return ()
    return tuple(Word(group) for group in f"{int(part.text):,}".split(","))


def _joined(leaf: Leaf, at: int) -> Iterator[tuple[int, Part]]:
    """The words that the part there makes with those after it, and which part follows."""
    if not isinstance(leaf, Phrase):
        return
    for first, end in leaf.joined:
        if is_number(leaf.parts[first:end]):
            # Of a number all groups belong together.
            untils = [end] if at == first else []
        else:
            untils = [*range(at + 2, min(end, at + WIDEST) + 1)] if first <= at else []
        for until in untils:
            joined = _in_one(leaf.parts[at:until])
            if joined is not None:
                yield until, joined


def is_number(pieces: tuple[Part, ...]) -> bool:
    """Whether parts of a phrase are the groups of one number."""
    return all(part.text.isdigit() for part in pieces)


def _in_one(pieces: tuple[Part, ...]) -> Part | None:
    *before, last = pieces
    if not all(isinstance(part, Word) for part in before):
        return None
    text = fold("".join(part.text for part in pieces))
    if isinstance(last, Word):
        return Word(text)
    return Prefix(text) if isinstance(last, Prefix) and len(last.text) >= _SHORTEST_BEGINNING else None
