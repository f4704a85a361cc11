"""The different numbers of an array, and where they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The different numbers, ascending, in one dimension.

    What `numpy.unique` is for; that hashes since numpy 2.3, which takes a hundred times as long where most differ.
    """
    ascending = np.sort(numbers, axis=None)
    return ascending[heads(ascending)]


def heads(ascending: NDArray[Any]) -> NDArray[np.int64]:
    """Where each different number of a sorted array first stands."""
    new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return np.flatnonzero(new)
