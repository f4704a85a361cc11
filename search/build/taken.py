"""What a build took from parts of a folder that other machines had read, and what it had to read itself."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from search.folder.events import TAKEN, Event, Finished
from search.folder.walk import Found
from search.reading.part_lookup import UNREAD

_NAMED = 20
"""Files that are named one by one; the others are counted."""


@dataclass(slots=True)
class Taken:
    """The count of files that were taken from `parts` parts, and of those that were read, the first with the reason."""

    parts: int
    files: int = 0
    read: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)

    def noting(self, events: Generator[tuple[Found, Event], None, None]) -> Generator[tuple[Found, Event], None, None]:
        """The same events, counted as they go by. What holds what it held needs nobody to read it."""
        with closing(events):
            for found, event in events:
                if isinstance(event, Finished) and event.part == TAKEN:
                    self.files += 1
                elif isinstance(event, Finished) and not event.unchanged:
                    self.read += 1
                    if len(self.named) < _NAMED:
                        self.named.append((found.path, event.part or UNREAD))
                yield found, event
