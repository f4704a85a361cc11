"""Adding up numbers of documents: what is given for some of them goes to the sums of others that hold all of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from search.engines.columns.array_file import Floats, Ints

Part: TypeAlias = tuple[Ints, Floats]
"""Documents, ascending, and a number for each."""
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


def together(summed: Ints, parts: Sequence[Part], size: int) -> Floats:
    """For each of the `summed` documents what one part or two give it together; all lists are as in `add`."""
    # Of two numbers the sum is the same whichever comes first: so the longer list is laid down, and not added to zeros.
    longest, *others = sorted(parts, key=lambda part: len(part[0]), reverse=True)
    documents, numbers = longest
    if len(documents) * _DENSE < size:
        sums = np.zeros(len(summed))
        for held, given in parts:
            add(sums, summed, given, held, size)
        return sums
    laid_out = np.zeros(size)
    laid_out[documents] = numbers
    for held, given in others:
        laid_out[held] += given
    return laid_out.take(summed)
