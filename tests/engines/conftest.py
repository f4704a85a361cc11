"""Every engine in turn, over whatever documents a test has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engines.base import Searcher, engine_names
from search.model import Document
from tests.corpora import searcher_over

Open = Callable[[list[Document]], Searcher]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name the engines when tests are collected: a cluster is named after the files like this one are loaded."""
    if "open_with" in metafunc.fixturenames:
        metafunc.parametrize("open_with", engine_names(), indirect=True)


@pytest.fixture
def open_with(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function from documents to a searcher, for each engine."""
    opened: list[Searcher] = []

    def make(documents: list[Document]) -> Searcher:
        opened.append(searcher_over(tmp_path / str(len(opened)), request.param, documents))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()
