"""A page's article put together: what the extraction kept, and what belongs to it though the extraction lost it.

An extraction keeps the element that looks most like an article. What stands beside it is lost without a word: a lead
above, key points, the second of two blocks, what is wrapped in an element with an odd name. Lines are taken back where
their markup shows that they belong: they stand among the article's paragraphs or right under its headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from search.readers.page_elements import Element, letters, named, words
from search.readers.page_lines import WIDE, Line
from search.readers.pieces import AROUND, POINT

_KNOWN = 12
"""Letters by which the beginning of a line is looked up."""
_TRIES = 20
"""Lines that begin alike, as in a list: so many are looked at."""
_SAME = 40
"""Letters by which the beginning of a paragraph is known again."""
_ABOVE, _BETWEEN, _BELOW = 3, 12, 6
_SHORT = 200
_LEAD_LINES = 30
_WORDS = 4
_ITEM_WORDS = 3
_WIDE_LETTERS = 8
_SENTENCE = 60
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|intro(?:duction|text)?|stand-?first|dek|deck|sub-?title|sub-?head(?:line|ing)?|summary|excerpt|abstract|"
    r"chapo|vorspann|sommario|occhiello|catenaccio|entradilla|bajada|copete|ingress|manchet(?:te)?|key-?(?:points?|facts?|takeaways?)|"
    r"highlights?|bullets?|tl-?dr|in-?brief|at-?a-?glance|description)(?:$|[\s_-])"
)
_CLOSED = re.compile(r"[.!?…。！？؟۔][\"”’»')）\]]*$")
_ENOUGH = 0.5
"""Of the letters in a page's prose so many are an article's that is whole."""
_WIDER = 3
"""Elements around the article's own that may hold a part of it that was lost."""
_TEXTS = frozenset({"p", "pre"})
_MARKED = re.compile(r"\d{4}|[|•·]|\d[:.]\d\d")
_PAGE = frozenset({"body", "html"})
_HEADINGS = ("h1", "h2", "h3", "h4")
_MOST_HEADINGS = 1000
_STORIES = frozenset({"article", "li"})
_STEPS = 10
"""Elements around a headline in which its article is looked for."""


@dataclass(frozen=True)
class Found:
    """Paragraphs of an extraction, and the lines of the page that they are."""

    title: str
    body: Sequence[str]
    shown: Sequence[Line]

    @cached_property
    def keys(self) -> list[str]:
        """The letters of every line."""
        return [letters(line.text) for line in self.shown]

    @cached_property
    def places(self) -> list[range]:
        """The lines that each paragraph is, in order; an empty range for one that is not found again."""
        by_start: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            if key:
                by_start.setdefault(key[:_KNOWN], []).append(at)
        places: list[range] = []
        at = 0
        for paragraph in self.body:
            place = self._place(letters(paragraph), by_start, at)
            at = place.stop or at
            places.append(place)
        return places

    def _place(self, key: str, by_start: dict[str, list[int]], after: int) -> range:
        same = by_start.get(key[:_KNOWN], [])
        begin = bisect_left(same, after)
        for first in same[begin : begin + _TRIES]:
            line = self.keys[first]
            if key.startswith(line[:_SAME]) or line.startswith(key[:_SAME]):
                return range(first, self._end(key, first))
        return range(0)

    def _end(self, key: str, first: int) -> int:
        """The line after the last of those that a paragraph is put together from."""
        size, at = len(self.keys[first]), first + 1
        while at < len(self.keys) and size < len(key) and key.startswith(self.keys[at], size):
            size, at = size + len(self.keys[at]), at + 1
        return at

    @cached_property
    def taken(self) -> set[int]:
        """The lines that are in the article."""
        return {at for place in self.places for at in place}

    @cached_property
    def first(self) -> int:
        """The first line of the article's text; -1 where none is found again."""
        return min(self.taken, default=-1)

    @cached_property
    def last(self) -> int:
        """The last line of it."""
        return max(self.taken, default=-1)

    @cached_property
    def heading(self) -> int:
        """The line of the headline, the last above the text, or -1."""
        title = letters(self.title)
        return max((at for at in range(max(self.first, 0)) if title and self.keys[at] == title), default=-1)

    @cached_property
    def share(self) -> float:
        """The part of the letters in the page's prose that the article has, of 1 for a page without prose."""
        prose = [at for at, line in enumerate(self.shown) if line.is_prose]
        whole = sum(self.shown[at].size for at in prose)
        return sum(self.shown[at].size for at in prose if at in self.taken) / whole if whole else 1.0

    @cached_property
    def containers(self) -> set[Element]:
        """The elements that hold the blocks of the article's prose."""
        return {_container(self.shown[at]) for at in self.taken if self.shown[at].is_prose}

    @cached_property
    def common(self) -> Sequence[Element]:
        """The elements around all of the article's text below the page itself, the smallest first."""
        ends = [self.shown[at].block for at in (self.first, self.last)] if self.first >= 0 else []
        chains = [[end, *end.iterancestors()] for end in ends]
        inside = set(chains[1]) if chains else set()
        return [element for element in chains[0] if element in inside and element.tag not in _PAGE] if chains else []

    @cached_property
    def headings(self) -> dict[Element, list[tuple[str, bool]]]:
        """The headings of the page's <article>s and entries of lists: their letters of the first rank, and a link."""
        known: dict[Element, list[tuple[str, bool]]] = {}
        root = next(iter([*self.shown[0].block.iterancestors()][-1:]), self.shown[0].block) if self.shown else None
        for heading in islice(root.iter(*_HEADINGS), _MOST_HEADINGS) if root is not None else ():
            first_rank = letters(words(heading)) if heading.tag == "h1" else ""
            leads_away = any(link.get("href") for link in heading.iter("a"))
            for around in heading.iterancestors():
                if around.tag in _STORIES:
                    known.setdefault(around, []).append((first_rank, leads_away))
        return known

    @property
    def is_whole(self) -> bool:
        """Whether most of the page's prose is in the article."""
        return self.share >= _ENOUGH


