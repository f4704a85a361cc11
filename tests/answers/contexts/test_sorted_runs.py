"""Sorting more than memory holds gives what sorting all of it gives, and equal things stay in their order."""

from __future__ import annotations

import random

import pytest

from search.answers.contexts.sorted_runs import MERGED, in_order

Thing = tuple[str, int]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 50, 3 * MERGED, 3 * MERGED + 1, 7 * MERGED + 2])
def test_any_number_of_things_is_sorted_and_equal_ones_stay_as_they_came(count: int) -> None:
    rng = random.Random(count)
    things = [(rng.choice('aáZz月\U0001f600\n"\\'), number) for number in range(count)]
    found = [*in_order(things, Thing, lambda thing: (thing[0],), held=3)]
    assert found == sorted(things, key=lambda thing: thing[0])


def test_what_is_not_asked_for_to_the_end_leaves_no_file_open(recwarn: pytest.WarningsRecorder) -> None:
    things = in_order(((str(n), n) for n in range(40)), Thing, lambda thing: (thing[0],), held=3)
    assert next(iter(things)) == ("0", 0)
    things.close()  # type: ignore[attr-defined]
    assert not [one for one in recwarn if issubclass(one.category, ResourceWarning)]
