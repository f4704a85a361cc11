"""Names in the captions of an article's pictures, to be marked as in its text.

Captions are not read for names: what an article mentions is what it says itself. A name that it does mention is marked
in its captions, too, wherever it is spelled as somewhere in the title or the text.
"""

from __future__ import annotations

import re

from search.highlight.word_layout import Place
from search.model import Document, Kind
from search.searched_text import searched_parts

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts that part no words, or attach endings to names."""


def in_captions(document: Document) -> dict[Place, Kind]:
    """Where names stand in the captions, as offsets into the searched text, and of what kind they are."""
    kinds = _spellings(document)
    captions = [(offset, part) for offset, part in searched_parts(document) if part.kind == "caption"]
    if not kinds or not captions:
        return {}
    wanted = re.compile("|".join(_whole(spelling) for spelling in sorted(kinds, key=len, reverse=True)))
    return {
        (offset + found.start(), offset + found.end()): kinds[found[0]]
        for offset, part in captions
        for found in wanted.finditer(document.text[part.start : part.end])
    }


def _spellings(document: Document) -> dict[str, Kind]:
    """Every spelling of a name in the title and the text, with the kind that it has there first."""
    found: dict[str, Kind] = {}
    for mention in document.mentions:
        if mention.where != "text":
            text = document.title if mention.where == "title" else document.body
            found.setdefault(text[mention.start : mention.end].strip(), mention.kind)
    found.pop("", None)
    return found


def _whole(spelling: str) -> str:
    """A pattern for a spelling that is no part of a longer word."""
    escaped = re.escape(spelling)
    return escaped if _UNSPACED.search(spelling) else rf"(?<!\w){escaped}(?!\w)"
