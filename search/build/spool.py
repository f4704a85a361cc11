"""Documents, or what goes with them, that wait in a file without a name and come back in their order."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Spool(Generic[Item]):
    """Takes items, however many they are, then gives them all."""

    def __init__(self, folder: Path) -> None:
        """Begin in a folder on a disk that has room for them: that for files of a moment is often small."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # closed with the spool
        self._count = 0

    def __enter__(self) -> Spool[Item]:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, item: Item) -> None:
        """The next item."""
        # Pickled, because nobody else can have written to a file that has no name.
        pickle.dump(item, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Item]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301  # written above
