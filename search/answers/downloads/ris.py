"""An article as a record of RIS, which Zotero, EndNote, Mendeley and Citavi read."""

from __future__ import annotations

from collections.abc import Iterator

from search.answers.as_json import tag_names
from search.answers.downloads.citation import address_of, one_line, permanent
from search.answers.downloads.writers import family_first, writers
from search.model import Document

END = "\r\n"


def ris(document: Document, host: str) -> str:
    """The record; `host` is "http://a:8000". Every writer, subject, tag and note has a line of its own."""
    lines = [f"{tag}  - {line}" for tag, value in _fields(document, host) if (line := one_line(value))]
    return END.join([*lines, "ER  - ", "", ""])


def _fields(document: Document, host: str) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if document.source else "GEN"
    yield "ID", f"clippings-{document.id}"
    yield "TI", document.title or document.path
    yield from (("AU", family_first(name)) for name in writers(document))
    if document.source:
        yield "T2", document.source.name
    if document.day:
        year, month, day, *_ = *document.day.value.split("-"), "", ""
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    yield "SE", document.section
    yield "SP", document.page
    yield "LA", document.language
    yield from (("KW", subject) for subject in document.subjects)
    yield from (("KW", name) for name in tag_names(document))
    yield from (("N1", tag.note) for tag in document.tags)
    yield "UR", address_of(document, host)
    yield "L2", permanent(document, host)
    yield "DB", "Clippings"
