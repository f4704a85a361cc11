"""Where a line of `tags.tsv` belongs: articles found by their ids, their paths and the digests of their texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from search.ledger.texts import Stored, stored
from search.tags.tag_file import SHORTEST_DIGEST

How = Literal["here", "moved", "changed"]


class Found(NamedTuple):
    """The ids of the articles that a line is about, and how they were found.

    "here" is where the line says, "moved" by the text alone, "changed" where the line says but with another text.
    Several articles may have one text.
    """

    ids: tuple[str, ...]
    how: How = "here"


NOWHERE = Found(())


class Places:
    """Where the documents of a build stand. A copy is where the article stands that is indexed for it."""

    def __init__(self, documents: Iterable[Stored]) -> None:
        self._by_id = {document.id: document for document in documents}

    @cached_property
    def _by_path(self) -> dict[str, Stored]:
        """By the path, and by what stands behind the folder's name: the whole path goes before."""
        inside = {one.path.partition("/")[2]: one for one in self._by_id.values()}
        return inside | {one.path: one for one in self._by_id.values()}

    @cached_property
    def _by_text(self) -> dict[bytes, list[Stored]]:
        """By the beginning of the digest, those that are indexed."""
        found: defaultdict[bytes, list[Stored]] = defaultdict(list)
        for one in self._by_id.values():
            if not one.copy_of:
                found[one.digest[: SHORTEST_DIGEST // 2]].append(one)
        return found

    def find(self, article: str, digest: str) -> Found:
        """The articles of a line.

        The text counts for more than the place: where the line's text stands somewhere else now and another one in its
        place, it is about that text. Only where that text is nowhere any more is it about what stands in its place.
        """
        place = self._by_id.get(article) or (self._by_path.get(article) if article else None)
        if place is None and not digest:
            return NOWHERE
        if place and (not digest or place.digest.hex().startswith(digest)):
            return Found((place.copy_of or place.id,))
        same = self._by_text.get(bytes.fromhex(digest[:SHORTEST_DIGEST]), ())
        moved = tuple(one.id for one in same if one.digest.hex().startswith(digest))
        if moved:
            return Found(moved, "moved" if article else "here")
        return Found((place.copy_of or place.id,), "changed") if place else NOWHERE

    def text(self, doc_id: str) -> Stored | None:
        """What is known of a document by its id."""
        return self._by_id.get(doc_id)


def places(build: Path) -> Places:
    """Where the documents of the build in a folder stand. Raises IndexUnusable."""
    return Places(stored(build))
