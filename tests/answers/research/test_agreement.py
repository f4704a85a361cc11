from __future__ import annotations

import random

import krippendorff
import numpy as np
import pytest

from search.answers.research.agreement import agreement


def table(rng: random.Random) -> list[dict[str, str]]:
    """What a few people gave to some units, with gaps."""
    coders, units, values = rng.randint(2, 5), rng.randint(2, 40), rng.randint(2, 6)
    truth = [rng.randint(1, values) for _ in range(units)]
    lazy = rng.random()
    return [
        {
            f"unit{unit}": str(truth[unit] if rng.random() > lazy else rng.randint(1, values))
            for unit in range(units)
            if rng.random() > 0.2
        }
        for _ in range(coders)
    ]


def theirs(coders: list[dict[str, str]], level: str) -> float | None:
    """The same by the package `krippendorff`; None where it has no answer."""
    units = sorted({unit for values in coders for unit in values})
    data = np.array([[float(values.get(unit, "nan")) for unit in units] for values in coders])
    try:
        found = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    except ValueError:
        return None
    return float(found) if np.isfinite(found) else None


def test_alpha_is_that_of_the_package_for_200_random_tables() -> None:
    rng = random.Random(20)
    compared = 0
    with np.errstate(all="ignore"):
        for _ in range(200):
            coders = table(rng)
            found = agreement("tone", coders)
            assert found.ordinal is not None
            for ours, level in ((found.nominal, "nominal"), (found.ordinal, "ordinal")):
                expected = theirs(coders, level)
                if expected is None:
                    assert ours.value is None
                else:
                    assert ours.value == pytest.approx(expected, abs=1e-9)
                    assert ours.low is not None
                    assert ours.high is not None
                    assert ours.low - 1e-9 <= ours.high
                    compared += 1
    assert compared > 350


def test_kappa_and_percent_are_those_of_a_textbook() -> None:
    """50 proposals read by two: 20 times both yes, 15 times both no, 5 and 10 times apart; kappa is .4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    coders = [{str(unit): pair[person] for unit, pair in enumerate(pairs)} for person in (0, 1)]
    found = agreement("fund", coders)
    assert found.percent == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.ordinal is None
    assert found.units == 50
    assert found.nominal.low is not None
    assert found.nominal.value is not None
    assert found.nominal.high is not None
    assert found.nominal.low < found.nominal.value < found.nominal.high
    assert agreement("fund", coders) == found, "the interval is the same each time"


@pytest.mark.parametrize(
    ("coders", "units"),
    [
        ([{}, {}], 0),
        ([{"a": "1"}, {"b": "1"}], 0),
        ([{"a": "1", "b": "1"}, {"a": "1", "b": "1"}], 2),
    ],
)
def test_where_there_is_nothing_to_disagree_about_nothing_is_defined(coders: list[dict[str, str]], units: int) -> None:
    found = agreement("tone", coders)
    assert (found.units, found.kappa, found.nominal.value) == (units, None, None)


def test_an_order_of_words_makes_alpha_ordinal() -> None:
    pairs = [("low", "low"), ("low", "middle"), ("high", "middle"), ("high", "high"), ("middle", "middle")]
    coders = [{str(unit): pair[person] for unit, pair in enumerate(pairs)} for person in (0, 1)]
    as_numbers = [{u: str(("low", "middle", "high").index(v)) for u, v in values.items()} for values in coders]
    found = agreement("tone", coders, ("low", "middle", "high")).ordinal
    assert found is not None
    assert found.value == pytest.approx(theirs(as_numbers, "ordinal"))
    assert agreement("tone", coders, ("low", "high")).ordinal is None, "a value is not in the order"
