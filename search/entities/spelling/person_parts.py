"""The parts of a person's name: "Joseph R. Biden Jr." is a given name, a middle initial, a surname and a suffix."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from search.entities.spelling.given_forms import other_forms

SUFFIXES = frozenset({"jr", "sr"})
"""What tells a son from his father."""
_LONGEST_INITIALS = len("hw")


class Parts(NamedTuple):
    """A person's name by its key; `suffix` is "jr", "sr" or nothing."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def initials(self) -> str:
        """The letters of the middle names; initials may stand together, "hw"."""
        return "".join(part if len(part) <= _LONGEST_INITIALS else part[0] for part in self.middle)

    @property
    def spelled_out(self) -> bool:
        """Whether a middle name is more than initials."""
        return any(len(part) > _LONGEST_INITIALS for part in self.middle)


@lru_cache(maxsize=100_000)
def parts(name_key: str) -> Parts:
    """The parts of a name by its key; a name of one word is a surname."""
    words = name_key.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    given = words[0] if len(words) > 1 else ""
    return Parts(given, tuple(words[1:-1]), words[-1], suffix)


def may_be_one(a: Parts, b: Parts) -> bool:
    """Whether nothing in two names says that they are two people's.

    The given names are alike or forms of one name; a middle name and a suffix may be left out, but not differ.
    """
    return (
        a.surname == b.surname
        and (a.given == b.given or b.given in other_forms(a.given))
        and (not a.middle or not b.middle or _same_middle(a, b))
        and (not a.suffix or not b.suffix or a.suffix == b.suffix)
    )


def _same_middle(a: Parts, b: Parts) -> bool:
    return a.middle == b.middle if a.spelled_out and b.spelled_out else a.initials == b.initials
