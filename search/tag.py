"""What people put on a document, beside what is read out of it (`search.model`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """What a person has put on a document: a tag, "" for a note alone, and a note, "" for none.

    `who` and `day` are as the person gave them.
    """

    name: str
    note: str = ""
    who: str = ""
    day: str = ""

    @property
    def said(self) -> tuple[str, str, str]:
        """What somebody has said, whenever that was."""
        return self.name, self.note, self.who


Tags = Mapping[str, tuple[Tag, ...]]
"""What people have put on documents, by id; those without anything are left out."""
