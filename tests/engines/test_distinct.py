from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.columns.distinct import distinct


@given(st.lists(st.integers(-(1 << 62), 1 << 62) | st.integers(0, 5)))
def test_the_different_numbers_come_ascending_and_what_was_given_stays(numbers: list[int]) -> None:
    given_ = np.array(numbers, np.int64)
    found = distinct(given_)
    assert found.tolist() == sorted(set(numbers))
    assert given_.tolist() == numbers
    assert distinct(given_.reshape(1, -1)).tolist() == found.tolist()
