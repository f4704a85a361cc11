"""What an HTML page says of itself: JSON-LD first, then meta elements, then what its own elements and title say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from search.readers.linked_data import LinkedData, linked_data, name_of, text_of
from search.readers.page_dates import modified, published
from search.readers.page_elements import Element, letters, named, property_value, words

_SITE = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "citation_author")
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title", "headline")
_TITLE_TAIL = re.compile(r"\s+[|»·–—-]\s+(?P<site>[^|»·–—]{2,40})$")
_TITLE_HEAD = re.compile(r"(?P<site>[^|»·–—:]{2,40}?)(?:\s+[|»·–—-]|:)\s+")
_HEADING_LENGTH = range(4, 300)
_ELEMENTS = 3000
_BEGINNING = 8
"""Letters by which a headline that was cut is known again."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def declared(tree: Element) -> dict[str, str]:
    """The fields a page declares, by the keys of `Document.declared`."""
    meta, shown_title = _meta(tree), _element_text(tree, "title")
    headings = _headings(tree)
    linked = linked_data(tree, [*headings, shown_title])
    url = _canonical(tree) or meta.get("og:url", "")
    source, rule = _source(tree, meta, linked)
    title = _title(meta, linked, headings, shown_title, source)
    if not source:
        source, rule = _after_title(shown_title, title)
    found = {
        "url": url,
        "language": (_root_language(tree) or meta.get("og:locale", "")).replace("_", "-").split("-")[0].lower(),
        "author": _author(tree, meta, linked),
        "source": source,
        "source_rule": rule if source else "",
        "title": title,
    }
    found = {field: " ".join(value.split()) for field, value in found.items()} | _dates(tree, meta, linked, url)
    return {field: value for field, value in found.items() if value}


def _dates(tree: Element, meta: Mapping[str, str], linked: LinkedData, url: str) -> dict[str, str]:
    claims = published(tree, meta, linked, url)
    value, rule = claims[0] if claims else ("", "")
    others = [*claims[1:], *modified(meta, linked)]
    return {
        "date_published": value,
        "date_rule": rule,
        "other_dates": "\n".join(f"{rule}\t{value}" for value, rule in others),
    }


def _headings(tree: Element) -> list[str]:
    """The headings that may be the headline: of the first rank, or called so."""
    found = [words(heading) for heading in islice(tree.iter("h1"), 20)]
    others = islice(tree.iter("h2", "h3", "div", "p", "span"), _ELEMENTS)
    found += [words(element) for element in others if element.tag in ("h2", "h3") or "headline" in named(element)]
    return [heading for heading in found if len(heading) in _HEADING_LENGTH]


def _title(meta: Mapping[str, str], linked: LinkedData, headings: Sequence[str], shown: str, site: str) -> str:
    """The headline as it is declared, whole where a system has cut it; else the heading that the page's title has."""
    named_so = _first(text_of(item.get("headline")) for item in linked.articles[:1]) or _pick(meta, _TITLE)[0]
    title = named_so or _heading(headings, shown, site) or shown
    tail = _TITLE_TAIL.search(title)
    guessed = not named_so and title not in headings
    if tail and (letters(tail["site"]) == letters(site) or (guessed and len(tail["site"]) < tail.start())):
        title = title[: tail.start()]
    return _whole(title, headings)


def _whole(title: str, headings: Sequence[str]) -> str:
    start = letters(_CUT.sub("", title))
    longer = (heading for heading in headings if letters(heading).startswith(start) and len(start) >= _BEGINNING)
    return max(longer, key=len, default=title) if _CUT.search(title) else title


def _heading(headings: Sequence[str], shown: str, site: str) -> str:
    """The longest heading that stands in the page's title and is not the site's name."""
    inside = [
        heading for heading in headings if letters(heading) in letters(shown) and letters(heading) != letters(site)
    ]
    return max(inside, key=len, default="")


def _source(tree: Element, meta: Mapping[str, str], linked: LinkedData) -> tuple[str, str]:
    """The publisher's name and the rule, or two empty strings."""
    for item in linked.articles:
        if name := name_of(item.get("publisher")):
            return name, "json-ld publisher"
    site, name = _pick(meta, _SITE)
    if site := text_of(site):
        return site, f"meta {name}"
    if name := _property(tree, "publisher"):
        return name, "element that says publisher"
    return next(((name, "json-ld site") for item in linked.sites if (name := name_of(item))), ("", ""))


def _after_title(shown: str, title: str) -> tuple[str, str]:
    """What the page's title adds to its headline: "Headline | The Site"."""
    tail = _TITLE_TAIL.search(shown)
    if tail and title and letters(shown[: tail.start()]) == letters(title):
        return tail["site"], "title's end"
    head = _TITLE_HEAD.match(shown)
    if head and title and letters(shown[head.end() :]) == letters(title):
        return head["site"], "title's end"
    return "", ""


def as_shown(title: str, shown: Sequence[str]) -> str:
    """The title without a site's name before or behind it, where the page shows a line so and none with the name."""
    known = {letters(line) for line in shown if len(line) <= len(title)}
    tail, head = _TITLE_TAIL.search(title), _TITLE_HEAD.match(title)
    if letters(title) in known:
        return title
    without = [title[head.end() :]] if head else []
    without += [title[: tail.start()]] if tail else []
    return next((part for part in without if letters(part) in known and len(part) > len(title) / 3), title)


def _author(tree: Element, meta: Mapping[str, str], linked: LinkedData) -> str:
    names = (name_of(item.get("author")) for item in linked.articles)
    return _first(names) or text_of(_pick(meta, _AUTHOR)[0]) or _property(tree, "author")


def _property(tree: Element, name: str) -> str:
    """The name that an element with a property (microdata, RDFa) gives, by itself or by an element inside."""
    for element in islice(tree.iter("span", "div", "a", "p", "meta", "address"), _ELEMENTS):
        if name in (element.get("itemprop") or element.get("property") or "").lower().split():
            inner = (item for item in element.iter() if (item.get("itemprop") or "") == "name")
            found = _first(property_value(item) for item in inner) or property_value(element)
            if found and len(found) <= 80 and text_of(found):
                return found
    return ""


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


def _pick(meta: Mapping[str, str], names: Sequence[str]) -> tuple[str, str]:
    return next(((meta[name], name) for name in names if name in meta), ("", ""))


def _first(values: Iterator[str]) -> str:
    return next(filter(None, values), "")


def _canonical(tree: Element) -> str:
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return _first(links)


def _root_language(tree: Element) -> str:
    return _first(element.get("lang") or "" for element in tree.iter("html"))


def _element_text(tree: Element, tag: str) -> str:
    return _first(words(element) for element in tree.iter(tag))
