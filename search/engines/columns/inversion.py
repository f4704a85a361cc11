"""Words -> the lists of a segment: which term stands in which document, how often and where.

A segment's file `MAIN_<number>.lists` (see `array_file`) holds, with `f` for the fields "title" and "body":

    terms_bytes terms_ends           the terms, sorted (see `string_table`); term t is the t-th
    terms_documents   [terms]        how many documents of the segment have the term, in any field
    words_bytes words_ends           the folded words, sorted
    words_first       [words + 1]    the word's terms are words_terms[words_first[w]:words_first[w + 1]]
    words_terms                      terms, as numbers; a word has one for each language that stems it differently
    words_documents                  in how many documents the word stands for that term
    words_hashes      u4[words]      the CRC-32 of every word, ascending, and ...
    words_hashed      [words]        ... which word each belongs to
    letters           u4[...]        the characters of all words, and ...
    long_letters      u4[...]        ... of those with five or more: without the many of scripts written without spaces
    f_lengths         [documents]    words of the field
    f_stretches       [documents + 1]  the stretches of d's text (`search.highlight.word_layout`) are those from
                                     f_stretches[d] up to f_stretches[d + 1], and ...
    f_stretch_words   [...]          ... how many words each has, so that a snippet lays out no more than it shows
    f_first           [terms + 1]    the postings of term t are those from f_first[t] up to f_first[t + 1]
    f_documents       u2[postings]   the document, counted within the segment, ascending for a term
    f_counts          u1[postings]   how often the term stands there; 255 means "see f_often"
    f_often           [...]          the postings with 255 or more, ascending, and ...
    f_often_counts    [...]          ... their true counts
    f_spots           [terms + 1]    the positions of term t are those from f_spots[t] up to f_spots[t + 1]
    f_positions       [...]          positions, for each posting ascending from 0

Terms that begin with U+0002, U+0003 or U+0004 are those of words that are written in so many pieces, and stand where
the first piece does (`search.compounds`): they are in the lists besides the pieces, and not counted in f_lengths.

A segment holds at most 65,536 documents, so that a document's number fits into two bytes. Sorting is the
whole work: a word of the text becomes one 64-bit key of its term, its document and its position, and sorted keys are
the lists.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.analysis.folds import folds_of
from search.analysis.terms import surfaces_terms
from search.compounds import wide
from search.engines.columns.array_file import Array, Ints, gaps, narrow
from search.engines.columns.distinct import distinct, heads
from search.engines.columns.glued_chunks import Joints
from search.engines.columns.postings import OFTEN
from search.engines.columns.string_table import encoded, packed
from search.engines.columns.token_streams import Collected
from search.engines.scoring import FIELDS

# An edit that puts a letter into a word of five or more leaves one of five or more: so only their letters are tried,
# and not the thousands of scripts without spaces, whose words have one or two characters.
LONG = 5
# Keys and words that are worked on at once: so what is needed for a moment stays small beside the words of a segment,
# four bytes each, which are the largest array of a build.
_KEYS = 1 << 20
_WORDS = 1 << 19

Keys = npt.NDArray[np.uint64]


def invert(collected: Collected) -> dict[str, Array]:
    """The arrays of a segment's file."""
    made, word_of, term_of = _names(collected)
    words, terms = (len(made[f"{name}_ends"]) - 1 for name in ("words", "terms"))
    hashes = {name: made.pop(name) for name in ("words_hashes", "words_hashed", "letters", "long_letters")}
    # Before the lists of the fields: those use up the streams that are counted here.
    made |= _word_terms(collected, word_of << np.uint64(32) | term_of, words) | hashes
    for name in FIELDS:
        arrays = _field(collected, name, term_of, terms)
        made |= {f"{name}_{key}": array for key, array in arrays.items()}
    made["terms_documents"] = _documents_of(made, terms)
    return made


def _names(collected: Collected) -> tuple[dict[str, Array], Keys, Keys]:
    """The tables of terms and words, and the number of each surface's word and term; the surfaces are used up."""
    compounds = [word for _, _, word in collected.compounds]
    # Joined words are numbered behind all others.
    surfaces, alone = collected.surfaces + compounds, len(collected.surfaces)
    folds = folds_of(collected.surfaces) + compounds
    terms = _terms(collected.languages + [language for language, _, _ in collected.compounds], surfaces, folds)
    terms[alone:] = [wide(term, width) for term, (_, width, _) in zip(terms[alone:], collected.compounds, strict=True)]
    collected.surfaces.clear()
    del surfaces
    word_names, word_of = _ranked(folds)
    term_names, term_of = _ranked(terms)
    made = packed("terms", term_names) | packed("words", word_names) | _hashes(word_names)
    return made | {"letters": _letters(word_names, 0), "long_letters": _letters(word_names, LONG)}, word_of, term_of


def _field(collected: Collected, name: str, term_of: Keys, terms: int) -> dict[str, Array]:
    """The arrays of one field, whose stream is used up."""
    lengths, alone = collected.lengths[name], len(collected.languages)
    placed = _Placed(collected.streams.pop(name), term_of, lengths, collected.joined[name], alone)
    return {
        "lengths": narrow(lengths),
        **_lists(placed, terms),
        "stretches": narrow(np.append(0, np.cumsum(collected.stretches[name]))),
        "stretch_words": narrow(collected.stretch_words[name]),
    }


