"""What of a document is searched and marked beside its title: the article, and behind it the captions of its pictures.

The article comes first, so that offsets into `Document.body`, as mentions have them, are offsets into all of it too.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.model import PARAGRAPH, Document, Part

SEARCHED = ("body", "caption")
"""The kinds of the parts that are searched, in the order in which they stand in what is."""


def searched_text(document: Document) -> str:
    """The paragraphs of the article and then the captions, joined by blank lines."""
    return PARAGRAPH.join(document.text[part.start : part.end] for part in _parts(document))


def searched_parts(document: Document) -> Iterator[tuple[int, Part]]:
    """The parts that are searched, each with the offset at which it begins in the searched text."""
    offset = 0
    for part in _parts(document):
        yield offset, part
        offset += part.end - part.start + len(PARAGRAPH)


def _parts(document: Document) -> list[Part]:
    return [part for kind in SEARCHED for part in document.parts if part.kind == kind]
