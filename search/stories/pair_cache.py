"""Pairs and clusters that a build keeps, so that the next one looks only at what has changed.

    stories.rows   what stories are told of, by day and id: its id, its vector's digest, the row of its story's first
    stories.alike  the pairs that they were told from: two rows, the earlier first, and their cosine

Nothing is taken over that a fresh build would find otherwise: a pair stays where neither digest has changed, a row that
has as many neighbours as may be is looked at again where it has lost one, and a cluster stays where every row that it
is connected with has all the pairs that it had.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from search.stories.minhash import RECORD, kept
from search.stories.story_clusters import stories
from search.stories.story_pairs import MOST_NEIGHBOURS, Space, nearest
from search.stories.word_numbers import Array

FILES = ("stories.rows", "stories.alike")
ROW = np.dtype([("id", RECORD["id"]), ("digest", "<u8"), ("story", "<u4")])
PAIR = np.dtype([("first", "<u4"), ("second", "<u4"), ("cosine", "<f4")])
MOST_CHANGED = 1 / 16
"""The share of rows beyond which everything is looked at: one by one they take some ten times as long."""


class Found(NamedTuple):
    """What was found among documents."""

    rows: Array
    pairs: Array


def read(folder: Path) -> Found:
    """What a build has kept. Raises IndexUnusable."""
    rows, alike = FILES
    return Found(kept(folder, rows, ROW), kept(folder, alike, PAIR))


def write(folder: Path, found: Found) -> None:
    """Keep it with a build."""
    for name, array in zip(FILES, found, strict=True):
        (folder / name).write_bytes(array.tobytes())


def find(ids: Array, space: Space, before: Found | None) -> Found:
    """The stories of documents, which come by day and id; `before` is what an earlier build found."""
    pairs, cosines, known = _grown(ids, space, before) if before else _fresh(space)
    rows, kept = np.empty(len(ids), ROW), np.empty(len(pairs), PAIR)
    rows["id"], rows["digest"], rows["story"] = ids, space.digests, stories(pairs, cosines, known)
    kept["first"], kept["second"], kept["cosine"] = pairs[:, 0], pairs[:, 1], cosines
    return Found(rows, kept)


def _fresh(space: Space) -> tuple[Array, Array, Array]:
    return *space.similar(), np.full(len(space), -1)


def _grown(ids: Array, space: Space, before: Found) -> tuple[Array, Array, Array]:
    """All pairs, their cosines, and the clusters of the rows that have the pairs that they had."""
    now = _now(before.rows, ids, space.digests)
    changed = np.ones(len(ids), np.bool_)
    changed[now[now >= 0]] = False
    first, second = now[before.pairs["first"]], now[before.pairs["second"]]
    # A row that kept only its nearest may have had more: where one of them is gone the next nearest is wanted.
    full = np.bincount(before.pairs["first"], minlength=len(now))[before.pairs["first"]] >= MOST_NEIGHBOURS
    again = np.zeros(len(ids), np.bool_)
    again[first[full & (first >= 0) & (second < 0)]] = True
    if (changed | again).sum() > MOST_CHANGED * len(ids):
        return _fresh(space)
    had = (first >= 0) & (second >= 0)
    old = np.stack([first, second], axis=1)[had]
    stay = ~again[old[:, 0]]
    looked, cosines = _looked(space, changed, again)
    pairs, cosines = _merged(np.concatenate([old[stay], looked]),
                             np.concatenate([before.pairs["cosine"][had][stay], cosines]))  # fmt: skip
    open_ones = changed
    open_ones[first[(first >= 0) & (second < 0)]] = True
    open_ones[second[(second >= 0) & (first < 0)]] = True
    # A row is open again where any pair of it has come or gone, also through the bound on neighbours.
    differ = np.setxor1d(_keys(old), _keys(pairs))
    open_ones[differ >> 32] = open_ones[differ & 0xFFFFFFFF] = True
    known = np.full(len(ids), -1)
    known[now[now >= 0]] = now[before.rows["story"]][now >= 0]
    known[open_ones] = -1
    return pairs, cosines, known


def _now(rows: Array, ids: Array, digests: Array) -> Array:
    """The rows that earlier ones are now, -1 for those that are gone or have changed."""
    if not len(ids):
        return np.full(len(rows), -1)
    order = np.argsort(ids)
    # An id behind the last is compared with the last, and differs.
    found = order[np.minimum(np.searchsorted(ids[order], rows["id"]), len(ids) - 1)]
    same = (ids[found] == rows["id"]) & (digests[found] == rows["digest"])
    return np.where(same, found, -1)


def _looked(space: Space, changed: Array, again: Array) -> tuple[Array, Array]:
    """All pairs of the rows that have changed, and those of others with later rows."""
    pairs, cosines = [np.empty((0, 2), np.int64)], [np.empty(0, np.float32)]
    for row in np.flatnonzero(changed | again).tolist():
        found, theirs = space.beside(row)
        wanted = changed[row] | (found[:, 0] == row)
        pairs.append(found[wanted])
        cosines.append(theirs[wanted])
    return np.concatenate(pairs), np.concatenate(cosines)


def _merged(pairs: Array, cosines: Array) -> tuple[Array, Array]:
    """Each pair once, the nearest of each row, in the order in which a fresh build has them."""
    _, once = np.unique(_keys(pairs), return_index=True)
    pairs, cosines = pairs[once], cosines[once]
    kept = nearest(pairs[:, 0], cosines)
    return pairs[kept], cosines[kept]


def _keys(pairs: Array) -> Array:
    keys: Array = pairs[:, 0] << 32 | pairs[:, 1]
    return keys
