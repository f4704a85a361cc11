"""The package of an e-book -> its chapters in their order, with what the book says of them and of itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.errors import FileSkipped
from search.readers.packed.packed_xml import MAX_XML, has, target
from search.readers.packed.zip_member import member
from search.readers.xml_formats.parser import XmlElement, elements, markup

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_CONTENTS = "application/x-dtbncx+xml"
_UNDATED = "0101-01-01"
"""What calibre writes where it knows no day."""
_NO_BOOK = "zip file, but not an e-book; give it the right extension or get a fresh copy"


@dataclass(frozen=True, slots=True)
class Book:
    """What a book's package says. `chapters` are members in reading order; `titles` their names in its contents.

    `locked` are the members that are encrypted.
    """

    title: str = ""
    author: str = ""
    language: str = ""
    day: str = ""
    chapters: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of a book as its package lists it."""

    name: str
    kind: str
    is_contents: bool


def book(archive: zipfile.ZipFile) -> Book:
    """The book in an archive. Raises FileSkipped where it is none or its package is damaged."""
    place = _package(archive)
    found = [*elements(markup(_read(archive, place)), ["metadata", "item", "itemref"], keep=True)]
    said: dict[str, str] = {}
    items: dict[str, _Item] = {}
    order: list[str] = []
    for element in found:
        name = _name(element)
        if name == "metadata":
            said = dict(_metadata(element))
        elif name == "item":
            items[element.get("id") or ""] = _item(element, place)
        elif element.get("idref") in items:
            order.append(element.get("idref") or "")
    contents = [item.name for item in items.values() if item.is_contents and has(archive, item.name)]
    chapters = [items[each] for each in dict.fromkeys(order)]
    return Book(
        said.get("title", ""),
        said.get("creator", ""),
        said.get("language", ""),
        said.get("date", "") if not said.get("date", "").startswith(_UNDATED) else "",
        tuple(
            item.name for item in chapters if item.kind in _PAGES and not item.is_contents and has(archive, item.name)
        ),
        {name: title for each in reversed(contents) for name, title in _titles(archive, each).items()},
        frozenset(_locked(archive)),
    )


def _package(archive: zipfile.ZipFile) -> str:
    """The member that lists the others. Raises FileSkipped."""
    if has(archive, _CONTAINER):
        for element in elements(markup(_read(archive, _CONTAINER)), ["rootfile"]):
            place = target("", element.get("full-path") or "")
            if has(archive, place):
                return place
    found = next((name for name in archive.namelist() if name.lower().endswith(".opf")), "")
    if not found:
        raise FileSkipped(_NO_BOOK)
    return found


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return member(archive, archive.getinfo(name), MAX_XML)


def _name(element: XmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


def _metadata(element: XmlElement) -> Iterator[tuple[str, str]]:
    """What a book says of itself; of several values the first counts, which comes last here."""
    for child in reversed([*element.iter()]):
        if isinstance(child.tag, str) and (child.text or "").strip():
            yield _name(child), " ".join((child.text or "").split())


def _item(element: XmlElement, place: str) -> _Item:
    kind = (element.get("media-type") or "").lower()
    is_contents = kind == _CONTENTS or "nav" in (element.get("properties") or "").split()
    return _Item(target(place, element.get("href") or ""), kind, is_contents)


def _titles(archive: zipfile.ZipFile, place: str) -> dict[str, str]:
    """The first name that a table of contents gives to each file; nothing where it cannot be read."""
    titles: dict[str, str] = {}
    try:
        for element in elements(markup(_read(archive, place)), ["navPoint", "a"], keep=True):
            where = element.find("{*}content") if _name(element) == "navPoint" else element
            address = (where.get("src") or where.get("href") or "") if where is not None else ""
            label = element.find("{*}navLabel/{*}text") if _name(element) == "navPoint" else element
            words = " ".join("".join(_texts(label)).split()) if label is not None else ""
            if words:
                titles.setdefault(target(place, address), words)
    except FileSkipped:
        return titles
    return titles


def _texts(element: XmlElement) -> Iterator[str]:
    for each in element.iter():
        yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _locked(archive: zipfile.ZipFile) -> Iterator[str]:
    """The members that are encrypted, fonts among them."""
    if has(archive, _ENCRYPTION):
        for element in elements(markup(_read(archive, _ENCRYPTION)), ["CipherReference"]):
            yield target("", element.get("URI") or "")
