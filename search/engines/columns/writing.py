"""Documents -> the files of an index.

Documents are taken one at a time; a segment is closed when it is full, so that memory holds one segment and a few
numbers a document, however large the corpus is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from search.engines.columns.arrays import write_arrays
from search.engines.columns.codec import write_toc
from search.engines.columns.collecting import Collector
from search.engines.columns.days import DayWriter
from search.engines.columns.documents import DocumentWriter
from search.engines.columns.inversion import invert
from search.engines.columns.manifest import write_manifest
from search.engines.columns.orders import OrderWriter
from search.engines.columns.values import ValueWriter
from search.facets import keyword_facets, keywords
from search.model import Document

MAX_DOCUMENTS = 1 << 16
"""Documents of a segment: their numbers are kept in two bytes."""
MAX_WORDS = 1 << 24
"""About how many words a segment has at most: inverting them takes some 25 bytes each."""


class IndexWriter:
    """Writes the files of an index, document by document, into an empty folder."""

    def __init__(self, folder: Path, segment_documents: int = MAX_DOCUMENTS) -> None:
        self._folder, self._segment_documents = folder, segment_documents
        self._names: list[str] = []
        self._segments: list[tuple[int, int]] = []
        self._languages: Counter[str] = Counter()
        self._days, self._orders = DayWriter(), OrderWriter()
        self._values = {facet.name: ValueWriter(facet) for facet in keyword_facets()}
        self._segment: _SegmentWriter | None = None

    def add(self, document: Document) -> None:
        """The next document."""
        if self._segment is None:
            self._segment = _SegmentWriter(self._folder, len(self._segments))
        self._segment.add(document)
        self._languages[document.language] += 1
        self._days.add(document.day)
        self._orders.add(document)
        for name, values in keywords(document).items():
            self._values[name].add(values)
        if self._segment.count >= self._segment_documents or self._segment.words >= MAX_WORDS:
            self._close_segment()

    def close(self) -> int:
        """Finish the index; the number of documents."""
        self._close_segment()
        columns = self._days.arrays() | self._orders.arrays()
        for values in self._values.values():
            columns |= values.arrays()
        write_arrays(self._folder / "MAIN.columns", columns)
        self._names.append("MAIN.columns")
        write_toc(self._folder, self._segments, max(self._languages, key=self._languages.__getitem__, default=""))
        write_manifest(self._folder, tuple(sorted(self._languages)), tuple(self._segments), self._names)
        return sum(count for _, count in self._segments)

    def _close_segment(self) -> None:
        if self._segment is not None:
            self._names += self._segment.close()
            self._segments.append((len(self._segments), self._segment.count))
            self._segment = None


class _SegmentWriter:
    """Writes the two files of one segment."""

    def __init__(self, folder: Path, number: int) -> None:
        self._lists, self._docs = folder / f"MAIN_{number}.lists", folder / f"MAIN_{number}.docs"
        self._collector = Collector()
        self._documents = DocumentWriter(self._docs)

    @property
    def count(self) -> int:
        return self._collector.documents

    @property
    def words(self) -> int:
        return self._collector.words

    def add(self, document: Document) -> None:
        self._collector.add((document.title, document.body), document.language)
        self._documents.add(document)

    def close(self) -> list[str]:
        """Write what was collected; the names of the files."""
        write_arrays(self._lists, invert(self._collector.finish()) | self._documents.arrays())
        return [self._lists.name, self._docs.name]


def write_index(folder: Path, documents: Iterable[Document], segment_documents: int = MAX_DOCUMENTS) -> int:
    """Write an index into an empty folder, with segments of at most that many documents; the number of documents."""
    writer = IndexWriter(folder, segment_documents)
    for document in documents:
        writer.add(document)
    return writer.close()
