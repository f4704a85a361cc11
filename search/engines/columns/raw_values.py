"""Values of documents as they were read: kept beside what is made of them, so that an index can grow.

For each group `g` of values, in the file `MAIN.columns` (see `array_file`), for N documents:

    g_raw_bytes g_raw_ends   the different values, in the order in which they first came (see `string_table`)
    g_raw_lengths  [N]       how many values a document has
    g_raw_values   [...]     the values, as numbers, document by document

The groups are the mentions, each as its kind and name with a tab between them; the languages; and for each facet the
values that it has of a document whatever its mentions are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask, narrow
from search.engines.columns.distinct import distinct
from search.engines.columns.postings import spread
from search.engines.columns.string_table import Strings, packed


@dataclass(frozen=True, slots=True)
class Gathered:
    """Values of some things in a row: `values[i]` are numbers of `strings`, `lengths` how many each thing has."""

    strings: list[str]
    lengths: Ints
    values: Ints

    def of(self, things: Ints) -> Ints:
        """The values of some things, one thing after the other."""
        starts = np.cumsum(self.lengths) - self.lengths
        return self.values.take(spread(starts.take(things), self.lengths.take(things)))

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays of a group."""
        return packed(f"{name}_raw", self.strings) | {
            f"{name}_raw_lengths": narrow(self.lengths),
            f"{name}_raw_values": narrow(self.values),
        }


def read_gathered(file: ArrayFile, name: str) -> Gathered:
    """A group as it was written."""
    lengths, values = (file[f"{name}_raw_{part}"].astype(np.int64) for part in ("lengths", "values"))
    return Gathered([*Strings(file, f"{name}_raw").all()], lengths, values)


class Gatherer:
    """Collects values, document by document."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._values = array("I")
        self._lengths = array("I")

    def add(self, values: Iterable[str]) -> None:
        """The values of the next document."""
        numbers, before = self._numbers, len(self._values)
        for value in values:
            self._values.append(numbers.setdefault(value, len(numbers)))
        self._lengths.append(len(self._values) - before)

    def carry(self, before: Gathered, documents: Ints, living: Mask) -> None:
        """The values of documents of an earlier index; those that are gone have none."""
        lengths = np.where(living, before.lengths.take(documents), 0)
        values = before.of(documents.compress(living))
        numbers = np.zeros(len(before.strings), np.uint32)
        # Only what a document still has is given a number, so that values go with their last document.
        for value in distinct(values).tolist():
            numbers[value] = self._numbers.setdefault(before.strings[value], len(self._numbers))
        self._values.frombytes(numbers.take(values).astype("u4").tobytes())
        self._lengths.frombytes(lengths.astype("u4").tobytes())

    def gathered(self) -> Gathered:
        """All values collected."""
        lengths, values = (np.frombuffer(part, "u4").astype(np.int64) for part in (self._lengths, self._values))
        return Gathered([*self._numbers], lengths, values)
