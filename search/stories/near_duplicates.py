"""Near-duplicates: candidates by MinHash, each compared in full.

Two documents are near-duplicates where their bodies have half of their 3-word shingles in common (Jaccard); what is so
connected is one group. Of every band's equals the first is compared with all and neighbours with one another, so that
ten thousand copies of one text cost ten thousand comparisons a band and not fifty million.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import numpy as np

from search.engines.columns.distinct import distinct, heads
from search.model import Document
from search.stories.minhash import RECORD, kept
from search.stories.word_numbers import Array, shingles_of

NEAR = 0.5
LEAST_SHINGLES = 20
"""Bodies with fewer shingles say too little to be told from one another."""
FILE = "stories.pairs"
PAIR = np.dtype([("first", RECORD["id"]), ("second", RECORD["id"]), ("near", "u1")])
"""A comparison that was made, kept with the build: documents that have not changed are not compared again."""
_MOST_AT_ONCE = 50_000

Fetch = Callable[[Collection[str]], Iterable[Document]]
"""Gives documents by their ids, in any order."""


def near_groups(sketches: Array, fetch: Fetch, known: Array, scratch: Path) -> tuple[Array, Array]:
    """The group of every sketch, as the number of its first member, and the comparisons that led to it.

    `sketches` are sorted by id; `known` are comparisons between documents that are as they were. What does not fit into
    memory waits in a file without a name in the folder `scratch`.
    """
    candidates = _candidates(sketches)
    near = _as_known(candidates, sketches["id"], known)
    asked = np.flatnonzero(near < 0)
    if len(asked):
        near[asked] = _compared(candidates[asked], sketches["id"], fetch, scratch)
    made = np.empty(len(candidates), PAIR)
    made["first"], made["second"] = (sketches["id"][candidates[:, side]] for side in (0, 1))
    made["near"] = near
    return connected(candidates[near == 1], len(sketches)), made


def write_pairs(folder: Path, pairs: Array) -> None:
    """Keep comparisons in a build."""
    (folder / FILE).write_bytes(pairs.tobytes())


def read_pairs(folder: Path, gone: Collection[str]) -> Array:
    """The comparisons of a build, without those of documents that are gone or have changed. Raises IndexUnusable."""
    pairs = kept(folder, FILE, PAIR)
    ids = np.array([*gone], RECORD["id"])
    return pairs[~(np.isin(pairs["first"], ids) | np.isin(pairs["second"], ids))]


def _candidates(sketches: Array) -> Array:
    """Pairs of numbers, the smaller first, each once."""
    eligible = np.flatnonzero(sketches["count"] >= LEAST_SHINGLES)
    bands = sketches["bands"][eligible]
    found = [np.empty(0, np.int64)]
    for band in range(bands.shape[1]):
        # Stable: those with an equal band stay ascending, so that the first is the smallest of them.
        order = np.argsort(bands[:, band], kind="stable")
        values, members = bands[order, band], eligible[order]
        same = np.flatnonzero(values[1:] == values[:-1])
        if len(same):
            begins = heads(values)
            # Where the run of equals begins that each is in.
            first = members[begins[np.searchsorted(begins, same + 1, "right") - 1]]
            # A pair in one number, the smaller above: sorted once, all bands give each pair once.
            found.append(np.concatenate([first << 32 | members[same + 1], members[same] << 32 | members[same + 1]]))
    pairs = distinct(np.concatenate(found))
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF], axis=1)


def _as_known(candidates: Array, ids: Array, known: Array) -> Array:
    """For every candidate 1 or 0 where it has been compared, else -1."""
    # A byte each, of which there may be millions.
    near = np.full(len(candidates), -1, np.int8)
    if not (len(candidates) and len(known)):
        return near
    first, second = (np.searchsorted(ids, known[side]) for side in ("first", "second"))
    keys = first << 32 | second
    order = np.argsort(keys)
    wanted = candidates[:, 0] << 32 | candidates[:, 1]
    at = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    have = keys[order][at] == wanted
    near[have] = known["near"][order][at][have]
    return near


def _compared(candidates: Array, ids: Array, fetch: Fetch, scratch: Path) -> Array:
    """Which candidates are near, by all of their shingles; these wait in a file, however many they are."""
    with tempfile.TemporaryFile(dir=scratch) as file:
        places: dict[int, tuple[int, int]] = {}
        for number, found in _fetched(distinct(candidates), ids, fetch):
            places[number] = file.tell(), len(found)
            file.write(found.tobytes())
        file.flush()
        every = np.memmap(file, np.uint64, "r") if file.tell() else np.empty(0, np.uint64)
        pairs = (tuple(every[at // 8 : at // 8 + size] for at, size in map(places.__getitem__, pair))
                 for pair in candidates.tolist())  # fmt: skip
        return np.fromiter((_jaccard(first, second) >= NEAR for first, second in pairs), np.int8, len(candidates))


def _fetched(numbers: Array, ids: Array, fetch: Fetch) -> Iterator[tuple[int, Array]]:
    for start in range(0, len(numbers), _MOST_AT_ONCE):
        of_id = {ids[number].decode(): number for number in numbers[start : start + _MOST_AT_ONCE].tolist()}
        for document in fetch(of_id.keys()):
            yield of_id[document.id], shingles_of(document)


def _jaccard(first: Array, second: Array) -> float:
    # They have no more in common than the shorter has, so they cannot be near: nothing needs to be compared.
    if min(len(first), len(second)) < NEAR * max(len(first), len(second)):
        return 0.0
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / (len(first) + len(second) - common)


def connected(pairs: Array, size: int) -> Array:
    """For every number below `size` the smallest that pairs connect it with."""
    above = list(range(size))

    def top(number: int) -> int:
        while above[number] != number:
            # Halving the way for whoever comes next keeps it short, however long the chain of pairs is.
            above[number] = above[above[number]]
            number = above[number]
        return number

    for first, second in pairs.tolist():
        one, other = top(first), top(second)
        # The smallest on top: a group has the same name in whichever order its pairs come.
        above[max(one, other)] = min(one, other)
    return np.array([top(number) for number in range(size)], np.int64)
