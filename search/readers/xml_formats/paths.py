"""Paths to what an XML element holds: "front/article-meta/title@lang", in whatever namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from search.readers.entry import NOTHING, Told
from search.readers.xml_formats.parser import XmlElement

OTHER_READINGS = frozenset({"choice/sic", "choice/orig", "choice/abbr"})
"""Of each pair of TEI's readings one is kept: the corrected, the regular, the whole word."""
_ASIDE = OTHER_READINGS | {"fn", "note"}
"""What is no part of a title or a name, though it stands inside."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STEP = re.compile(r"(?<![\w@.-])(?=[A-Za-z_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010\u00ac\u2e17]\n(?=[^\W\d_])(?!.{0,3}[A-ZÀ-ÖØ-Þ])")
_STOPS = frozenset(".,;:!?”»'’")
_NO_BREAK = re.compile(r"[-\u00ad\u2010\u00ac\u2e17]?\s*\x1f\s*")


def name_of(element: XmlElement) -> str:
    """An element's name without its namespace, "" for a comment and its like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: XmlElement, name: str) -> str:
    """An attribute, "" where there is none."""
    return element.get(name) or ""


def found(element: XmlElement, path: str) -> Iterator[XmlElement]:
    """The elements at a path without an attribute; "." is the element itself."""
    return iter((element,)) if path in ("", ".") else element.iterfind(_expanded(path))


def values(element: XmlElement, path: str) -> Iterator[str]:
    """What stands at a path: the words inside of elements, or the attribute behind "@" at its end."""
    place, name = _split(path)
    for each in found(element, place):
        value = attribute(each, name) if name else text_of(each)
        if value := " ".join(value.split()):
            yield value


def first(element: XmlElement, paths: Sequence[str]) -> Told:
    """The first value that one of the paths has, and which."""
    for path in paths:
        for value in values(element, path):
            return Told(value, f"element {path.removeprefix('.//')}")
    return NOTHING


def every(element: XmlElement, paths: Sequence[str]) -> str:
    """All values of the first path that has any, with commas between them: names."""
    each = ([*dict.fromkeys(values(element, path))] for path in paths)
    return ", ".join(next(filter(None, each), []))


@cache
def _split(path: str) -> tuple[str, str]:
    place, name = path, ""
    if "@" in path.rpartition("]")[2]:
        place, _, name = path.rpartition("@")
    return place.removesuffix("/"), _LANG if name == "xml:lang" else name


@cache
def _expanded(path: str) -> str:
    """The path with any namespace at each step; what stands in brackets is about attributes and stays."""
    return "".join(part if part.startswith("[") else _STEP.sub("{*}", part) for part in re.split(r"(\[[^\]]*\])", path))


def text_of(element: XmlElement) -> str:
    """All words inside an element, on one line."""
    return " ".join(paragraphs(element, frozenset(), _ASIDE))


def paragraphs(element: XmlElement, blocks: frozenset[str], skipped: frozenset[str]) -> list[str]:
    """The words inside an element, a paragraph wherever one of the `blocks` begins or ends.

    What is inside of `skipped` elements is left out, "choice/sic" where one stands in the other. A word that a line
    break <lb/> cuts is put together.
    """
    stretch: list[str] = []
    whole: list[str] = []
    for piece in (*_pieces(element, blocks, skipped), None):
        if piece is not None:
            stretch.append(piece)
        elif stretch:
            if words := _mended("".join(stretch)):
                whole.append(words)
            stretch = []
    return whole


def _mended(text: str) -> str:
    if "\n" in text or "\x1f" in text:
        text = _NO_BREAK.sub("", _HYPHEN.sub("", re.sub(r" *\n *", "\n", text)))
    return " ".join(text.split())


def _pieces(root: XmlElement, blocks: frozenset[str], skipped: frozenset[str]) -> Iterator[str | None]:
    """Texts in their order, with None where a paragraph ends."""
    plain, before = not any("/" in name for name in skipped), ""
    waiting: list[XmlElement | str | None] = [*reversed(_inside(root, blocks))]
    while waiting:
        item = waiting.pop()
        if item is None or isinstance(item, str):
            before = item or before if item is not None else ""
            yield item
        elif name_of(item) == "xref" and _is_number_behind(before, item):
            continue
        elif (name := name_of(item)) and name not in skipped and (plain or not _is_skipped_there(item, name, skipped)):
            if name == "lb":
                yield "\x1f" if item.get("break") == "no" else "\n"
            elif name == "br":
                yield " "
            else:
                waiting.extend(reversed(_inside(item, blocks)))


def _is_number_behind(before: str, element: XmlElement) -> bool:
    """Whether a reference is only a number at the end of a word or a sentence: it is read as a part of that else."""
    return (before[-1:].isalpha() or before[-1:] in _STOPS) and not any(
        map(str.isalpha, "".join(each.text or "" for each in element.iter()))
    )


def _is_skipped_there(element: XmlElement, name: str, skipped: frozenset[str]) -> bool:
    around = element.getparent()
    return around is not None and f"{name_of(around)}/{name}" in skipped


def _inside(element: XmlElement, blocks: frozenset[str]) -> list[XmlElement | str | None]:
    edges: list[XmlElement | str | None] = [None] if name_of(element) in blocks else []
    inner: list[XmlElement | str | None] = [*edges, _line(element.text)]
    for child in element:
        inner += (child, _line(child.tail))
    return [*inner, *edges]


def _line(text: str | None) -> str:
    """A text of the file with its line breaks as blanks: those that mean something are elements."""
    return text.replace("\n", " ") if text else ""
