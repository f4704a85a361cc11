"""What is taken over from an earlier build is what a fresh one finds, to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.store import checksums
from search.stories import pair_cache
from search.stories.pair_cache import Found, find
from search.stories.story_pairs import Space

TERMS = 8


class Corpus:
    """Documents as sketches have them, some of which come, go and change."""

    def __init__(self, seed: int, size: int, days: int, words: int) -> None:
        self.rng, self.days, self.words = np.random.default_rng(seed), days, words
        self.documents = {number: self.some() for number in range(size)}
        self.last = size

    def some(self) -> tuple[int, list[int], list[int]]:
        terms = self.rng.choice(np.arange(1, self.words), TERMS, replace=False)
        return (
            int(self.rng.integers(730_000, 730_000 + self.days)),
            terms.tolist(),
            self.rng.integers(0, 4, TERMS).tolist(),
        )

    def change(self, come: int, go: int, other: int) -> None:
        for _ in range(come):
            self.documents[self.last] = self.some()
            self.last += 1
        for number in self.rng.permutation([*self.documents])[:go].tolist():
            del self.documents[number]
        for number in self.rng.permutation([*self.documents])[:other].tolist():
            self.documents[number] = self.some()

    def found(self, before: Found | None = None) -> Found:
        rows = sorted((day, f"{number:04}", terms, times) for number, (day, terms, times) in self.documents.items())
        ids = np.array([row[1] for row in rows], "S32")
        days = np.array([row[0] for row in rows], np.int64)
        terms, times = (np.array([row[at] for row in rows], np.uint32).reshape(-1, TERMS) for at in (2, 3))
        return find(ids, Space(days, terms, times.astype("u1")), before)


def same(one: Found, other: Found) -> bool:
    return one.rows.tobytes() == other.rows.tobytes() and one.pairs.tobytes() == other.pairs.tobytes()


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10_000), days=st.sampled_from([3, 40, 400]), words=st.sampled_from([20, 60, 400]),
    most=st.sampled_from([1, 3, 40]), changes=st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=3),
)  # fmt: skip
def test_a_grown_build_finds_what_a_fresh_one_does(
    seed: int, days: int, words: int, most: int, changes: list[tuple[int, int, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.stories.story_pairs.MOST_NEIGHBOURS", most)
        patch.setattr(pair_cache, "MOST_NEIGHBOURS", most)
        patch.setattr(pair_cache, "MOST_CHANGED", 2.0)
        corpus = Corpus(seed, 80, days, words)
        found = corpus.found()
        for change in changes:
            corpus.change(*change)
            found = corpus.found(found)
            assert same(found, corpus.found())


def test_little_is_looked_at_where_little_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(1, 3_000, 400, 4_000)
    before = corpus.found()
    corpus.change(1, 1, 0)
    looked: list[int] = []
    beside = Space.beside
    monkeypatch.setattr(Space, "beside", lambda self, row: looked.append(row) or beside(self, row))
    assert same(corpus.found(before), corpus.found())
    assert 1 <= len(looked) < 200


def test_all_is_looked_at_where_much_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(2, 100, 30, 50)
    before = corpus.found()
    corpus.change(0, 0, 90)
    monkeypatch.setattr(Space, "beside", None)
    assert same(corpus.found(before), corpus.found())


def test_it_is_kept_with_a_build(tmp_path: Path) -> None:
    found = Corpus(3, 60, 20, 40).found()
    assert len(found.pairs)
    for name, written in (("full", found), ("empty", Corpus(4, 0, 1, 40).found(found))):
        build = tmp_path / name / "build"
        build.mkdir(parents=True)
        pair_cache.write(build, written)
        checksums.write(build)
        assert same(pair_cache.read(build), written)
    assert same(written, Corpus(4, 0, 1, 40).found())
