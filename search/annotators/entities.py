"""People, organisations and places of a stream of documents.

    documents = fold_corpus(annotate_all(documents, config))

`annotate_all` fills `mentions` and needs each document once; `fold_corpus` then gives every entity one name in the
whole corpus ("Putin" alone follows "Vladimir Putin"). A build does the same with
`search.entities.corpus.folding.Census`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.config import Config
from search.entities.corpus.folding import fold_corpus
from search.entities.recognition import Reader
from search.model import Document

__all__ = ["annotate_all", "fold_corpus"]


def annotate_all(documents: Iterable[Document], config: Config) -> Iterator[Document]:
    """The documents with their `mentions`, in the same order. Raises ExtraMissing where the model is not installed."""
    if config.entities == "none":
        yield from documents
    else:
        yield from Reader(config).read(documents)
