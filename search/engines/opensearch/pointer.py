"""The file of a build that says which index of the cluster is its own: written before there is one.

So whoever removes a build that was killed knows what it left in the cluster.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from search.engines.name_table import Renaming
from search.errors import IndexUnusable

FILE = "opensearch.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """The name of an index, that of its words, and the names that the corpus agrees on.

    A `followed` one is another machine's: it is not deleted with this pointer. Nor is that of a copy, whose snapshot is
    in `repository`, unless the copy has brought it back. None is both.
    """

    index: str
    names: Renaming = field(default_factory=dict)
    followed: bool = False
    repository: str = ""

    @property
    def words(self) -> str:
        """The index of the words."""
        return f"{self.index}-words"

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy's, which stays what it is whatever else goes live."""
        return bool(self.repository)

    @property
    def prefix(self) -> str:
        """What the name of the index begins with."""
        return self.index.rpartition("-")[0]

    def begins_with(self, prefix: str) -> bool:
        """Whether the index is named as it would be now."""
        return self.prefix == prefix

    @property
    def advice(self) -> str:
        """What to do where it cannot be used."""
        where = " on the machine that has the articles," if self.followed else ""
        return f"rebuild it{where} with: python -m search.index FOLDER"


def new(prefix: str) -> Pointer:
    """A pointer to an index that nobody else has."""
    return Pointer(f"{prefix}-{secrets.token_hex(8)}")


def write(folder: Path, pointer: Pointer) -> None:
    """Write a build's pointer, in one step."""
    temporary = folder / f"{FILE}.new"
    temporary.write_text(as_text(pointer), encoding="utf-8")
    temporary.replace(folder / FILE)


def as_text(pointer: Pointer) -> str:
    """A pointer as JSON."""
    names = [[list(old), list(new) if new else None] for old, new in pointer.names.items()]
    record = {"index": pointer.index, "names": names, "followed": pointer.followed, "repository": pointer.repository}
    return json.dumps(record, ensure_ascii=False)


def from_text(text: str | bytes) -> Pointer:
    """A pointer from JSON. Raises ValueError, KeyError and TypeError."""
    record = json.loads(text)
    names = {tuple(old): tuple(new) if new else None for old, new in record["names"]}
    copied = record["repository"]
    # Copies were once written as followed, too.
    return Pointer(record["index"], names, record["followed"] and not copied, copied)


def read(folder: Path) -> Pointer:
    """The pointer of a build. Raises IndexUnusable."""
    try:
        return from_text((folder / FILE).read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the index in {folder} cannot be read ({error}); rebuild it with: python -m search.index FOLDER"
        raise IndexUnusable(message) from error
