"""What is answered about two versions of an article, as types."""

from __future__ import annotations

from typing import Literal, TypedDict

from search.answers.types import Also, Index


class Piece(TypedDict):
    """A stretch of a text: `mark` says whether both versions have it, or the later ("added") or the earlier one."""

    text: str
    mark: Literal["same", "added", "removed"]


class Headline(TypedDict):
    """The headlines; `same` forgives typography."""

    before: str
    after: str
    same: bool
    pieces: list[Piece]


class Sentence(TypedDict):
    """A sentence and its number in each version, from 1, null where it has none.

    Without what was added, `pieces` are the earlier sentence; without what was removed, the later one. `elsewhere` says
    that a changed sentence has moved too.
    """

    kind: Literal["same", "moved", "changed", "added", "removed"]
    before: int | None
    after: int | None
    elsewhere: bool
    pieces: list[Piece]


class Counts(TypedDict):
    """How many sentences there are of each kind."""

    same: int
    moved: int
    changed: int
    added: int
    removed: int


class LeftOut(TypedDict):
    """How many sentences of each version were too many to compare."""

    before: int
    after: int


class Links(TypedDict):
    """Addresses of the same."""

    self: str
    html: str


class Versions(TypedDict):
    """Two versions of an article. `same` forgives typography, `letter_for_letter` nothing."""

    before: Also
    after: Also
    same: bool
    letter_for_letter: bool
    headline: Headline
    counts: Counts
    left_out: LeftOut
    sentences: list[Sentence]
    links: Links
    index: Index