def _terms(languages: Sequence[str], surfaces: Sequence[str], folds: Sequence[str]) -> list[str]:
    """The terms of surfaces in their languages."""
    terms = [*folds]
    for language in {*languages}:
        at = [i for i, of in enumerate(languages) if of == language]
        found = surfaces_terms([surfaces[i] for i in at], [folds[i] for i in at], language)
        for i, term in zip(at, found, strict=True):
            terms[i] = term
    return terms


class _Placed:
    """The words of one field, from a stream of surfaces that is used up, as numbers of terms; joined words beside them.

    A word of the text becomes a key of its term, its document and its position, the last in the lowest `bits`.
    """

    def __init__(self, stream: Array, term_of: Keys, lengths: Ints, joined: Joints, alone: int) -> None:
        self._terms, self._joined = stream, joined
        self._groups = [*_groups(lengths, lengths)]
        rank = term_of.astype(stream.dtype)
        for start in range(0, len(stream), _WORDS):
            stream[start : start + _WORDS] = rank[stream[start : start + _WORDS]]
        self._joined_terms = term_of[alone:][joined.compounds]
        self.bits = int(lengths.max(initial=1)).bit_length()

    def counts(self, terms: int) -> Ints:
        """How often each term stands in the field."""
        counts = np.bincount(self._joined_terms.astype(np.int64), minlength=terms)
        for start in range(0, len(self._terms), _KEYS):
            counts += np.bincount(self._terms[start : start + _KEYS], minlength=terms)
        return counts

    def keys(self, low: int, high: int) -> Keys:
        """The keys of the terms from `low` up to but without `high`, ascending."""
        of_joined = (self._joined_terms >= low) & (self._joined_terms < high)
        joined = self._joined_terms[of_joined] << np.uint64(16) | self._joined.documents[of_joined].astype(np.uint64)
        parts = [joined << np.uint64(self.bits) | self._joined.positions[of_joined].astype(np.uint64)]
        parts += (self._within(group, low, high) for group in self._groups)
        keys = np.concatenate(parts)
        # Whole keys rather than an order of them: an argsort takes nearly twice as long, and as much memory again.
        keys.sort()
        return keys

    def _within(self, group: _Group, low: int, high: int) -> Keys:
        terms = self._terms[group.start : group.end]
        at = np.flatnonzero((terms >= low) & (terms < high))
        documents = group.documents(np.searchsorted(at, group.bounds))
        keys = terms[at].astype(np.uint64)
        keys <<= np.uint64(16)
        keys |= documents + np.uint64(group.first)
        keys <<= np.uint64(self.bits)
        keys |= (at - group.bounds[documents]).astype(np.uint64)
        return keys


@dataclass(frozen=True, slots=True)
class _Group:
    """Some documents from number `first` on: their words are those from `start` up to `end`, by `bounds` from there."""

    first: int
    start: int
    end: int
    bounds: Ints

    def documents(self, bounds: Ints) -> Array:
        """The document of each of some words, counted from the first, by where those of each document begin and end."""
        return np.repeat(np.arange(len(bounds) - 1, dtype=np.uint16), gaps(bounds))


def _groups(lengths: Ints, every: Ints) -> Iterator[_Group]:
    """Documents with so many words each in a field, a few at a time by how many words there are in every field."""
    ends = np.append(0, np.cumsum(lengths))
    for low, high in _ranges(np.append(0, np.cumsum(every)), _WORDS):
        bounds = ends[low : high + 1]
        yield _Group(low, int(bounds[0]), int(bounds[-1]), bounds - bounds[0])


def _lists(placed: _Placed, terms: int) -> dict[str, Array]:
    """The lists of one field, some terms at a time."""
    spots = np.append(0, np.cumsum(placed.counts(terms)))
    positions = np.empty(int(spots[-1]), "<u2" if placed.bits <= 16 else "<u4")
    first = np.zeros(terms + 1, np.int64)
    # There are as many postings as words at most; what is not filled of these takes no memory.
    documents, counts, before = np.empty(len(positions), "<u2"), np.empty(len(positions), "u1"), 0
    often, often_counts = [spots[:0]], [spots[:0]]
    for low, high in _ranges(spots, _KEYS):
        postings, counted = _postings_of(placed.keys(low, high), placed.bits, positions[spots[low] : spots[high]])
        # The least key that each term could have: where these would stand its own keys begin.
        first[low:high] = before + np.searchsorted(postings, np.arange(low, high, dtype=np.uint64) << np.uint64(16))
        after = before + len(postings)
        _low(postings, 16, documents[before:after])
        counts[before:after] = np.minimum(counted, OFTEN)
        many = np.flatnonzero(counted >= OFTEN)
        often.append(before + many)
        often_counts.append(counted[many])
        before = after
    first[terms:] = before
    return {
        "first": narrow(first),
        "documents": documents[:before],
        "counts": counts[:before],
        "often": narrow(np.concatenate(often)),
        "often_counts": narrow(np.concatenate(often_counts)),
        "spots": narrow(spots),
        "positions": narrow(positions),
    }


