"""Word documents: the paragraphs of the text in the packed XML, read as a stream, then its notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search.errors import FileSkipped
from search.model import Document
from search.readers import OWN, PLAIN, Options, Record, declaring
from search.readers.exports.look import exported
from search.readers.lines.several_articles import several
from search.readers.office import compound_file
from search.readers.office.property_titles import found_in
from search.readers.office.word_paragraphs import Paragraph, paragraphs
from search.readers.packed.packed_xml import attribute, events, has, local, packed, target
from search.readers.packed.zip_member import opened

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
ALSO = (".zip",)

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CREATED = "{http://purl.org/dc/terms/}created"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_NOTES = ("footnotes", "endnotes")
_NUMBER = re.compile(r"urn(?::|%3A)contentItem(?::|%3A)(?P<number>[A-Z0-9]{4}(?:-[A-Z0-9]{2,6}){2,5})", re.IGNORECASE)
"""How Nexis numbers its articles, in the addresses that their titles lead to."""
_TITLE_STYLES = frozenset({"title", "titel", "titre", "título", "titolo", "heading1", "berschrift1", "1"})
_NO_WORD = "zip file, but not a Word document; open it in a word processor and save it as .docx"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, its paragraphs parted by blank lines, or those of an export. Raises FileSkipped."""
    if raw.startswith(compound_file.MAGIC):
        raise FileSkipped("encrypted, or saved by an old version of Word; save it as .docx without a password")
    with opened(raw, "Word document") as archive:
        main = _main(archive)
        found = paragraphs(packed(archive, main))
        notes = [note.words for name in _notes(archive, main) for note in paragraphs(packed(archive, name))]
        properties = dict(_properties(archive))
        numbers = _numbers(archive, main, found)
    text = "\n\n".join(each.words for each in found)
    if not any(map(str.isalpha, "".join((text, *notes)))):
        raise FileSkipped("contains no text; if its pages are scans, run OCR on it first")
    articles = exported(text, path)
    if articles is not None:
        yield from _numbered(articles, numbers)
        return
    styled = next((each.words for each in found if each.style in _TITLE_STYLES), "")
    title = " ".join((styled or found_in(properties.get(_TITLE, ""), text)).split())
    whole = "\n\n".join((text, *notes)).strip()
    told = several("\n\n".join(map(_as_shown, found)))
    yield declaring(path, whole, _declared(title, properties), title=title, notes=told)


def _declared(title: str, properties: Mapping[str, str]) -> dict[str, str]:
    declared = {
        "title": title,
        "author": _person(properties.get(_CREATOR, "")),
        "date_created": properties.get(_CREATED, ""),
        "created_rule": "the document's properties" if _CREATED in properties else "",
    }
    return {key: value for key, value in declared.items() if value}


def _main(archive: zipfile.ZipFile) -> str:
    """The member with the text: the one that the package's relationships name. Raises FileSkipped."""
    named = (name for kind, name in _relationships(archive, "") if kind == "officeDocument")
    found = next((name for name in (*named, _BODY) if has(archive, name)), "")
    if not found:
        raise FileSkipped(_NO_WORD)
    return found


def _notes(archive: zipfile.ZipFile, main: str) -> list[str]:
    """The members with the foot- and endnotes of the text."""
    related = dict(_relationships(archive, main))
    names = (related.get(kind, target(main, f"{kind}.xml")) for kind in _NOTES)
    return [name for name in names if has(archive, name)]


def _relationships(archive: zipfile.ZipFile, of: str) -> Iterator[tuple[str, str]]:
    """What a member is related to inside the package, by kind; of the whole package where `of` is ""."""
    return ((each.kind, target(of, each.target)) for each in _relations(archive, of) if not each.is_outside)


@dataclass(frozen=True, slots=True)
class _Relation:
    """One that a member has to another, or to an address outside. `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    is_outside: bool


def _relations(archive: zipfile.ZipFile, of: str) -> Iterator[_Relation]:
    folder, _, name = of.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    if not has(archive, place):
        return
    for event, element in events(packed(archive, place)):
        if event == "start" and local(element) == "Relationship":
            kind, outside = (
                attribute(element, "Type").rpartition("/")[2],
                attribute(element, "TargetMode") == "External",
            )
            yield _Relation(attribute(element, "Id"), kind, attribute(element, "Target"), outside)


def _properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    if not has(archive, _PROPERTIES):
        return
    for _, element in events(packed(archive, _PROPERTIES)):
        if element.text and element.text.strip():
            yield element.tag, element.text.strip()


def _as_shown(paragraph: Paragraph) -> str:
    """A paragraph with what parts it from those above: a new page, or that it is a heading."""
    return "\f" * paragraph.on_new_page + "# " * (paragraph.style in _TITLE_STYLES) + paragraph.words


def _numbered(articles: Iterator[Record], numbers: Mapping[str, list[str]]) -> Iterator[Record]:
    """The articles of an export with the database's own numbers, which the links of their titles have."""
    for article in articles:
        own = numbers.get(article.title) if isinstance(article, Document) and OWN not in article.declared else None
        if own and isinstance(article, Document):
            article = replace(article, declared={**article.declared, OWN: own.pop(0)})
        yield article


def _numbers(archive: zipfile.ZipFile, main: str, found: Sequence[Paragraph]) -> dict[str, list[str]]:
    """The numbers of articles by the titles that are links to them, in the order of the text."""
    linked = [paragraph for paragraph in found if paragraph.link]
    targets = {each.id: each.target for each in _relations(archive, main)} if linked else {}
    numbers: dict[str, list[str]] = {}
    for paragraph in linked:
        if number := _NUMBER.search(targets.get(paragraph.link, "")):
            numbers.setdefault(" ".join(paragraph.words.split()), []).append(number["number"])
    return numbers


def _person(name: str) -> str:
    """The name of the document's author, unless a program or an account signs."""
    return name if " " in name and not re.search(r"\d|user|microsoft|office|apache|admin", name, re.IGNORECASE) else ""
