"""What an extraction found in a page, and where among the page's lines it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from search.readers.page_elements import Element, letters
from search.readers.page_lines import Line
from search.readers.page_stories import Stories, stories

_KNOWN = 12
"""Letters by which the beginning of a line is looked up."""
_TRIES = 20
"""Lines that begin alike, as in a list: so many are looked at."""
_SAME = 40
"""Letters by which the beginning of a paragraph is known again."""
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
        """The first line of the article's text; -1 where none is found again."""
        return min(self.taken, default=-1)

    @cached_property
    def last(self) -> int:
        """The last line of it."""
        return max((at for at in self.taken if at < self.end), default=-1)

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
        return line.elsewhere or self.stories.has(line, [own])

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
