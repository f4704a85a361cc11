"""Documents -> documents with mentions, in batches: which finder reads which, and what is known of them already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from search.config import Config
from search.entities.document.folding import fold
from search.entities.finders.capital_lines import readable
from search.entities.finders.english_names import with_english_names
from search.entities.finders.gazetteer_lookup import dateline_cities, known_names, with_known_names
from search.entities.finders.mention_cache import CachedFinder
from search.entities.finders.model_choice import finder, model_for
from search.entities.finders.raw_mentions import Finder, Raw
from search.entities.finders.rules import RulesFinder
from search.entities.finders.rules_other_languages import FullNameFinder, territory
from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_keys import key
from search.entities.spelling.name_trimming import Found, joined, trim
from search.model import Document, Evidence, Mention

BATCH = 16
"""Documents read together."""
_GAP = "\n\n"
_COURTESY = {
    "fr": re.compile(r"(?:M\.|MM\.|Mme|Mmes|Mlle|Mgr|Me)\s+(?=\S)"),
    "es": re.compile(r"(?:Sr|Sra|Srta|Dña?|D)\.\s+(?=\S)|(?:Don|Doña)\s+(?=\S)"),
    "de": re.compile(r"(?:Herrn?|Frau|Dr\.)\s+(?=\S)"),
    "it": re.compile(r"(?:Sig|Sig\.ra|On|Dott)\.\s+(?=\S)"),
    "pt": re.compile(r"(?:Sr|Sra|Dr|Dra)\.\s+(?=\S)"),
    "nl": re.compile(r"(?:Dhr|Mevr)\.\s+(?=\S)"),
}
"""What newspapers put before a name out of courtesy."""


class Reader:
    """Reads the names of documents by the settings, each in its language."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._open: dict[str, CachedFinder] = {}
        if config.entities == "model":
            self._model(model_for("", config.model))

    def read(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents with their mentions, in order."""
        stream = iter(documents)
        try:
            while batch := list(islice(stream, BATCH)):
                texts = [readable(_text(document)) for document in batch]
                for document, text, raws in zip(batch, texts, self._find(batch, texts), strict=True):
                    yield replace(document, mentions=mentions(document, text, raws))
        finally:
            for opened in self._open.values():
                opened.close()

    def _find(self, batch: list[Document], texts: list[str]) -> list[list[Raw]]:
        found: list[list[Raw]] = [[] for _ in texts]
        for language in {document.language for document in batch}:
            chosen = [i for i, document in enumerate(batch) if document.language == language]
            raws = self._finder(language).find([texts[i] for i in chosen])
            for i, of_text in zip(chosen, raws, strict=True):
                found[i] = of_text
        return found

    def _finder(self, language: str) -> Finder:
        """The model that reads the language, or rules."""
        name = model_for(language, self._config.model) if self._config.entities == "model" else ""
        if name:
            return self._model(name)
        return RulesFinder() if language in ("", "en") else FullNameFinder(language)

    def _model(self, name: str) -> CachedFinder:
        """A model, loaded when the first document of its language comes."""
        if name not in self._open:
            self._open[name] = CachedFinder(finder(name), self._config.index / "cache")
        return self._open[name]


def _text(document: Document) -> str:
    return document.title + _GAP + document.body


def mentions(document: Document, text: str, raws: list[Raw]) -> tuple[Mention, ...]:
    """The mentions of a document from the raw names of its title and body, with those of its credits."""
    known = gazetteer()
    raws = [_without_courtesy(text, raw, document.language) for raw in joined(text, raws)]
    founds = [found for raw in raws for found in trim(text, raw, known)]
    if document.language in ("", "en"):
        founds = with_english_names(text, founds, known)
    founds = with_known_names(text, founds)
    if document.language not in ("", "en"):
        _translate(founds, document.language)
    offset = len(document.title) + len(_GAP)
    placed = [_mention(found, offset) for found in fold(text, founds, known)]
    credited = [_credit(name, span, placed) for name, span in _credited(document)]
    return (*placed, *credited, *_beside(document, credited))


def _without_courtesy(text: str, raw: Raw, language: str) -> Raw:
    """A person without the "M." or "Herr" of the language; an "M." in English is a given name's initial."""
    courtesy = _COURTESY.get(language)
    found = courtesy.match(text, raw.start, raw.end) if courtesy and raw.kind == "person" else None
    return raw._replace(start=found.end()) if found else raw


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
