"""The lines of a page as they are shown, each with what its markup says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from search.readers.page.elements import (
    BANNERS,
    HIDDEN,
    INLINE,
    Element,
    is_banner,
    is_hidden,
    is_outside,
    is_styled_away,
    letters,
    named,
    words,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Role = Literal["", "heading", "item", "quote", "caption"]

PROSE = 80
"""Latin letters of a line that may be a sentence of the article rather than an entry of a menu."""

_NESTING = re.compile(rf"</?(?!(?:html|body|{'|'.join(sorted(HIDDEN))})\b)(?P<tag>[a-zA-Z][\w-]*)[^<>]*>")
_BREAKS = re.compile(r"(?:<br>\s*)+")
_DEEPEST = 200
"""Elements inside one another; libxml2 drops what lies deeper than 256."""
_AT_DEEPEST = f"boolean({'*/' * (_DEEPEST - 1)}node()[not(self::text())])"
_LINES = 5000
_PAGE = frozenset({"html", "body", "main", "article"})
"""Elements that tell by a name what their visitor has agreed to; they are no banner."""
_TOPS = 20
_MAY_BE_HIDDEN = "//*[@hidden or self::template or self::dialog]"
_MAY_BE_UNWANTED = (
    "//*[@hidden or @class or @id or @role or self::template or self::dialog or self::aside or self::nav]"
)
"""Elements that are asked whether they are wanted: no other can say that it is not."""
_NAMES = "//@class|//@id|//@itemprop|//@property|//@rel|//@role"
_ROLES: Mapping[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote",
}
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:(?:image|img|photo|picture|media|fig(?:ure)?)?[_-]{0,2}caption|\w*bild[_-]{0,2}(?:unterschrift|text)"
    r"|(?:image|img|photo|picture|foto)[_-]{1,2}desc(?:ription)?|legende?|credits?|photographer)(?:$|[\s_-](?!\w*title))"
)
WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of what is shown that no block interrupts.

    `role` is what its markup says it is. `block` is the element around it that is no inline one. `elsewhere` is true
    for what belongs to a comment, to another story or to the site; `linked` are the letters that lead away.
    """

    text: str
    role: Role
    block: Element
    elsewhere: bool
    linked: int

    @property
    def size(self) -> int:
        """The length in Latin letters; a letter of East Asia stands for two."""
        return len(self.text) if self.text.isascii() else len(self.text) + len(WIDE.findall(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it is as long as a sentence, and may be one of the article."""
        return (
            self.size >= PROSE and not self.elsewhere and self.role != "caption" and 2 * self.linked <= len(self.text)
        )


class _Place(NamedTuple):
    """Where a stretch stands: the elements around it, as far as they matter.

    `unseen` is true where a style hides it: a part of the article that opens at a click, or what a program needs.
    """

    block: Element
    role: Role = ""
    elsewhere: bool = False
    linked: bool = False
    unseen: bool = False

    def inside(self, element: Element, names: str, own: Collection[Element]) -> _Place:
        """The place of what an element with these names holds; `own` are elements that hold the headline."""
        tag = str(element.tag)
        if tag in INLINE:
            leads_away = tag == "a" and not self.linked and bool(element.get("href"))
            return _Place(self.block, self.role, self.elsewhere, True, self.unseen) if leads_away else self
        elsewhere = self.elsewhere or (is_outside(element, names) and element not in own)
        unseen = self.unseen or (is_styled_away(element) and element not in own)
        return _Place(element, _role(names, tag, self.role), elsewhere, self.linked, unseen)


def _role(names: str, tag: str, around: Role) -> Role:
    if around == "caption" or tag == "figcaption" or _is_caption(names):
        return "caption"
    return _ROLES.get(tag, around)


@lru_cache(maxsize=8192)
def _is_caption(names: str) -> bool:
    return bool(names) and _CAPTION.search(names) is not None


def lines(tree: Element, title: str = "") -> list[Line]:
    """What is shown, a line for every stretch that no block interrupts."""
    found: list[Line] = []
    stretch: list[tuple[str, _Place]] = []
    for piece, place in chain(_pieces(tree, _around_headline(tree, title)), [(None, _Place(tree))]):
        if piece is None:
            if stretch:
                found += _joined(stretch)
                stretch = []
                if len(found) >= _LINES:
                    break
        elif stretch or not piece.isspace():  # most of what stands between elements is blank
            stretch.append((piece, place))
    return found


def _joined(stretch: Sequence[tuple[str, _Place]]) -> Iterator[Line]:
    text = " ".join("".join(piece for piece, _ in stretch).split())
    if text:
        place = next(place for piece, place in stretch if piece.strip())
        linked = sum(len(piece.strip()) for piece, place in stretch if place.linked)
        line = Line(text, place.role, place.block, place.elsewhere, linked)
        if line.is_prose or not place.unseen:
            yield line


def _pieces(root: Element, own: Collection[Element]) -> Iterator[tuple[str | None, _Place]]:
    """Texts in their order with their places, with None where a line ends."""
    waiting: list[tuple[Element | str | None, _Place]] = [(root, _Place(root))]
    while waiting:
        item, place = waiting.pop()
        if item is None or isinstance(item, str):
            yield item, place
            continue
        tag = item.tag
        if not isinstance(tag, str) or tag in HIDDEN or is_hidden(item):
            continue
        names = named(item)
        if is_banner(names) and item not in own and tag not in _PAGE:
            continue
        within = place.inside(item, names, own)
        edge = " " if tag in INLINE else None
        yield edge, within
        waiting.append((edge, within))
        for child in reversed(item):
            if tail := child.tail:
                waiting.append((tail, within))
            waiting.append((child, within))
        if text := item.text:
            waiting.append((text, within))


def _around_headline(tree: Element, title: str) -> set[Element]:
    """The elements around the headline, which hold the article whatever they are called."""
    tops = [*islice(tree.iter("h1"), _TOPS)]
    same = [heading for heading in tops if letters(words(heading)) == letters(title)]
    headline = same[0] if same else tops[0] if len(tops) == 1 else None
    return set() if headline is None else {headline, *headline.iterancestors()}


def too_deep(tree: Element) -> bool:
    """Whether elements are nested so deep that the parser may have dropped what they hold."""
    return bool(cast("HtmlElement", tree).xpath(_AT_DEEPEST))


def flattened(markup: str) -> str:
    """The markup without its nesting: every tag that is shown is a line's end, or a blank where it stands in a line."""
    flat = _NESTING.sub(lambda found: " " if found["tag"].lower() in INLINE else "<br>", markup)
    return _BREAKS.sub("<br>", flat)


def without_unshown(tree: Element) -> None:
    """Take out of a page what is not shown, or lies over it: templates, closed dialogs, banners."""
    # The names alone take a tenth of the time that the elements with names do, and few pages have a banner.
    names = " ".join(cast("HtmlElement", tree).xpath(_NAMES, smart_strings=False)).lower()
    may_have_banner = any(map(names.__contains__, BANNERS))
    without(tree, _is_unshown, asked=_MAY_BE_UNWANTED if may_have_banner else _MAY_BE_HIDDEN)


def without(tree: Element, unwanted: Callable[[Element], bool], asked: str = _MAY_BE_UNWANTED) -> None:
    """Take those elements out of a page, with all that they hold, and leave the text behind them."""
    for element in cast("HtmlElement", tree).xpath(asked):
        if element.getparent() is not None and unwanted(element):
            element.drop_tree()


def _is_unshown(element: Element) -> bool:
    banner = element.tag not in _PAGE and is_banner(named(element))
    return banner or element.tag == "template" or is_hidden(element)
