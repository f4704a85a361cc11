"""Printers' marks as a typewriter has them, and the words of a line in plain letters.

What Python does with ASCII is ten times as fast as with anything else, and in most English texts the quotation marks
are all that is not ASCII.
"""

from __future__ import annotations

_MARKS = {"’": "'", "‘": "`", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "\xa0": " "}
_NO_WORD = str.maketrans({chr(code): " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")})
_NO_LETTER = str.maketrans({chr(code): " " for code in range(128) if not (chr(code).isalpha() or chr(code) == "'")})


def typed(text: str) -> str:
    """The text with marks, letter for letter, that are no letters themselves."""
    if text.isascii():
        return text
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)
    return text


def plain_words(line: str) -> list[str] | None:
    r"""The runs of `\w` in a line, None where not all of it can be `typed`."""
    line = typed(line)
    return line.translate(_NO_WORD).split() if line.isascii() else None


def spelled_words(text: str) -> list[str] | None:
    """The words of letters alone, with the apostrophes inside them, None where not all of the text can be `typed`."""
    text = typed(text)
    if not text.isascii():
        return None
    parted = f" {text.translate(_NO_LETTER)} ".replace("''", "  ").replace(" '", "  ").replace("' ", "  ")
    return parted.split()
