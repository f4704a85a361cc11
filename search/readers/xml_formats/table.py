"""A format of XML as a row of paths: where it keeps title, day, source and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.model import Note
from search.readers.entry import Entry
from search.readers.xml_formats.parser import Markup, XmlElement
from search.readers.xml_formats.paths import every, first, found, name_of, paragraphs

Paths = tuple[str, ...]
Entries = Callable[[XmlElement], Iterator[Entry]]

_BLOCKS = """
p para paragraph h1 h2 h3 h4 h5 h6 hl2 li tr td th div block section
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that are paragraphs, or that part them, in most formats."""


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """One format. `records` are the names of the elements that may be articles, `entries` reads one of them.

    `is_one` tells where other formats have one of the `roots` for their outermost element too, and `is_list` that the
    one record is a list.
    """

    name: str
    roots: Paths
    records: Paths
    entries: Entries
    is_one: Callable[[Markup], bool] = lambda parsed: True
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The paths of a format, of each field the surest first. Of `text` the first that has words is the article.

    `counted` are elements among the `skipped` that a reader may miss, with what they are called.
    """

    title: Paths
    text: Paths
    day: Paths = ()
    source: Paths = ()
    author: Paths = ()
    url: Paths = ()
    language: Paths = ()
    own: Paths = ()
    changed: Paths = ()
    captions: Paths = ()
    blocks: frozenset[str] = BLOCKS
    skipped: frozenset[str] = frozenset()
    counted: tuple[tuple[str, str], ...] = ()

    def __call__(self, element: XmlElement) -> Iterator[Entry]:
        """The one entry of an element."""
        day = first(element, self.day)
        changed = (told for path in self.changed if (told := first(element, (path,))).value != day.value)
        yield Entry(
            title=first(element, self.title).value,
            paragraphs=tuple(self.paragraphs(element)),
            source=first(element, self.source),
            day=day,
            changed=tuple(changed),
            author=every(element, self.author),
            url=first(element, self.url).value,
            language=first(element, self.language).value,
            own=first(element, self.own).value,
            notes=tuple(self._left_out(element)),
            captions=tuple(each for path in self.captions for each in _texts(element, path, self.blocks)),
        )

    def _left_out(self, element: XmlElement) -> Iterator[Note]:
        """What of the text is no prose and left out, with how often."""
        for name, called in self.counted:
            if number := sum(1 for each in element.iter() if name_of(each) == name):
                yield Note(f"{called} left out of the text: {number:,}")

    def paragraphs(self, element: XmlElement) -> Sequence[str]:
        """The paragraphs at the first path of the text that has any, or at all of those joined by "+"."""
        for paths in self.text:
            words = [
                each
                for path in paths.split("+")
                for place in found(element, path)
                for each in paragraphs(place, self.blocks, self.skipped)
            ]
            if words:
                return words
        return []


def _texts(element: XmlElement, path: str, blocks: frozenset[str]) -> Iterator[str]:
    for place in found(element, path):
        yield from paragraphs(place, blocks, frozenset())
