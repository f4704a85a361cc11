"""Which documents a word or a phrase stands in, and how often: whole posting lists at a time.

A phrase is found by keys, one for each place of each part in the documents that have all parts: a part's keys, moved by
where the part stands in the phrase, are looked up among the other parts' keys.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.columns.array_file import Array, Ints, Mask
from search.engines.columns.distinct import distinct
from search.engines.columns.postings import POSITION_BITS, FieldLists, Found, Segment
from search.engines.columns.term_dictionary import Expansion


def find(segments: Sequence[Segment], field: str, parts: Sequence[Expansion], distance: int | None) -> Found:
    """The documents in which the parts stand in a field as a `search.query.patterns` says, numbered overall."""
    documents, counts = [np.empty(0, np.int64)], [np.empty(0, "u1")]
    for i, segment in enumerate(segments):
        found = _find(segment.fields[field], [part.numbers[i] for part in parts], distance)
        documents.append(found.documents + segment.base)
        counts.append(found.counts)
    # Most indexes have one segment, whose lists need not be put together: that would copy them.
    if len(segments) == 1:
        return Found(documents[1], counts[1])
    return Found(np.concatenate(documents), np.concatenate(counts))


def _find(lists: FieldLists, parts: list[Ints], distance: int | None) -> Found:
    if len(parts) == 1:
        return lists.found(parts[0])
    within = _with_all(lists, parts)
    keys = [lists.keys(part, within) for part in parts]
    starts = _side_by_side(keys) if distance is None else _near(keys, len(parts) + distance)
    documents, counts = np.unique(starts >> POSITION_BITS, return_counts=True)
    return Found(documents, counts)


def _with_all(lists: FieldLists, parts: list[Ints]) -> Mask:
    """Which documents have every part somewhere in the field."""
    within = np.ones(len(lists.lengths), np.bool_)
    for part in parts:
        having = np.zeros(len(within), np.bool_)
        having[lists.found(part).documents] = True
        within &= having
    return within


def _side_by_side(keys: list[Ints]) -> Ints:
    """The keys at which a run of one key of each part begins, in order."""
    # The rarest part first: it leaves the fewest places to look for the others at.
    first, *others = sorted(range(len(keys)), key=lambda part: len(keys[part]))
    starts = keys[first] - first
    for part in others:
        starts = starts[_contains(keys[part], starts + part)]
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
