"""BM25F: how well a document matches, the same numbers in every engine.

A leaf's weighted frequency in a document is the sum over the fields of `WEIGHTS[f] * tf / (1 - B[f] + B[f] * length /
average)` (Robertson, Zaragoza, Taylor 2004); it saturates by K1 and is weighed by Lucene's idf, which, unlike Whoosh's,
lets function words weigh next to nothing; what else a word weighs says `term_weights`. A document's score is the sum
over the leaves in the order of the query, each as often as the query has it, rounded so that engines that add in
another precision still agree.

The best CANDIDATES by that score are looked at once more: each pair of neighbouring words of the query scores like
a leaf, its frequency in a field being how often its second word stands at most NEAR words after its first, its idf that
among the candidates, times CLOSENESS. That a pair counts by how few candidates have it keeps names whose words always
stand together from counting three times.

Every function takes floats or numpy arrays alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FIELDS = ("title", "body")
# These were chosen by measuring the order of results on judged collections (`benchmarks/ranking.py`).
WEIGHTS = {"title": 2.5, "body": 1.0}
B = {"title": 0.5, "body": 0.75}
K1 = 1.8
NEAR = 4
CANDIDATES = 200
CLOSENESS = 0.3
DECIMALS = 6

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def idf(documents: int, matching: int) -> float:
    """How much a leaf tells that `matching` of `documents` documents match: Lucene's form, never negative."""
    return log(1.0 + (documents - matching + 0.5) / (matching + 0.5))


def weighted(field: str, tf: Numbers, length: Numbers, average: float) -> Numbers:
    """The frequency of a leaf in one field, discounted by the field's length; `average` is over all documents."""
    return tf * WEIGHTS[field] / discount(field, length, average)


def discount(field: str, length: Numbers, average: float) -> Numbers:
    """What a frequency in a field of that length is divided by: 1 at the average, more in longer fields."""
    return (1.0 - B[field]) + B[field] * (length / average)


def saturated(frequency: Numbers) -> Numbers:
    """The part of the score that frequency gives: from 0 towards K1 + 1."""
    grown = frequency * (K1 + 1.0)
    grown /= frequency + K1
    return grown


def shares(weight: float, weighted: Mapping[str, float]) -> dict[str, float]:
    """What a leaf of a weight gives to a document's score by each field: its score, divided as its frequencies are."""
    frequency = sum(weighted.values())
    return {field: weight * saturated(frequency) * part / frequency for field, part in weighted.items()}
