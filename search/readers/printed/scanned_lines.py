"""Lines of a scanned page -> paragraphs: words that its lines cut are put together, and how sure they are is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u00ac\u2e17=]$")
"""A word's part at the end of a line; old German print has double strokes, and some programs write ¬."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """The paragraphs of a scan. `confidence` is the mean of its words' from 0 to 1, None where none is stated.

    `words` are those whose confidence is stated.
    """

    paragraphs: tuple[str, ...]
    confidence: float | None = None
    words: int = 0


def joined(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one, with the words that a hyphen cuts at a line's end put together."""
    whole = ""
    for line in (" ".join(line.split()) for line in lines):
        if _CUT.search(whole) and line[:1].islower():
            whole = whole[:-1] + line
        elif line:
            whole = f"{whole} {line}" if whole else line
    return whole


def scanned(paragraphs: Iterable[Sequence[str]], confidences: Sequence[float]) -> Scanned:
    """The paragraphs of these lines, without empty ones."""
    whole = tuple(filter(None, map(joined, paragraphs)))
    mean = sum(confidences) / len(confidences) if confidences else None
    return Scanned(whole, mean, len(confidences))
