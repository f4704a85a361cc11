"""Sketches and texts -> what each document is told to belong to, kept with the build as `stories.json`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from search.engines.columns.distinct import distinct
from search.model import Belonging
from search.store import checksums
from search.stories import minhash, near_duplicates, pair_cache
from search.stories.near_duplicates import Fetch
from search.stories.story_pairs import Space
from search.stories.word_numbers import Array

FILE = "stories.json"
FILES = (minhash.FILE, near_duplicates.FILE, *pair_cache.FILES, FILE)
"""All that a build keeps of stories."""
_LONGEST = 120
_NO_PAIRS = np.empty(0, near_duplicates.PAIR)


def tell(folder: Path, fetch: Fetch, before: Path | None = None, gone: Collection[str] = ()) -> dict[str, Belonging]:
    """What the documents of a build belong to, by id, those alone left out; it is kept in the build's folder too.

    What an earlier build found is taken over where it still holds; `gone` are its documents that are gone or changed.
    """
    every = minhash.read(folder)
    # By id, so that a grown build, which writes them in another order, gives them the same numbers as a fresh one.
    every = every[np.argsort(every["id"])]
    groups, pairs = near_duplicates.near_groups(
        every, fetch, near_duplicates.read_pairs(before, gone) if before else _NO_PAIRS, folder
    )
    near_duplicates.write_pairs(folder, pairs)
    # Near-duplicates before stories: of each group only the lead is compared any further, and the others go with it.
    leads = _leads(every, groups)
    dated = _dated(every, leads)
    told = pair_cache.find(every["id"][dated], _space(every[dated]), pair_cache.read(before) if before else None)
    pair_cache.write(folder, told)
    clusters = np.arange(len(every))
    clusters[dated] = dated[told.rows["story"]]
    found = _belongings(every["id"], leads, clusters[leads], fetch)
    record = {doc_id: [belonging.lead, belonging.story] for doc_id, belonging in sorted(found.items())}
    (folder / FILE).write_text(json.dumps(record), encoding="utf-8")
    return found


def carried(folder: Path, before: Path) -> dict[str, Belonging]:
    """What an earlier build told of the same documents; all files of it come along. Raises IndexUnusable."""
    for name in FILES:
        checksums.require(before, name)
        (folder / name).write_bytes((before / name).read_bytes())
    record = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return {doc_id: Belonging(lead, story) for doc_id, (lead, story) in record.items()}


def _leads(every: Array, groups: Array) -> Array:
    """For every document the first of its group: the earliest dated one, by id where several are."""
    # `lexsort` goes by its last key first: with a day before without, then by day, then by id. What `unique` finds
    # first of a group is then its lead.
    order = np.lexsort((np.arange(len(every)), every["day"], every["day"] == 0))
    _, first = np.unique(groups[order], return_index=True)
    lead_of_group = np.zeros(len(every), np.int64)
    lead_of_group[groups[order[first]]] = order[first]
    return lead_of_group[groups]


def _dated(every: Array, leads: Array) -> Array:
    """What stories are told of, by day and id: documents with a day; near-duplicates go with their lead."""
    dated = np.flatnonzero((leads == np.arange(len(every))) & (every["day"] > 0))
    return dated[np.lexsort((dated, every["day"][dated]))]


def _space(some: Array) -> Space:
    return Space(some["day"].astype(np.int64), some["terms"], some["times"])


def _belongings(ids: Array, leads: Array, clusters: Array, fetch: Fetch) -> dict[str, Belonging]:
    near_ones, alike = np.bincount(leads, minlength=len(ids)), np.bincount(clusters, minlength=len(ids))
    members = np.flatnonzero((near_ones[leads] > 1) | (alike[clusters] > 1))
    names = _names(ids, distinct(clusters[members]), fetch)
    return {
        ids[number].decode(): Belonging(
            ids[leads[number]].decode() if near_ones[leads[number]] > 1 else "", names[int(clusters[number])]
        )
        for number in members.tolist()
    }


def _names(ids: Array, firsts: Array, fetch: Fetch) -> Mapping[int, str]:
    """The names of stories: the title of the first article, with a number where several have the same."""
    of_id = {ids[first].decode(): first for first in firsts.tolist()}
    titles = {of_id[document.id]: _title(document.title or document.path) for document in fetch(of_id.keys())}
    taken, names, last = set[str](), dict[int, str](), dict[str, int]()
    for first in firsts.tolist():
        name, number = titles[first], last.get(titles[first], 1)
        while name in taken:
            number += 1  # from the last that was taken: a hundred thousand may have one title
            name = f"{titles[first]} ({number})"
        last[titles[first]] = number
        taken.add(name)
        names[first] = name
    return names


def _title(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
