"""Who wrote an article, one by one, as programs that cite want to be told."""

from __future__ import annotations

import re

from search.facets import all_facets
from search.model import Document

_PARTICLES = frozenset(
    (
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
    )
)
"""What stands in capitals in no name, and before the family's in many."""
_NOBODY = re.compile(
    r"\b(?:agenc\w+|associated|board|bureau|correspondent|desk|editor\w*|news\w*|online|press|report\w*|reuters|service"
    r"|staff|team|times|wire|writers?)\b",
    re.IGNORECASE,
)
"""What stands in the bylines of agencies, desks and teams."""
MOST_WORDS = 4


def writers(document: Document) -> tuple[str, ...]:
    """The names in the order of the byline."""
    return tuple(" ".join(name.split()) for name in all_facets()["author"].values(document) if name.strip())


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four words in capitals, none of them that of a desk or an agency."""
    words = name.replace(",", " ").split()
    capitals = all(word[0].isupper() or word in _PARTICLES for word in words)
    letters = not any(char.isdigit() or char in "@/()&" for char in name)
    return 2 <= len(words) <= MOST_WORDS and capitals and letters and not _NOBODY.search(name)


def family_first(name: str) -> str:
    """A person's name with the family's before a comma: "Reyes, Ada", "van Dyck, Joost"; anything else as it is."""
    if "," in name or not is_person(name):
        return name
    words = name.split()
    at = next((place for place, word in enumerate(words[1:], 1) if word in _PARTICLES), len(words) - 1)
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"
