"""Is a file a database's export, and of which? Asked first by the readers of text, pages, Word files and RTF."""

from __future__ import annotations

from collections.abc import Iterator

from search.readers import Record
from search.readers.exports import (
    europresse,
    factiva,
    gale,
    genios,
    headed_articles,
    lexisnexis,
    newsbank,
    nexis,
    proquest,
    retriever,
    westlaw,
)
from search.readers.exports.page_text import MARK, as_text

_DATABASES = (
    gale.look,
    genios.look,
    proquest.look,
    europresse.look,
    factiva.look,
    westlaw.look,
    lexisnexis.look,
    nexis.look,
)
_SHARED = ("ument", "UMENT", "·", "•", MARK)
"""What all of the next have in common, and most texts have not: fewer to look for in each text."""
_IN_TEXTS = ("ocument", "okument", "OCUMENT", "OKUMENT", "·20", "·19", "•20", "•19", MARK)
"""What a text must hold to be looked at: every database numbers its documents, or marks their ends."""
_IN_PAGES = (
    "DOCUMENT",
    "Dokument",
    "DOKUMENT",
    "Document ",
    "Documento",
    "Author/Byline",
    "Gale Document Number",
    "ProQuest",
    "proquest",
    "DocPublicationName",
    "itreArticleVisu",
    "End of Document",
)
"""What a page must hold, as it is written, to be looked at: one of these stands in every export."""


def exported(text: str, path: str, encoding: str = "") -> Iterator[Record] | None:
    """The articles of a text whose paragraphs are parted by blank lines, or None where it is no export."""
    if retriever.NEEDLE in text and (found := retriever.look(text, path, encoding)) is not None:
        return found
    if (
        any(needle in text for needle in newsbank.NEEDLES)
        and (found := newsbank.look(text, path, encoding)) is not None
    ):
        return found
    if any(needle in text for needle in _SHARED) and any(needle in text for needle in _IN_TEXTS):
        for look in _DATABASES:
            found = look(text, path, encoding)
            if found is not None:
                return found
    return headed_articles.look(text, path, encoding)


def exported_page(markup: str, path: str, encoding: str = "") -> Iterator[Record] | None:
    """The same of a page."""
    if not any(needle in markup for needle in _IN_PAGES):
        return None
    return exported(as_text(markup), path, encoding)