def below_headline(title: str, shown: Sequence[Line]) -> Found:
    """The article as all that stands under the headline, in the smallest element with half of the page's prose there.

    It is what is left to do where an extraction finds nothing, because the article's element is called a sidebar.
    """
    headline = next((at for at, line in enumerate(shown) if title and letters(line.text) == letters(title)), None)
    under = [line for line in shown[headline + 1 :] if line.role != "caption"] if headline is not None else []
    whole = sum(line.size for line in under if line.is_prose)
    for around in islice(shown[headline].block.iterancestors(), _STEPS) if headline is not None else ():
        inside = [line for line in under if any(one is around for one in line.block.iterancestors())]
        if around.tag not in _PAGE and whole and 2 * sum(line.size for line in inside if line.is_prose) >= whole:
            return Found(title, [line.text for line in inside if not line.elsewhere], shown)
    return Found(title, [], shown)


def pieces(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of an article and of the lines around it. `lead` is the page's description of itself.

    A lead that the extraction has put behind the text, where it found it late, stands above it once.
    """
    leads: set[str] = set()
    for kind, text in _in_order(found, lead):
        key = letters(text)
        if kind == POINT:
            leads.add(key)
        if kind != "body" or key not in leads:
            yield kind, text


def _in_order(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    shown, first, last = found.shown, found.first, found.last
    heading = found.heading
    yield from _around(shown[max(0, heading - _ABOVE) : heading] if heading >= 0 else [])
    yield "title", found.title
    under = max(heading + 1, first - (_LEAD_LINES if heading >= 0 else _ABOVE))
    for at in range(under, max(first, under)):
        line = shown[at]
        if heading >= 0 and _is_lead(line, lead, found):
            yield POINT, line.text
        elif line.role == "caption" and not line.elsewhere:
            yield "caption", line.text
        elif len(line.text) <= _SHORT and at >= first - _BETWEEN:
            yield AROUND, line.text
    yield from _body(found, lead)
    more = list(_after(found))
    yield from (("body", shown[at].text) for at in more)
    last = max([last, *more])
    yield from _around(shown[last + 1 : last + 1 + _BELOW] if first >= 0 else [])


def left(found: Found, put: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """How many words of the page's prose are in the article that was put together, and how many are not."""
    kept = [text for kind, text in put if kind in ("body", POINT)]
    known = {letters(text) for text in kept}
    lost = [
        line.text
        for at, line in enumerate(found.shown)
        if line.is_prose and found.keys[at] not in known and (at not in found.taken or _is_of_next_page(line, found))
    ]
    return sum(map(_words, kept)), sum(map(_words, lost))


def _words(text: str) -> int:
    """Words; two letters make one where words are not parted by blanks."""
    return max(len(text.split()), len(WIDE.findall(text)) // 2)


def _around(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    return ((AROUND, line.text) for line in lines if len(line.text) <= _SHORT)


def _body(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    """The paragraphs, with the lines between them that belong to the article, and captions as what they are."""
    at, begun = found.first, False
    for paragraph, place in zip(found.body, found.places, strict=True):
        yield from _between(found, range(at, place.start) if at >= 0 else range(0))
        line = found.shown[place.start] if place else None
        at = max(at, place.stop)
        if line and _is_of_next_page(line, found):
            continue
        if line and line.role == "caption":
            yield "caption", paragraph
        else:
            opens = not begun and line is not None and not line.is_prose and _is_lead(line, lead, found)
            yield POINT if opens else "body", paragraph
            begun = begun or line is None or line.is_prose


def _between(found: Found, gap: range) -> Iterator[tuple[str, str]]:
    for at in gap:
        line = found.shown[at]
        if line.role == "caption" and not line.elsewhere:
            yield "caption", line.text
        elif at not in found.taken and _belongs(line, found):
            yield "body" if line.is_prose else POINT, line.text
        elif at not in found.taken and not line.elsewhere and len(line.text) <= _SHORT:
            yield AROUND, line.text


def _belongs(line: Line, found: Found) -> bool:
    """Whether a line between paragraphs is one more: prose, or a line beside them that is no link."""
    if line.elsewhere or 2 * line.linked > len(line.text) or letters(line.text) == letters(found.title):
        return False
    if line.is_prose:
        return _container(line) in found.containers or _is_near(line, found, 0)
    return _is_beside(line, found)


def _container(line: Line) -> Element:
    """What holds a line's block; of an entry of a list, what holds the list."""
    steps = 2 if line.role == "item" else 1
    return next(islice(line.block.iterancestors(), steps - 1, None), line.block)


def _is_beside(line: Line, found: Found) -> bool:
    """Whether a short line is text among the paragraphs, and made as no date line and no row of a menu is."""
    own = found.containers
    among = line.block in own or (_container(line) in own and bool(line.role or line.block.tag in _TEXTS))
    return among and _is_wordy(line, _WORDS) and not _MARKED.search(line.text)


def _is_near(line: Line, found: Found, wider: int) -> bool:
    """Whether a line stands in the smallest element around the article's text, or in one of the next around that."""
    around = found.common[wider] if wider < len(found.common) else None
    return around is not None and (line.block is around or any(one is around for one in line.block.iterancestors()))


def _after(found: Found) -> Iterator[int]:
    """The lines below the article's text that go on with it: in blocks of the same name, or where most is missing."""
    if found.first < 0:
        return
    names = {_signature(container) for container in found.containers} - {""}
    wider = 0 if found.is_whole else _WIDER
    for at in range(found.last + 1, len(found.shown)):
        line = found.shown[at]
        if not line.is_prose or _is_other_story(line, found):
            continue
        alike = _signature(_container(line)) in names
        if alike or (wider and _is_near(line, found, min(wider, len(found.common) - 1))):
            yield at


def _signature(element: Element) -> str:
    """What is the same for blocks that a system has put one below the other."""
    return f"{element.tag} {named(element)}" if named(element) else ""


def _is_other_story(line: Line, found: Found) -> bool:
    """Whether a line is in an <article> of its own, whose heading leads to it or is of the first rank."""
    for element in (line.block, *line.block.iterancestors()):
        if element in found.common:
            return False
        if any(first_rank or leads_away for first_rank, leads_away in found.headings.get(element, ())):
            return True
    return False


def _is_of_next_page(line: Line, found: Found) -> bool:
    """Whether a line is of a story that a site appends to the article, under a headline of the first rank."""
    article = next((element for element in line.block.iterancestors() if element.tag == "article"), None)
    tops = (
        [first_rank for first_rank, _ in found.headings.get(article, ()) if first_rank] if article is not None else []
    )
    return bool(tops) and found.heading >= 0 and letters(found.title) not in tops


def _is_lead(line: Line, lead: str, found: Found) -> bool:
    """Whether a line between headline and text is of the article: a lead, a key point, the page's description."""
    leads_away = 3 * line.linked > len(line.text)
    if line.elsewhere or line.role == "caption" or leads_away or not _is_wordy(line, _ITEM_WORDS):
        return False
    own, known = letters(line.text), letters(lead)
    if known and (own == known or (len(own) >= _SAME and own[:_SAME] == known[:_SAME])):
        return True
    around = [line.block, *islice(line.block.iterancestors(), 2)]
    if line.role == "item" or any(_LEAD.search(named(element)) for element in around):
        return True
    closed = line.size >= _SENTENCE and bool(_CLOSED.search(line.text))
    return (closed or line.role == "heading" or _is_beside(line, found)) and _is_wordy(line, _WORDS)


def _is_wordy(line: Line, fewest: int) -> bool:
    return len(line.text.split()) >= fewest or line.size - len(line.text) >= _WIDE_LETTERS
