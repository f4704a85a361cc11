"""An index as it lies on disk, opened: everything that searches share and nothing that changes.

Where the words and phrases of queries were found and the documents that were shown are remembered, up to a number of
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from search.engines import scoring
from search.engines.columns import document_sums, story_columns, tag_columns
from search.engines.columns.array_file import ArrayFile, Floats, Ints, Mask, keep_freed_memory
from search.engines.columns.arrival_columns import Arrivals
from search.engines.columns.cache import Cache
from search.engines.columns.date_columns import Days
from search.engines.columns.facet_columns import Values
from search.engines.columns.grouping import Rows
from search.engines.columns.manifest import read_manifest
from search.engines.columns.matching import find
from search.engines.columns.name_columns import NameTable
from search.engines.columns.postings import POSITION_BITS, Found, Segment
from search.engines.columns.sort_orders import Orders
from search.engines.columns.story_columns import Stories
from search.engines.columns.tag_columns import TagTable
from search.engines.columns.term_dictionary import Expansion, Vocabulary
from search.engines.expansion import affordable
from search.engines.marked_documents import WordCounts
from search.engines.mistyped import Candidate
from search.errors import IndexUnusable
from search.facets import all_facets, keyword_facets
from search.highlight.word_layout import Layout
from search.model import Document, Notice
from search.query.clauses import Clause, Leaf, Part, Word
from search.query.patterns import Pattern, resolve
from search.query.readings import Piece, asked
from search.searched_text import searched_text

MATCHED_BYTES = 64 << 20
SATURATED_BYTES = 32 << 20
EXPANDED_BYTES = 16 << 20
NEAR_BYTES = 1 << 20
SHOWN_BYTES = 32 << 20
"""Memory for what is worked out once: where leaves match and what they give to scores, which words prefixes and typos
stand for, and the texts of hits laid out. The least recently used goes first."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Where a leaf of a query was found: by field, and in any field.

    `mask` are the documents laid out over all there are, where that takes less memory than their numbers do.
    """

    pattern: Pattern
    first: Expansion
    terms: dict[Piece, tuple[Ints, ...]]
    found: dict[str, Found]
    documents: Ints
    notices: tuple[Notice, ...]
    mask: Mask | None

    @property
    def nbytes(self) -> int:
        """About how much memory it takes, objects included: a word that one document has takes no less."""
        arrays = self.documents.nbytes + sum(found.nbytes for found in self.found.values())
        arrays += self.mask.nbytes if self.mask is not None else 0
        terms = sum(200 * len(names) for names in self.pattern.terms.values())
        return 3_000 + arrays + terms + sum(numbers.nbytes for of in self.terms.values() for numbers in of)


class Shown:
    """A stored document with the texts that are marked in it, and the words of their stretches."""

    def __init__(self, document: Document, title_words: list[int], body_words: list[int]) -> None:
        self.document = document
        self.title, self.body = Layout(document.title, title_words), Layout(searched_text(document), body_words)

    @property
    def nbytes(self) -> int:
        """About how much memory it takes, with as much laid out as is mostly shown."""
        return 10_000 + 4 * len(self.document.text) + 200 * len(self.document.mentions)


class Snapshot:
    """One finished index. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        keep_freed_memory()
        manifest = read_manifest(folder)
        columns = ArrayFile(folder / "MAIN.columns")
        missing = [facet.label for facet in keyword_facets() if f"{facet.name}_matrix" not in columns]
        if missing:
            raise IndexUnusable(f"the index in {folder} was built without {', '.join(missing)}; rebuild the index")
        self.size = manifest.documents
        self.living: Mask = _shared(columns["living"].astype(np.bool_))
        self.without_any: Mask = _shared(np.zeros(len(self.living), np.bool_))
        self.days, self.arrivals = Days(columns), Arrivals(columns)
        self.orders, self._names = Orders(columns), NameTable(columns)
        self.values = {facet.name: Values(columns, facet, self.size) for facet in keyword_facets()}
        self._stories: Stories | None = None
        if story_columns.NAME in manifest.files:
            told = ArrayFile(folder / story_columns.NAME)
            self._stories = Stories(told)
            self.values["story"] = Values(told, all_facets()["story"], self.size)
        self._tags: TagTable | None = None
        if tag_columns.NAME in manifest.files:
            put = ArrayFile(folder / tag_columns.NAME)
            self._tags = TagTable(put)
            self.values["tag"] = Values(put, all_facets()["tag"], self.size)
        self.rows = Rows(self._stories.rows if self._stories else np.zeros(len(self.living), np.uint8))
        starts = np.cumsum([0, *(count for _, count in manifest.segments)]).tolist()
        self._segments = [
            Segment(folder, number, base) for (number, _), base in zip(manifest.segments, starts[:-1], strict=True)
        ]
        self.vocabulary = Vocabulary(self._segments, manifest.languages)
        # Once for all queries: every score divides by them.
        self._discounts = {name: self._discount(name) for name in scoring.FIELDS}
        self._matched: Cache[Leaf, Matched] = Cache(MATCHED_BYTES, lambda matched: matched.nbytes)
        self._saturated: Cache[Leaf, Floats] = Cache(SATURATED_BYTES, lambda numbers: 1_000 + numbers.nbytes)
        self._expanded: Cache[Part, Expansion] = Cache(EXPANDED_BYTES, lambda expanded: expanded.nbytes)
        self._near: Cache[str, tuple[Candidate, ...]] = Cache(NEAR_BYTES, lambda near: 200 + 500 * len(near))
        self._farther: Cache[str, tuple[Candidate, ...]] = Cache(NEAR_BYTES, lambda near: 200 + 500 * len(near))
        self._shown: Cache[int, Shown] = Cache(SHOWN_BYTES, lambda shown: shown.nbytes)

    @cached_property
    def languages(self) -> dict[str, int]:
        """How many documents are in each language."""
        column = self.values["language"]
        counts = column.count(self.living, np.flatnonzero(self.living))
        return {column[value]: count for value, count in counts.top(len(counts.values))}

    def document(self, number: int) -> Document:
        """A stored document."""
        return self.shown(number).document

    def shown(self, number: int) -> Shown:
        """A stored document, ready to be marked."""
        return self._shown.get(number, self.read)

    def read(self, number: int) -> Shown:
        """The same, not remembered: for whoever goes through very many."""
        segment = next(segment for segment in reversed(self._segments) if segment.base <= number)
        row = number - segment.base
        document = self._names.applied(segment.documents[row])
        words = (segment.fields[name].stretch_words(row) for name in ("title", "body"))
        document = self._stories.applied(number, document) if self._stories else document
        return Shown(self._tags.applied(number, document) if self._tags else document, *words)

    def affordable(self, clause: Clause) -> tuple[Clause, tuple[Notice, ...]]:
        """A clause without what is too much work, and a notice of that."""
        return affordable(clause, self._expanded_to, self.size)

    def _expanded_to(self, part: Part) -> tuple[int, int]:
        expansion = self._expand(part)
        return len(expansion.terms), expansion.postings

    def _expand(self, part: Part) -> Expansion:
        return self._expanded.get(part, self.vocabulary.expand)

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a word of a query stands for."""
        return self._expand(Word(word)).terms

    def having(self, word: str) -> int:
        """How many documents have a word, in any form of it."""
        return len(self.match(Word(word)).documents)

    def near(self, word: str) -> Iterable[Candidate]:
        """The words that are one edit away from a word and mean something else."""
        return self._near.get(word, lambda other: tuple(self.vocabulary.near(other)))

    def farther(self, word: str) -> Iterable[Candidate]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        return self._farther.get(word, lambda other: tuple(self.vocabulary.farther(other)))

    def known_terms(self, part: Part) -> frozenset[str]:
        """The terms of a part of a query that some document has."""
        return self._expand(part).known

    def word_counts(self, terms: Iterable[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        total = 0
        counts = dict.fromkeys(terms, 0)
        for segment in self._segments:
            for lists in segment.fields.values():
                living = self.living[segment.base : segment.base + len(lists.lengths)]
                total += int(lists.lengths.compress(living).sum(dtype=np.int64))
                for term in counts:
                    number = segment.terms.find(term)
                    if number is not None:
                        found = lists.found(np.array([number]))
                        counts[term] += int(found.counts.compress(living.take(found.documents)).sum(dtype=np.int64))
        return WordCounts(total, counts)

    def match(self, leaf: Leaf) -> Matched:
        """Where a leaf stands."""
        return self._matched.get(leaf, self._match)

    def frequency(self, field: str, documents: Ints, counts: Floats) -> Floats:
        """Frequencies in one field weighted by BM25F."""
        # In the order of `scoring.weighted`: floats added or multiplied in another one differ in their last bit.
        weighted = counts * scoring.WEIGHTS[field]
        weighted /= self._discounts[field].take(documents)
        return weighted

    def saturated(self, leaf: Leaf) -> Floats:
        """What the frequency of a leaf gives to the score of each document that it matches."""
        return self._saturated.get(leaf, self._frequencies)

    def _frequencies(self, leaf: Leaf) -> Floats:
        matched = self.match(leaf)
        by_field = [
            (found.documents, self.frequency(name, found.documents, found.counts.astype(np.float64)))
            for name, found in matched.found.items()
        ]
        return scoring.saturated(document_sums.together(matched.documents, by_field, len(self.living)))

    def occurrences(self, matched: Matched, field: str, documents: Iterable[int]) -> dict[int, list[tuple[int, ...]]]:
        """Where a leaf stands in a field of some documents: positions among its words (see `search.query.patterns`)."""
        numbers = np.array([*documents], np.int64)
        places = {piece: self._positions(field, terms, numbers) for piece, terms in matched.terms.items()}
        return {
            document: matched.pattern.standing({piece: found.get(document, []) for piece, found in places.items()})
            for document in set().union(*places.values())
        }

    def _positions(self, field: str, terms: Sequence[Ints], documents: Ints) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for key in self.keys(field, terms, documents).tolist():
            found.setdefault(key >> POSITION_BITS, []).append(key & ((1 << POSITION_BITS) - 1))
        return found

    def keys(self, field: str, terms: Sequence[Ints], documents: Ints) -> Ints:
        """Where any of some terms, given for each segment, stands in a field of some documents: keys, ascending."""
        wanted = np.sort(documents)
        bases = [segment.base for segment in self._segments]
        edges = np.searchsorted(wanted, [*bases, len(self.living)]).tolist()
        found = [np.empty(0, np.int64)]
        for segment, numbers, (low, high) in zip(self._segments, terms, pairwise(edges), strict=True):
            if low < high:
                keys = segment.fields[field].keys(numbers, wanted[low:high] - segment.base)
                found.append(keys + (segment.base << POSITION_BITS))
        return np.concatenate(found)

    def _discount(self, field: str) -> Floats:
        lengths = [segment.fields[field].lengths for segment in self._segments]
        every = np.concatenate([np.empty(0, "u1"), *lengths]).astype(np.float64)
        average = max(1.0, float(every[self.living].sum()) / max(1, self.size))
        return scoring.discount(field, every, average)

    def _match(self, leaf: Leaf) -> Matched:
        expansions = {part: self._expand(part) for part in asked(leaf)}
        pattern = resolve(leaf, lambda part: expansions[part].known)
        terms = {piece: self.vocabulary.of_width(expansions[piece.part], piece.width) for piece in pattern.pieces}
        found = {
            name: self._alive(find(self._segments, name, pattern, terms))
            for name in scoring.FIELDS
            if pattern.in_field(name)
        }
        notices = dict.fromkeys(notice for expansion in expansions.values() for notice in expansion.notices)
        first = next(iter(expansions.values()))
        documents, mask = self._union(list(found.values()))
        kept = mask if mask.nbytes < documents.nbytes else None
        return Matched(pattern, first, terms, found, documents, tuple(notices), kept)

    def _alive(self, found: Found) -> Found:
        # Nothing is gone where an index was written in one go: then nothing needs to be looked up.
        if self.size == len(self.living):
            return found
        kept = self.living.take(found.documents)
        return Found(found.documents.compress(kept), found.counts.compress(kept))

    def _union(self, found: list[Found]) -> tuple[Ints, Mask]:
        mask = self._mask_of(*(in_field.documents for in_field in found))
        return found[0].documents if len(found) == 1 else np.flatnonzero(mask), mask

    def laid_out(self, matched: Matched) -> Mask:
        """Which documents a leaf was found in, as an array that nobody writes to."""
        return self._mask_of(matched.documents) if matched.mask is None else matched.mask

    def _mask_of(self, *some: Ints) -> Mask:
        mask = np.zeros(len(self.living), np.bool_)
        for documents in some:
            mask[documents] = True
        return _shared(mask)


def _shared(mask: Mask) -> Mask:
    """The mask, which many read: to write to it is an error."""
    mask.flags.writeable = False
    return mask
