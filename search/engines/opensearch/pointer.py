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
    """The name of an index, that of its words, and the names that the corpus agrees on."""

    index: str
    names: Renaming = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The index of the words."""
        return f"{self.index}-words"


def new(prefix: str) -> Pointer:
    """A pointer to an index that nobody else has."""
    return Pointer(f"{prefix}-{secrets.token_hex(8)}")


def write(folder: Path, pointer: Pointer) -> None:
    """Write a build's pointer, in one step."""
    names = [[list(old), list(new) if new else None] for old, new in pointer.names.items()]
    temporary = folder / f"{FILE}.new"
    temporary.write_text(json.dumps({"index": pointer.index, "names": names}, ensure_ascii=False), encoding="utf-8")
    temporary.replace(folder / FILE)


def read(folder: Path) -> Pointer:
    """The pointer of a build. Raises IndexUnusable."""
    try:
        record = json.loads((folder / FILE).read_bytes())
        names = {tuple(old): tuple(new) if new else None for old, new in record["names"]}
        return Pointer(record["index"], names)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the index in {folder} cannot be read ({error}); rebuild it with: python -m search.index FOLDER"
        raise IndexUnusable(message) from error