def _postings_of(keys: Keys, bits: int, positions: Array) -> tuple[Keys, Ints]:
    """The postings of sorted keys, which are used up, and how many keys each has; their positions go into an array."""
    _low(keys, bits, positions)
    keys >>= np.uint64(bits)
    begins = heads(keys)
    return keys[begins], gaps(np.append(begins, len(keys)))


def _ranges(bounds: Ints, most: int) -> Iterator[tuple[int, int]]:
    """Things in a row that have no more than so many of what `bounds` bound for each, or one that has more."""
    low = 0
    while low < len(bounds) - 1:
        high = max(low + 1, int(np.searchsorted(bounds, bounds[low] + most, "right")) - 1)
        yield low, high
        low = high


def _documents_of(made: Mapping[str, Array], terms: int) -> Array:
    """How many documents have each term in any field, from the lists of the fields."""
    counts = np.zeros(terms, np.int64)
    every = [(made[f"{name}_first"].astype(np.int64), made[f"{name}_documents"]) for name in FIELDS]
    for low, high in _ranges(np.sum([first for first, _ in every], axis=0), _KEYS):
        # A document that has the term in both fields counts once.
        keys = distinct(np.concatenate([_postings(first[low : high + 1], documents) for first, documents in every]))
        counts[low:high] = np.bincount((keys >> np.uint64(16)).astype(np.int64), minlength=high - low)
    return narrow(counts)


def _postings(first: Ints, documents: Array) -> Keys:
    """Pairs of term, counted from the first, and document, as keys, from the lists of some terms of one field."""
    lengths = gaps(first)
    terms = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    return terms << np.uint64(16) | documents[first[0] : first[-1]]


def _low(keys: Keys, bits: int, low: Array) -> None:
    """The lowest bits of every key, put into an array of two or four bytes each."""
    for start in range(0, len(keys), _WORDS):
        low[start : start + _WORDS] = keys[start : start + _WORDS] & np.uint64((1 << bits) - 1)


def _ranked(names: list[str]) -> tuple[list[str], Keys]:
    """The different names, sorted, and for each one given its place among them."""
    rank = dict.fromkeys(names, 0)
    ordered = sorted(rank)
    rank.update(zip(ordered, range(len(ordered)), strict=True))
    return ordered, np.fromiter(map(rank.__getitem__, names), np.uint64, len(names))


def _word_terms(collected: Collected, stands_for: Keys, words: int) -> dict[str, Array]:
    """What words stand for, from the key of word and term of every surface."""
    keys = distinct(stands_for)
    # A word's keys are those from the least that it could have up to the next word's.
    first = np.searchsorted(keys, np.arange(words + 1, dtype=np.uint64) << np.uint64(32))
    key_of = np.searchsorted(keys, stands_for).astype(np.uint64)
    having = np.zeros(len(keys), np.int64)
    for pairs in zip(*(_pairs(collected, name, key_of) for name in FIELDS), strict=True):
        having += np.bincount((distinct(np.concatenate(pairs)) >> np.uint64(16)).astype(np.int64), minlength=len(keys))
    return {
        "words_first": narrow(first),
        "words_terms": narrow(keys & np.uint64(0xFFFFFFFF)),
        "words_documents": narrow(having),
    }


def _pairs(collected: Collected, name: str, key_of: Keys) -> Iterator[Keys]:
    """For every word of some documents in a field, also joined ones, its key and, in the low 16 bits, its document."""
    stream, joined, alone = collected.streams[name], collected.joined[name], len(collected.languages)
    order = np.argsort(joined.documents, kind="stable")
    of_joined = key_of[alone:][joined.compounds[order]] << np.uint64(16) | joined.documents[order].astype(np.uint64)
    ordered = joined.documents[order]
    for group in _groups(collected.lengths[name], np.sum([*collected.lengths.values()], axis=0)):
        pairs = key_of[stream[group.start : group.end]]
        pairs <<= np.uint64(16)
        pairs |= group.documents(group.bounds) + np.uint64(group.first)
        low, high = np.searchsorted(ordered, (group.first, group.first + len(group.bounds) - 1))
        yield np.concatenate([pairs, of_joined[low:high]])


def _hashes(words: list[str]) -> dict[str, Array]:
    # A hash that is the same on every machine and in every run, which Python's own is not.
    hashes = hashes_of(words)
    order = np.argsort(hashes, kind="stable")
    return {"words_hashes": hashes[order], "words_hashed": narrow(order)}


def _letters(words: list[str], shortest: int) -> Array:
    letters = set("".join(word for word in words if len(word) >= shortest))
    return np.array(sorted(map(ord, letters)), "<u4")


def hashes_of(words: Sequence[str]) -> Array:
    """The numbers by which words are looked up when thousands of possible ones are."""
    return np.fromiter(map(zlib.crc32, map(encoded, words)), "<u4", len(words))
