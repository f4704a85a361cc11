"""Who published a page: the medium, rather than the company behind it or the host of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from search.readers.page.elements import Element, letters, property_value
from search.readers.page.linked_data import LinkedData, name_of, text_of

_META = ("publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_ELEMENTS = 3000
_LONGEST = 80
_SYSTEMS = """
blogger bloggercom blogspot wordpress wordpresscom tumblr medium substack wix wixcom squarespace ghost typepad jimdo
weebly livejournal joomla drupal blogde overblog telegraph
"""
_HOSTS = frozenset(_SYSTEMS.split())
"""Letters of the systems and hosts that sign the pages of others."""
_COMPANY = re.compile(
    r"(?:\b(?:ag|gmbh|inc|ltd|llc|llp|plc|se|kg|ohg|corp|corporation|company|limited|holding|oyj?|a/s|ab|asa|verlag)\b"
    r"|\b(?:s\.?a\.?s?|s\.?p\.?a|s\.?r\.?l|s\.?l|b\.?v|n\.?v|sp\. z o\.? ?o)\b"
    r"|\b(?:media group|medienhaus|mediengruppe)\b|\bООО\b.*|株式会社)\W*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/?", re.IGNORECASE)
_PARTED = re.compile(r"\s+[|»·–—-]\s+")


def publisher_of(tree: Element, meta: Mapping[str, str], linked: LinkedData, end: str, title: str) -> tuple[str, str]:
    """The publisher's name and the rule, or two empty strings. `end` is what the page's title adds to its headline."""
    graph = _publisher(linked)
    site = _site_name(meta, (end, graph), title)
    if site and not _ADDRESS.fullmatch(site):
        return site, "meta og:site_name"
    if graph and not (end and _COMPANY.search(graph)):
        return graph, "json-ld publisher"
    if site:
        return site, "meta og:site_name"
    for name in _META:
        if (said := text_of(meta.get(name, ""))) and not _is_host(said):
            return said, f"meta {name}"
    if name := _property(tree):
        return name, "element that says publisher"
    of_site = next((name for item in linked.sites if (name := name_of(item))), "")
    return (of_site, "json-ld site") if of_site else (end, "title's end") if end else ("", "")


def _site_name(meta: Mapping[str, str], known: Sequence[str], title: str) -> str:
    """The site's name as it is written for social networks, without the slogan behind it; no host, no headline."""
    site = " ".join(text_of(meta.get("og:site_name", "")).split())
    first, *others = _PARTED.split(site)
    if others and any(letters(first) == letters(name) for name in known if name):
        return first
    return "" if _is_host(site) or letters(site) == letters(title) else site


def _publisher(linked: LinkedData) -> str:
    names = (name_of(item.get("publisher")) for item in linked.articles)
    return next((name for name in names if name and not _is_host(name)), "")


def _is_host(name: str) -> bool:
    return letters(name) in _HOSTS


def _property(tree: Element) -> str:
    """The name that an element with the property of a publisher gives, by itself or by an element inside."""
    for element in islice(tree.iter("span", "div", "a", "p", "meta", "address"), _ELEMENTS):
        if "publisher" in (element.get("itemprop") or element.get("property") or "").lower().split():
            inner = (item for item in element.iter() if (item.get("itemprop") or "") == "name")
            found = next(filter(None, map(property_value, inner)), "") or property_value(element)
            if found and len(found) <= _LONGEST and text_of(found):
                return found
    return ""
