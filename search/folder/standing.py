"""Whether the folder of the articles is still the one that a build began to read.

A folder that is deleted, moved or unmounted meanwhile looks as if most of its files had gone. An index of what was
left of it would lose the others; so it does not go live.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import SearchError


@contextmanager
def standing(folder: Path) -> Iterator[Callable[[], None]]:
    """Hold a folder, and give what raises SearchError once another one, or none, stands at its path."""
    try:
        # Held open, so that no other folder can get its number meanwhile.
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise SearchError(f"cannot open the folder {folder} ({error.strerror}); check its permissions") from error

    def require() -> None:
        try:
            there = os.path.samestat(os.stat(folder), os.fstat(descriptor))
        except OSError:
            there = False
        if not there:
            raise SearchError(
                f"the folder {folder} was deleted, moved or unmounted while it was read; put it back and run it again;"
                " the old index is unchanged"
            )

    try:
        yield require
    finally:
        os.close(descriptor)
