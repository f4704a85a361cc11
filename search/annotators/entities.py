"""People, organisations and places of a stream of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.config import Config
from search.entities.reading import Reader
from search.model import Document


def annotate_all(documents: Iterable[Document], config: Config) -> Iterator[Document]:
    """The documents with their `mentions`, in the same order. Raises ExtraMissing where the model is not installed."""
    if config.entities == "none":
        yield from documents
    else:
        yield from Reader(config).read(documents)
