"""Our files as a Whoosh index: the codec by which a stock Whoosh opens and searches them.

    _MAIN_1.toc   Whoosh's table of contents: pickles of the schema and of the list of segments

Only a stock Whoosh reads that file: what serves queries starts from MAIN.json and unpickles nothing. An index is
written in one go (see `writer`), so the codec reads only; writing through it, and deleting, raises ReadOnlyError.
"""

# Whoosh's constructors are not typed.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.codec import base
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, ReadOnlyError
from whoosh.formats import Positions
from whoosh.index import TOC
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from search.analysis.terms import analyze
from search.engines.columns.array_file import Mask
from search.engines.columns.postings import FieldLists, Segment
from search.engines.scoring import FIELDS
from search.searched_text import searched_text

INDEX_NAME = "MAIN"


def write_toc(folder: Path, segments: Iterable[tuple[int, Mask]], language: str) -> None:
    """Write what makes a folder of our files a Whoosh index; each segment's mask says which rows are not gone."""
    schema = Schema(path=STORED, id=STORED, **{name: _text(language) for name in FIELDS})
    listed = [ColumnsSegment(number, len(living), np.flatnonzero(~living).tolist()) for number, living in segments]
    TOC(schema, listed, generation=1).write(FileStorage(str(folder)), INDEX_NAME)


def _text(language: str) -> TEXT:
    field = TEXT(analyzer=ColumnsAnalyzer(language), stored=True)
    field.format = ColumnsPositions()
    return field


