"""Which documents a word or a phrase stands in, and how often: whole posting lists at a time.

A phrase is found by keys, one for each place of each piece in the documents that have all pieces: a piece's keys, moved
by where the piece stands in the phrase, are looked up among the other pieces' keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from search.engines.columns.array_file import Array, Ints, Mask
from search.engines.columns.distinct import distinct
from search.engines.columns.postings import POSITION_BITS, FieldLists, Found, Segment
from search.query.patterns import Pattern
from search.query.readings import Piece, Reading


def find(segments: Sequence[Segment], field: str, pattern: Pattern, terms: Mapping[Piece, Sequence[Ints]]) -> Found:
    """The documents in which a pattern stands in a field, numbered overall; `terms` of its pieces for each segment."""
    documents, counts = [np.empty(0, np.int64)], [np.empty(0, "u1")]
    for i, segment in enumerate(segments):
        found = _find(_Search(segment.fields[field], {piece: of[i] for piece, of in terms.items()}), pattern)
        documents.append(found.documents + segment.base)
        counts.append(found.counts)
    # Most indexes have one segment, whose lists need not be put together: that would copy them.
    if len(segments) == 1:
        return Found(documents[1], counts[1])
    return Found(np.concatenate(documents), np.concatenate(counts))


class _Search:
    """The pieces of one pattern in one field of a segment."""

    def __init__(self, lists: FieldLists, terms: Mapping[Piece, Ints]) -> None:
        self.lists, self.terms = lists, terms
        self._having: dict[Piece, Mask] = {}

    def starts(self, reading: Reading, reach: int | None) -> Ints:
        """The keys at which a reading stands, ascending."""
        within = np.flatnonzero(self._with_all(reading))
        # Most spellings that some text has are in none of the documents that have the rest of a phrase.
        if not len(within):
            return np.empty(0, np.int64)
        keys = [self.lists.keys(self.terms[piece], within) for piece in reading]
        if len(keys) == 1:
            return keys[0]
        return _side_by_side(keys, reading) if reach is None else _near(keys, reach)

    def _with_all(self, reading: Reading) -> Mask:
        """Which documents have every piece somewhere in the field."""
        within = np.ones(len(self.lists.lengths), np.bool_)
        for piece in reading:
            within &= self._with(piece)
        return within

    def _with(self, piece: Piece) -> Mask:
        having = self._having.get(piece)
        if having is None:
            having = self._having[piece] = np.zeros(len(self.lists.lengths), np.bool_)
            having[self.lists.found(self.terms[piece]).documents] = True
        return having


def _find(search: _Search, pattern: Pattern) -> Found:
    ways = [reading for reading in pattern.readings if len(reading) > 1 or pattern.words > 1]
    starts = [search.starts(reading, pattern.reach(reading)) for reading in ways]
    if pattern.words > 1:
        # What stands somewhere in several ways stands there once.
        return _counted(starts[0] if len(starts) == 1 else distinct(np.concatenate(starts)))
    # A single word, of whatever width, needs no positions.
    alone = [search.terms[reading[0]] for reading in pattern.readings if len(reading) == 1]
    found = search.lists.found(alone[0] if len(alone) == 1 else np.concatenate(alone))
    return _both(found, _counted(np.sort(np.concatenate(starts)))) if starts else found


def _counted(starts: Ints) -> Found:
    documents, counts = np.unique(starts >> POSITION_BITS, return_counts=True)
    return Found(documents, counts)


def _both(one: Found, other: Found) -> Found:
    """What either has, with the sums of their counts."""
    documents = np.union1d(one.documents, other.documents)
    counts = np.zeros(len(documents), np.int64)
    for found in (one, other):
        counts[np.searchsorted(documents, found.documents)] += found.counts.astype(np.int64)
    return Found(documents, counts)


def _side_by_side(keys: list[Ints], reading: Reading) -> Ints:
    """The keys at which a run of one key of each piece begins, in order."""
    ahead = np.cumsum([0, *(piece.width for piece in reading)]).tolist()
    # The rarest piece first: it leaves the fewest places to look for the others at.
    first, *others = sorted(range(len(keys)), key=lambda piece: len(keys[piece]))
    starts: Ints = keys[first] - ahead[first]
    for piece in others:
        starts = starts.compress(_contains(keys[piece], starts + ahead[piece]))
    return starts


def _near(keys: list[Ints], width: int) -> Ints:
    """The keys of any part from which on a stretch of `width` positions holds a key of every part."""
    starts = distinct(np.concatenate(keys))
    for of_part in sorted(keys, key=len):
        # Behind the last place comes one that is near to nothing.
        following = np.append(of_part, np.iinfo(np.int64).max)[np.searchsorted(of_part, starts)]
        starts = starts[following < starts + width]
    return starts


def _contains(ascending: Ints, wanted: Ints) -> Array:
    """Which of the wanted keys there are."""
    if not len(ascending):
        return np.zeros(len(wanted), np.bool_)
    # What belongs behind the last is compared with the last, and differs from it.
    at = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    return np.equal(ascending[at], wanted)
