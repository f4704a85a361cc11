"""What an HTML page says of itself: JSON-LD first, then meta elements, then what its own elements and title say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search.readers.page.authors import author_of
from search.readers.page.dates import day_in_title, days
from search.readers.page.elements import Element, words
from search.readers.page.linked_data import LinkedData, linked_data
from search.readers.page.publisher import publisher_of
from search.readers.page.title import after_title, headings, title_of
from search.sources import domain_of


def declared(tree: Element) -> dict[str, str]:
    """The fields a page declares, by the keys of `Document.declared`."""
    meta, shown_title = _meta(tree), _element_text(tree, "title")
    headed = headings(tree)
    linked = linked_data(tree, [*headed.every, shown_title])
    url = _canonical(tree) or meta.get("og:url", "")
    title = title_of(meta, linked, headed, shown_title, meta.get("og:site_name", ""))
    source, rule = publisher_of(tree, meta, linked, after_title(shown_title, title), title)
    found = {
        "url": url,
        "language": (_root_language(tree) or meta.get("og:locale", "")).replace("_", "-").split("-")[0].lower(),
        "author": author_of(tree, linked, source, domain_of(url)),
        "source": source,
        "source_rule": rule,
        "title": title_of(meta, linked, headed, shown_title, source) if source else title,
    }
    in_title = day_in_title(shown_title, found["title"])
    found = {field: " ".join(value.split()) for field, value in found.items()} | _dates(
        tree, meta, linked, url, in_title
    )
    return {field: value for field, value in found.items() if value}


def description(tree: Element) -> str:
    """What a page says it is about, which is often the lead of its article."""
    meta = _meta(tree)
    return meta.get("og:description", "") or meta.get("description", "")


def _dates(
    tree: Element, meta: Mapping[str, str], linked: LinkedData, url: str, in_title: tuple[str, str]
) -> dict[str, str]:
    claims, changed = days(tree, meta, linked, url)
    claims += [in_title] if in_title[0] else []
    value, rule = claims[0] if claims else ("", "")
    others = [*claims[1:], *changed]
    return {
        "date_published": value,
        "date_rule": rule,
        "other_dates": "\n".join(f"{rule}\t{value}" for value, rule in others),
    }


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


def _first(values: Iterator[str]) -> str:
    return next(filter(None, values), "")


def _canonical(tree: Element) -> str:
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return _first(links)


def _root_language(tree: Element) -> str:
    return _first(element.get("lang") or "" for element in tree.iter("html"))


def _element_text(tree: Element, tag: str) -> str:
    return _first(words(element) for element in tree.iter(tag))
