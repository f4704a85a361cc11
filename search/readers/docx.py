"""Word documents: the paragraphs of the text in the packed XML, read as a stream."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Record, document_id
from search.readers.exports.look import exported
from search.readers.property_titles import found_in
from search.readers.several_articles import several
from search.readers.zip_member import member, opened

SUFFIXES = (".docx", ".docm")

_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_HIDDEN = ("moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""Text that was moved away, and the second version of a text box."""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CREATED = "{http://purl.org/dc/terms/}created"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MAX_XML = 50_000_000
_TITLE_STYLES = frozenset({"title", "titel", "titre", "título", "titolo", "heading1", "berschrift1", "1"})


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, its paragraphs parted by blank lines, or those of an export. Raises FileSkipped."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileSkipped("encrypted, or saved by an old version of Word; save it as .docx without a password")
    with opened(raw, "Word document") as archive:
        paragraphs = list(_paragraphs(_xml(archive, _BODY)))
        properties = dict(_properties(archive))
    text = "\n\n".join(words for _, words in paragraphs)
    if not any(map(str.isalpha, text)):
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
        text=text,
        author=declared["author"],
        declared={key: value for key, value in declared.items() if value},
        notes=several(text),
    )


def _xml(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member. Raises FileSkipped where it is missing, damaged, a bomb, or would define entities."""
    if name not in archive.namelist():
        raise FileSkipped("zip file, but not a Word document; open it in a word processor and save it as .docx")
    raw = member(archive, archive.getinfo(name), _MAX_XML)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\x00" in raw:
        raise FileSkipped("declares XML entities, which Word never does; if you trust it, save it again in Word")
    return raw


def _properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    if _PROPERTIES not in archive.namelist():
        return
    for _, element in _events(_xml(archive, _PROPERTIES)):
        if element.text and element.text.strip():
            yield element.tag, element.text.strip()


def _events(xml: bytes) -> Iterator[tuple[str, Element]]:
    try:
        yield from iterparse(BytesIO(xml), events=("start", "end"))  # noqa: S314 - no DTD gets here, see `_xml`
    except ParseError as error:
        raise FileSkipped(f"damaged Word document ({error}); open it in a word processor and save it again") from None


def _paragraphs(xml: bytes) -> Iterator[tuple[str, str]]:
    """Each paragraph that has words, with the name of its style. A text box inside one comes before it."""
    styles, words, hidden = [""], [[""]], 0
    for event, element in _events(xml):
        name = _name(element)
        opens = event == "start"
        if name in _HIDDEN:
            hidden += 1 if opens else -1
        elif name == "p" and opens:
            styles.append("")
            words.append([])
        elif name == "p":
            style, paragraph = styles.pop(), "".join(words.pop())
            element.clear()
            if paragraph.strip() and not hidden:
                yield style, paragraph.strip()
        elif opens and name == "pStyle":
            styles[-1] = "".join(_attribute(element, "val").lower().split())
        elif not opens and not hidden:
            words[-1].append(_words(name, element))


def _name(element: Element) -> str:
    return element.tag.removeprefix(_SPACES[0]).removeprefix(_SPACES[1])


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")


def _words(name: str, element: Element) -> str:
    if name == "t":
        return element.text or ""
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _person(name: str) -> str:
    """The name of the document's author, unless a program or an account signs."""
    return name if " " in name and not re.search(r"\d|user|microsoft|office|apache|admin", name, re.IGNORECASE) else ""
