"""A corpus of generated articles, and what is left in the cluster."""

from __future__ import annotations

import random

import pytest

from search.config import Config
from search.engines.opensearch.client import connected
from search.model import Document
from tests.corpora import article

_WORDS = "harbour ferry storm pilot crew budget council tram bridge school river mayor strike vote museum train".split()
_GLUED = ["e-mail", "email", "e mail", "1,000", "1000", "night-ferry", "nightferry"]


def made(count: int, seed: int = 0) -> list[Document]:
    """Articles of few words, so that many are alike, with many names."""
    rng = random.Random(seed)
    return [
        article(
            number,
            " ".join(rng.choices(_WORDS, k=rng.randrange(1, 4))),
            " ".join(rng.choices([*_WORDS, *_GLUED], k=rng.randrange(5, 60))),
            source=rng.choice(["The Dial", "Harbour Post", ""]),
            date=rng.choice(["", "2023", "2024-06", f"2024-06-{rng.randrange(1, 31):02}"]),
            people=[f"Person {min(int(rng.expovariate(0.02)), 299):03}" for _ in range(rng.randrange(4))],
        )
        for number in range(count)
    ]


def indexes() -> set[str]:
    """The indexes that are in the cluster under the prefix of these tests."""
    config = Config.load()
    with connected(config) as cluster:
        found = cluster.ask("GET", f"/{config.cluster_prefix}-*/_settings", filter_path="*.settings.index.uuid")
    return {*(found or {})}


@pytest.fixture
def three_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_CLUSTER_SHARDS", "3")
