"""Lines of a page's text that are none of it: links to other stories, which extractions keep among the paragraphs."""

from __future__ import annotations

import re

from search.readers.page.found import Found
from search.readers.page.lines import Line

_LABEL_WORDS = 3
_ALL_LINKED = 0.85
"""Of the letters of a line that is a link, but for a mark or an icon's name."""
_SENTENCE = re.compile(r"[.!?…。！？؟۔:][\"”’»')）\]]*$")
_LISTED = 2
"""Links one below the other that are a list."""


def is_pointer(at: int, found: Found) -> bool:
    """Whether a line only leads to another page: a link alone in a paragraph, in a list of links, or below all prose.

    A list that a sentence introduces is the article's own. A heading with nothing but links below it is a pointer too.
    """
    line = found.shown[at]
    if found.ends < 0:
        return False
    if at > found.ends and line.role == "heading":
        return not any(one > at and not is_link(found.shown[one]) for one in found.taken)
    if not is_link(line):
        return False
    if not found.first <= at <= found.ends:
        return True
    if line.role == "item":
        return _is_listed(at, found)
    return not line.role and (_label(line) > 0 or not _SENTENCE.search(line.text))


def is_link(line: Line) -> bool:
    """Whether a line is a link, with no more than a label before it: "Read more: The bakery wins a prize"."""
    return line.linked >= _ALL_LINKED * (len(line.text) - _label(line)) > 0


def _label(line: Line) -> int:
    """The characters of a label before a link, with its colon and a blank; 0 where none stands there."""
    label, mark, _ = line.text.partition(":")
    size = len(label) + 2 if mark and len(label.split()) <= _LABEL_WORDS else 0
    return size if line.linked + len(label) <= len(line.text) else 0


def _is_listed(at: int, found: Found) -> bool:
    """Whether a line is one of several entries that are nothing but links, with no sentence to introduce them."""
    first, last = at, at
    while first > 0 and _is_entry(found.shown[first - 1]):
        first -= 1
    while last + 1 < len(found.shown) and _is_entry(found.shown[last + 1]):
        last += 1
    return last - first + 1 >= _LISTED and not (first > 0 and found.shown[first - 1].text.endswith((":", "：")))


def _is_entry(line: Line) -> bool:
    return line.role == "item" and is_link(line)
