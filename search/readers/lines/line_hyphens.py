"""Words that a hyphen cuts at the end of a line, put together again, so that they are found whole."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice

_CUT = re.compile(
    r"(?P<sign>[-\u00ad\u2010])[ \t]*\n(?P<quoted>[ \t>]*)"
    r"(?P<rest>[^\W\d_][\w'’]{0,40}[^\s\w]{0,3})[ \t]*(?P<end>\n|\Z)?",
)
_START = re.compile(r"(?P<before>\s)?(?P<word>[^\W\d_]{2,40})$")
_HYPHEN = re.compile(r"-(?P<rest>[^\W\d_]{1,40})")
_LONGEST = 40
"""Characters of the longest part of a word."""
_COMPOUNDS = 50_000
"""Hyphens of a text that are looked at for the words that it writes with one."""
_AFTER_PARTS = """
and or und oder bzw sowie et ou e y o u of en och eller og i oraz lub a ali ja tai és vagy şi și ve veya и или та або
"""
_HEADS = frozenset(_AFTER_PARTS.split())
"""Words that follow a part which stands for a whole word: "Hafen- und Fährbetrieb"."""


def mended(text: str) -> str:
    """A text whose lines are broken at a margin, with the words that hyphens cut there put together.

    The rest of a word moves up to its beginning. A hyphen is kept where the text writes the word with one elsewhere;
    where a list, an address or a name is meant, all stays as it is.
    """
    if "-\n" not in text and "\u00ad" not in text and "\u2010" not in text and "- \n" not in text:
        return text
    compounds = frozenset(_compounds(text))
    return _CUT.sub(lambda cut: _joined(cut, text, compounds), text)


def _compounds(text: str) -> Iterator[str]:
    """The words that a text writes with a hyphen inside a line."""
    for hyphen in islice(_HYPHEN.finditer(text), _COMPOUNDS):
        start = _START.search(text, max(0, hyphen.start() - _LONGEST), hyphen.start())
        if start is not None:
            yield f"{start['word']}-{hyphen['rest']}".casefold()


def _joined(cut: re.Match[str], text: str, compounds: Container[str]) -> str:
    """The end of one line and the beginning of the next, as one word and a line's end, or as they are."""
    start = _START.search(text, max(0, cut.start() - _LONGEST), cut.start())
    rest = cut["rest"]
    if start is None or not _is_word(cut, start, rest):
        return cut[0]
    bare = rest.rstrip(".,;:!?)]}»”’\"'")
    kept = cut["sign"] if cut["sign"] != "\u00ad" and f"{start['word']}-{bare}".casefold() in compounds else ""
    # A rest that is alone in its line takes that line's end with it: no blank line may come of it.
    return f"{kept}{rest}{cut['end']}" if cut["end"] is not None else f"{kept}{rest}\n{cut['quoted']}"


def _is_word(cut: re.Match[str], start: re.Match[str], rest: str) -> bool:
    """Whether two parts are of one word."""
    if cut["sign"] == "\u00ad":
        return True  # which is never seen but where it cuts
    in_a_line = start["before"] is not None and start["before"] != "\n"
    return in_a_line and rest[0].islower() and rest not in _HEADS
