"""Text put together from the pieces that a format keeps apart, so that a document has one text with parts."""

from __future__ import annotations

from collections.abc import Iterable

from search.model import PARAGRAPH, Part

AROUND = "around"
"""The kind of a line near an article of which the reader knows no more; the layout says what it is."""

POINT = "point"
"""The kind of a line under a headline that is of the article, unless its own words are those of a date or a byline."""


def compose(title: str, paragraphs: Iterable[str]) -> tuple[str, tuple[Part, ...]]:
    """The text and its parts: the title and each paragraph of the body."""
    return put_together([("title", title), *(("body", paragraph) for paragraph in paragraphs)])


def put_together(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Part, ...]]:
    """The text and its parts of pieces with their kinds, without empty ones.

    A first paragraph that only repeats the title is left out.
    """
    kept = [(kind, piece.strip()) for kind, piece in pieces if piece.strip()]
    title = next((" ".join(piece.split()) for kind, piece in kept if kind == "title"), "")
    first = next((at for at, (kind, _) in enumerate(kept) if kind == "body"), -1)
    if first >= 0 and " ".join(kept[first][1].split()) == title:
        del kept[first]
    start, parts = 0, []
    for kind, piece in kept:
        parts.append(Part(kind, start, start + len(piece)))
        start += len(piece) + len(PARAGRAPH)
    return PARAGRAPH.join(piece for _, piece in kept), tuple(parts)
