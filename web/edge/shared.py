"""What the processes of a server have in common."""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock


@dataclass(frozen=True, slots=True)
class Shared:
    """How many processes there are, the token of their pages, and whose turn it is to write.

    With a folder, what is done in turn is so over all processes; without one, over the threads of this one.
    """

    count: int = 1
    page_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    folder: Path | None = None
    _lock: Lock = field(default_factory=Lock)

    def __reduce__(self) -> tuple[type[Shared], tuple[int, str, Path | None]]:
        """A lock stays with its process."""
        return Shared, (self.count, self.page_token, self.folder)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the right to write, alone; wait for it."""
        with self._lock:
            if self.folder is None:
                yield
                return
            # The system lets go of it where its process dies.
            with (self.folder / "turn").open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
