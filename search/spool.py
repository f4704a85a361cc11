"""Documents that wait in a file without a name, however many they are, and come back in their order."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator

from search.model import Document


class Spool:
    """Takes documents, then gives them all."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the spool
        self._count = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, document: Document) -> None:
        """The next document."""
        pickle.dump(document, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Document]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301  # written above
