"""Days that a page shows, but not as those of its article: today's above everything, and those of lists of others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from search.readers.page.elements import Element, named
from search.readers.page.found import PAGE, Found, is_inside
from search.readers.page.lines import Line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RIGHTS = re.compile(r"©|\bcopyright\b|\(c\)", re.IGNORECASE)
_TODAY = re.compile(
    r"(?:^|[\s_-])(?:current|today|clock|now|top|bar|masthead|ticker)|(?:^|\s)(?:site-?)?header(?:$|\s)|top-?bar"
)
_AROUND = 3
_BELOW = 12
"""Lines below the text among which a list of days is looked for."""
_LINE = 160
_DECLARING = "//meta/@content|//time/@datetime|//@data-date|//@data-time|//@data-published|//@title"


def is_of_page(at: int, found: Found) -> bool:
    """Whether a line above the headline has a year and stands apart from the article: many sites show today's date."""
    line = found.shown[at]
    if not _YEAR.search(line.text) or _is_with_headline(line, found):
        return False
    around = (line.block, *islice(line.block.iterancestors(), _AROUND))
    return at < found.heading - 1 or any(one.tag == "header" or _TODAY.search(named(one)) for one in around)


def _is_with_headline(line: Line, found: Found) -> bool:
    """Whether a line stands in the smallest element around headline and text, or in the next one around that."""
    own = found.with_headline
    if own is None:
        return True
    around = next(own.iterancestors(), own)
    return is_inside(line, own if around.tag in PAGE else around)


def is_listed_day(at: int, found: Found) -> bool:
    """Whether a line below the text has the day of another story, or one of several in a list."""
    if not _is_dated(found.shown[at]):
        return False
    if found.shown[at].elsewhere or found.stories.has(found.shown[at], found.common):
        return True
    dated = [line for line in islice(found.shown, found.last + 1, found.last + 1 + _BELOW) if _is_dated(line)]
    return len(dated) > (1 if found.shown[at].role == "item" else 2)


def _is_dated(line: Line) -> bool:
    return len(line.text) <= _LINE and _YEAR.search(line.text) is not None and not _RIGHTS.search(line.text)


def said_of_page(tree: Element) -> list[str]:
    """The texts by which a page may declare a day: its title, metadata, and attributes that programs read."""
    return list(cast("HtmlElement", tree).xpath(_DECLARING, smart_strings=False))


def shows(day: str, said: Sequence[str], found: Found) -> bool:
    """Whether a page says a day as its article's, in a line or in what it declares; `day` is an ISO date."""
    return any(map(_names(day), chain(said, _lines(found))))


def _names(day: str) -> Callable[[str], bool]:
    written = date.fromisoformat(day)
    compact = re.compile(rf"(?<!\d){written:%Y}[-/.]?{written:%m}[-/.]?{written:%d}")
    parts = [re.compile(rf"(?<!\d)0?{written.day}(?!\d)"), re.compile(rf"(?<!\d)(?:{written.year}|{written:%y})(?!\d)")]
    return lambda text: bool(compact.search(text)) or all(part.search(text) for part in parts)


def _lines(found: Found) -> Iterator[str]:
    for at, line in enumerate(found.shown):
        if line.elsewhere or len(line.text) > _LINE:
            continue
        if not (is_of_page(at, found) if at < found.heading else at > found.last and is_listed_day(at, found)):
            yield line.text
