"""What programs that recognise print write: ALTO and PAGE, a scanned page or more a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from search.readers.entry import Entry
from search.readers.printed.scanned_lines import Scanned, scanned
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import attribute, first, found, name_of, text_of
from search.readers.xml_formats.table import XmlFormat

_FURNITURE = frozenset({"page-number", "header", "footer", "catch-word", "signature-mark"})
"""Regions of PAGE that are no text of the page."""


def _alto(document: XmlElement) -> Iterator[Entry]:
    confidences: list[float] = []
    blocks = [[_line(line, confidences) for line in found(block, ".//TextLine")] for block in _blocks(document)]
    language = first(document, (".//TextBlock@LANG", ".//TextBlock@language", ".//Page@LANG")).value
    yield _entry(scanned(blocks, confidences), language)


def _blocks(document: XmlElement) -> Iterator[XmlElement]:
    """The blocks of text in the order of the file, which is that of reading."""
    for element in document.iter():
        if name_of(element) == "TextBlock":
            yield element


def _line(line: XmlElement, confidences: list[float]) -> str:
    """The words of a line. One that is cut at its end is told whole in its first half, and its second half is empty."""
    words: list[str] = []
    glued = False
    for item in line:
        name = name_of(item)
        if name == "String":
            word = _word(item)
            with suppress(ValueError):
                confidences.append(float(attribute(item, "WC")))
            words += [word] if word else []
        elif name == "HYP" and words and not glued:
            words[-1] += attribute(item, "CONTENT") or "-"
        glued = (
            name == "String" and attribute(item, "SUBS_TYPE") == "HypPart1" and bool(attribute(item, "SUBS_CONTENT"))
        )
    return " ".join(words)


def _word(string: XmlElement) -> str:
    kind, whole = attribute(string, "SUBS_TYPE"), attribute(string, "SUBS_CONTENT")
    if whole and kind == "HypPart2":
        return ""
    return whole if whole and kind == "HypPart1" else attribute(string, "CONTENT")


def _page(document: XmlElement) -> Iterator[Entry]:
    confidences: list[float] = []
    regions = [
        [_recognised(line, confidences) for line in _lines(region)]
        for page in found(document, "Page")
        for region in _in_order(page)
        if attribute(region, "type") not in _FURNITURE
    ]
    yield _entry(scanned(regions, confidences), first(document, ("Page@primaryLanguage",)).value[:2])


def _in_order(page: XmlElement) -> list[XmlElement]:
    """The regions of text as the page is read: by the order that it states, then as they stand in the file."""
    stated = [
        (attribute(item, "index"), attribute(item, "regionRef"))
        for item in found(page, "ReadingOrder//RegionRefIndexed")
    ]
    place = {region: int(index) for index, region in reversed(stated) if index.isdecimal()}
    regions = [element for element in page.iter() if name_of(element) == "TextRegion"]
    return sorted(regions, key=lambda region: place.get(attribute(region, "id"), len(regions)))


def _lines(region: XmlElement) -> list[XmlElement]:
    """The lines of a region, or the region itself where its text is told as a whole."""
    lines = [*found(region, "TextLine")]
    return lines or [region]


def _recognised(line: XmlElement, confidences: list[float]) -> str:
    """The text of a line, the likeliest where there are several; word by word where the line itself has none."""
    texts = sorted(found(line, "TextEquiv"), key=lambda each: attribute(each, "index") or "0")
    if not texts:
        return " ".join(_recognised(word, confidences) for word in found(line, "Word"))
    with suppress(ValueError):
        confidences.append(float(attribute(texts[0], "conf")))
    unicode = texts[0].find("{*}Unicode")
    return text_of(unicode) if unicode is not None else ""


def _entry(scan: Scanned, language: str) -> Entry:
    return Entry(paragraphs=scan.paragraphs, language=language, loose=True, scan=scan)


FORMATS = (
    XmlFormat("ALTO", ("alto",), ("alto",), _alto),
    XmlFormat("PAGE", ("PcGts",), ("PcGts",), _page),
)