class ColumnsAnalyzer(Analyzer):
    """Our analyzer as Whoosh's query parser calls it; words are stemmed in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """The tokens of a text."""
        # One object for all tokens, as Whoosh's own tokenizers give them.
        token = Token(**{name: on for name, on in options.items() if name in ("positions", "chars", "removestops")})
        for position, (term, start, end) in enumerate(analyze(value, self.language), options.get("start_pos", 0)):
            token.text = term
            token.boost, token.stopped = 1.0, False
            token.pos, token.startchar, token.endchar = position, start, end
            yield token


class ColumnsPositions(Positions):
    """Positions as Whoosh passes them about: plain u32 rather than a pickle."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Positions as bytes."""
        return np.asarray(poslist, "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Bytes as positions."""
        positions: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions there are."""
        return len(valuestring) // 4


class ColumnsCodec(base.Codec):
    """What Whoosh reads a segment through."""

    def terms_reader(self, storage: FileStorage, segment: ColumnsSegment) -> TermsReader:
        """The terms and lists of a segment."""
        return TermsReader(segment.opened(storage))

    def per_document_reader(self, storage: FileStorage, segment: ColumnsSegment) -> DocumentReader:
        """The lengths and stored documents of a segment."""
        return DocumentReader(segment.opened(storage), segment)

    def _read_only(self, *_: object) -> NoReturn:
        """Not possible: see `writer`."""
        raise ReadOnlyError

    postings_reader = postings_writer = per_document_writer = field_writer = new_segment = _read_only


class ColumnsSegment(base.Segment):
    """A segment as Whoosh's table of contents lists it."""

    def __init__(self, number: int, rows: int, gone: list[int]) -> None:
        self.indexname, self.segid, self.compound = INDEX_NAME, str(number), False
        self._number, self._rows, self._gone = number, rows, frozenset(gone)

    def opened(self, storage: FileStorage) -> Segment:
        """Our reader of its files."""
        return Segment(Path(storage.folder), self._number, 0)

    def codec(self) -> ColumnsCodec:
        """What reads it."""
        return ColumnsCodec()

    def doc_count_all(self) -> int:
        """How many rows it has."""
        return self._rows

    def deleted_count(self) -> int:
        """How many of them are gone."""
        return len(self._gone)

    def deleted_docs(self) -> frozenset[int]:
        """The rows that are gone."""
        return self._gone

    def is_deleted(self, docnum: int) -> bool:
        """Whether a row is gone."""
        return docnum in self._gone

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:  # Whoosh's own
        """Not possible."""
        raise ReadOnlyError


class TermsReader(base.TermsReader):
    """The terms of a segment with their lists, one posting at a time."""

    def __init__(self, segment: Segment) -> None:
        self._terms = segment.terms
        self._fields = segment.fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """The fields there are, sorted."""
        return sorted(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every field's terms, sorted."""
        for name in self.indexed_field_names():
            yield from ((name, self._terms.raw(number)) for number in self._numbers(name, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """One field's terms from a place on."""
        return ((fieldname, self._terms.raw(number)) for number in self._numbers(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every field's terms with what is known about them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """One field's terms from a place on, with what is known about them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        """A cursor over one field's terms."""
        return Cursor(self, fieldname)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Numbers about a term. Raises TermNotFound."""
        number, lists = self._listed(fieldname, text)
        found = lists.found(np.array([number]))
        lengths = lists.lengths[found.documents]
        return TermInfo(
            weight=float(found.counts.sum()),
            df=len(found.documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(found.counts.max()),
            minid=int(found.documents[0]),
            maxid=int(found.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in the segment."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a term."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Positions, scorer: Any = None) -> ListMatcher:
        """The documents of a term, to be stepped through."""
        number, lists = self._listed(fieldname, text)
        found = lists.found(np.array([number]))
        return ListMatcher(
            found.documents.tolist(),
            found.counts.astype(np.float64).tolist(),
            [format_.encode(positions) for positions in lists.positions(number)],
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _listed(self, fieldname: str, text: bytes) -> tuple[int, FieldLists]:
        number = self._number(fieldname, text)
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return number, self._fields[fieldname]

    def _number(self, fieldname: str, text: bytes) -> int | None:
        place = self._terms.place(text)
        known = fieldname in self._fields and place < len(self._terms) and self._terms.raw(place) == text
        return place if known and self._fields[fieldname].has(place) else None

    def _numbers(self, fieldname: str, start: bytes) -> Iterator[int]:
        lists = self._fields[fieldname]
        return (number for number in range(self._terms.place(start), len(self._terms)) if lists.has(number))


class Cursor(base.FieldCursor):
    """Steps through one field's terms."""

    def __init__(self, terms: TermsReader, fieldname: str) -> None:
        self._terms, self._fieldname = terms, fieldname
        self.first()

    def first(self) -> str | None:
        """Go to the first term."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to a term, or the next one after it."""
        start = term.encode("utf-8") if isinstance(term, str) else term
        self._following = self._terms.terms_from(self._fieldname, start)
        return self.next()

    def next(self) -> str | None:
        """Go to the next term."""
        self._raw = next(self._following, (self._fieldname, None))[1]
        return self.text()

    def text(self) -> str | None:
        """The term the cursor is at."""
        return None if self._raw is None else self._raw.decode("utf-8", "surrogatepass")

    def term_info(self) -> TermInfo | None:
        """Numbers about the term the cursor is at."""
        return None if self._raw is None else self._terms.term_info(self._fieldname, self._raw)

    def is_valid(self) -> bool:
        """Whether the cursor is at a term."""
        return self._raw is not None


class DocumentReader(base.PerDocumentReader):
    """Lengths and stored fields of a segment's documents."""

    def __init__(self, segment: Segment, listed: ColumnsSegment) -> None:
        self._documents, self._listed = segment.documents, listed
        self._lengths = {name: lists.lengths for name, lists in segment.fields.items()}

    def doc_count_all(self) -> int:
        """How many rows there are."""
        return self._listed.doc_count_all()

    def doc_count(self) -> int:
        """How many of them are not gone."""
        return self.doc_count_all() - self._listed.deleted_count()

    def has_deletions(self) -> bool:
        """Whether any row is gone."""
        return self._listed.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether a row is gone."""
        return self._listed.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """The rows that are gone."""
        return self._listed.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The exact number of words of a field."""
        return int(self._lengths[fieldname][docnum]) if fieldname in self._lengths else default

    def field_length(self, fieldname: str) -> int:
        """The words of a field in all documents."""
        return int(self._lengths[fieldname].sum(dtype=np.int64)) if fieldname in self._lengths else 0

    def min_field_length(self, fieldname: str) -> int:
        """The words of the shortest field."""
        return int(self._lengths[fieldname].min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """The words of the longest field."""
        return int(self._lengths[fieldname].max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The title, body, path and id of a document."""
        document = self._documents[docnum]
        return {"title": document.title, "body": searched_text(document), "path": document.path, "id": document.id}
