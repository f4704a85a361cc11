"""What a model or the rules find: where a name stands, before anything is known about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from search.model import Kind


class Raw(NamedTuple):
    """A name as it stands: offsets in code points into the text that was read."""

    start: int
    end: int
    kind: Kind


class Finder(Protocol):
    """What finds names in texts. `version` changes whenever the same text might give other names."""

    version: str

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in the order of the texts and of their starts."""
        ...
