"""Builds of a small folder in the cluster, and what is asked of them."""

from __future__ import annotations

from pathlib import Path

from search.config import Config
from search.model import Query
from search.store import builds
from tests.edited_folders import config

MORE = "A ferry more\n\nThe ferry came at noon to the pier."


def settings(folder: Path) -> Config:
    """Those of an index in the cluster, with the prefix, shards and copies of the environment."""
    return config(folder, engine="opensearch", entities="rules")


def totals(index: Path) -> tuple[int, int]:
    """How many articles there are, and how many have a ferry."""
    searcher = builds.open_index(index).searcher
    try:
        return searcher.search(Query()).total, searcher.search(Query("ferry")).total
    finally:
        searcher.close()
