"""What stands beside a page's article and is none of it: other stories, and the portrait of its writer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from search.readers.page.elements import Element, letters, named, words
from search.readers.page.labels import labelled
from search.readers.page.lines import Line

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_HEADINGS = 1000
_STORIES = frozenset({"article", "li"})
_AROUND = 3
"""Elements around a heading that may be the box of the story which it leads to."""
_TEASER = 600
"""Letters that such a box has at most: in a longer one stands an article whose headings are links."""
_LIST = 2000
"""Letters of the sentences in a box with several of them."""
_HEADLINE = 20
"""Latin letters of a link that may be a headline."""
_ROWS = 3
_TEXTS = frozenset({"p", "li", "td", "blockquote"})
"""Elements in which a sentence of an article may begin with a link."""
_LINK = 2
"""Elements around a heading of which one may be its link."""
_WRITER = re.compile(
    r"(?:^|[\s_-])(?:author|autore?|auteur|bio(?:graphy)?|byline|profil|contributor|about-?(?:the-?)?writer)e?s?(?:$|[\s_-])"
)
_SECTIONS = frozenset({"article", "body", "html", "main"})
"""Elements whose names say who wrote all that they hold."""


@dataclass(frozen=True)
class Stories:
    """The elements of a page that hold other stories.

    `teasers` are boxes of a few sentences under a heading that leads to a story, `whole` are an <article> or an entry
    of a list with such a heading, `rows` blocks made alike that begin with a link. `of_first_rank` are the
    letters of the headings of the first rank in those. `labelled` are boxes with a heading like "Related stories".
    """

    teasers: Collection[Element]
    rows: Collection[Element]
    whole: Collection[Element]
    of_first_rank: Mapping[Element, Sequence[str]]
    labelled: Collection[Element]

    def has(self, line: Line, own: Collection[Element]) -> bool:
        """Whether a line is of another story. `own` are the elements around the article."""
        return self.has_teaser(line, own) or any(
            element in self.whole or element in self.of_first_rank for element in _outside(line, own)
        )

    def has_teaser(self, line: Line, own: Collection[Element]) -> bool:
        """Whether a line says what a story that stands elsewhere is about."""
        return any(element in self.teasers for element in _outside(line, own))

    def has_labelled(self, line: Line, own: Collection[Element]) -> bool:
        """Whether a line stands in a box that says of itself that it holds other stories."""
        return bool(self.labelled) and any(element in self.labelled for element in _outside(line, own))


def _outside(line: Line, own: Collection[Element]) -> Iterator[Element]:
    """The elements around a line that are not around the article too."""
    return takewhile(lambda element: element not in own, (line.block, *line.block.iterancestors()))


def stories(shown: Sequence[Line]) -> Stories:
    """The stories that the headings of a page lead to. `shown` are its lines."""
    root = next(iter([*shown[0].block.iterancestors()][-1:]), shown[0].block) if shown else None
    boxes: set[Element] = set()
    whole: set[Element] = set()
    of_first_rank: dict[Element, list[str]] = {}
    for heading in islice(root.iter(*_HEADINGS), _MOST_HEADINGS) if root is not None else ():
        around = [*heading.iterancestors()]
        entries = [element for element in around if element.tag in _STORIES]
        if heading.tag == "h1":
            for entry in entries:
                of_first_rank.setdefault(entry, []).append(letters(words(heading)))
        if any(map(_leads_away, (*heading.iter("a"), *(link for link in around[:_LINK] if link.tag == "a")))):
            boxes.update(around[:_AROUND], entries)
            whole.update(entries)
    rows = {*_rows(shown)}
    boxes |= rows
    named_so = {*labelled(shown)}
    return Stories(
        boxes - _longer(boxes, shown), rows, whole, of_first_rank, named_so - _longer(named_so, shown, _LIST)
    )


def _rows(shown: Sequence[Line]) -> Iterator[Element]:
    """Blocks made alike, each of which begins with a link as long as a headline and goes on with more text."""
    alike: dict[tuple[object, str], list[Element]] = {}
    for line in shown:
        if (
            line.linked * line.size >= _HEADLINE * len(line.text)
            and line.block.tag not in _TEXTS
            and _begins_with_link(line.block)
        ):
            alike.setdefault((line.block.tag, named(line.block)), []).append(line.block)
    for blocks in alike.values():
        if len(blocks) >= _ROWS:
            yield from blocks


def _begins_with_link(block: Element) -> bool:
    first = next(iter(block), None)
    return first is not None and first.tag == "a" and not (block.text or "").strip() and _leads_away(first)


def _leads_away(link: Element) -> bool:
    """Whether a link leads to another page, rather than to a place in this one."""
    return not link.get("href", "#").startswith("#")


def _longer(boxes: Collection[Element], shown: Sequence[Line], most: int = _TEASER) -> set[Element]:
    """The boxes with more text than a teaser has, or than this."""
    sizes: Counter[Element] = Counter()
    for line in shown if boxes else ():
        if line.is_prose:
            sizes.update({element: line.size for element in line.block.iterancestors() if element in boxes})
    return {box for box in boxes if sizes[box] > most}


def is_of_writer(line: Line, own: Collection[Element]) -> bool:
    """Whether a line stands in the portrait of a writer. `own` are the elements around the article."""
    for element in (line.block, *islice(line.block.iterancestors(), _AROUND - 1)):
        if element in own or element.tag in _SECTIONS:
            return False
        if _WRITER.search(named(element)):
            return True
    return False
