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
# Keys and documents that are worked on at once: so what is needed for a moment stays small beside the keys, which are
# the largest array of a build.
_CHUNK = 1 << 20
_GROUP = 1024

Keys = npt.NDArray[np.uint64]


def invert(collected: Collected) -> dict[str, Array]:
    """The arrays of a segment's file."""
    compounds = [word for _, _, word in collected.compounds]
    # Joined words are numbered behind all others.
    alone = len(collected.surfaces)
    surfaces = [surface for _, surface in collected.surfaces] + compounds
    folds = folds_of(surfaces[:alone]) + compounds
    languages = [language for language, _ in collected.surfaces] + [language for language, _, _ in collected.compounds]
    terms = _terms(languages, surfaces, folds)
    terms[alone:] = [wide(term, width) for term, (_, width, _) in zip(terms[alone:], collected.compounds, strict=True)]
    word_names, word_of = _ranked(folds)
    term_names, term_of = _ranked(terms)
    made = packed("terms", term_names) | packed("words", word_names)
    # Before the lists of the fields: those use up the streams that are counted here.
    made |= _word_terms(collected, word_of << np.uint64(32) | term_of, len(word_names)) | _hashes(word_names)
    made |= {"letters": _letters(word_names, 0), "long_letters": _letters(word_names, LONG)}
    for name in FIELDS:
        lengths = collected.lengths[name]
        pairs = _pairs(collected.streams.pop(name), term_of, lengths)
        joined = collected.joined[name]
        lists = _lists(pairs, _joined_pairs(joined, term_of[alone:]), joined.positions, lengths, len(term_names))
        lists |= {
            "stretches": narrow(np.append(0, np.cumsum(collected.stretches[name]))),
            "stretch_words": narrow(collected.stretch_words[name]),
        }
        made |= {f"{name}_{key}": array for key, array in lists.items()}
    made["terms_documents"] = _documents_of(made, len(term_names))
    return made


def _terms(languages: Sequence[str], surfaces: Sequence[str], folds: Sequence[str]) -> list[str]:
    """The terms of surfaces in their languages."""
    terms = [*folds]
    for language in {*languages}:
        at = [i for i, of in enumerate(languages) if of == language]
        found = surfaces_terms([surfaces[i] for i in at], [folds[i] for i in at], language)
        for i, term in zip(at, found, strict=True):
            terms[i] = term
    return terms


def _lists(keys: Keys, joined: Keys, at: Ints, lengths: Ints, terms: int) -> dict[str, Array]:
    """The lists of one field, from its pairs of term and document, which are used up; `joined` ones stand `at`."""
    bits = int(lengths.max(initial=1)).bit_length()
    _append_positions(keys, lengths, bits)
    if len(joined):
        keys = np.concatenate([keys, joined << np.uint64(bits) | at.astype(np.uint64)])
    # In place, and whole keys rather than an order of them: an argsort takes nearly twice as long, and as much memory
    # again.
    keys.sort()
    positions = _low(keys, bits)
    keys >>= np.uint64(bits)
    # The least key that each term could have, and one for the end: where these would stand its own keys begin.
    bounds = np.arange(terms + 1, dtype=np.uint64) << np.uint64(16)
    spots = np.searchsorted(keys, bounds)
    begins = heads(keys)
    counts = gaps(np.append(begins, len(keys)))
    postings = keys[begins]
    # They take more memory than all that comes of them.
    del keys, begins
    often = np.flatnonzero(counts >= OFTEN)
    return {
        "lengths": narrow(lengths),
        "first": narrow(np.searchsorted(postings, bounds)),
        "documents": _low(postings, 16),
        "counts": np.minimum(counts, OFTEN).astype("u1"),
        "often": narrow(often),
        "often_counts": narrow(counts[often]),
        "spots": narrow(spots),
        "positions": narrow(positions),
    }


def _documents_of(made: Mapping[str, Array], terms: int) -> Array:
    """How many documents have each term in any field, from the lists of the fields."""
    # A document that has the term in both fields counts once.
    keys = distinct(np.concatenate([_postings(made[f"{name}_first"], made[f"{name}_documents"]) for name in FIELDS]))
    return narrow(np.bincount((keys >> np.uint64(16)).astype(np.int64), minlength=terms))


def _postings(first: Array, documents: Array) -> Keys:
    """Pairs of term and document, as keys, from the lists of one field."""
    lengths = gaps(first)
    terms = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    return terms << np.uint64(16) | documents


def _pairs(stream: Array, rank: Keys, lengths: Ints) -> Keys:
    """For every word of the text its rank and, in the lowest 16 bits, its document."""
    keys = rank[stream]
    keys <<= np.uint64(16)
    for part, numbers, _ in _by_documents(keys, lengths):
        part |= numbers
    return keys


def _joined_pairs(joined: Joints, rank: Keys) -> Keys:
    """As `_pairs`, for joined words."""
    pairs: Keys = rank[joined.compounds] << np.uint64(16) | joined.documents.astype(np.uint64)
    return pairs


def _append_positions(keys: Keys, lengths: Ints, bits: int) -> None:
    """Put into new lowest bits of every key its position in its document."""
    keys <<= np.uint64(bits)
    for part, _, positions in _by_documents(keys, lengths):
        part |= positions


def _by_documents(keys: Keys, lengths: Ints) -> Iterator[tuple[Keys, Keys, Keys]]:
    """Views of the keys of some documents at a time, with each key's document and position."""
    ends = np.cumsum(lengths)
    for low in range(0, len(lengths), _GROUP):
        group = lengths[low : low + _GROUP]
        start, end = int(ends[low] - group[0]), int(ends[low + len(group) - 1])
        numbers = np.repeat(np.arange(low, low + len(group), dtype=np.uint64), group)
        firsts = np.repeat(ends[low : low + len(group)] - group, group)
        yield keys[start:end], numbers, (np.arange(start, end) - firsts).astype(np.uint64)


def _low(keys: Keys, bits: int) -> Array:
    """The lowest bits of every key, in two or four bytes."""
    low = np.empty(len(keys), "<u2" if bits <= 16 else "<u4")
    for start in range(0, len(keys), _CHUNK):
        low[start : start + _CHUNK] = keys[start : start + _CHUNK] & np.uint64((1 << bits) - 1)
    return low


def _ranked(names: list[str]) -> tuple[list[str], Keys]:
    """The different names, sorted, and for each one given its place among them."""
    ordered = sorted(set(names))
    rank = dict(zip(ordered, range(len(ordered)), strict=True))
    return ordered, np.fromiter(map(rank.__getitem__, names), np.uint64, len(names))


def _word_terms(collected: Collected, stands_for: Keys, words: int) -> dict[str, Array]:
    """What words stand for, from the key of word and term of every surface."""
    keys = distinct(stands_for)
    # A word's keys are those from the least that it could have up to the next word's.
    first = np.searchsorted(keys, np.arange(words + 1, dtype=np.uint64) << np.uint64(32))
    key_of = np.searchsorted(keys, stands_for).astype(np.uint64)
    of_compound = key_of[len(collected.surfaces) :]
    pairs = [distinct(_pairs(collected.streams[name], key_of, collected.lengths[name])) for name in FIELDS]
    pairs += [distinct(_joined_pairs(collected.joined[name], of_compound)) for name in FIELDS]
    having = np.bincount((distinct(np.concatenate(pairs)) >> np.uint64(16)).astype(np.int64), minlength=len(keys))
    return {
        "words_first": narrow(first),
        "words_terms": narrow(keys & np.uint64(0xFFFFFFFF)),
        "words_documents": narrow(having),
    }


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
