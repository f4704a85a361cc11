"""Reading posting lists: a segment's file of lists (its bytes are laid out in `inversion`).

A list is taken whole: documents and counts as two arrays, positions as one. Several terms of one part of a query are
taken together, in one gather, however many they are. Documents are numbered within the segment here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search.compounds import WIDEST, wide
from search.engines.columns.array_file import Array, ArrayFile, ArrayInBlocks, Ints
from search.engines.columns.distinct import distinct
from search.engines.columns.stored_documents import StoredDocuments
from search.engines.columns.string_table import Strings
from search.engines.scoring import FIELDS

OFTEN = 255
"""A count that says: look the true one up."""
POSITION_BITS = 32
"""A key is a document's number times 2^32 plus a position."""
_FEW = 16
"""Documents that are a sixteenth of a list are few: looking them up there is quicker than a pass over it."""
_NONE: Ints = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Found:
    """Documents, ascending, with how often something stands in each."""

    documents: Ints
    counts: Array

    @property
    def nbytes(self) -> int:
        """The memory it takes."""
        return self.documents.nbytes + self.counts.nbytes


@dataclass(frozen=True, slots=True)
class _Postings:
    """Postings of terms: their places, and of several terms the stretches from `starts` up to `stops`, one for each."""

    places: slice | Ints
    starts: Ints
    stops: Ints

    def of(self, array: ArrayInBlocks) -> Array:
        if isinstance(self.places, slice):
            return array.stretch(self.places.start, self.places.stop)
        return array.take(self.places, self.starts, self.stops)


class Segment:
    """One segment: its terms and words, the lists of its fields, and its documents from number `base` on.

    Where some of its documents are gone, `MAIN_<number>.living` says how many of the others have each term and word.
    """

    def __init__(self, folder: Path, number: int, base: int) -> None:
        file = ArrayFile(folder / f"MAIN_{number}.lists")
        living = folder / f"MAIN_{number}.living"
        counts = ArrayFile(living) if living.exists() else file
        self.number, self.base = number, base
        self.terms, self.terms_documents = Strings(file, "terms"), counts["terms_documents"]
        self._wide = {width: self.terms.starting(wide("", width)) for width in range(2, WIDEST + 1)}
        self.has_wide = self._wide[2][0] < self._wide[WIDEST][1]
        self.words = Words(file, counts["words_documents"], (self._wide[2][0], self._wide[WIDEST][1]))
        self.fields = {name: FieldLists(file, name) for name in FIELDS}
        self.documents = StoredDocuments(folder / f"MAIN_{number}.docs", file)

    def of_width(self, terms: Ints, width: int) -> Ints:
        """Of some terms those that take so many positions."""
        low, high = self._wide[WIDEST if width == 1 else width]
        if width == 1:
            if not self.has_wide:
                return terms
            low = self._wide[2][0]
            return terms[(terms < low) | (terms >= high)]
        return terms[(terms >= low) & (terms < high)]

    def meaning(self, word: str, term: str) -> int:
        """The place in `words.documents` of a word in the sense of a term. Raises ValueError where there is none."""
        return self.words.meaning(word, self.terms.index(term))


class Words:
    """The folded words of a segment, with the terms that each stands for in some document."""

    def __init__(self, file: ArrayFile, documents: Array, wide: tuple[int, int]) -> None:
        self.documents, self._wide = documents, wide
        self.strings = Strings(file, "words")
        self.hashes, self.hashed = file["words_hashes"], file["words_hashed"]
        self.letters, self.long_letters = file["letters"], file["long_letters"]
        self._terms = file["words_terms"]
        self._first = file.bounds("words_first", len(self._terms))

    def terms(self, words: Array) -> Ints:
        """The terms of some words, ascending, each once."""
        starts = self._first[words].astype(np.int64)
        ends = self._first[words.astype(np.int64) + 1].astype(np.int64)
        meanings = spread(starts, ends - starts)
        # A word may stand for a term that only documents had which are gone.
        return distinct(self._terms.take(meanings.compress(self.documents.take(meanings) > 0)).astype(np.int64))

    def terms_of(self, word: int) -> list[int]:
        """The terms of one word: as `terms`, which takes ten times as long for so few."""
        senses = slice(int(self._first[word]), int(self._first[word + 1]))
        each = zip(self._terms[senses].tolist(), self.documents[senses].tolist(), strict=True)
        return [term for term, documents in each if documents > 0]

    def having(self, low: int, high: int) -> Ints:
        """In how many documents each of the words from `low` up to but without `high` stands in one, in any sense."""
        first = self._first[low : high + 1].astype(np.int64)
        senses = slice(first[0], first[-1])
        in_one = (self._terms[senses] < self._wide[0]) | (self._terms[senses] >= self._wide[1])
        sums = np.append(0, np.cumsum(self.documents[senses] * in_one, dtype=np.int64))
        having: Ints = np.diff(sums.take(first - first[0]))
        return having

    def meaning(self, word: str, term: int) -> int:
        """The place in `documents` of a word in the sense of a term. Raises ValueError where there is none."""
        number = self.strings.index(word)
        start, end = int(self._first[number]), int(self._first[number + 1])
        senses: list[int] = self._terms[start:end].tolist()
        return start + senses.index(term)


