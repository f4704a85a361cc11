"""What the words of a query find in an index: the documents that have all of its parts, or most of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from search.engines import most
from search.engines.columns.array_file import Array, Mask
from search.engines.columns.execution import Reading
from search.engines.columns.snapshot import Snapshot
from search.model import Hit, MatchMode, Notice, Query
from search.query.clauses import And, Clause, write
from search.query.required import Required, required
from search.query.syntax import Parsed, parse


@dataclass(frozen=True, slots=True)
class WordMatches:
    """The documents, and the leaves that they were found by; `match` and `parsed` are those of `Page`.

    `told` says why they have most of its parts, where nobody asked for that; `parts` has a mask for each part of which
    the documents may lack some.
    """

    reading: Reading
    mask: Mask
    parsed: str
    notices: tuple[Notice, ...]
    told: tuple[Notice, ...] = ()
    match: MatchMode = "all"
    parts: tuple[tuple[Clause, Mask], ...] = ()

    def lacks(self, number: int) -> tuple[str, ...]:
        """The parts that a document does not have."""
        return tuple(write(part) for part, mask in self.parts if not mask[number])

    def hits(self, query: Query, numbers: list[int], scores: list[float]) -> tuple[Hit, ...]:
        """Documents as they are shown."""
        found = self.reading.hits(query, numbers, scores)
        if not self.parts:
            return found
        return tuple(replace(hit, lacks=self.lacks(number)) for hit, number in zip(found, numbers, strict=True))


def word_matches(snapshot: Snapshot, query: Query) -> WordMatches:
    """What the words of a query find."""
    parsed = parse(query.text)
    clause, left_out = snapshot.affordable(parsed.clause)
    asked = required(clause, parsed.quoted)
    reading = Reading(snapshot, clause)
    mask = reading.mask(clause)
    found = int(np.count_nonzero(mask))
    short = most.falls_short(query, asked, found, snapshot.vocabulary.languages)
    every = WordMatches(reading, mask, str(Parsed(clause)), parsed.notices + left_out + reading.notices)
    if len(asked.parts) < 2 or (query.match != "most" and not short):
        return every
    having_most = _having_most(snapshot, asked, every)
    if not short:
        return having_most
    unknown = sum(not mask.any() for _, mask in having_most.parts)
    if unknown == len(asked.parts):
        return every
    return replace(having_most, told=(most.notice(asked, found, unknown),))


def _having_most(snapshot: Snapshot, asked: Required, every: WordMatches) -> WordMatches:
    """The documents with most parts."""
    reading = Reading(snapshot, asked.clause)
    masks = [reading.mask(part) for part in asked.parts]
    having = [int(np.count_nonzero(mask)) for mask in masks]
    weights = most.weighed(asked.parts, having, snapshot.size, snapshot.vocabulary.languages)
    sums = _sums(masks, weights)
    sums[~reading.mask(And(asked.barred))] = 0
    mask = sums >= most.bar(int(sums.max(initial=0)))
    parts = tuple(zip(asked.parts, masks, strict=True))
    return WordMatches(reading, mask, every.parsed, every.notices, match="most", parts=parts)


def _sums(masks: list[Mask], weights: list[int]) -> Array:
    """What the parts of each document weigh together."""
    sums = np.zeros(len(masks[0]), np.int32)
    for mask, weight in zip(masks, weights, strict=True):
        # Multiplied, and not added where the mask is set: that would take several times as long.
        sums += mask * np.int32(weight)
    return sums
