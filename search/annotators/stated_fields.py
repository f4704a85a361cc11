"""What the fields at the head of a text say of it: title, day, source, writer, address and language.

They count as what the text itself declares, as Markdown's front matter does; what its reader found comes first.
"""

from __future__ import annotations

from dataclasses import replace

from search.model import Document
from search.readers import ending
from search.readers.exports.date_lines import date_line
from search.readers.lines.front_matter import FRONT_MATTER
from search.readers.lines.head_fields import FIELDS, Head, head

_NAMES = ".txt .text .md .markdown .docx .docm .dotx .dotm .doc .dot .odt .ott .fodt .rtf .pdf"
_TEXTS = frozenset(_NAMES.split())
"""Formats whose articles may begin with fields; elsewhere the format itself has them."""
_RULE = "field at the head of the text"


def declared(document: Document) -> Document:
    """The document with the fields at its head declared."""
    found = fields(document)
    if found is None:
        return document
    said = {name: value for name, value in found.said.items() if name in FIELDS and name not in document.declared}
    rules = {"date_published": "date_rule", "source": "source_rule"}
    if day := date_line(said.get("date_published", ""), alone=True):
        said |= {"date_published": day.value, "date_words": day.words}  # in any language, whatever the text's is
    stated = {rule: _RULE for name, rule in rules.items() if name in said}
    whole = {**document.declared, **said, **stated}
    return replace(
        document,
        declared=whole,
        url=document.url or whole.get("url", ""),
        author=document.author or whole.get("author", ""),
    )


def fields(document: Document) -> Head | None:
    """The fields at the head of a document's text, None where there are none or its format has parts of its own."""
    if document.parts or "#" in document.path or ending(document.path) not in _TEXTS:
        return None
    return None if FRONT_MATTER.match(document.text) else head(document.text)
