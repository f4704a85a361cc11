"""The days that a page declares, the surest first, each with where it stands.

The order is that of reliability, measured on news pages: JSON-LD is written by the newsroom's own system, meta elements
by its search optimisation, elements that call themselves published by its templates; <time> also stands beside comments
and other stories, whose containers give them away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from search.readers.linked_data import LinkedData, text_of
from search.readers.page_elements import Element, is_elsewhere, named, property_value

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date"),
    *("sailthru.date", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued"),
    *("dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date", "pubdate", "publish-date"),
    *("publish_date", "publication_date", "publicationdate", "publishdate", "published_at", "og:published_time"),
    *("cxenseparse:recs:publishtime", "rnews:datepublished", "originalpublicationdate", "article.published"),
    *("article_date_original", "og:pubdate", "bt:pubdate", "ptime", "created", "creation_date"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"),
    *("last-modified", "revised", "lastmod"),
)
_SAYS_PUBLISHED = re.compile(
    r"datepublished|datecreated|\bdc(?:terms)?:(?:date|created|issued)|\bpublish(?:ed|-?date)?\b|pubdate|entry-date|\bdtpublished"
)
_SAYS_CHANGED = re.compile(r"modif|updat|expire|lastmod")
_ARTICLE = frozenset({"article", "main"})
_ELEMENTS = 3000
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_LONGEST = 100

Claim = tuple[str, str]
"""A date as it is written, and where it stands."""


def published(tree: Element, meta: Mapping[str, str], linked: LinkedData, url: str) -> list[Claim]:
    """The days of publication that are declared; an address and a <time> outside the article are likely at best."""
    found = [(text_of(item.get("datePublished")), "json-ld datePublished") for item in linked.articles]
    found += [(meta[name], f"meta {name}") for name in _PUBLISHED if name in meta]
    marked, plain = _elements(tree)
    found += [*marked, *plain]
    found += [(text_of(item.get("datePublished")), "json-ld datePublished of the page") for item in linked.pages]
    day = _ADDRESS_DAY.search(url)
    found.append(("-".join(day.groups()) if day else "", "address"))
    return _with_digits(found)


def modified(meta: Mapping[str, str], linked: LinkedData) -> list[Claim]:
    """The days of a last change."""
    found = [(text_of(item.get("dateModified")), "json-ld dateModified") for item in linked.articles]
    return _with_digits(found + [(meta[name], f"meta {name} (modified)") for name in _MODIFIED if name in meta])


def _with_digits(claims: list[Claim]) -> list[Claim]:
    seen = {" ".join(value.split()): rule for value, rule in reversed(claims) if re.search(r"\d", value)}
    ordered = dict.fromkeys(" ".join(value.split()) for value, _ in claims)
    return [(value, seen[value]) for value in ordered if value in seen and len(value) <= _LONGEST]


def _elements(tree: Element) -> tuple[list[Claim], list[Claim]]:
    """What elements say that call themselves published, and the first <time> of the article's own part of the page."""
    marked: list[Claim] = []
    plain: list[Claim] = []
    for element in islice(tree.iter("time", "abbr", "span", "div", "p", "relative-time"), _ELEMENTS):
        about = named(element)
        calls_itself = bool(_SAYS_PUBLISHED.search(about)) or element.get("pubdate") is not None
        if _SAYS_CHANGED.search(about) or not (calls_itself or element.tag == "time"):
            continue
        if is_elsewhere(element):
            continue
        if calls_itself:
            marked.append((property_value(element), "element that says published"))
        elif not plain:
            inside = any(around.tag in _ARTICLE for around in element.iterancestors())
            plain.append((property_value(element), "time element of the article" if inside else "time element"))
    return marked[:2], plain
