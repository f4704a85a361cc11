"""Word documents: the paragraphs of the text in the packed XML, read as a stream, then its notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Record, document_id
from search.readers.exports.look import exported
from search.readers.packed_xml import attribute, events, has, local, packed, target
from search.readers.property_titles import found_in
from search.readers.several_articles import several
from search.readers.zip_member import opened

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

_WORDS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = frozenset({"moveFrom", "del", "rPrChange", "pPrChange", _FALLBACK})
"""Text that was deleted or moved away, what it was like before, and the second version of a text box."""
_OFF = frozenset({"0", "false", "off", "none"})
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CREATED = "{http://purl.org/dc/terms/}created"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_NOTES = ("footnotes", "endnotes")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Notes that are lines between the text and the notes."""
_TITLE_STYLES = frozenset({"title", "titel", "titre", "título", "titolo", "heading1", "berschrift1", "1"})
_NO_WORD = "zip file, but not a Word document; open it in a word processor and save it as .docx"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, its paragraphs parted by blank lines, or those of an export. Raises FileSkipped."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileSkipped("encrypted, or saved by an old version of Word; save it as .docx without a password")
    with opened(raw, "Word document") as archive:
        main = _main(archive)
        paragraphs = list(_paragraphs(packed(archive, main)))
        notes = [note for name in _notes(archive, main) for _, note in _paragraphs(packed(archive, name))]
        properties = dict(_properties(archive))
    text = "\n\n".join(words for _, words in paragraphs)
    if not any(map(str.isalpha, "".join((text, *notes)))):
        raise FileSkipped("contains no text; if its pages are scans, run OCR on it first")
    articles = exported(text, path)
    if articles is not None:
        yield from articles
        return
    styled = next((words for style, words in paragraphs if style in _TITLE_STYLES), "")
    title = styled or found_in(properties.get(_TITLE, ""), text)
    declared = {
        "title": " ".join(title.split()),
        "author": _person(properties.get(_CREATOR, "")),
        "date_created": properties.get(_CREATED, ""),
        "created_rule": "the document's properties" if _CREATED in properties else "",
    }
    yield Document(
        id=document_id(path),
        path=path,
        title=declared["title"],
        text="\n\n".join((text, *notes)).strip(),
        author=declared["author"],
        declared={key: value for key, value in declared.items() if value},
        notes=several(text),
    )


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
    """What a member is related to, by kind; of the whole package where `of` is ""."""
    folder, _, name = of.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    if not has(archive, place):
        return
    for event, element in events(packed(archive, place)):
        if event == "start" and local(element) == "Relationship" and attribute(element, "TargetMode") != "External":
            yield attribute(element, "Type").rpartition("/")[2], target(of, attribute(element, "Target"))


def _properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    if not has(archive, _PROPERTIES):
        return
    for _, element in events(packed(archive, _PROPERTIES)):
        if element.text and element.text.strip():
            yield element.tag, element.text.strip()


def _paragraphs(xml: bytes) -> Iterator[tuple[str, str]]:
    """Each paragraph that has words, with the name of its style. A text box inside one comes before it."""
    styles, words, hidden = [""], [[""]], 0
    unseen: list[bool] = []  # for each run that is open, whether it is formatted as hidden
    for event, element in events(xml):
        name = _name(element)
        opens = event == "start"
        if name in _HIDDEN or (name in ("footnote", "endnote") and attribute(element, "type") in _SEPARATORS):
            hidden += 1 if opens else -1
        elif name == "p" and opens:
            styles.append("")
            words.append([])
        elif name == "p":
            style, paragraph = styles.pop(), "".join(words.pop())
            element.clear()
            if paragraph.strip() and not hidden:
                yield style, paragraph.strip()
        elif name == "r":
            unseen.append(False) if opens else unseen.pop()
        elif opens and name == "vanish" and unseen:
            unseen[-1] = attribute(element, "val").lower() not in _OFF
        elif opens and name == "pStyle":
            styles[-1] = "".join(attribute(element, "val").lower().split())
        elif not opens and not hidden and not any(unseen):
            words[-1].append(_words(name, element))


def _name(element: Element) -> str:
    return element.tag.removeprefix(_WORDS[0]).removeprefix(_WORDS[1])


def _words(name: str, element: Element) -> str:
    if name == "t":
        return element.text or ""
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _person(name: str) -> str:
    """The name of the document's author, unless a program or an account signs."""
    return name if " " in name and not re.search(r"\d|user|microsoft|office|apache|admin", name, re.IGNORECASE) else ""
