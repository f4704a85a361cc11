"""The one parser of XML: nothing is looked up, defined or fetched, and nothing grows.

A document type is cut out before anything is parsed, and one that defines entities is refused (billion laughs, files
and addresses that entities include). What else can do harm has libxml2's own limits: 256 elements inside one another,
10 MB of text in one place. Names of characters that HTML knows (&nbsp;) become these characters; an ampersand that
begins nothing is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from io import BytesIO
from typing import Protocol, cast

from lxml import etree

from search.errors import FileSkipped
from search.readers.characters.encoding import decoded
from search.readers.characters.mends import Tally

_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_TYPE = re.compile(
    r"<!DOCTYPE(?P<name>[^\[<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\[<>\"']*)*)(?:\[(?P<subset>[^\]]*)\]\s*)?>"
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<attributes>[^<>]*)>")
_SIGN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(?P<number>#\d{1,7}|#[xX][0-9a-fA-F]{1,6})|(?P<name>[a-zA-Z][a-zA-Z0-9]{0,31}));|&",
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHARSET = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_OWN_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MARKUP = frozenset("<>&\"'")
_DEFINES = "declares XML entities, as XML bombs do; if you trust it, save it again without them"


class XmlElement(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None:
        """An attribute, None where there is none."""
        ...

    def iter(self, *tags: str) -> Iterator[XmlElement]:
        """The element and its descendants, with these tags."""
        ...

    def find(self, path: str) -> XmlElement | None:
        """The first element at a path."""
        ...

    def iterfind(self, path: str) -> Iterator[XmlElement]:
        """The elements at a path."""
        ...

    def items(self) -> list[tuple[str, str]]:
        """The attributes by their names."""
        ...

    def getparent(self) -> XmlElement | None:
        """The element around it."""
        ...

    def clear(self) -> None:
        """Forget what is inside."""
        ...

    def __iter__(self) -> Iterator[XmlElement]:
        """The children."""
        ...


@dataclass(frozen=True, slots=True)
class Markup:
    """XML that is ready to be parsed. `root` is the name of its outermost element, `attributes` what stands beside it.

    `encoding` is that of the file.
    """

    text: str
    root: str
    attributes: str
    encoding: str


def markup(raw: bytes, twice: Tally | None = None) -> Markup:
    """What a file holds. Raises FileSkipped where it is no XML, or defines entities."""
    charset = _CHARSET.search(raw[:1000])
    text, encoding = decoded(raw, charset[1].decode("ascii", "replace") if charset else "", twice)
    start = _end_of_prolog(text, 0)
    kind = _TYPE.match(text, start)
    if kind and "<!ENTITY" in (kind["subset"] or ""):
        raise FileSkipped(_DEFINES)
    body = _end_of_prolog(text, kind.end()) if kind else start
    root = _ROOT.match(text, body)
    if root is None:
        raise FileSkipped(_DEFINES if "<!ENTITY" in text[:10_000] else _NO_XML)
    return Markup(_CONTROL.sub(" ", text[body:]), root["name"], root["attributes"], encoding)


_NO_XML = "not XML, or truncated at its start; rename it to .txt if it is plain text"


def _end_of_prolog(text: str, start: int) -> int:
    found = _PROLOG.match(text, start)
    return found.end() if found else start


def elements(parsed: Markup, names: Sequence[str], *, keep: bool = False) -> Iterator[XmlElement]:
    """The elements with these names, in whatever namespace, each when it is whole.

    It is emptied before the next comes, unless all are to be kept.

    Raises FileSkipped where the markup is wrong, after what stands before that.
    """
    text = _SIGN.sub(_readable, parsed.text) if "&" in parsed.text else parsed.text
    source = BytesIO(text.encode("utf-8", "replace"))
    events = etree.iterparse(
        source,
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield cast(XmlElement, element)
            if not keep:
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        raise FileSkipped(_wrong(error)) from None


def _wrong(error: etree.XMLSyntaxError) -> str:
    said = re.sub(r",? line \d+, column \d+.*| \(<string>.*", "", str(error.msg), flags=re.DOTALL)
    if "depth" in said:
        return "XML elements nested more than 256 deep; move the article to a file of its own"
    where = f"line {error.lineno or 1:,}: {said[:200]}"
    return f"invalid or truncated XML ({where}); get a fresh copy, or fix it there"


def _readable(sign: re.Match[str]) -> str:
    """An ampersand as XML wants it."""
    whole = sign[0]
    if whole[0] == "<" or sign["name"] in _OWN_NAMES:
        return whole
    if sign["number"]:
        number = sign["number"][1:]
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return whole if _is_allowed(code) else "\ufffd"
    meant = html5.get(f"{sign['name']};", "") if sign["name"] else ""
    return meant if meant and _MARKUP.isdisjoint(meant) else f"&amp;{whole[1:]}"


def _is_allowed(code: int) -> bool:
    """Whether XML has this character (section 2.2)."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
