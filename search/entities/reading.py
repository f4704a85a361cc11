"""Documents -> documents with mentions, in batches: which finder reads which, and what is known of them already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from search.config import Config
from search.entities.folding import fold
from search.entities.full_names import FullNameFinder, territory
from search.entities.gazetteer import gazetteer
from search.entities.headlines import readable
from search.entities.lookup import dateline_cities, known_names, with_known_names
from search.entities.names import key
from search.entities.raw import Finder, Raw
from search.entities.raw_cache import CachedFinder
from search.entities.rules import RulesFinder
from search.entities.spacy_model import spacy_finder
from search.entities.trimming import Found, joined, trim
from search.model import Document, Evidence, Mention

BATCH = 16
"""Documents read together."""
_GAP = "\n\n"


class Reader:
    """Reads the names of documents by the settings, each in its language."""

    def __init__(self, config: Config) -> None:
        self._model: CachedFinder | None = None
        self._model_language = ""
        if config.entities == "model":
            model = spacy_finder(config.model)
            self._model = CachedFinder(model, config.index / "cache")
            self._model_language = model.language

    def read(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents with their mentions, in order."""
        stream = iter(documents)
        try:
            while batch := list(islice(stream, BATCH)):
                texts = [readable(_text(document)) for document in batch]
                for document, text, raws in zip(batch, texts, self._find(batch, texts), strict=True):
                    yield replace(document, mentions=mentions(document, text, raws))
        finally:
            if self._model is not None:
                self._model.close()

    def _find(self, batch: list[Document], texts: list[str]) -> list[list[Raw]]:
        found: list[list[Raw]] = [[] for _ in texts]
        for language in {document.language for document in batch}:
            chosen = [i for i, document in enumerate(batch) if document.language == language]
            raws = self._finder(language).find([texts[i] for i in chosen])
            for i, of_text in zip(chosen, raws, strict=True):
                found[i] = of_text
        return found

    def _finder(self, language: str) -> Finder:
        """The model for its own language, and where no language is known; rules for the others."""
        if self._model is not None and language in ("", self._model_language):
            return self._model
        return RulesFinder() if language in ("", "en") else FullNameFinder(language)


def _text(document: Document) -> str:
    return document.title + _GAP + document.body


def mentions(document: Document, text: str, raws: list[Raw]) -> tuple[Mention, ...]:
    """The mentions of a document from the raw names of its title and body, with those of its credits."""
    known = gazetteer()
    founds = [found for raw in joined(text, raws) for found in trim(text, raw, known)]
    founds = with_known_names(text, founds)
    if document.language not in ("", "en"):
        _translate(founds, document.language)
    offset = len(document.title) + len(_GAP)
    placed = [_mention(found, offset) for found in fold(text, founds, known)]
    credited = [_credit(name, span, placed) for name, span in _credited(document)]
    return (*placed, *credited, *_beside(document, credited))


def _beside(document: Document, credited: list[Mention]) -> Iterator[Mention]:
    """The known names in captions and date lines, which belong to the article: "Photo: AP", "PARIS, June 3"."""
    taken = [(mention.start, mention.end) for mention in credited]
    for part in document.left_out:
        if part.kind in ("caption", "date"):
            line = document.text[part.start : part.end]
            for found in [*known_names(line), *(dateline_cities(line) if part.kind == "date" else ())]:
                start, end = part.start + found.start, part.start + found.end
                if not any(a < end and start < b for a, b in taken):
                    yield Mention(found.known, found.kind, start, end, "text")


def _translate(founds: list[Found], language: str) -> None:
    """Countries and regions are counted under their English names in every language."""
    for found in founds:
        if found.kind == "place" and not found.known and (name := territory(found.key, language)):
            found.known, found.key = name, key(name)


def _mention(found: Found, offset: int) -> Mention:
    if found.start < offset:
        return Mention(found.name, found.kind, found.start, found.end, "title")
    return Mention(found.name, found.kind, found.start - offset, found.end - offset, "body")


def _credited(document: Document) -> list[tuple[str, Evidence]]:
    publisher = [document.source] if document.source else []
    return [
        (credit.name, credit.span) for credit in (*publisher, *document.via) if credit.span and credit.span.start >= 0
    ]


def _credit(credited: str, span: Evidence, placed: list[Mention]) -> Mention:
    """A publisher or agency named outside the article is an organisation of the document as well."""
    entity = gazetteer().get(credited)
    name = entity.name if entity else credited
    same = {key(mention.name): mention.name for mention in placed if mention.kind == "organisation"}
    return Mention(same.get(key(name), name), "organisation", span.start, span.end, "text")
