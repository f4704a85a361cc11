"""Feeds: RSS from 0.9 to 2.0 with the elements that sites add, RSS 1.0 (RDF), and Atom; WordPress exports are RSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from search.readers.entry import NOTHING, Entry, Told
from search.readers.messages.mail_headers import sent
from search.readers.records.record_values import paragraphs as split
from search.readers.records.record_values import resolved, shown
from search.readers.xml_formats.parser import Markup, XmlElement
from search.readers.xml_formats.paths import every, first, found, paragraphs, text_of, values
from search.readers.xml_formats.table import BLOCKS, XmlFormat

_ATOM_TEXT = ("content", "summary")
_RSS_TEXT = ("encoded", "content", "body", "description", "summary")
"""Where the text stands, the whole one first: content:encoded before description."""
_BLOCKS = BLOCKS | {"ul", "ol", "blockquote", "pre", "figure", "figcaption", "table", "article", "header", "footer"}
_RSS = re.compile(r"""purl\.org/(?:rss/1\.0|net/rss1\.1)/?["'#]|my\.netscape\.com/rdf/simple/0\.9""")
_WHERE_FIRST = re.compile(
    r"(?:(?:the )?(?:post|article)|(?:der |die )?beitrag|l['’]article|(?:la )?entrada|l['’]articolo|(?:het )?bericht"
    r"|(?:o )?(?:post|artigo|conteúdo)|inlägget|indlægget)\b.{1,400}?\b(?:appeared first on|first appeared on"
    r"|erschien zuerst (?:auf|bei)|est apparu en premier sur|(?:se publicó|aparece) primero en|proviene da"
    r"|verscheen eerst op|apareceu primeiro em|dök först upp på|blev først udgivet på)"
    r".{1,200}",
    re.IGNORECASE,
)
"""The line that WordPress puts below every item of a feed."""
_NO_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision", "custom_css", "wp_navigation", "wp_template"})
"""What else than pages and posts an export of WordPress lists, as pictures and entries of menus."""
_HIDDEN = frozenset({"script", "style"})


def _item(item: XmlElement) -> Iterator[Entry]:
    text = [words for words in _text(item, _RSS_TEXT) if words.strip()]
    notices = [text.pop()] if text and _WHERE_FIRST.fullmatch(" ".join(text[-1].split())) else []
    yield Entry(
        title="" if not text and first(item, ("post_type",)).value in _NO_ARTICLES else _line(item, ("title",)),
        paragraphs=tuple(text),
        notices=tuple(notices),
        source=_resolved(first(item, ("source", "publisher"))) or _channel(item),
        day=_full_year(first(item, ("pubDate", "date", "published", "issued", "post_date", "pubdate"))),
        changed=tuple(filter(None, (first(item, ("modified", "updated")),))),
        author=resolved(every(item, ("creator", "author/name", "author", "dc:creator"))),
        url=_link(item),
        language=first(item, ("language", "../language")).value,
        own=first(item, ("guid", "id")).value,
    )


def _entry(entry: XmlElement) -> Iterator[Entry]:
    yield Entry(
        title=_line(entry, ("title",)),
        paragraphs=tuple(_text(entry, _ATOM_TEXT)),
        source=_titled(entry, "source/title") or _titled(entry, "../title"),
        day=first(entry, ("published", "issued", "date", "created")),
        changed=tuple(filter(None, (first(entry, ("updated", "modified")),))),
        author=resolved(every(entry, ("author/name", "../author/name"))),
        url=_link(entry),
        language=first(entry, ("@xml:lang", "content@xml:lang", "../@xml:lang")).value,
        own=first(entry, ("id",)).value,
    )


def _full_year(day: Told) -> Told:
    """A day as mails write it, whose year may have two digits (RFC 822: "2 Jan 24 10:00 EST").

    WordPress writes the year -0001 where a post has no day.
    """
    return replace(day, value=sent(day.value) or day.value) if "-0001" not in day.value else NOTHING


def _channel(item: XmlElement) -> Told:
    """The title of the channel, which stands around its items or, in RSS 1.0, before them."""
    return _titled(item, "../title") or _titled(item, "../channel/title")


def _titled(element: XmlElement, path: str) -> Told:
    up, _, rest = path.rpartition("../")
    around = element.getparent() if up or path.startswith("../") else element
    return _resolved(first(around, (rest,))) if around is not None else NOTHING


def _resolved(told: Told) -> Told:
    return Told(" ".join(shown(told.value).split()), told.rule) if told.value else NOTHING


def _link(element: XmlElement) -> str:
    """The address of the article: what is called so, or what is marked as the feed's own view of it."""
    for path in ("origLink", "link[@rel='alternate']@href", "link"):
        for value in values(element, path):
            return value
    links = (link.get("href") for link in found(element, "link") if not link.get("rel"))
    guid = next((each for each in found(element, "guid") if each.get("isPermaLink") != "false"), None)
    permanent = text_of(guid) if guid is not None else ""
    return next(filter(None, links), "") or (permanent if permanent.startswith("http") else "")


def _line(element: XmlElement, paths: tuple[str, ...]) -> str:
    return " ".join(" ".join(shown(_content(place)) for path in paths for place in found(element, path)).split())


def _text(element: XmlElement, names: tuple[str, ...]) -> list[str]:
    """The paragraphs under the first name that has words."""
    for name in names:
        for place in found(element, name):
            inner = next(iter(place), None) is not None
            words = paragraphs(place, _BLOCKS, _HIDDEN) if inner else split(shown(_content(place)))
            if any(map(str.strip, words)):
                return words
    return []


def _content(place: XmlElement) -> str:
    return place.text or text_of(place)


def _is_rss(parsed: Markup) -> bool:
    """Whether RDF is a feed; Zotero's names a module of RSS."""
    return _RSS.search(parsed.attributes) is not None


FORMATS = (
    XmlFormat("RSS", ("rss", "rdf", "channel"), ("item",), _item),
    XmlFormat("RSS 1.0", ("RDF",), ("item",), _item, _is_rss),
    XmlFormat("Atom", ("feed",), ("entry",), _entry),
    XmlFormat("Atom entry", ("entry",), ("entry",), _entry),
)
