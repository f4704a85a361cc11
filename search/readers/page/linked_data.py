"""JSON-LD: the objects by which a page describes its article, and which of several articles is the page's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from search.readers.page.elements import Element, letters

_ARTICLES = ("Article", "Posting", "Report", "Review")
_PAGES = ("WebPage", "ItemPage", "VideoObject", "CreativeWork")
_SITES = ("NewsMediaOrganization", "WebSite")
_SCRIPT_LIMIT = 400_000
_DEPTH = 8
_ITEMS = 200
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$"
)
_COMMA = re.compile(r",(?=\s*[}\]])")
_LOOSE = re.compile(r'"(headline|datePublished|dateModified|@type)"\s*:\s*"([^"\n]{1,300})')

Object = Mapping[str, object]


@dataclass
class LinkedData:
    """The articles, the surest first, and objects about the page and about the site."""

    articles: list[Object] = field(default_factory=list)
    pages: list[Object] = field(default_factory=list)
    sites: list[Object] = field(default_factory=list)


def linked_data(tree: Element, headings: Sequence[str]) -> LinkedData:
    """What a page's scripts describe. `headings` are the page's own, by which its article is told from related ones."""
    found, listed = LinkedData(), list[Object]()
    roots = list(_scripts(tree))
    known = dict(_identified(roots, _DEPTH))
    for item, in_list in _objects(roots, _DEPTH, in_list=False):
        kinds = [str(kind) for kind in _items(item.get("@type"))]
        resolved = _resolved(item, known)
        if any(kind.endswith(_ARTICLES) for kind in kinds):
            (listed if in_list else found.articles).append(resolved)
        elif any(kind in _PAGES for kind in kinds):
            found.pages.append(resolved)
        elif any(kind in _SITES for kind in kinds):
            found.sites.append(resolved)
    own = {letters(heading) for heading in headings}
    found.articles.sort(key=lambda item: not _is_headed(item, own))
    found.articles += [item for item in listed if _is_headed(item, own)]
    if found.articles and _is_headed(found.articles[0], own):
        found.articles = [item for item in found.articles if _is_headed(item, own) or not item.get("headline")]
    return found


def text_of(value: object) -> str:
    """A string that is no address and no account, its entities resolved; else ""."""
    plain = isinstance(value, str) and not value.startswith(("http://", "https://", "//", "@", "#"))
    return unescape(str(value)).strip() if plain else ""


def name_of(value: object) -> str:
    """The name in a person's or organisation's object, in a list of them, or the bare string."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(name_of, value[:20]))))
    return name_of(value.get("name")) if isinstance(value, dict) else text_of(value)


def _is_headed(item: Object, headings: set[str]) -> bool:
    """Whether its headline is one of the page's; systems cut long ones."""
    headline = letters(text_of(item.get("headline") or item.get("name"))) if item else ""
    return bool(headline) and any(headline.startswith(own) or own.startswith(headline) for own in headings if own)


def _scripts(tree: Element) -> Iterator[object]:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(text) < _SCRIPT_LIMIT:
            yield _parsed(_WRAPPING.sub("", text.strip()).strip().rstrip(";"))


def _parsed(text: str) -> object:
    """The value, though line breaks stand in strings and a comma too many; what is worse is searched for its fields."""
    for attempt in (text, _COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    loose: dict[str, object] = {}
    for name, value in _LOOSE.findall(text):
        loose.setdefault(name, value)
    return loose


def _items(value: object) -> list[object]:
    return value[:_ITEMS] if isinstance(value, list) else [value]


def _objects(value: object, depth: int, *, in_list: bool) -> Iterator[tuple[Object, bool]]:
    """The objects of a graph, and whether each is an entry of a list, as related articles are."""
    if depth == 0:
        return
    for item in _items(value):
        if isinstance(item, list):
            yield from _objects(item, depth - 1, in_list=in_list)
        elif isinstance(item, dict):
            yield item, in_list
            for key in ("@graph", "mainEntity"):
                yield from _objects(item.get(key), depth - 1, in_list=in_list)
            for key in ("itemListElement", "item"):
                yield from _objects(item.get(key), depth - 1, in_list=True)


def _identified(value: object, depth: int) -> Iterator[tuple[str, Object]]:
    """Every object that has a name for others to refer to, with that name."""
    if depth == 0:
        return
    for item in _items(value):
        if isinstance(item, list):
            yield from _identified(item, depth - 1)
        elif isinstance(item, dict):
            identity = item.get("@id")
            if isinstance(identity, str) and len(item) > 1:
                yield identity, item
            for inner in item.values():
                if isinstance(inner, dict | list):
                    yield from _identified(inner, depth - 1)


def _resolved(item: Object, known: Mapping[str, Object]) -> Object:
    """The object with what it refers to by name put in."""
    return {key: _referred(value, known) for key, value in item.items()}


def _referred(value: object, known: Mapping[str, Object]) -> object:
    if isinstance(value, list):
        return [_referred(item, known) for item in value[:_ITEMS]]
    if isinstance(value, dict) and not value.get("name"):
        identity = value.get("@id")
        return known.get(identity, value) if isinstance(identity, str) else value
    return value
