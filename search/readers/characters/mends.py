"""What is mended in a text, and how many characters that are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mend:
    """A stretch of a text and what it is read as."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Tally:
    """How many characters have been mended."""

    count: int = 0

    def add(self, mends: Sequence[Mend]) -> None:
        """Count what is mended in a text; of what had been mended before, some characters were parts of one."""
        now = sum(len(mend.text) for mend in mends)
        taken = sum(mend.end - mend.start for mend in mends)
        self.count = max(now, self.count - taken + now) if self.count else now


Places = Callable[[str], Iterator[Mend]]
"""What finds the places that are to be mended in a text of which that is certain."""


def applied(text: str, mends: Sequence[Mend]) -> str:
    """The text with all mends."""
    pieces, at = [], 0
    for mend in mends:
        pieces += [text[at : mend.start], mend.text]
        at = mend.end
    return "".join((*pieces, text[at:]))
