"""The orders that documents can be shown in, worked out when the index is written.

In the file `MAIN.columns` (see `array_file`), for N documents:

    by_path       u4[N]   the document's place when all are sorted by path
    oldest        u4[N]   ... by date, then by path; documents without a date last
    newest        u4[N]   ... the latest date first, then by path; documents without a date last
    latest        u4[N]   ... what came into the index last first, then by path
    ids_bytes ids_ends    the ids, sorted, and ...
    ids_documents [...]   ... the document of each; one that is gone has none
    paths_bytes paths_ends  the path of every document; "" is gone
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Floats, Ints, Mask, narrow
from search.engines.columns.string_table import Strings, packed
from search.engines.scoring import DECIMALS
from search.model import Document, Sort

_FEW = 30
"""A thirtieth of all ids is few: looking them up one by one is then quicker than reading all."""


class OrderWriter:
    """Collects what documents are sorted and found by."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._ids: list[str] = []

    def add(self, document: Document) -> None:
        """The next document."""
        self._paths.append(document.path)
        self._ids.append(document.id)

    def carry(self, before: Orders, documents: Ints, living: Mask) -> None:
        """Documents of an earlier index; those that are gone leave an empty row."""
        paths, ids = before.paths_and_ids()
        for document, lives in zip(documents.tolist(), living.tolist(), strict=True):
            self._paths.append(paths[document] if lives else "")
            self._ids.append(ids[document] if lives else "")

    def arrays(self, first_days: Ints, arrivals: Ints, living: Mask) -> dict[str, Array]:
        """The arrays of the orders, from each document's first day, 0 for none, and the number of its arrival."""
        by_path = _places(np.array(sorted(range(len(self._paths)), key=self._paths.__getitem__), np.int64))
        ids = sorted(np.flatnonzero(living).tolist(), key=self._ids.__getitem__)
        return packed("ids", [self._ids[i] for i in ids]) | {
            **packed("paths", self._paths),
            "ids_documents": narrow(np.array(ids, np.int64)),
            "by_path": by_path,
            # `lexsort` goes by its last key first: whether there is a date at all, then the date, then the path.
            "oldest": _places(np.lexsort((by_path, first_days, first_days == 0))),
            "newest": _places(np.lexsort((by_path, -first_days, first_days == 0))),
            "latest": _places(np.lexsort((by_path, -arrivals))),
        }


def _places(order: Ints) -> Array:
    """For every document its place in an order."""
    # A place a document, rather than the documents in order: the order of any of them is then that of a few small
    # numbers, whichever they are.
    places = np.empty(len(order), "<u4")
    places[order] = np.arange(len(order))
    return places


class Orders:
    """The orders, read where they lie. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._by_path, self._ids_documents = file["by_path"], file["ids_documents"]
        self._places: dict[Sort, Array] = {"date": file["oldest"], "-date": file["newest"], "-added": file["latest"]}
        self._ids, self._paths = Strings(file, "ids"), Strings(file, "paths")

    def paths_and_ids(self) -> tuple[list[str], list[str]]:
        """The path and the id of every document; "" where it is gone."""
        ids = [""] * len(self._paths)
        for document, doc_id in zip(self._ids_documents.tolist(), self._ids.all(), strict=True):
            ids[document] = doc_id
        return [*self._paths.all()], ids

    def numbers(self, ids: Collection[str]) -> Mapping[str, int]:
        """The documents with some ids, and maybe others, by their ids."""
        if len(ids) * _FEW < len(self._ids_documents):
            found = ((doc_id, self.find(doc_id)) for doc_id in ids)
            return {doc_id: number for doc_id, number in found if number is not None}
        return dict(zip(self._ids.all(), self._ids_documents.tolist(), strict=True))

    def path(self, document: int) -> str:
        """The path of a document."""
        return self._paths[document]

    def find(self, doc_id: str) -> int | None:
        """The document with an id."""
        at = self._ids.find(doc_id)
        return None if at is None else int(self._ids_documents[at])

    def best(self, order: Sort, documents: Ints, scores: Floats, start: int, end: int) -> Ints:
        """Which of some documents, as indices into them, come from place `start` up to `end`, in order."""
        if order != "relevance":
            return _smallest(self._places[order].take(documents), end)[start:]
        # A page is a few documents out of perhaps all: only what can be on it is sorted.
        candidates = _largest(scores, end)
        ties = self._by_path.take(documents.take(candidates))
        ranked = np.lexsort((ties, -np.round(scores[candidates], DECIMALS)))
        return candidates[ranked[start:end]]

    def ranked(self, order: Sort, documents: Ints, scores: Floats) -> Ints:
        """All of some documents, as indices into them, in order."""
        if order != "relevance":
            # No two places are equal, so it does not matter whether the sort is stable.
            return np.argsort(self._places[order].take(documents))
        return np.lexsort((self._by_path.take(documents), -np.round(scores, DECIMALS)))


def _smallest(places: Array, size: int) -> Ints:
    """The indices of the smallest numbers, all of them different, in order."""
    if size >= len(places):
        return np.argsort(places)
    # In linear time; only a page is then sorted.
    found = np.argpartition(places, size)[:size]
    return found[np.argsort(places[found])]


def _largest(scores: Floats, size: int) -> Ints:
    """The indices of the largest scores, with all that may equal the least of them once rounded."""
    if size >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, -size)[-size]
    # Scores count when rounded, and then the path: what ties only by rounding must not be cut off here.
    return np.flatnonzero(scores >= least - 10.0**-DECIMALS)
