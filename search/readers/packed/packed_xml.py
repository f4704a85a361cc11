"""XML inside zip files, as word processors and e-books have it: never with entities, read as a stream."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, iterparse

from search.errors import FileSkipped
from search.readers.packed.zip_member import member

MAX_XML = 50_000_000


def has(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether an archive has a member."""
    return name in archive.NameToInfo


def packed(archive: zipfile.ZipFile, name: str, limit: int = MAX_XML) -> bytes:
    """The XML of a member. Raises FileSkipped where it is damaged, a bomb, or would define entities."""
    raw = member(archive, archive.getinfo(name), limit)
    return safe(raw)


def safe(raw: bytes) -> bytes:
    """The XML, unless it declares a document type or is not in an encoding of bytes. Raises FileSkipped."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\x00" in raw:
        raise FileSkipped("declares XML entities, which word processors never do; if you trust it, save it again")
    return raw


def events(xml: bytes, deepest: int = 0) -> Iterator[tuple[str, Element]]:
    """Starts and ends of elements, nested as deep as they like where `deepest` is 0.

    Raises FileSkipped for what is wrong or too deep, after what stands before that.
    """
    found = iterparse(BytesIO(xml), events=("start", "end"))  # noqa: S314 - no DTD gets here: see `safe`
    try:
        yield from _shallow(found, deepest) if deepest else found
    except (ParseError, LookupError, ValueError) as error:
        raise FileSkipped(f"damaged document ({error}); open it in its program and save it again") from None


def _shallow(found: Iterable[tuple[str, Element]], deepest: int) -> Iterator[tuple[str, Element]]:
    depth = 0
    for event, element in found:
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise FileSkipped(f"elements nested more than {deepest} deep; open it in its program and save it again")
        yield event, element


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute of a name in any namespace, or in none, "" where there is none."""
    found = element.get(name)
    return found if found is not None else next((v for k, v in element.attrib.items() if k.endswith("}" + name)), "")


def target(base: str, address: str) -> str:
    """The member that an address in the member `base` names, "" for what is no member."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")
    return "" if not path or "://" in path or joined.startswith("..") else joined
