"""Adding up numbers of documents: what is given for some of them goes to the sums of others that hold all of these."""

from __future__ import annotations

import numpy as np

from search.engines.columns.array_file import Floats, Ints

_DENSE = 16
"""A list longer than a sixteenth of all documents is laid out over all of them rather than looked up one by one."""


def add(sums: Floats, summed: Ints, numbers: Floats, documents: Ints, size: int) -> None:
    """Add `numbers`, one for each of `documents`, to `sums`, which has one for each of `summed` documents.

    Both lists ascend, and all `documents` are among those `summed`; `size` is how many documents there are in all.
    """
    # As many: then they are the same ones, in the same order.
    if len(documents) == len(summed):
        sums += numbers
    elif len(documents) * _DENSE < size:
        sums[np.searchsorted(summed, documents)] += numbers
    else:
        laid_out = np.zeros(size)
        laid_out[documents] = numbers
        sums += laid_out.take(summed)
