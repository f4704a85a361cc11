"""Engines that cannot carry anything over yet, nor keep names beside the documents: they are always built anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from search.engines.base import Engine
from search.model import Document
from search.renaming import Names, renamed
from search.spool import Spool


def can_grow(engine: Engine) -> bool:
    """Whether a build of the engine can grow out of another."""
    return hasattr(engine, "extend")


def write(engine: Engine, folder: Path, documents: Iterable[Document], names: Names) -> int:
    """Write a fresh index; the number of documents."""
    if can_grow(engine):
        return engine.write(folder, documents, names)
    return engine.write(folder, _settled(documents, names))


def _settled(documents: Iterable[Document], names: Names) -> Iterator[Document]:
    with Spool() as spool:
        for document in documents:
            spool.add(document)
        final = names()
        yield from (renamed(document, final) for document in spool)
