"""What people write on an article: how long it may be, and which characters it may have."""

from __future__ import annotations

import unicodedata

from search.errors import InputInvalid
from search.model import NONE
from search.tag import Tag
from search.terminal import escaped

LONGEST_TAG = 100
LONGEST_NOTE = 1_000
LONGEST_NAME = 100
"""Characters of who it was, and of the day."""

_UNSEEN = str.maketrans("", "", "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff")
"""Marks that nobody sees, as come along with a pasted text: two tags must not differ by them alone."""


def tag_of(name: str, note: str = "", who: str = "", day: str = "") -> Tag:
    """A tag of these words, each in its plain form. Raises InputInvalid, which says what is wrong."""
    tag = Tag(
        _plain("tag", name, LONGEST_TAG),
        _plain("note", note, LONGEST_NOTE),
        _plain("name of who it was", who, LONGEST_NAME),
        _plain("day", day, LONGEST_NAME),
    )
    if not (tag.name or tag.note):
        raise InputInvalid("there is neither a tag nor a note")
    if tag.name == NONE:
        raise InputInvalid(f"a tag cannot be called {NONE}: that is what articles without one are counted under")
    return tag


def _plain(what: str, text: str, longest: int) -> str:
    """A text on one line, composed, without marks that nobody sees."""
    if len(text) > 4 * longest:  # before anything is done with it
        raise InputInvalid(f"the {what} has more than {longest:,} characters")
    usual = text.isascii() and text.isprintable()  # most are: then nothing is to be composed or left out
    seen = text if usual else unicodedata.normalize("NFC", text).translate(_UNSEEN)
    plain = " ".join(seen.split())
    if len(plain) > longest:
        raise InputInvalid(f"the {what} has more than {longest:,} characters")
    if not usual and escaped(plain) != plain:
        raise InputInvalid(f"the {what} has a character that cannot be shown")
    return plain
