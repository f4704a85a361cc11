"""Articles as they are named in a terminal: by their ids, or by their paths as the page shows them."""

from __future__ import annotations

from search.errors import DocumentNotFound
from search.tags.places import Places
from search.terminal import line


def ids_of(places: Places, name: str) -> tuple[str, ...]:
    """The ids of the articles that a name is that of. Raises DocumentNotFound, which says what could be meant."""
    found = places.find(name, "").ids
    if not found:
        first = f"{name}#1"
        number = f"; articles of one file have numbers, such as {line(first)}" if places.find(first, "").ids else ""
        raise DocumentNotFound(
            f"there is no article “{line(name)}”; give its id, or its path as the page shows it{number}"
        )
    return found
