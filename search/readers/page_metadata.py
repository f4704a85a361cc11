"""What an HTML page says of itself: JSON-LD first, then meta elements, then <time>, its address, and a last look.

The order is that of reliability, measured on news pages: JSON-LD is written by the newsroom's own system, meta
elements by its search optimisation, <time> also stands beside comments and related stories.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Protocol

_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date"),
    *("sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.created", "dc.date.created"),
    *("dcterms.date", "dc.date", "date", "pubdate", "publish-date", "publish_date", "publication_date"),
    *("publishdate", "published_at", "og:published_time", "created"),
)
_SITE = ("og:site_name", "publisher", "dc.publisher", "citation_journal_title", "application-name")
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator")
_TITLE = ("og:title", "twitter:title", "dc.title")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_TITLE_TAIL = re.compile(r"\s+[|»·–—-]\s+(?P<site>[^|»·–—]{2,40})$")
_SCRIPT_LIMIT = 400_000
_DEPTH = 8


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None

    def get(self, key: str, default: str = "") -> str:
        """An attribute."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """The descendants with these tags."""
        ...

    def text_content(self) -> str:
        """All the text inside."""
        ...


def declared(tree: Element) -> dict[str, str]:
    """The fields a page declares, by name; `date_rule` and `source_rule` say where date and source were found."""
    meta, linked = _meta(tree), list(_linked_data(tree))
    found = {
        "url": _canonical(tree) or meta.get("og:url", ""),
        "language": (_root_language(tree) or meta.get("og:locale", "")).replace("_", "-").split("-")[0].lower(),
        "author": _first(_name(item.get("author")) for item in linked) or _plain(_pick(meta, _AUTHOR)[0]),
    }
    dates = _dates(tree, meta, linked, found["url"])
    if dates:
        found["date_published"], found["date_rule"] = dates[0]
        others = [f"{rule} says {value}" for value, rule in dates[1:] if value[:10] != dates[0][0][:10]]
        found["date_rule"] = "; ".join([dates[0][1], *others[:1]])
    source, rule = _source(tree, meta, linked)
    found |= {"source": source, "source_rule": rule if source else ""}
    found["title"] = _title(tree, meta, linked, source)
    return {field: " ".join(value.split()) for field, value in found.items() if value.strip()}


def _title(tree: Element, meta: dict[str, str], linked: list[dict[str, object]], site: str) -> str:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headings = [heading for heading in headings if 8 <= len(heading) <= 250]
    named = _first(_plain(item.get("headline")) for item in linked) or _pick(meta, _TITLE)[0]
    title = named or (headings[0] if len(headings) == 1 else "") or _element_text(tree, "title")
    tail = _TITLE_TAIL.search(title)
    if tail and (tail["site"].strip().casefold() == site.casefold() or not (named or len(headings) == 1)):
        return title[: tail.start()]
    return title


def _dates(tree: Element, meta: dict[str, str], linked: list[dict[str, object]], url: str) -> list[tuple[str, str]]:
    found = [(_plain(item.get("datePublished")), "json-ld datePublished") for item in linked]
    value, name = _pick(meta, _PUBLISHED)
    found += [(value, f"meta {name}"), (_time_element(tree), "time element")]
    day = _ADDRESS_DAY.search(url)
    found.append(("-".join(day.groups()) if day else "", "address"))
    return [(value, rule) for value, rule in found if re.search(r"\d", value)]


def _source(tree: Element, meta: dict[str, str], linked: list[dict[str, object]]) -> tuple[str, str]:
    publisher = _first(_name(item.get("publisher")) for item in linked)
    if publisher:
        return publisher, "json-ld publisher"
    site, name = _pick(meta, _SITE)
    return (_plain(site), f"meta {name}") if site else ("", "")


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


def _linked_data(tree: Element) -> Iterator[dict[str, object]]:
    """The articles among the page's JSON-LD objects, whatever graph or list they stand in."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(text) < _SCRIPT_LIMIT:
            try:
                data = json.loads(text.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue  # pages with broken JSON-LD are common; the meta elements are next in line
            yield from _articles(data, _DEPTH)


def _articles(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _articles(item, depth - 1)
    elif isinstance(value, dict):
        if any(str(kind).endswith(_ARTICLE_TYPES) for kind in _listed(value.get("@type"))):
            yield value
        for key in ("@graph", "mainEntity", "itemListElement", "item"):
            yield from _articles(value.get(key), depth - 1)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> str:
    """The name in a person's or organisation's object, in a list of them, or the bare string."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value[:20]))))
    return _plain(value.get("name") if isinstance(value, dict) else value)


def _plain(value: object) -> str:
    return value if isinstance(value, str) and not value.startswith(("http://", "https://", "@")) else ""


def _pick(meta: dict[str, str], names: tuple[str, ...]) -> tuple[str, str]:
    return next(((meta[name], name) for name in names if name in meta), ("", ""))


def _first(values: Iterator[str]) -> str:
    return next(filter(None, values), "")


def _time_element(tree: Element) -> str:
    """The first <time> that does not say it is of an update, a comment or a related story."""
    for element in tree.iter("time"):
        about = f"{element.get('class')} {element.get('itemprop')} {element.get('id')}".lower()
        if element.get("datetime") and not re.search(r"modif|updat|comment|related", about):
            return element.get("datetime")
    return ""


def _canonical(tree: Element) -> str:
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return _first(links)


def _root_language(tree: Element) -> str:
    return _first(element.get("lang") or "" for element in tree.iter("html"))


def _element_text(tree: Element, tag: str) -> str:
    return _first(" ".join(element.text_content().split()) for element in tree.iter(tag))
