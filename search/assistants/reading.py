"""What the tools answer from: one build, open, and where its file report stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.errors import InputInvalid
from search.query.address import Pairs
from search.store.builds import Index, build_folder

Arguments = Mapping[str, Any]
"""What a tool is called with, as it came: nothing of it can be relied on."""
Answer = dict[str, object]
"""What a tool answers, for JSON. Words of articles, names and paths stand under the key MATERIAL alone."""

MATERIAL = "material"


@dataclass(frozen=True, slots=True)
class Reading:
    """An open build in an index folder."""

    index: Index
    folder: Path

    @property
    def build(self) -> Path:
        """The folder of the build."""
        return build_folder(self.folder, self.index.manifest)


def text_of(arguments: Arguments, name: str, default: str | None = None) -> str:
    """A text among the arguments. Raises InputInvalid."""
    value = arguments.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise InputInvalid(f"“{name}” must be a text")
    return value


def number_of(arguments: Arguments, name: str, default: int, most: int) -> int:
    """A whole number from 0 up among the arguments. Raises InputInvalid."""
    value = arguments.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise InputInvalid(f"“{name}” must be a whole number from 0 to {most:,}")
    return value


def pairs_of(arguments: Arguments) -> Pairs:
    """Arguments as the parameters of an address, several values of one as several pairs. Raises InputInvalid."""
    found = []
    for name, value in arguments.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, bool) or not isinstance(one, str | int):
                raise InputInvalid(f"“{name}” must be a text, or a list of texts")
            found.append((name, str(one)))
    return found
