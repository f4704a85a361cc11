"""An index and what has changed -> the next index, in time that goes with the change.

Segments are carried over as they are, by links to their files; rows of documents that are gone stay empty, and how many
of the others have each of their terms is written beside the segment. A segment is written anew, from its stored
documents, where much of it is gone, and where it is no larger than what is written anyway, so that the number of
segments grows with the logarithm of the number of builds. Dates, orders and facets of all documents are worked out
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask, narrow, write_arrays
from search.engines.columns.manifest import Manifest, verify
from search.engines.columns.postings import Segment
from search.engines.columns.sort_orders import Orders
from search.engines.columns.writer import MAX_DOCUMENTS, IndexWriter
from search.engines.corpus_words import word_meanings
from search.engines.name_table import Names
from search.model import Document
from search.shared_file import share

SMALL = 1_000
"""A segment of fewer documents is always written anew: half a second at most."""
MUCH = 8
"""Much is gone when it is an eighth: taking a document's words out of the counts costs eight times writing it."""


class Earlier:
    """An index that another one grows out of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # All of it: what is carried over is not read otherwise, and damage of it would stay.
        self.manifest: Manifest = verify(folder)
        self.columns = ArrayFile(folder / "MAIN.columns")
        self.living: Mask = self.columns["living"].astype(np.bool_)

    @cached_property
    def orders(self) -> Orders:
        """Paths and ids."""
        return Orders(self.columns)

    def parts(self, gone: Collection[str]) -> list[Part]:
        """Its segments, when some ids are gone."""
        living = self.living.copy()
        found = (self.orders.find(doc_id) for doc_id in gone)
        living[[number for number in found if number is not None]] = False
        bases = np.cumsum([0, *(rows for _, rows in self.manifest.segments)]).tolist()
        return [
            Part(self, number, base, self.living[base : base + rows], living[base : base + rows])
            for (number, rows), base in zip(self.manifest.segments, bases, strict=False)
        ]

    def documents(self, ids: Collection[str]) -> Iterator[Document]:
        """The documents with some ids, by their paths, as they were read."""
        found = (self.orders.find(doc_id) for doc_id in ids)
        numbers = sorted((n for n in found if n is not None), key=self.orders.path)
        parts = self.parts(())
        for number in numbers:
            # The last that begins at or before it.
            part = next(part for part in reversed(parts) if part.base <= number)
            yield part.segment.documents[number - part.base]


@dataclass
class Part:
    """A segment of an earlier index: which of its rows, from `base` on, were documents, and which still are."""

    earlier: Earlier
    number: int
    base: int
    before: Mask
    living: Mask

    @property
    def count(self) -> int:
        """How many documents are left."""
        return int(self.living.sum())

    @property
    def gone(self) -> Ints:
        """The rows of documents that were there and are gone now."""
        return np.flatnonzero(self.before & ~self.living)

    @cached_property
    def segment(self) -> Segment:
        """Its files, opened."""
        return Segment(self.earlier.folder, self.number, self.base)

    def documents(self) -> Iterator[Document]:
        """The documents that are left, as they were read."""
        return (self.segment.documents[row] for row in np.flatnonzero(self.living).tolist())

    def worn(self) -> bool:
        """Whether so much is gone that writing it anew costs less than carrying it."""
        # The first is about what goes now, whose words would have to be taken out of the counts; the second about all
        # that has ever gone, whose rows every search carries along.
        return len(self.gone) * MUCH > self.count or len(self.living) > 2 * self.count

    def carry(self, folder: Path, writer: IndexWriter) -> None:
        """Take it over into the folder of another index."""
        lists, docs, counts = (f"MAIN_{self.number}.{ending}" for ending in ("lists", "docs", "living"))
        files: dict[str, tuple[int, int] | None] = {name: self._linked(folder, name) for name in (lists, docs)}
        if len(self.gone):
            write_arrays(folder / counts, self._counts())
            files[counts] = None
        elif not self.living.all():
            files[counts] = self._linked(folder, counts)
        writer.carry(self.number, files, self.earlier.columns, self.base, self.living)

    def _linked(self, folder: Path, name: str) -> tuple[int, int]:
        """A file under the same name in another folder; its size and checksum."""
        share(name, self.earlier.folder, folder)
        return self.earlier.manifest.files[name]

    def _counts(self) -> dict[str, Array]:
        """How many of the documents that are left have each term and word."""
        terms = self.segment.terms_documents.astype(np.int64)
        words = self.segment.words.documents.astype(np.int64)
        for row in self.gone.tolist():
            meanings = word_meanings(self.segment.documents[row])
            # A term goes down by one for a document, however many of its words stand for it.
            terms[[self.segment.terms.index(term) for term in {term for _, term in meanings}]] -= 1
            words[[self.segment.meaning(word, term) for word, term in meanings]] -= 1
        return {"terms_documents": narrow(terms), "words_documents": narrow(words)}


def grow(
    folder: Path,
    previous: Path,
    gone: Collection[str],
    documents: Iterable[Document],
    names: Names,
    segment_documents: int = MAX_DOCUMENTS,
) -> int:
    """Write into an empty folder an earlier index without some ids and with more documents; the number of all."""
    earlier = Earlier(previous)
    carried, anew = _divided(earlier.parts(gone), len(gone))
    writer = IndexWriter(folder, segment_documents)
    for part in carried:
        part.carry(folder, writer)
    writer.add(chain(*(part.documents() for part in anew), documents))
    return writer.close(names)


def _divided(parts: list[Part], changed: int) -> tuple[list[Part], list[Part]]:
    """The segments that are carried over, and those that are written anew: worn ones, and small ones beside them."""
    anew = [part for part in parts if part.worn()]
    writing = changed + sum(part.count for part in anew)
    # The smallest first, and none that is larger than all that is written anyway: a document is written again only into
    # a segment that is larger by far, which happens to it ever more rarely.
    for part in sorted((part for part in parts if part not in anew), key=lambda part: part.count):
        if part.count > max(SMALL, writing):
            break
        anew.append(part)
        writing += part.count
    return [part for part in parts if part not in anew], anew
