"""Files that a form sends, to be looked at and forgotten: nothing of them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from search.errors import FileSkipped, InputInvalid
from search.readers.characters.encoding import with_numbers

MOST_BYTES = 5_000_000
"""Of all files of a form together: a sheet of 5,000 articles, or the receipt of 50,000, is smaller."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file's name, as far as it is shown, and its text."""

    name: str
    text: str


def sent_files(field: str) -> Sequence[SentFile]:
    """The files of a field of the form, in any encoding, without empty ones. Raises InputInvalid."""
    request.max_content_length = MOST_BYTES
    found = []
    for file in request.files.getlist(field):
        raw, name = file.read(), (file.filename or "the file")[-_LONGEST_NAME:]
        if raw:
            try:
                found.append(SentFile(name, with_numbers(raw)[0]))
            except FileSkipped as error:
                raise InputInvalid(f"{name} cannot be used: {error}") from None
    return found
