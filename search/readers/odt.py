"""OpenDocument texts (LibreOffice, OpenOffice): the paragraphs of the text, read as a stream, then its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, declaring
from search.readers.exports.look import exported
from search.readers.lines.several_articles import several
from search.readers.office.property_titles import found_in
from search.readers.packed.packed_xml import attribute, events, has, local, packed, safe
from search.readers.packed.zip_member import opened

SUFFIXES = (".odt", ".ott", ".fodt")
ALSO = (".xml", ".zip")

_HIDDEN = frozenset(
    {"tracked-changes", "annotation", "ruby-text", "hidden-text", "hidden-paragraph", "forms", "binary-data", "math"}
)
"""What was deleted, comments, and what is not shown."""
_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}
_MANY_BLANKS = 100
_DEEPEST = 250
"""Elements inside each other, which no document has."""
_PARAGRAPHS = frozenset({"p", "h"})
_BLANKS = re.compile(r"[ \t\r\n]+")
_TITLE_STYLES = ("title", "titel", "titre", "título", "titolo")
_PROPERTIES = ("title", "initial-creator", "creator", "creation-date", "language")
_NO_ODT = "zip file, but not an OpenDocument text; open it in a word processor and save it as .odt"
_NO_TEXT = "contains no text; if its pages are scans, run OCR on it first"


@dataclass(slots=True)
class _Content:
    """What a document holds. `title` is the first paragraph that is styled as one or heads the whole."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, its paragraphs parted by blank lines, or those of an export. Raises FileSkipped."""
    content = _content(raw)
    text = "\n\n".join(content.paragraphs)
    if not any(map(str.isalpha, "".join((text, *content.notes)))):
        raise FileSkipped(_NO_TEXT)
    articles = exported(text, path)
    if articles is not None:
        yield from articles
        return
    said = content.properties
    declared = {
        "title": content.title or found_in(said.get("title", ""), text),
        "author": next((said[key] for key in ("initial-creator", "creator") if " " in said.get(key, "")), ""),
        "date_created": said.get("creation-date", ""),
        "created_rule": "the document's properties" if said.get("creation-date") else "",
    }
    known = {key: value for key, value in declared.items() if value}
    whole = "\n\n".join((text, *content.notes)).strip()
    yield declaring(path, whole, known, title=declared["title"], notes=several(text))


def _content(raw: bytes) -> _Content:
    """What is in the packed members, or in the one file of a flat document. Raises FileSkipped."""
    content = _Content()
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        xml = safe(raw)
        _take_properties(xml, content)
        _take_text(xml, content)
        return content
    with opened(raw, "OpenDocument text") as archive:
        if not has(archive, "content.xml"):
            raise FileSkipped(_NO_ODT)
        if has(archive, "META-INF/manifest.xml") and b"encryption-data" in packed(archive, "META-INF/manifest.xml"):
            raise FileSkipped("encrypted document; save it without a password")
        if has(archive, "meta.xml"):
            _take_properties(packed(archive, "meta.xml"), content)
        _take_text(packed(archive, "content.xml"), content)
    return content


def _take_properties(xml: bytes, content: _Content) -> None:
    for event, element in events(xml, _DEEPEST):
        name = local(element)
        if event == "start" and name == "body":
            return
        if event == "end" and name in _PROPERTIES and (element.text or "").strip():
            content.properties.setdefault(name, " ".join((element.text or "").split()))


def _take_text(xml: bytes, content: _Content) -> None:
    """The paragraphs of the body in their order; those inside one, as of a text box, stand before it."""
    inside = False
    open_ones = hidden = 0
    for event, element in events(xml, _DEEPEST):
        name, change = local(element), 1 if event == "start" else -1
        if name == "body":
            inside = change > 0
        elif name in _HIDDEN:
            hidden += change
        elif name in _PARAGRAPHS and inside and not hidden:
            open_ones += change
            if not open_ones:
                _keep(element, content.paragraphs, content)
                element.clear()


def _keep(element: Element, into: list[str], content: _Content) -> None:
    """A paragraph with words, after those that stand inside it."""
    text = "".join(_words(element, into, content)).strip()
    if not text:
        return
    into.append(text)
    styled = attribute(element, "style-name").lower().startswith(_TITLE_STYLES)
    heading = local(element) == "h" and attribute(element, "outline-level") in ("", "1")
    if not content.title and into is content.paragraphs and (styled or heading):
        content.title = " ".join(text.split())


def _words(element: Element, into: list[str], content: _Content) -> Iterator[str]:
    """The pieces of a paragraph's text; its notes and the paragraphs inside it are kept where they belong."""
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        name = local(child)
        if name in _PARAGRAPHS:
            _keep(child, into, content)
        elif name == "note":
            body = next((each for each in child if local(each) == "note-body"), None)
            _keep_all(body, content)
        elif name in _SIGNS:
            count = attribute(child, "c")
            yield _SIGNS[name] * (min(int(count), _MANY_BLANKS) if count.isdecimal() and len(count) < 9 else 1)
        elif name not in _HIDDEN:
            yield from _words(child, into, content)
        yield _BLANKS.sub(" ", child.tail or "")


def _keep_all(body: Element | None, content: _Content) -> None:
    """The paragraphs of a note."""
    for paragraph in body if body is not None else ():
        if local(paragraph) in _PARAGRAPHS:
            _keep(paragraph, content.notes, content)
