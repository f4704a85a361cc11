"""The lines of a page as they are shown, and those that stand around its article: its day, writer and rights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from search.readers.page_elements import HIDDEN, INLINE, Element, letters, pieces

_NESTING = re.compile(rf"</?(?!(?:html|body|{'|'.join(sorted(HIDDEN))})\b)(?P<tag>[a-zA-Z][\w-]*)[^<>]*>")
_BREAKS = re.compile(r"(?:<br>\s*)+")
_DEEPEST = 200
"""Elements inside one another; libxml2 drops what lies deeper than 256."""
_LINES = 5000
_LONGEST = 200
_ABOVE, _BETWEEN, _BELOW = 3, 12, 6
_SAME = 40
"""Letters by which the beginning of a paragraph is known again."""


def lines(tree: Element) -> list[str]:
    """What is shown, a line for every stretch that no block interrupts."""
    found: list[str] = []
    stretch: list[str] = []
    for piece in chain(pieces(tree), [None]):
        if piece is not None:
            stretch.append(piece)
        elif stretch:
            line = " ".join("".join(stretch).split())
            stretch = []
            if line:
                found.append(line)
            if len(found) >= _LINES:
                break
    return found


def too_deep(tree: Element) -> bool:
    """Whether elements are nested so deep that the parser may have dropped what they hold."""
    level: list[Element] = [tree]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def flattened(markup: str) -> str:
    """The markup without its nesting: every tag that is shown is a line's end, or a blank where it stands in a line."""
    flat = _NESTING.sub(lambda found: " " if found["tag"].lower() in INLINE else "<br>", markup)
    return _BREAKS.sub("<br>", flat)


def around(shown: Sequence[str], title: str, body: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The short lines around the article: above its headline, between that and the first paragraph, and below the last.

    Nothing where the article is not found again among what is shown.
    """
    known = [letters(line) for line in shown]
    first, last = (_index(known, letters(paragraph)[:_SAME]) for paragraph in (body[0], body[-1])) if body else (-1, -1)
    if first < 0 or last < first:
        return [], [], []
    heading = max((at for at, line in enumerate(known[:first]) if line == letters(title)), default=-1)
    under = max(heading + 1, first - (_BETWEEN if heading >= 0 else _ABOVE))
    above = shown[max(0, heading - _ABOVE) : heading] if heading >= 0 else []
    return _short(above), _short(shown[under:first]), _short(shown[last + 1 : last + 1 + _BELOW])


def _index(known: Sequence[str], beginning: str) -> int:
    return next((at for at, line in enumerate(known) if beginning and line.startswith(beginning)), -1)


def _short(found: Sequence[str]) -> list[str]:
    return [line for line in found if len(line) <= _LONGEST]
