"""A page's headline: as it is declared, or as the page's one heading of the first rank has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from search.readers.page.elements import Element, is_elsewhere, letters, named, words
from search.readers.page.linked_data import LinkedData, text_of

_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title", "headline")
_TAIL = re.compile(
    r"(?:\s+[|»«·–—-]\s+|(?<=[\u3040-\u9fff\uac00-\ud7af）」』！？”])\s?[_｜]\s?)"
    r"(?P<site>(?:(?!\s-\s)[^|»«·–—_｜]){2,40})$"
)
"""The site behind a headline; where words are not parted by blanks, its mark is not either: "老吊桥将封闭_海港晚报"."""
_HEAD = re.compile(r"(?P<site>[^|»«·–—:]{2,40}?)(?:\s+[|»«·–—-]|:)\s+")
_LENGTH = range(4, 300)
_ELEMENTS = 3000
_FIRST_RANK = 20
_BEGINNING = 8
"""Letters by which a headline that was cut is known again."""
_PARTED = re.compile(r"\s[:,.;!?»”]")
"""A blank that is not shown: where an element begins in the middle of a heading."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_PART = 0.4
"""Of the letters of a declared title so many belong to its headline; fewer may be its rubric."""
_WORDS = 3
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WIDE_LETTERS = 6
"""Letters of a headline where words are not parted by blanks."""
_HEADLINE = re.compile(
    r"headline|(?:^|\s)(?:article|story|post|entry|news|detail|content)[_-]{1,2}(?:main-?)?title(?:$|\s)"
)
_LOGO = re.compile(r"logo|site-?(?:title|name|header)|brand|masthead")
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|home/?)?$")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that may be the headline: those of the first rank that are no logo, and all that are called so."""

    first_rank: Sequence[str]
    every: Sequence[str]


def headings(tree: Element) -> Headings:
    """The headings of a page that are as long as a headline."""
    tops = [(element, words(element)) for element in islice(tree.iter("h1"), _FIRST_RANK)]
    others = islice(tree.iter("h2", "h3", "div", "p", "span"), _ELEMENTS)
    lower = [words(element) for element in others if element.tag in ("h2", "h3") or _HEADLINE.search(named(element))]
    own = [text for element, text in tops if not _is_logo(element) and not is_elsewhere(element)]
    every = [text for _, text in tops] + lower
    return Headings([text for text in own if len(text) in _LENGTH], [text for text in every if len(text) in _LENGTH])


def _is_logo(heading: Element) -> bool:
    """Whether a heading is the site's name: it leads home, or it is called a logo."""
    around = [heading, *islice(heading.iterancestors(), 2)]
    if any(_LOGO.search(named(element)) for element in around):
        return True
    links = [link.get("href") for link in (*heading.iter("a"), *around) if link.get("href")]
    return any(_HOME.fullmatch(link) for link in links)


def title_of(meta: Mapping[str, str], linked: LinkedData, found: Headings, shown: str, site: str) -> str:
    """The headline as it is declared, whole where a system has cut it, or as the page's own heading has it."""
    named_so = next(filter(None, (text_of(item.get("headline")) for item in linked.articles[:1])), "")
    named_so = named_so or next((meta[name] for name in _META if name in meta), "")
    title = named_so or _heading(found.every, shown, site) or shown
    tail = _TAIL.search(title)
    guessed = not named_so and title not in found.every
    if tail and (letters(tail["site"]) == letters(site) or (guessed and len(tail["site"]) < tail.start())):
        title = title[: tail.start()]
    return _as_headed(_whole(title, found.every), found, {letters(site), *map(letters, _sites(shown, found))})


def _whole(title: str, found: Sequence[str]) -> str:
    start = letters(_CUT.sub("", title))
    longer = (heading for heading in found if letters(heading).startswith(start) and len(start) >= _BEGINNING)
    return max(longer, key=len, default=title) if _CUT.search(title) else title


def _heading(found: Sequence[str], shown: str, site: str) -> str:
    """The longest heading that stands in the page's title and is not the site's name."""
    inside = [heading for heading in found if letters(heading) in letters(shown) and letters(heading) != letters(site)]
    return max(inside, key=len, default="")


def _as_headed(title: str, found: Headings, sites: set[str]) -> str:
    """The title as the page's heading of the first rank has it.

    A heading that is a part of the declared title is the headline without what a system has put around it. One with
    other words is what a reader sees, where it is the only one and the page does not show the declared title as well.
    """
    own = {letters(heading): heading for heading in reversed(found.first_rank) if letters(heading) not in sites}
    whole = letters(title)
    parts = [text for key, text in own.items() if key in whole and (_is_wordy(text) or len(key) >= _PART * len(whole))]
    if parts:
        longest = max(parts, key=len)
        return title if letters(longest) == whole and _PARTED.search(longest) else longest
    if len(own) != 1 or whole in map(letters, found.every):
        return title if whole not in sites or len(own) != 1 else next(iter(own.values()))
    ((key, only),) = own.items()
    return only if not whole or (whole not in key and _is_wordy(only)) else title


def _is_wordy(text: str) -> bool:
    """Whether a line is long enough for a headline, rather than for a rubric or a name."""
    return len(text.split()) >= _WORDS or len(_WIDE.findall(text)) >= _WIDE_LETTERS


def _sites(shown: str, found: Headings) -> Iterator[str]:
    """The site's name in a page's title: what stands before or behind another heading of the page."""
    known = {letters(heading) for heading in found.every}
    tail, head = _TAIL.search(shown), _HEAD.match(shown)
    if tail and letters(shown[: tail.start()]) in known:
        yield tail["site"]
    if head and letters(shown[head.end() :]) in known:
        yield head["site"]


def after_title(shown: str, title: str) -> str:
    """What a page's title adds to its headline: "Headline | The Site", "Headline - Rubric - The Site"."""
    tail, head, own = _TAIL.search(shown), _HEAD.match(shown), letters(title)
    if tail and own and letters(shown[: tail.start()]).startswith(own):
        return tail["site"]
    return head["site"] if head and own and letters(shown[head.end() :]) == own else ""


def as_shown(title: str, shown: Sequence[str]) -> str:
    """The title without a site's name before or behind it, where the page shows a line so and none with the name."""
    known = {letters(line) for line in shown if len(line) <= len(title)}
    tail, head = _TAIL.search(title), _HEAD.match(title)
    if letters(title) in known:
        return title
    without = [title[head.end() :]] if head else []
    without += [title[: tail.start()]] if tail else []
    return next((part for part in without if letters(part) in known and len(part) > len(title) / 3), title)
