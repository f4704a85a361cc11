"""Names by a spaCy model, read faster than spaCy does.

Four things make it five times faster, with the same entities: components that the entities do not use are left out,
paragraphs of a like length are read together, what the network makes of a word by itself is kept (`spacy_words`), and
the decisions are taken by `spacy_decoder`. A model of another build is read by spaCy itself.
"""

from __future__ import annotations

import re
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from search.entities.finders.raw_mentions import Raw
from search.entities.finders.spacy_decoder import Decoder
from search.errors import ExtraMissing, SettingInvalid
from search.model import Kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer"]
_VERSION = 2
"""Of the reading below: raised when the same model gives other names, so that none is taken from a cache."""
_LONGEST = 4_000
"""Code points of the longest stretch read at once; longer paragraphs are cut at a space."""
_BATCH = 12_000
"""Code points read together: memory grows with it, and past a few thousand words speed does not."""
_REMEMBERED = 20_000
"""Paragraphs kept in memory with what was found in them: furniture and agency copy recur."""


class SpacyFinder:
    """The names that a spaCy model finds. `name` is an installed package or the path of a model."""

    def __init__(self, name: str) -> None:
        self._nlp = _load(name)
        self._decoder = Decoder.of(self._nlp)
        self._known: OrderedDict[str, list[Raw]] = OrderedDict()
        meta = self._nlp.meta
        self.version = f"{meta['lang']}_{meta['name']}-{meta['version']}/{_VERSION}"
        self.language: str = meta["lang"]

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        pieces = [[(m.start(), m.group()) for m in _PIECE.finditer(text)] for text in texts]
        self._learn({piece for of_text in pieces for _, piece in of_text})
        found = [
            [Raw(at + raw.start, at + raw.end, raw.kind) for at, piece in of_text for raw in self._known[piece]]
            for of_text in pieces
        ]
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found

    def _learn(self, pieces: set[str]) -> None:
        for piece in pieces & self._known.keys():
            self._known.move_to_end(piece)
        new = sorted(pieces - self._known.keys(), key=lambda piece: (len(piece), piece))
        self._known.update((piece, []) for piece in new if piece == piece.lower())
        for batch in _batches([piece for piece in new if piece != piece.lower()]):
            self._known.update(zip(batch, self._read(batch), strict=True))

    def _read(self, batch: list[str]) -> list[list[Raw]]:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # comes with the extra

        with self._nlp.memory_zone(), threadpool_limits(limits=1):  # a second thread only waits: as fast, half the work
            if self._decoder is not None:
                docs = [self._nlp.make_doc(piece) for piece in batch]
                return [_raws(doc, entities) for doc, entities in zip(docs, self._decoder.entities(docs), strict=True)]
            return [_raws(doc, _entities(doc)) for doc in self._nlp.pipe(batch)]


@lru_cache(maxsize=8)
def spacy_finder(name: str) -> SpacyFinder:
    """The finder of a model, loaded once."""
    return SpacyFinder(name)


_PIECE = re.compile(rf"[^\s|][^\n\t|]{{0,{_LONGEST}}}(?![^\s|])|[^\s|]{{1,{_LONGEST}}}")
"""A line or a cell of a table, or a cut of one at a space; a run of letters without any is cut where it must be."""


def _batches(pieces: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece)
    if batch:
        yield batch


def _entities(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start, entity.end, entity.label_) for entity in doc.ents]


def _raws(doc: Doc, entities: list[tuple[int, int, str]]) -> list[Raw]:
    """From tokens (the end exclusive) to offsets in the text."""
    kept = ((doc[start], doc[end - 1], KINDS[label]) for start, end, label in entities if label in KINDS)
    return [Raw(first.idx, last.idx + len(last), kind) for first, last, kind in kept]


def _load(name: str) -> Language:
    try:
        import spacy
    except ImportError:
        raise ExtraMissing(advice("spaCy is")) from None
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with another minor version: same entities
            nlp = spacy.load(name, exclude=_UNUSED)
    except OSError:
        raise ExtraMissing(advice(f"the model {name!r} is")) from None
    if "ner" not in nlp.pipe_names:
        raise SettingInvalid(
            f"the model {name!r} has no 'ner' component, so it finds no names; choose another or use --entities rules"
        )
    shared: Any = nlp.get_pipe("tok2vec") if "tok2vec" in nlp.pipe_names else None
    if shared is not None and "ner" not in shared.listening_components:
        nlp.remove_pipe("tok2vec")
    return nlp


def advice(what: str) -> str:
    """What to do about something that is missing."""
    return (
        f"{what} not installed (it finds people, organisations and places); "
        "run: pip install '.[entities]' in the program's folder,"
        " or use --entities rules (no model, less accurate) or --entities none"
    )
