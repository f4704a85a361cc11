"""The passages of an article in which a query stands, in the order in which it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal, NamedTuple

from search.engines.marked_documents import MarkedDocument
from search.highlight.stretches import Stretch, stretches
from search.model import PARAGRAPH, Document
from search.searched_text import searched_parts

Field = Literal["title", "body"]
FIELDS: tuple[Field, ...] = ("title", "body")


class Passage(NamedTuple):
    """A stretch of the title or of the searched text, and what it belongs to, from `begin` to `end`.

    That is the title, the article or a caption: what stands beside it in there is its context. `number` is that of its
    first mark among all of the document, from 1, as its page numbers them.
    """

    field: Field
    stretch: Stretch
    begin: int
    end: int
    number: int


def passages(marked: MarkedDocument) -> Iterator[Passage]:
    """The passages of a document."""
    number = 1
    for field in FIELDS:
        layout = marked.layouts[field]
        found = stretches(layout, marked.found[field])
        for begin, end, stretch in _as_read(marked.document, field, len(layout.text), found):
            yield Passage(field, stretch, begin, end, number)
            number += len(stretch.marks)


def _as_read(
    document: Document, field: Field, length: int, found: Sequence[Stretch]
) -> Iterator[tuple[int, int, Stretch]]:
    """The stretches of a text with the edges of what they are in: captions come where their pictures stand."""
    parts = [*searched_parts(document)] if found and field == "body" else []
    captions = [offset for offset, part in parts if part.kind == "caption"]
    if not captions:
        yield from ((0, length, stretch) for stretch in found)
        return
    article = max(0, captions[0] - len(PARAGRAPH))
    placed = []
    offsets = [offset for offset, _ in parts]
    for stretch in found:
        offset, part = parts[bisect_right(offsets, stretch.start) - 1]
        begin, end = (offset, offset + part.end - part.start) if part.kind == "caption" else (0, article)
        placed.append((part.start + stretch.start - offset, (begin, end, stretch)))
    yield from (one for _, one in sorted(placed, key=itemgetter(0)))
