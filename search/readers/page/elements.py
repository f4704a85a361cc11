"""What an lxml element can do here, and questions that several readers of a page ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

_HIDDEN_TAGS = """
button head iframe nav noscript script select style svg template textarea title
"""
_INLINE_TAGS = """
a abbr b bdi cite code em font i mark q small span strong sub sup time u
"""
HIDDEN, INLINE = frozenset(_HIDDEN_TAGS.split()), frozenset(_INLINE_TAGS.split())
"""Elements whose text is not shown as such, and those that break no line."""
BANNERS = ("cookie", "consent", "gdpr", "onetrust", "didomi", "cmp-", "cc-window")
_BANNER = re.compile(rf"(?:^|\s)(?:js-|c-|wp-)?(?:{'|'.join(BANNERS)})")
"""Names of what lies over a page until one agrees to something."""

# The first word of a class or an id, behind the prefixes that systems put before it.
_ELSEWHERE = re.compile(
    r"(?:^|\s)(?:(?:js|c|m|o|wp-block|wp|article|post|entry|story|section|page|site|block|user|news|the)[-_]{1,2})*"
    r"(?:comment(?!s?-(?:on|open))|repl(?:y|ies)|respon[ds]|related|recommend|teaser|ticker|sidebar|widget|promo|trending|popular|"
    r"latest|most-?read|more-|carousel|listing|masthead|breaking|newsletter|e-?mail-?sign|sign-?up|disqus|wm-ipp|toolbar|also-|"
    r"reviews(?:$|[\s_-])|(?:customer|user)[_-]?reviews?|"
    r"(?:paywall|piano|subscri(?:be|ption))[_-]{0,2}(?:prompt|box|message|overlay|banner|offer|widget|cta|form)|"
    r"read-?(?:also|next)|lire-?aussi|lees-?ook|leia-?(?:mais|tambem)|baca-?juga|leggi-?anche|card|footer)"
    r"|(?:^|\s)(?!(?:no|has|is|with|show|hide)[-_])[a-z]{2,5}[-_]{1,2}comments?(?=$|[\s_-])"
    r"|(?:^|\s)(?:[a-z]+[_-]{1,2})?(?:coment[aá]rios|commentaires|kommentare|commenti|reacties|yorumlar|komentarze)(?=$|[\s_-])"
    r"|(?:^|\s)(?:[a-z]+[_-]{1,2})?(?:relacionad[ao]s|correlat[ei]|m[aá]s[_-]?le[ií]d[ao]s|mais[_-]?lidas|meistgelesen|plus[_-]?lus)(?=$|[\s_-])"
)
_NO_LETTER = {code: None for code in range(128) if not chr(code).isalnum()}
_PARAGRAPH = 1000
"""Characters of the longest text whose letters are remembered."""
_STYLED_AWAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WHOLE = frozenset({"body", "html", "main"})
_OUTSIDE = frozenset({"aside", "footer", "nav"})
_NAMES = frozenset({"class", "id", "itemprop", "property", "rel", "role"})
_PAGE = frozenset({"html", "body", "main", "article"})


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, default: str = "") -> str:
        """An attribute."""
        ...

    def items(self) -> list[tuple[str, str]]:
        """The attributes."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and its descendants, with these tags."""
        ...

    def iterancestors(self) -> Iterator[Element]:
        """The elements around it, the innermost first."""
        ...

    def __iter__(self) -> Iterator[Element]:
        """The children."""
        ...

    def __reversed__(self) -> Iterator[Element]:
        """The children, the last first."""
        ...


def pieces(root: Element) -> Iterator[str | None]:
    """Texts in their order, with None where a line ends."""
    waiting = [*reversed(_inside(root))]
    while waiting:
        item = waiting.pop()
        if item is None or isinstance(item, str):
            yield item
        elif isinstance(item.tag, str) and item.tag not in HIDDEN and (item is root or not is_banner(named(item))):
            waiting.extend(reversed(_inside(item)))


def _inside(element: Element) -> list[Element | str | None]:
    edge = " " if element.tag in INLINE else None
    found: list[Element | str | None] = [edge, element.text or ""]
    for child in element:
        found += (child, child.tail or "")
    return [*found, edge]


def words(element: Element) -> str:
    """The text inside on one line; a break parts words."""
    return " ".join("".join(" " if piece is None else piece for piece in pieces(element)).split())


def letters(text: str) -> str:
    """A text's letters and digits in one case: equal where two places write the same words."""
    return _remembered(text) if len(text) <= _PARAGRAPH else _letters(text)


def _letters(text: str) -> str:
    text = text.casefold()
    return text.translate(_NO_LETTER) if text.isascii() else "".join(filter(str.isalnum, text))


_remembered = lru_cache(maxsize=1024)(_letters)
"""A page's lines and its title are compared with each other many times."""


def named(element: Element) -> str:
    """What the attributes call an element, in lower case: classes, id and properties."""
    names = [value for key, value in element.items() if key in _NAMES]
    return " ".join(names).lower() if names else ""


def property_value(element: Element) -> str:
    """What an element with a property says: its machine's form, or else what is shown."""
    return next(filter(None, (element.get(key) for key in ("content", "datetime", "title"))), "") or words(element)


def is_elsewhere(element: Element) -> bool:
    """Whether it belongs to a comment, to another story, or to the site rather than to the article."""
    if is_named_elsewhere(named(element)):
        return True
    return any(is_outside(around, named(around)) for around in element.iterancestors())


def is_outside(element: Element, names: str) -> bool:
    """Whether an element holds what does not belong to the article, by its tag or by its names."""
    return element.tag in _OUTSIDE or (element.tag not in _WHOLE and is_named_elsewhere(names))


@lru_cache(maxsize=8192)
def is_named_elsewhere(names: str) -> bool:
    """Whether the names of an element say so. Pages repeat them: a list of teasers has a hundred with the same."""
    return bool(names) and _ELSEWHERE.search(names) is not None


@lru_cache(maxsize=8192)
def is_banner(names: str) -> bool:
    """Whether the names of an element are those of what lies over a page."""
    return bool(names) and _BANNER.search(names) is not None


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown until something happens; the page itself may be, until its script has run."""
    if element.tag == "dialog":
        return element.get("open", "-") == "-"
    return element.get("hidden", "until-found") != "until-found" and element.tag not in _PAGE


def is_styled_away(element: Element) -> bool:
    """Whether its own style keeps an element from being shown; a script may show it yet."""
    style = element.get("style", "")
    return bool(style) and _STYLED_AWAY.search(style) is not None