class FieldLists:
    """The lists of one field in one segment."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.lengths = file[f"{name}_lengths"]
        self._documents, self._counts = file.in_blocks(f"{name}_documents"), file.in_blocks(f"{name}_counts")
        self._often, self._often_counts = file[f"{name}_often"], file[f"{name}_often_counts"]
        self._positions = file.in_blocks(f"{name}_positions")
        self._first = file.bounds(f"{name}_first", len(self._documents))
        self._spots = file.bounds(f"{name}_spots", len(self._positions))
        self._stretch_words = file[f"{name}_stretch_words"]
        self._stretches = file.bounds(f"{name}_stretches", len(self._stretch_words))

    def stretch_words(self, document: int) -> list[int]:
        """How many words each stretch of a document's text has."""
        words: list[int] = self._stretch_words[self._stretches[document] : self._stretches[document + 1]].tolist()
        return words

    def found(self, terms: Ints) -> Found:
        """The documents that have any of some terms, with the sum of their counts."""
        postings = self._postings(terms)
        # A single term, as most are, is a slice: nothing is copied or summed.
        documents, counts = postings.of(self._documents), self._counted(postings)
        if len(terms) != 1:
            # Sums come as floats, in which whole numbers are exact up to 2^53.
            sums = np.bincount(documents, weights=counts, minlength=1)
            documents = np.flatnonzero(sums)
            counts = sums[documents]
        # In the file two bytes hold a number within the segment. From here on numbers are those of the whole index, and
        # are shifted into keys: that takes eight. Counts stay as they lie.
        return Found(documents.astype(np.int64), counts)

    def has(self, term: int) -> bool:
        """Whether a term stands in this field; the table of terms is that of all fields."""
        return bool(self._first[term] < self._first[term + 1])

    def positions(self, term: int) -> list[Array]:
        """The positions of a term, for each of its documents."""
        positions = self._positions.stretch(int(self._spots[term]), int(self._spots[term + 1]))
        counts = self._counted(self._postings_of_one(term))
        return np.split(positions, np.cumsum(counts.astype(np.int64))[:-1])

    def keys(self, terms: Ints, within: Ints) -> Ints:
        """Where any of some terms stands in some documents, ascending: sorted keys of document and position."""
        if len(terms) > 1:
            terms = terms[self._first[terms] < self._first[terms + 1]]
        if not len(terms) or not len(within):
            return _NONE
        return self._keys_of_one(int(terms[0]), within) if len(terms) == 1 else self._keys_of_several(terms, within)

    def _keys_of_one(self, term: int, within: Ints) -> Ints:
        """The keys of one term, which are sorted as they lie in the file."""
        postings = self._postings_of_one(term)
        documents = postings.of(self._documents)
        kept = self._kept(documents, within, one_term=True)
        if not len(kept):
            return kept
        counts = self._counted(postings)
        start, stop = int(self._spots[term]), int(self._spots[term + 1])
        spots = _sums_before(counts, kept) + start
        counts = counts.take(kept).astype(np.int64)
        places = spread(spots, counts)
        # Of many documents nearly every block is needed; and those of a frequent term were mostly compared before.
        many = len(kept) * _FEW >= len(documents)
        if many or self._positions.is_compared(start, stop):
            positions = self._positions.stretch(start, stop).take(places - start)
        else:
            positions = self._positions.take(places, spots, spots + counts)
        return _keys(documents.take(kept), counts, positions)

    def _keys_of_several(self, terms: Ints, within: Ints) -> Ints:
        """The keys of several terms, none of which is missing."""
        postings = self._postings(terms)
        documents, counts = postings.of(self._documents), self._counted(postings)
        kept = self._kept(documents, within, one_term=False)
        spots = _sums_before(counts, kept) + self._shifts(terms, counts, kept)
        counts = counts.take(kept).astype(np.int64)
        # Of many documents nearly every block is needed: then those of the whole terms are quicker to name.
        few = len(kept) * _FEW < len(documents)
        within_terms = (spots, spots + counts) if few else _stretches(self._spots, terms)
        keys = _keys(documents.take(kept), counts, self._positions.take(spread(spots, counts), *within_terms))
        keys.sort()
        return keys

    def _kept(self, documents: Array, within: Ints, one_term: bool) -> Ints:
        """Which of the documents of some postings are among others."""
        if one_term and len(within) * _FEW < len(documents):
            # In their own type: numbers of another one would have all of them made over.
            wanted = within.astype(documents.dtype)
            at: Ints = documents.searchsorted(wanted)
            # What belongs behind the last is compared with the last, and differs from it.
            return at.compress(documents.take(at, mode="clip") == wanted)
        mask = np.zeros(len(self.lengths), np.bool_)
        mask[within] = True
        return np.flatnonzero(mask.take(documents))

    def _shifts(self, terms: Ints, counts: Array, kept: Ints) -> Ints:
        """What leads from the sum of the counts before some postings, of several terms in a row, to their positions."""
        lengths = self._first[terms + 1].astype(np.int64) - self._first[terms]
        starts = np.cumsum(lengths) - lengths
        shifts: Ints = self._spots[terms] - _sums_before(counts, starts)
        # The term of a posting is the last that begins at it or before.
        return shifts.take(np.searchsorted(starts, kept, "right") - 1)

    def _postings(self, terms: Ints) -> _Postings:
        if len(terms) == 1:
            return self._postings_of_one(int(terms[0]))
        starts, stops = _stretches(self._first, terms)
        return _Postings(spread(starts, stops - starts), starts, stops)

    def _postings_of_one(self, term: int) -> _Postings:
        return _Postings(slice(int(self._first[term]), int(self._first[term + 1])), _NONE, _NONE)

    def _counted(self, postings: _Postings) -> Array:
        """The counts of postings; those that do not fit into a byte are looked up."""
        counts = postings.of(self._counts)
        large = np.flatnonzero(counts == OFTEN)
        if not len(large):
            return counts
        # A byte cannot hold what is put in now.
        counts = counts.astype(np.int64)
        places = postings.places
        numbers = large + places.start if isinstance(places, slice) else places[large]
        counts[large] = self._often_counts[np.searchsorted(self._often, numbers)]
        return counts


