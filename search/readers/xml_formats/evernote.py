"""Evernote's exports: a note an article, each with its text as a page inside of the XML."""

from __future__ import annotations

from collections.abc import Iterator

from search.readers.entry import NOTHING, Entry
from search.readers.records.record_values import paragraphs, shown
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import every, first, found, text_of
from search.readers.xml_formats.table import XmlFormat


def _note(note: XmlElement) -> Iterator[Entry]:
    """A note. One that was clipped from a page was made when that was saved, which is not the day of its article."""
    url = first(note, ("note-attributes/source-url",)).value
    yield Entry(
        title=first(note, ("title",)).value,
        paragraphs=tuple(_text(note)),
        day=NOTHING if url else first(note, ("note-attributes/subject-date", "created")),
        author=every(note, ("note-attributes/author",)),
        url=url if url.startswith(("http://", "https://")) else "",
        loose=bool(url),
    )


def _text(note: XmlElement) -> list[str]:
    """The paragraphs of the page, without what declares it."""
    for content in found(note, "content"):
        page = content.text or text_of(content)
        return [words for words in paragraphs(shown(page[max(0, page.find("<en-note")) :])) if words.strip()]
    return []


FORMATS = (XmlFormat("Evernote", ("en-export",), ("note",), _note, is_list=True),)
