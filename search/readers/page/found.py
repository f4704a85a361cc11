"""What an extraction found in a page, and where among the page's lines it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from search.readers.page.elements import Element, letters
from search.readers.page.lines import Line
from search.readers.page.stories import Stories, stories

_KNOWN = 12
"""Letters by which the beginning of a line is looked up."""
_TRIES = 20
"""Lines that begin alike, as in a list: so many are looked at."""
_SAME = 40
"""Letters by which the beginning of a paragraph is known again."""
_NEAR = 6
"""Lines in which a paragraph is looked for that is a part of one."""
_WITH_RUBRIC = 1.6
_FEW = 2
_ENOUGH = 0.5
"""Of the letters in a page's prose so many are an article's that is whole."""
PAGE = frozenset({"body", "html"})
"""The elements that are the page itself."""


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
    def known(self) -> frozenset[str]:
        """The same, to look one up."""
        return frozenset(self.keys)

    @cached_property
    def places(self) -> list[range]:
        """The lines that each paragraph is, in order; an empty range for one that is not found again.

        A paragraph may be no more than a part of a line: an extraction parts some where a link or a bold word begins.
        """
        by_start: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            if key:
                by_start.setdefault(key[:_KNOWN], []).append(at)
        places: list[range] = []
        at = 0
        for paragraph in self.body:
            key = letters(paragraph)
            place = self._place(key, by_start, at) or self._part_of(key, at)
            at = place.stop or at
            places.append(place)
        return places

    def _part_of(self, key: str, after: int) -> range:
        """The line that a paragraph is a part of, one of the next few."""
        near = range(max(0, after - _NEAR), min(after + _NEAR, len(self.keys)))
        found = next((at for at in near if key and key in self.keys[at]), None)
        return range(0) if found is None else range(found, found + 1)

    def _place(self, key: str, by_start: dict[str, list[int]], after: int) -> range:
        same = by_start.get(key[:_KNOWN], [])
        begin = bisect_left(same, after)
        tried = same[begin : begin + _TRIES]
        alike = (at for at in tried if key.startswith(self.keys[at][:_SAME]) or self.keys[at].startswith(key[:_SAME]))
        first = next((at for at in tried if self.keys[at] == key), None)
        first = next(alike, None) if first is None else first
        return range(0) if first is None else range(first, self._end(key, first))

    def _end(self, key: str, first: int) -> int:
        """The line after the last of those that a paragraph is put together from."""
        size, at = len(self.keys[first]), first + 1
        while at < len(self.keys) and size < len(key) and key.startswith(self.keys[at], size):
            size, at = size + len(self.keys[at]), at + 1
        return at

    def is_several(self, paragraph: str, place: range) -> bool:
        """Whether the extraction has put paragraphs at a place into one, as it does with those of a table's cell."""
        prose = sum(self.shown[at].is_prose for at in place)
        return prose > 1 and letters(paragraph) == "".join(self.keys[at] for at in place)

    @cached_property
    def taken(self) -> set[int]:
        """The lines that are in the article."""
        return {at for place in self.places for at in place}

    @cached_property
    def first(self) -> int:
        """The first line of the article's text, below its headline; -1 where none is found again."""
        return min((at for at in self.taken if at > self.heading), default=-1)

    @cached_property
    def begins(self) -> int:
        """The first line of prose that is in the article's text; -1 for none."""
        return min((at for at in self.taken if at > self.heading and self.shown[at].is_prose), default=-1)

    @cached_property
    def ends(self) -> int:
        """The last line of prose that is in the article's text; -1 for none."""
        return max((at for at in self.taken if self.shown[at].is_prose), default=-1)

    @cached_property
    def few_elsewhere(self) -> bool:
        """Whether little of what is taken stands where other stories and the site's own lines do."""
        elsewhere = sum(self.shown[at].size for at in self.taken if self.shown[at].elsewhere)
        return _FEW * elsewhere < self.sizes.total()

    @cached_property
    def last(self) -> int:
        """The last line of it."""
        return max((at for at in self.taken if at < self.end), default=-1)

    @cached_property
    def heading(self) -> int:
        """The line of the headline, the last above the text, or -1; menus above it may have been taken for text."""
        title, begins = letters(self.title), min(self.taken, default=0)
        begins = min((at for at in self.taken if self.shown[at].is_prose), default=begins)
        return max((at for at in range(begins) if title and self._is_headline(at, title)), default=-1)

    def _is_headline(self, at: int, title: str) -> bool:
        """Whether a line is the headline, alone or with a rubric in the same heading."""
        key = self.keys[at]
        return key == title or (
            self.shown[at].role == "heading" and key.endswith(title) and len(key) <= _WITH_RUBRIC * len(title)
        )

    @cached_property
    def share(self) -> float:
        """The part of the letters in the page's prose that the article has, of 1 for a page without prose."""
        prose = [at for at, line in enumerate(self.shown) if line.is_prose]
        whole = sum(self.shown[at].size for at in prose)
        kept = sum(self.shown[at].size for at in prose if at in self.taken)
        if 0 < kept < _ENOUGH * whole:
            own = [at for at in prose if at in self.taken or not self.stories.has(self.shown[at], self.common)]
            whole = sum(self.shown[at].size for at in own)
        return kept / whole if whole else 1.0

    @cached_property
    def containers(self) -> set[Element]:
        """The elements that hold the blocks of the article's prose."""
        return {*self.sizes}

    @cached_property
    def common(self) -> Sequence[Element]:
        """The elements around all of the article's text below the page itself, the smallest first."""
        ends = [self.shown[at].block for at in (self.first, self.last)] if self.first >= 0 else []
        chains = [[end, *end.iterancestors()] for end in ends]
        inside = set(chains[1]) if chains else set()
        return [element for element in chains[0] if element in inside and element.tag not in PAGE] if chains else []

    @cached_property
    def stories(self) -> Stories:
        """The headings of the page, which tell where other stories stand."""
        return stories(self.shown)

    @cached_property
    def end(self) -> int:
        """The line after the article's last: before the other stories that the extraction took for more of it."""
        own = self.main if self.main is not None else self.with_headline
        if own is None:
            return len(self.shown)
        last = max((at for at in self.taken if is_inside(self.shown[at], own)), default=len(self.shown))
        others = {at for at in self.taken if at > last and self._is_of_others(self.shown[at], own)}
        last = max((at for at in self.taken - others if at > last and self.shown[at].is_prose), default=last)
        return last + 1 if any(at > last for at in others) else len(self.shown)

    def _is_of_others(self, line: Line, own: Element) -> bool:
        return line.elsewhere or self.stories.has(line, {own, *own.iterancestors()})

    @cached_property
    def sizes(self) -> Counter[Element]:
        """The letters of the article's prose in each element that holds blocks of it."""
        sizes: Counter[Element] = Counter()
        for at in self.taken:
            if self.shown[at].is_prose:
                sizes[container(self.shown[at])] += self.shown[at].size
        return sizes

    @cached_property
    def main(self) -> Element | None:
        """The element that holds most of the article's prose as blocks, if one does."""
        main, size = next(iter(self.sizes.most_common(1)), (None, 0))
        return main if 2 * size >= self.sizes.total() else None

    @cached_property
    def own(self) -> Element | None:
        """The smallest element below the page itself that holds the headline and the text, or the text alone."""
        if self.heading >= 0:
            return self.with_headline
        return next(iter(self.common), None)

    @cached_property
    def with_headline(self) -> Element | None:
        """The smallest element around the headline and the block with the longest text."""
        longest = next((element for element, _ in self.sizes.most_common(1)), None)
        if longest is None or self.heading < 0:
            return None
        around = {self.shown[self.heading].block, *self.shown[self.heading].block.iterancestors()}
        both = next((element for element in (longest, *longest.iterancestors()) if element in around), None)
        return both if both is not None and both.tag not in PAGE else None

    @cached_property
    def article(self) -> Element | None:
        """The <article> that holds the headline and some of the text's prose, if one does."""
        headline = self.shown[self.heading].block if self.heading >= 0 else None
        around = headline.iterancestors() if headline is not None else ()
        own = next((element for element in around if element.tag == "article"), None)
        if self._is_below_common_heading:
            return None
        prose = (self.shown[at] for at in self.taken if self.shown[at].is_prose)
        return own if own is not None and any(is_inside(line, own) for line in prose) else None

    @cached_property
    def _is_below_common_heading(self) -> bool:
        """Whether the headline is of a lower rank, below a heading that several articles have in common."""
        if self.heading < 0 or self.shown[self.heading].block.tag == "h1":
            return False
        above = (line for line in self.shown[: self.heading] if line.block.tag == "h1" and not line.elsewhere)
        return any(all(element.tag != "article" for element in line.block.iterancestors()) for line in above)

    def is_of_other_article(self, line: Line) -> bool:
        """Whether a line stands in an <article> of its own, beside the one that has the headline."""
        own = self.article
        if own is None or is_inside(line, own):
            return False
        return any(element.tag == "article" and element not in self.common for element in line.block.iterancestors())

    def is_row(self, line: Line) -> bool:
        """Whether a line is one of several made alike that lead to other stories, where the text itself is none."""
        rows = self.stories.rows
        return line.block in rows and self.begins >= 0 and self.shown[self.begins].block not in rows

    @property
    def is_whole(self) -> bool:
        """Whether most of the page's prose is in the article."""
        return self.share >= _ENOUGH


def is_inside(line: Line, element: Element) -> bool:
    """Whether a line stands in an element."""
    return line.block is element or any(one is element for one in line.block.iterancestors())


def container(line: Line) -> Element:
    """What holds a line's block; of an entry of a list, what holds the list."""
    steps = 2 if line.role == "item" else 1
    return next(islice(line.block.iterancestors(), steps - 1, None), line.block)
