"""Text put together from the pieces that a format keeps apart, so that a document has one text with parts."""

from __future__ import annotations

from collections.abc import Iterable

from search.model import PARAGRAPH, Part


def compose(title: str, paragraphs: Iterable[str], credit: str = "") -> tuple[str, tuple[Part, ...]]:
    """The text and its parts: the title, each paragraph of the body, and a credit line, without empty ones.

    A first paragraph that only repeats the title is left out.
    """
    body = [paragraph.strip() for paragraph in paragraphs]
    if body and " ".join(body[0].split()) == " ".join(title.split()):
        body = body[1:]
    pieces = [("title", title.strip()), *(("body", paragraph) for paragraph in body), ("credit", credit.strip())]
    start, parts = 0, []
    for kind, piece in (kept := [(kind, piece) for kind, piece in pieces if piece]):
        parts.append(Part(kind, start, start + len(piece)))
        start += len(piece) + len(PARAGRAPH)
    return PARAGRAPH.join(piece for _, piece in kept), tuple(parts)
