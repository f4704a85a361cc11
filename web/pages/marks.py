"""Where a query matches in a whole document: the highlights of the document page."""

from __future__ import annotations

from search.engines.base import Searcher, marks_of
from search.highlight.word_layout import Place
from search.model import Document


def marked(document: Document, text: str, searcher: Searcher) -> tuple[list[Place], list[Place]]:
    """Where a query's words are in the title and in the body: offsets, ascending, not overlapping."""
    found = marks_of(document, searcher, text)
    title, body = (found.layouts[name].places(found.found[name]) for name in ("title", "body"))
    return title, body
