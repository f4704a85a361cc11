"""The orders that documents can be shown in, worked out when the index is written.

In the file `MAIN.columns` (see `arrays`), for N documents:

    by_path       u4[N]   the document's place when all are sorted by path
    oldest        u4[N]   ... by date, then by path; documents without a date last
    newest        u4[N]   ... the latest date first, then by path; documents without a date last
    ids_bytes ids_ends    the ids, sorted, and ...
    ids_documents [N]     ... the document of each
"""

from __future__ import annotations

from array import array

import numpy as np

from search.engines.columns.arrays import Array, ArrayFile, Floats, Ints, narrow
from search.engines.columns.strings import Strings, packed
from search.engines.scoring import DECIMALS
from search.model import Document, Sort


class OrderWriter:
    """Collects what documents are sorted and found by."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._ids: list[str] = []
        self._first = array("q")

    def add(self, document: Document) -> None:
        """The next document."""
        self._paths.append(document.path)
        self._ids.append(document.id)
        self._first.append(document.day.first.toordinal() if document.day else 0)

    def arrays(self) -> dict[str, Array]:
        """The arrays of the orders."""
        count = len(self._paths)
        by_path = _places(np.array(sorted(range(count), key=self._paths.__getitem__), np.int64))
        first = np.frombuffer(self._first, "i8")
        ids = sorted(range(count), key=self._ids.__getitem__)
        return packed("ids", [self._ids[i] for i in ids]) | {
            "ids_documents": narrow(np.array(ids, np.int64)),
            "by_path": by_path,
            "oldest": _places(np.lexsort((by_path, first, first == 0))),
            "newest": _places(np.lexsort((by_path, -first, first == 0))),
        }


def _places(order: Ints) -> Array:
    """For every document its place in an order."""
    places = np.empty(len(order), "<u4")
    places[order] = np.arange(len(order))
    return places


class Orders:
    """The orders, read where they lie. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._by_path, self._ids_documents = file["by_path"], file["ids_documents"]
        self._by_date: dict[Sort, Array] = {"date": file["oldest"], "-date": file["newest"]}
        self._ids = Strings(file, "ids")

    def find(self, doc_id: str) -> int | None:
        """The document with an id."""
        at = self._ids.find(doc_id)
        return None if at is None else int(self._ids_documents[at])

    def best(self, order: Sort, documents: Ints, scores: Floats, start: int, end: int) -> Ints:
        """Which of some documents, as indices into them, come from place `start` up to `end`, in order."""
        if order != "relevance":
            return _smallest(self._by_date[order].take(documents), end)[start:]
        candidates = _largest(scores, end)
        ties = self._by_path.take(documents.take(candidates))
        ranked = np.lexsort((ties, -np.round(scores[candidates], DECIMALS)))
        return candidates[ranked[start:end]]


def _smallest(places: Array, size: int) -> Ints:
    """The indices of the smallest numbers, all of them different, in order."""
    if size >= len(places):
        return np.argsort(places)
    found = np.argpartition(places, size)[:size]
    return found[np.argsort(places[found])]


def _largest(scores: Floats, size: int) -> Ints:
    """The indices of the largest scores, with all that may equal the least of them once rounded."""
    if size >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, -size)[-size]
    return np.flatnonzero(scores >= least - 10.0**-DECIMALS)
