"""How far people who coded the same articles agree: percent, Cohen's kappa, and Krippendorff's alpha with an interval.

Krippendorff, "Content Analysis" (4th edition, 2018), chapter 12: coincidences of pairs of values within units, beside
those that chance gives. The interval is a percentile bootstrap over units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Level = Literal["nominal", "ordinal"]
Floats: TypeAlias = npt.NDArray[np.float64]
Values = Mapping[str, str]
"""What one person gave to each article, by its id."""

RESAMPLES = 2_000
SEED = 20_180
"""Of the bootstrap: the same sheets always give the same interval."""
MOST_VALUES = 60
"""Different values of a code up to which there is an interval: its time goes with their square."""
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha and its 95 % interval; None where it is not defined, as where there is one value only."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a code agrees. `units` were coded by two people or more, `values` are those that they gave.

    `percent` is the share of pairs that are equal. `kappa` is None with more than two people. `ordinal` is None where
    the values have no order.
    """

    code: str
    coders: int
    units: int
    values: tuple[str, ...]
    percent: float | None
    kappa: float | None
    nominal: Alpha
    ordinal: Alpha | None


def agreement(code: str, coders: Sequence[Values], order: Sequence[str] = ()) -> Agreement:
    """How far some people agree in a code. `order` is that of its values, lowest first, where they are no numbers."""
    shared = sorted({unit for values in coders for unit in values if sum(unit in other for other in coders) > 1})
    given = {values[unit] for values in coders for unit in values if unit in set(shared)}
    domain = _ordered(given, order)
    values = domain if domain is not None else tuple(sorted(given))
    counts = _counts(coders, shared, values)
    return Agreement(
        code=code,
        coders=len(coders),
        units=len(shared),
        values=values,
        percent=_percent(counts),
        kappa=_kappa(coders, shared) if len(coders) == 2 else None,
        nominal=alpha(counts, "nominal"),
        ordinal=alpha(counts, "ordinal") if domain is not None else None,
    )


def _ordered(given: set[str], order: Sequence[str]) -> tuple[str, ...] | None:
    """The values in their order; None where they have none."""
    if order:
        return tuple(order) if given <= set(order) else None
    numbers = {value: _number(value) for value in given}
    if not all(map(isfinite, numbers.values())):
        return None
    return tuple(sorted(given, key=lambda value: (numbers[value], value)))


def _number(value: str) -> float:
    """A value as a number, with a point or a comma; infinity where it is none."""
    try:
        return float(value.replace(",", ".")) if value.isascii() else float("inf")
    except ValueError:
        return float("inf")


def _counts(coders: Sequence[Values], units: Sequence[str], values: Sequence[str]) -> Floats:
    """How many people gave each value to each unit: units by values."""
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for given in coders:
            if unit in given:
                counts[row, place[given[unit]]] += 1
    return counts


def alpha(counts: Floats, level: Level) -> Alpha:
    """Krippendorff's alpha of counts, units by values in their order; every unit has two or more."""
    pairs = _pairs(counts)
    value = _alpha(pairs.sum(0)[None], level)[0]
    if not isfinite(value):
        return Alpha(None, None, None)
    if counts.shape[1] > MOST_VALUES:
        return Alpha(float(value), None, None)
    draw = np.random.default_rng(SEED)
    times = draw.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES).astype(np.float64)
    drawn = np.tensordot(times, pairs, 1)
    found = _alpha(drawn, level)
    found = found[np.isfinite(found)]  # a resample in which everything is equal has none
    low, high = np.percentile(found, _TAILS)
    return Alpha(float(value), float(low), float(high))


def _pairs(counts: Floats) -> Floats:
    """The coincidences of each unit: pairs of values that two people gave, over the people but one."""
    people = counts.sum(1)
    pairs = counts[:, :, None] * counts[:, None, :]
    same = np.arange(counts.shape[1])
    pairs[:, same, same] -= counts
    return np.asarray(pairs / np.maximum(1, people - 1)[:, None, None])


def _alpha(pairs: Floats, level: Level) -> Floats:
    """Alpha of each of some matrices of coincidences; nan where chance leaves nothing to disagree about."""
    each = pairs.sum(2)
    total = each.sum(1)
    apart = _distances(each, level)
    expected = (each[:, :, None] * each[:, None, :] * apart).sum((1, 2))
    observed = (pairs * apart).sum((1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan))


def _distances(each: Floats, level: Level) -> Floats:
    """The squared distances of values: for ranks, of how many values lie between two, each of the two half."""
    size = each.shape[1]
    if level == "nominal":
        return np.asarray(1.0 - np.eye(size))[None]
    middle = np.cumsum(each, 1) - each / 2
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)


def _percent(counts: Floats) -> float | None:
    """The share of pairs of people that gave the same value, over all units."""
    people = counts.sum(1)
    pairs = (people * (people - 1)).sum()
    return float((counts * (counts - 1)).sum() / pairs) if pairs else None


def _kappa(coders: Sequence[Values], units: Sequence[str]) -> float | None:
    """Cohen's kappa of two people (1960); None where chance alone explains everything."""
    if not units:
        return None
    first, second = ([values[unit] for unit in units] for values in coders)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / len(units)
    chance = sum(first.count(value) * second.count(value) for value in set(first)) / len(units) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else None
