"""Arrival columns: when documents came into the index.

In the file `MAIN.columns` (see `array_file`), for N documents of A different arrivals:

    arrivals                          [N]   the document's arrival, as a number below A
    arrival_times_bytes, ..._ends     [A]   the stamps of `search.query.arrivals`, ascending; "" is an unknown one
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask, narrow
from search.engines.columns.string_table import Strings, packed
from search.query import arrivals


class ArrivalWriter:
    """Collects the arrivals, document by document."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._arrivals = array("i")

    def add(self, added: str) -> None:
        """The next document's arrival."""
        self._arrivals.append(self._numbers.setdefault(added, len(self._numbers)))

    def carry(self, before: Arrivals, documents: Ints) -> None:
        """The arrivals of documents of an earlier index."""
        known = np.array([self._numbers.setdefault(stamp, len(self._numbers)) for stamp in before.times], np.int32)
        self._arrivals.frombytes(known.take(before.of(documents)).tobytes())

    def places(self) -> Ints:
        """For every document the number of its arrival among all of them, the earliest first."""
        place = np.empty(len(self._numbers), np.int64)
        place[[self._numbers[stamp] for stamp in sorted(self._numbers)]] = np.arange(len(self._numbers))
        places: Ints = place[np.frombuffer(self._arrivals, "i4")]
        return places

    def arrays(self) -> dict[str, Array]:
        """The arrays of the arrivals."""
        return {"arrivals": narrow(self.places())} | packed("arrival_times", sorted(self._numbers))


class Arrivals:
    """The arrivals of all documents, read where they lie. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._arrivals = file["arrivals"]
        self.times = [*Strings(file, "arrival_times").all()]

    def of(self, documents: Ints) -> Ints:
        """The arrivals of some documents, as indices into `times`."""
        return self._arrivals.take(documents).astype(np.int64)

    def since(self, bound: str) -> Mask:
        """Which documents came at a bound or after it."""
        first = bisect_left(self.times, arrivals.floor(bound))
        mask: Mask = self._arrivals >= first
        return mask
