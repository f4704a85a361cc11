"""What the filter of hashes lets through: all that are of words, and few that are not."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.columns.hash_filter import HashFilter


@pytest.mark.parametrize("words", [0, 1, 40, 5_000])
def test_all_hashes_of_words_are_possible_and_few_others(words: int) -> None:
    rng = np.random.default_rng(words)
    tables = [np.sort(rng.integers(0, 1 << 32, words, np.uint32)) for _ in range(2)]
    hashes = HashFilter(tables)
    assert all(np.array_equal(hashes.possible(table), table) for table in tables)
    others = rng.integers(0, 1 << 32, 20_000, np.uint32)
    assert len(hashes.possible(others)) < len(others) / 20


def test_the_first_and_the_last_hash_are_told_apart_from_their_neighbours() -> None:
    ends = np.array([0, (1 << 32) - 1], np.uint32)
    possible = HashFilter([ends]).possible(np.array([0, 1 << 31, (1 << 32) - 1], np.uint32))
    assert possible.tolist() == ends.tolist()
