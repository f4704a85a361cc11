"""The days that a page declares, the surest first, each with where it stands.

The order is that of reliability, measured on news pages: JSON-LD is written by the newsroom's own system, meta elements
by its search optimisation, elements that call themselves published by its templates; <time> also stands beside comments
and other stories, whose containers give them away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from search.readers.page.elements import Element, is_elsewhere, named, property_value, words
from search.readers.page.linked_data import LinkedData, text_of
from search.readers.page.scripts import script_days

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
_LABEL_CHANGED = re.compile(
    r"updated|modified|revised|aktualisiert|geändert|\bstand\b|mise? à jour|modifié|actualizad|atualizad|aggiornat|"
    r"modificat|bijgewerkt|gewijzigd|обновл|изменен|güncelle|zaktualiz|uppdaterad|oppdatert|opdateret|päivitetty|更新|수정|تحديث|تعديل",
    re.IGNORECASE,
)
_LABEL = 40
_PARENT = 200
_CHILDREN = 12
"""Elements and characters around a <time>: in more it is no part of one line."""
_ARTICLE = frozenset({"article", "main"})
_ELEMENTS = 3000
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_ADDRESS_FIGURES = re.compile(r"/((?:19|20)\d\d)/([1-9]|1[0-2])/([1-9]|[12]\d|3[01])(?=/|$)")
"""The same as systems write it that put no noughts before: /2021/3/4/."""
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?=/|$)")
_FIGURES = re.compile(
    r"(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})(?![\d/-]|\.\d)"
)
MONTH = "month in the address"
"""The rule of a day of which an address gives no more than the month."""
_TIMES = 3
"""Different days beside no article: then they are those of a list."""
_LONGEST = 100

Claim = tuple[str, str]
"""A date as it is written, and where it stands."""


def days(tree: Element, meta: Mapping[str, str], linked: LinkedData, url: str) -> tuple[list[Claim], list[Claim]]:
    """The days of publication that are declared, and those of a last change.

    An address, a script and a <time> outside the article are likely at best.
    """
    marked, plain, labelled = _elements(tree)
    found = [(text_of(item.get("datePublished")), "json-ld datePublished") for item in linked.articles]
    found += [(meta[name], f"meta {name}") for name in _PUBLISHED if name in meta]
    found += [*marked, *plain]
    found += [(text_of(item.get("datePublished")), "json-ld datePublished of the page") for item in linked.pages]
    day = _ADDRESS_DAY.search(url) or _ADDRESS_FIGURES.search(url)
    found.append(("-".join(figures.zfill(2) for figures in day.groups()) if day else "", "address"))
    found += [(day, "script") for day in script_days(tree)]
    month = None if day else _ADDRESS_MONTH.search(url)
    found.append(("-".join(month.groups()) if month else "", MONTH))
    changed = [(text_of(item.get("dateModified")), "json-ld dateModified") for item in linked.articles]
    changed += [(meta[name], f"meta {name} (modified)") for name in _MODIFIED if name in meta]
    return _with_digits(found), _with_digits(changed + labelled)


def day_in_title(shown: str, headline: str) -> Claim:
    """The day that a page's title adds to its headline in figures: "Headline - 07.12.2017 - The Site"."""
    found = next((day[0] for day in _FIGURES.finditer(shown) if day[0] not in headline), "")
    return found, "title of the page"


def _with_digits(claims: list[Claim]) -> list[Claim]:
    seen = {" ".join(value.split()): rule for value, rule in reversed(claims) if re.search(r"\d", value)}
    ordered = dict.fromkeys(" ".join(value.split()) for value, _ in claims)
    return [(value, seen[value]) for value in ordered if value in seen and len(value) <= _LONGEST]


def _elements(tree: Element) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """What elements say: those that call themselves published, the first <time> of the article's part, and changes."""
    marked: list[Claim] = []
    plain: list[Claim] = []
    beside: list[Claim] = []
    changed: list[Claim] = []
    for element in islice(tree.iter("time", "abbr", "span", "div", "p", "relative-time"), _ELEMENTS):
        published, of_change = _says(named(element))
        calls_itself = published or element.get("pubdate") is not None
        if of_change or not (calls_itself or element.tag == "time"):
            continue
        if is_elsewhere(element):
            continue
        value = property_value(element)
        if element.tag == "time" and _is_labelled_changed(element):
            changed.append((value, "time element of the last update"))
        elif calls_itself:
            marked.append((value, "element that says published"))
        elif any(around.tag in _ARTICLE for around in element.iterancestors()):
            plain.append((value, "time element of the article"))
        else:
            beside.append((value, "time element"))
    listed = len({value[:10] for value, _ in beside}) >= _TIMES
    first = [*plain[:1], *(beside[:1] if not (plain or listed) else [])]
    return marked[:2], first, changed[:1]


@lru_cache(maxsize=8192)
def _says(names: str) -> tuple[bool, bool]:
    """Whether the names of an element say that it holds the day of publication, and that of a change."""
    return bool(names) and _SAYS_PUBLISHED.search(names) is not None, _SAYS_CHANGED.search(names) is not None


def _is_labelled_changed(element: Element) -> bool:
    """Whether the words right before it say that its day is that of a change: "Published 4 March, updated 6 March"."""
    parent = next(element.iterancestors(), None)
    few = parent is not None and sum(1 for _ in islice(parent, _CHILDREN)) < _CHILDREN
    line = words(parent) if few and parent is not None else ""
    before = line.partition(words(element))[0] if len(line) <= _PARENT else ""
    return bool(_LABEL_CHANGED.search(before[-_LABEL:]))
