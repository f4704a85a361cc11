"""People, organisations and places of a stream of documents, read by worker processes.

Reading names takes much longer than reading texts, so it may be given a time, after which documents pass without; what
was read so far is kept by the annotator itself (`config.index / "cache"`), so that nothing is lost by stopping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from math import inf
from time import monotonic

from search.annotators import entities
from search.config import Config
from search.entities.corpus.folding import Census
from search.entities.corrections import Corrections
from search.ledger.writer import LedgerWriter
from search.model import Document, Mention
from search.reading.part_lookup import PartLookup
from search.reading.pool import Failure, Pool, limits_of

READ = "read"
NOT_ASKED = "none"
STILL_TO_READ = ""

Batch = tuple[Document, ...]
Mentions = tuple[Mention, ...]
Named = tuple[Document, str]
"""A document, and how its names were read: READ, NOT_ASKED, STILL_TO_READ or why they could not be."""

_BATCH = 16
"""Documents read together, as many as the annotator takes at once."""
_BATCH_CHARACTERS = 200_000
"""Of long documents fewer are read together: a batch is one task, with the time and the memory of one."""


FIRST_SECONDS = 20.0
"""How long names are read along with the texts; where that is not enough, the rest follows when one can search."""
STEP_SECONDS = 30.0
"""How long the first step reads names."""
INDEXING_SHARE = 10
"""How many times as long as it indexes a step reads names: else a large folder would be indexed over and over."""
LONGEST_STEP_SECONDS = 900.0
"""How long people wait at most for names that have been read, unless indexing them takes long as well."""


def next_step(seconds: float, indexing: float) -> float:
    """How long the step reads names that comes after one which read for so long, and was so long in indexing.

    Twice as long as the one before, so that the number of builds grows with the logarithm of the time.
    """
    least = INDEXING_SHARE * indexing
    return min(max(2 * seconds, least), max(LONGEST_STEP_SECONDS, least))


class NameReader:
    """Reads names in worker processes, which start with the first document and end with the `with` block."""

    def __init__(self, config: Config, corrections: Corrections, parts: PartLookup | None = None) -> None:
        """What `parts` have read is taken from them."""
        self._asked = config.entities != "none"
        work = partial(_reader, config, corrections, parts)
        self._pool = Pool[Batch, list[Mentions]](work, limits_of(config), _one_by_one)

    def __enter__(self) -> NameReader:
        self._pool.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.__exit__(*error)

    def read(self, documents: Iterable[Document], seconds: float = inf) -> Iterator[Named]:
        """The documents in their order, with the names of those that can be begun within so many seconds.

        Raises ExtraMissing where the model is not installed.
        """
        if not self._asked:
            yield from ((document, NOT_ASKED) for document in documents)
            return
        stream = iter(documents)
        for batch, result in self._pool.map(_batches(stream, monotonic() + seconds)):
            yield from _named(batch, result)
        yield from ((document, STILL_TO_READ) for document in stream)


def was_begun(named: Named) -> bool:
    """Whether there was time for the names of a document."""
    return named[1] != STILL_TO_READ


def counted(named: Iterable[Named], ledger: LedgerWriter, census: Census) -> Iterator[Document]:
    """Documents, each counted in the census and its names entered into the ledger as it goes by."""
    for document, how in named:
        census.add(document)
        ledger.name(document.id, how)
        yield document


def _batches(stream: Iterator[Document], until: float) -> Iterator[Batch]:
    """At least one, however short the time is: whoever comes back for more gets on."""
    while batch := _batch(stream):
        yield batch
        if monotonic() >= until:
            return


def _batch(stream: Iterator[Document]) -> Batch:
    batch: list[Document] = []
    characters = 0
    for document in islice(stream, _BATCH):
        # First in, then counted: a document that is longer than any batch is one by itself.
        batch.append(document)
        characters += len(document.text)
        if characters > _BATCH_CHARACTERS:
            break
    return tuple(batch)


def _named(batch: Batch, result: list[Mentions] | Failure) -> Iterator[Named]:
    if not isinstance(result, Failure):
        for document, mentions in zip(batch, result, strict=True):
            yield replace(document, mentions=mentions), READ
    elif len(batch) == 1:
        yield batch[0], result.reason
    # else its documents come again, one by one


def _one_by_one(batch: Batch, results: object) -> list[Batch]:
    return [(document,) for document in batch] if len(batch) > 1 else []


def _reader(
    config: Config, corrections: Corrections, parts: PartLookup | None
) -> Callable[[Batch], Iterator[list[Mentions]]]:
    list(entities.annotate_all((), config))  # loads the model, before the time of any document runs
    return partial(_read, config, corrections, parts)


def _read(config: Config, corrections: Corrections, parts: PartLookup | None, batch: Batch) -> Iterator[list[Mentions]]:
    known = parts.names(batch) if parts else [None] * len(batch)
    unread = [document for document, found in zip(batch, known, strict=True) if found is None]
    anew = iter(list(entities.annotate_all(unread, config)) if unread else ())
    named = (
        next(anew) if found is None else replace(document, mentions=found)
        for document, found in zip(batch, known, strict=True)
    )
    yield [corrections.added_to(document).mentions for document in named]