def _stretches(bounds: Array, terms: Ints) -> tuple[Ints, Ints]:
    """Where the stretches of some terms begin and end."""
    return bounds[terms].astype(np.int64), bounds[terms + 1].astype(np.int64)


def _keys(documents: Array, counts: Ints, positions: Array) -> Ints:
    """Keys of documents and positions, of which each document has so many."""
    keys: Ints = (documents.astype(np.int64) << POSITION_BITS).repeat(counts) + positions
    return keys


def _sums_before(counts: Array, places: Ints) -> Ints:
    """The sums of all counts before each of some places, which ascend."""
    if len(places) * _FEW > len(counts):
        sums = np.cumsum(counts, dtype=np.int64)
        before: Ints = sums.take(places) - counts.take(places)
        return before
    if not len(places):
        return np.empty(0, np.int64)
    # Of a few places the stretches between them are summed, and not every count up to the last.
    between = np.add.reduceat(counts, places, dtype=np.int64)
    return int(counts[: places[0]].sum(dtype=np.int64)) + between.cumsum() - between


def spread(starts: Ints, counts: Ints) -> Ints:
    """The numbers of several runs, one run after the other: `counts[i]` numbers from `starts[i]` on."""
    ends: Ints = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    shifts: Ints = starts - (ends - counts)
    return np.arange(total) + shifts.repeat(counts)
