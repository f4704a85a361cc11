"""Whether the title in a file's properties is one: often it is a template's or the name of another file."""

from __future__ import annotations

_HEAD = 3000
"""Characters of a text in which its title stands."""
_SHORTEST = 8


def found_in(title: str, text: str) -> str:
    """The title, if the beginning of the text has it too, whatever the case and the punctuation; else ""."""
    letters = _letters(title)
    return " ".join(title.split()) if len(letters) >= _SHORTEST and letters in _letters(text[:_HEAD]) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
