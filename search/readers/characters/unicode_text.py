"""The gate for all text that enters a Document: what is no Unicode text becomes U+FFFD.

JSON, PDF, UTF-7 and others can spell half of a character (a lone surrogate: an emoji that was cut in two). Python's
strings hold such halves, and nothing can write them: no page, no table, no terminal, no database.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from search.model import Document

REPLACEMENT = "\ufffd"

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")


def unicode_text(text: str) -> str:
    """The text with two halves that stand side by side put together, and every other half replaced."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub(REPLACEMENT, _PAIR.sub(_joined, text))
    return text


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def unicode_document(document: Document) -> Document:
    """A document as its reader gives it, with nothing in it that is no Unicode text; its parts stay where they were."""
    text, parts = unicode_text(document.text), document.parts
    if len(text) != len(document.text):  # halves were put together
        gone = [pair.start() for pair in _PAIR.finditer(document.text)]
        parts = tuple(
            replace(part, start=part.start - bisect_left(gone, part.start), end=part.end - bisect_left(gone, part.end))
            for part in parts
        )
    return replace(
        document,
        path=unicode_text(document.path),
        title=unicode_text(document.title),
        text=text,
        parts=parts,
        url=unicode_text(document.url),
        author=unicode_text(document.author),
        language=unicode_text(document.language),
        section=unicode_text(document.section),
        page=unicode_text(document.page),
        subjects=tuple(map(unicode_text, document.subjects)),
        notes=tuple(replace(note, text=unicode_text(note.text)) for note in document.notes),
        declared=unicode_fields(document.declared),
    )


def unicode_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields by name, with nothing in their values that is no Unicode text."""
    return {field: unicode_text(value) for field, value in fields.items()}


def unreadable(document: Document) -> int:
    """How many characters of a document are U+FFFD, whether its file has them or its readers had to put them there."""
    fields = {document.title, document.author, document.url, document.source.name if document.source else ""}
    others = (field for field in fields if field not in document.text)
    return document.text.count(REPLACEMENT) + sum(field.count(REPLACEMENT) for field in others)
