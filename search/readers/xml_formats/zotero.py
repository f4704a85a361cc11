"""Zotero's RDF: what a library says of articles, whose snapshots are files beside the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search.readers.entry import Entry
from search.readers.xml_formats.parser import Markup, XmlElement
from search.readers.xml_formats.paths import attribute, first, found, name_of, text_of, values
from search.readers.xml_formats.table import XmlFormat

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NO_ARTICLE = frozenset({"attachment", "note", "annotation"})
_TITLE = ("title", "shortTitle")
_URL = ("identifier/URI/value", "identifier/URI")


def items(library: XmlElement) -> Iterator[Entry]:
    """The articles of a library, in its order."""
    named = {about: each for each in library if (about := attribute(each, f"{_RDF}about"))}
    for each in library:
        kind = first(each, ("itemType",)).value
        if kind and kind not in _NO_ARTICLE:
            linked = [named[key] for link in found(each, "link") if (key := _referred(link)) in named]
            yield _entry(each, linked, named)


def _referred(element: XmlElement) -> str:
    return attribute(element, f"{_RDF}resource")


def _files(linked: list[XmlElement]) -> Iterator[str]:
    for each in linked:
        if name_of(each) == "Attachment":
            yield from filter(None, (_referred(place) for place in found(each, "resource")))


def _entry(item: XmlElement, linked: list[XmlElement], named: Mapping[str, XmlElement]) -> Entry:
    notes = [value for each in linked if name_of(each) == "Memo" for value in values(each, "value")]
    within = next(found(item, "isPartOf"), None)
    holder = next(iter(within), named.get(_referred(within))) if within is not None else None
    about = attribute(item, f"{_RDF}about")
    url = first(item, _URL).value or about
    return Entry(
        title=first(item, _TITLE).value,
        paragraphs=(*values(item, "abstract"), *notes),
        source=first(holder if holder is not None else item, ("title", "publisher//name")),
        day=first(item, ("date",)),
        author=", ".join(_persons(item)),
        url=url if url.startswith("http") else "",
        language=first(item, ("language",)).value,
        own=about,
        files=tuple(_files(linked)),
    )


def _persons(item: XmlElement) -> Iterator[str]:
    for person in found(item, "authors//Person"):
        given = first(person, ("givenName", "givenname")).value
        yield f"{given} {first(person, ('surname',)).value}".strip() or text_of(person)


def is_library(parsed: Markup) -> bool:
    """Whether RDF is that of Zotero."""
    return "zotero.org/namespaces/export#" in parsed.attributes


FORMATS = (XmlFormat("Zotero RDF", ("RDF",), ("RDF",), items, is_library, is_list=True),)
