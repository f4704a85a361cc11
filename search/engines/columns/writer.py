"""Documents -> the files of an index.

Documents are taken one at a time; a segment is closed when it is full, so that memory holds one segment and a few
numbers a document, however large the corpus is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from search.cycles import rarely_looking_for_cycles
from search.engines.columns.array_file import ArrayFile, Mask, write_arrays
from search.engines.columns.codec import write_toc
from search.engines.columns.columns_writer import Catalogue
from search.engines.columns.inversion import invert
from search.engines.columns.manifest import write_manifest
from search.engines.columns.stored_documents import DocumentWriter
from search.engines.columns.token_streams import Collector
from search.engines.name_table import Names, unchanged
from search.model import Document
from search.searched_text import searched_text

MAX_DOCUMENTS = 1 << 16
"""Documents of a segment: their numbers are kept in two bytes."""
BATCH_DOCUMENTS = 500
BATCH_CHARACTERS = 1 << 22
"""A batch that is written at once has no more documents, and not many more characters."""
MAX_WORDS = 1 << 24
"""About how many words a segment has at most: they take four bytes each, and as much again while they are inverted."""


class IndexWriter:
    """Writes the files of an index, document by document, into an empty folder."""

    def __init__(self, folder: Path, segment_documents: int = MAX_DOCUMENTS) -> None:
        self._folder, self._segment_documents = folder, segment_documents
        self._files: dict[str, tuple[int, int] | None] = {}
        self._segments: list[tuple[int, int]] = []
        self._catalogue = Catalogue()
        self._segment: _SegmentWriter | None = None

    def add(self, documents: Iterable[Document]) -> None:
        """Further documents, in order."""
        with rarely_looking_for_cycles():
            for batch in _batches(documents, min(BATCH_DOCUMENTS, self._segment_documents)):
                self._add(batch)

    def _add(self, batch: Sequence[Document]) -> None:
        if self._segment and self._segment.count + len(batch) > self._segment_documents:
            self._close_segment()
        if self._segment is None:
            # Files that are carried over keep their names, so a new one's number must be free.
            self._segment = _SegmentWriter(self._folder, 1 + max((number for number, _ in self._segments), default=-1))
        self._segment.add(batch)
        for document in batch:
            self._catalogue.add(document)
        if self._segment.words >= MAX_WORDS:
            self._close_segment()

    def carry(
        self, number: int, files: dict[str, tuple[int, int] | None], before: ArrayFile, base: int, living: Mask
    ) -> None:
        """A segment of an earlier index whose files are in the folder already; its rows there begin at `base`."""
        self._files |= files
        self._segments.append((number, len(living)))
        self._catalogue.carry(before, np.arange(base, base + len(living)), living)

    def close(self, names: Names = unchanged) -> int:
        """Finish the index, under the names of the corpus; the number of documents."""
        self._close_segment()
        living, languages = self._catalogue.living, self._catalogue.languages()
        write_arrays(self._folder / "MAIN.columns", self._catalogue.arrays(names()))
        starts = np.cumsum([rows for _, rows in self._segments])[:-1]
        masks = np.split(living, starts) if self._segments else []
        numbers = [number for number, _ in self._segments]
        # A stock Whoosh stems in one language only: that of most documents.
        write_toc(self._folder, zip(numbers, masks, strict=True), languages[0] if languages else "")
        count = int(living.sum())
        # Last: a folder without it was never finished.
        write_manifest(self._folder, count, languages, self._segments, self._files | {"MAIN.columns": None})
        return count

    def _close_segment(self) -> None:
        if self._segment is not None:
            self._files |= dict.fromkeys(self._segment.close())
            self._segments.append((self._segment.number, self._segment.count))
            self._segment = None


class _SegmentWriter:
    """Writes the two files of one segment."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self._lists, self._docs = folder / f"MAIN_{number}.lists", folder / f"MAIN_{number}.docs"
        self._collector = Collector()
        self._documents = DocumentWriter(self._docs)

    @property
    def count(self) -> int:
        return self._collector.documents

    @property
    def words(self) -> int:
        return self._collector.words

    def add(self, batch: Sequence[Document]) -> None:
        for document in batch:
            self._collector.add((document.title, searched_text(document)), document.language)
        # A second loop and not a second line in the first: see `_batches`.
        for document in batch:
            self._documents.add(document)

    def close(self) -> list[str]:
        """Write what was collected; the names of the files."""
        write_arrays(self._lists, invert(self._collector.finish()) | self._documents.arrays())
        return [self._lists.name, self._docs.name]


def write_index(
    folder: Path, documents: Iterable[Document], names: Names = unchanged, segment_documents: int = MAX_DOCUMENTS
) -> int:
    """Write an index into an empty folder, with segments of at most that many documents; the number of documents."""
    writer = IndexWriter(folder, segment_documents)
    writer.add(documents)
    return writer.close(names)


def _batches(documents: Iterable[Document], most: int) -> Iterator[list[Document]]:
    """A few documents at a time: each step of writing them then finds its tables where the step before has been.

    Making documents up, or waiting for them, between any two would take a quarter longer.
    """
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= most or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
