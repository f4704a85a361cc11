"""The sentence around a mention, as far as a page has room for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 220
"""Code points on either side of a mention."""
_END = re.compile(r"(?:(?<=\w{3})[.!?…]|(?<=\d\d)[.!?])[\"'”’»)\]]*(?:\s+|$)|[。！？]|\n+")
"""Not after one or two letters: "Mr. Marsh", "J. Vega"."""


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after a mention in its sentence, cut with "…" if it is long."""
    first, last = max(0, start - LONGEST), min(len(text), end + LONGEST)
    begin = max((stop for stop in _stops(text, first, start) if stop <= start), default=0)
    stop = next(_stops(text, end, last), 0)
    head = text[begin:start] if begin or not first else "…" + text[first:start].partition(" ")[2]
    goes_on = not stop and last < len(text)
    tail = text[end:last].rpartition(" ")[0] + "…" if goes_on else text[end : stop or last]
    return head, tail.rstrip()


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin in a stretch, or the text ends: not before a lower-case letter."""
    for match in _END.finditer(text, start, end):
        if not text[match.end() : match.end() + 1].islower() or "\n" in match.group():
            yield match.end()
