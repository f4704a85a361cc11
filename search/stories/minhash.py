"""What is kept of each document to find its like: `stories.sketches` in a build, one record of fixed size a document.

    id      S32     the document's id
    day     u4      its day as a proleptic Gregorian ordinal, 0 where it has none or only a month
    count   u4      how many different shingles its body has
    bands   u4[32]  MinHash (Broder 1997): 96 minima in bands of three, each band as one number. Two bodies that share
                    half of their shingles agree in at least one band with a chance of .986, by .1 of them with .03
    terms   u4[64]  its most frequent terms as hashes, those first in the text first, stop words left out; 0 is none
    times   u1[64]  how often each of them stands there, at most 255

Records come in the order of writing; whoever reads them sorts by id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search.model import Document
from search.store import checksums
from search.stories.word_numbers import Array, numbers, shingles, terms

FILE = "stories.sketches"
BANDS, ROWS = 32, 3
TERMS = 64
_FIELDS = {"id": "S32", "day": "<u4", "count": "<u4", "bands": f"({BANDS},)<u4"}
RECORD = np.dtype([*_FIELDS.items(), ("terms", f"({TERMS},)<u4"), ("times", f"({TERMS},)u1")])

_DAY = RECORD.fields["day"][1]  # type: ignore[index]  # it has fields
# The 96 orders of so many shingles take 800 KB, which the processor's own memory holds.
_BLOCK = 2_048
# Always the same: sketches are compared with those of other processes and of earlier builds. Factors are odd, so that
# no two numbers become one.
_RANDOM = np.random.default_rng(1_957)
_FACTORS = _RANDOM.integers(1, 1 << 32, (BANDS * ROWS, 1), np.uint32) | np.uint32(1)
_SUMMANDS = _RANDOM.integers(0, 1 << 32, (BANDS * ROWS, 1), np.uint32)
_JOINING = _RANDOM.integers(1, 1 << 32, ROWS, np.uint32) | np.uint32(1)


class Sketched(NamedTuple):
    """A document and its record, which is empty where none is kept."""

    document: Document
    sketch: bytes


class SketchWriter:
    """Writes the sketches of a build."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / FILE).open("xb")

    def passing(self, documents: Iterable[Sketched]) -> Iterator[Document]:
        """Documents, the record of each kept as it goes by, with the day that the document has now."""
        for document, record in documents:
            self._file.write(_dated(record, document))
            yield document

    def carry(self, before: Path, gone: Collection[str]) -> None:
        """The sketches of an earlier build, without those of some ids. Raises IndexUnusable."""
        known = kept(before, FILE, RECORD)
        ids = np.array([*gone], RECORD["id"])
        for start in range(0, len(known), _BLOCK):
            some = known[start : start + _BLOCK]
            self._file.write(some[~np.isin(some["id"], ids)].tobytes())

    def close(self) -> None:
        """Write what is left."""
        self._file.close()


def read(folder: Path) -> Array:
    """The sketches of a build, read where they lie."""
    return _mapped(folder / FILE, RECORD)


def kept(before: Path, name: str, kind: np.dtype[np.void]) -> Array:
    """The records of a file that an earlier build has kept. Raises IndexUnusable where any bit of it is another."""
    checksums.require(before, name)
    return _mapped(before / name, kind)


def _mapped(path: Path, kind: np.dtype[np.void]) -> Array:
    return np.memmap(path, kind, "r") if path.stat().st_size else np.empty(0, kind)


def _dated(record: bytes, document: Document) -> bytes:
    day = document.day
    number = day.first.toordinal() if day and day.precision == "day" else 0
    return record and b"".join((record[:_DAY], number.to_bytes(4, "little"), record[_DAY + 4 :]))


def sketch(document: Document) -> bytes:
    """The record of a document but for its day, which other documents may have to settle."""
    record = np.zeros((), RECORD)
    body = numbers(document.body, document.language)
    found = shingles(body)
    record["id"] = document.id
    record["count"] = len(found)
    record["bands"] = _bands(found)
    _tell_terms(record, np.concatenate([terms(numbers(document.title, document.language)), terms(body)]))
    return record.tobytes()


def _bands(found: Array) -> Array:
    """The minima of the shingles under 96 orders of them, three put together each."""
    least = np.full(BANDS * ROWS, 0xFFFFFFFF, np.uint32)
    hashes = found.astype(np.uint32)
    for start in range(0, len(hashes), _BLOCK):
        orders = hashes[start : start + _BLOCK] * _FACTORS
        orders += _SUMMANDS
        # The low bits of a product depend on low bits alone.
        orders ^= orders >> np.uint32(15)
        np.minimum(least, orders.min(axis=1), out=least)
    # The three minima of a band as one number: a third of the comparisons, and of the file.
    joined: Array = (least.reshape(BANDS, ROWS) * _JOINING).sum(axis=1, dtype=np.uint32)
    return joined


def _tell_terms(record: Array, every: Array) -> None:
    different, first, times = np.unique(every, return_index=True, return_counts=True)
    chosen = np.lexsort((first, -times))[:TERMS]
    record["terms"][: len(chosen)] = different[chosen]
    # A byte holds no more, and beyond that the logarithm hardly grows.
    record["times"][: len(chosen)] = np.minimum(times[chosen], 255)
