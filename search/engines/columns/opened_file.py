"""A file of an index that is kept open to be read in stretches, by any number of threads.

It is read rather than mapped where nothing of it was read before: a disk that cannot read a stretch is then an error
like any other, where a mapped page would end the program.
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path

from search.errors import IndexUnusable


def unusable(path: Path, what: str) -> IndexUnusable:
    """What is wrong with a file of an index, and what to do."""
    return IndexUnusable(f"{path} {what}; rebuild the index with: python -m search.index FOLDER")


class OpenedFile:
    """One file, open as long as anybody has this. Raises IndexUnusable where it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.descriptor = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise unusable(path, "is missing" if isinstance(error, FileNotFoundError) else "cannot be read") from error
        weakref.finalize(self, os.close, self.descriptor)
        self.size = os.fstat(self.descriptor).st_size

    def read(self, size: int, offset: int) -> bytes:
        """A stretch, shorter where the file ends in it. Raises IndexUnusable."""
        try:
            return os.pread(self.descriptor, size, offset)
        except OSError as error:
            raise self.unusable(f"cannot be read ({error.strerror})") from error

    def unusable(self, what: str) -> IndexUnusable:
        """What is wrong with it, and what to do."""
        return unusable(self.path, what)
