"""A file that a command was given, as text: in any encoding, and from a pipe too."""

from __future__ import annotations

import sys
from pathlib import Path

from search.errors import FileSkipped, InputInvalid
from search.readers.characters.encoding import with_numbers

MOST_BYTES = 200_000_000
"""The largest file that is read: a receipt of a million articles is smaller."""

STDIN = "-"


def given_text(path: Path) -> str:
    """The text of a file; of what is piped in for "-". Raises InputInvalid, which names the file."""
    try:
        if str(path) == STDIN:
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputInvalid(f"cannot read {path}: {error.strerror or error}") from None
    if len(raw) > MOST_BYTES:
        raise InputInvalid(f"{path} is larger than {MOST_BYTES:,} bytes; give a part of it")
    try:
        return with_numbers(raw)[0]
    except FileSkipped as error:
        raise InputInvalid(f"cannot use {path}: {error}") from None
