"""Is a file that is read as one article many articles, one below the other?

They are told by a line that stands between them all, or by a field that each ends with ("Dokumentnummer: A1"), and by a
title and a day at the head of each. Such a file is not
split: where one article ends nobody but its maker knows. It gets a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice

from search.model import Note
from search.readers.exports.date_lines import date_in
from search.readers.exports.page_text import as_text

_MOST = 2_000_000
"""Characters that are looked at; whoever joins articles does so from the beginning."""
_FEWEST = 3
_SHARE = 0.8
"""The share of stretches between the lines that must have a head; the first may be a preface."""
_WORDS = 30
"""Words of an article: lists of titles with days hold fewer between their lines."""
_HEAD, _LABELLED_HEAD = 5, 12
"""Lines that a day stands in: at the head of an article, or behind the last fields of the one before."""
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,38})[ \xa0]?:[ \xa0\t]+\S")
_COLON = 42
"""Characters in which a field's colon stands."""
_NUMERIC = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_TITLE, _DATED, _SEPARATOR, _FIELD = 160, 90, 60, 200
_NOTICE = 300
"""Characters of the longest line that may stand below every article, as of its rights."""
_PATTERNS = 8
_HEADING, _NUMBERED = "#", "0."
_NUMBER = re.compile(r"\d{1,4}[.)][ \t]+(?=[^\W\d_])")
"""What a headline begins with where articles are numbered: "3. Ferry sold"."""
_YEARS = (re.compile(r"20\d\d"), re.compile(r"1[6-9]\d\d"))
"""Two patterns, each of which begins with a letter of its own: that is found ten times as fast as one of two."""
_CENTURIES = ("20", "19", "18", "17", "16")
"""What every year begins with; a text that has hardly any of it is not looked through."""
_FIGURES = re.compile(r"\d+")
_WIDEST = 200
"""Characters on either side of a year in which its line ends, blanks and all; a longer one is no line of a head."""
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*){3,}|\f")
_RULED = re.compile(r"<hr\b|<article\b", re.IGNORECASE)


def several(text: str) -> tuple[Note, ...]:
    """A warning where a text plainly holds several articles, nothing otherwise."""
    if sum(map(text.count, _CENTURIES)) < _FEWEST or sum(1 for _ in islice(_dated_lines(text), _FEWEST)) < _FEWEST:
        return ()  # as most texts: their lines are not even parted for it
    lines = [line for each in _GAP.sub("\n\v-\v\n", text[:_MOST]).split("\n") if (line := each.strip())]
    shapes = [_shape(line) for line in lines]
    again = [shape for shape, count in Counter(shapes).most_common(_PATTERNS) if shape and count >= _FEWEST - 1]
    count = max((_articles(lines, shapes, shape) for shape in again), default=0)
    if count < _FEWEST:
        return ()
    return (Note(f"this looks like {count:,} articles in one file; split it, so that each is counted", warning=True),)


def _dated_lines(text: str) -> Iterator[str]:
    """The lines in which a day may stand, each once."""
    text, met = text[:_MOST].replace("\f", "\n"), set[int]()
    for year in chain.from_iterable(pattern.finditer(text) for pattern in _YEARS):
        at = year.start()
        start = text.rfind("\n", max(0, at - _WIDEST), at) + 1
        if (start or at <= _WIDEST) and start not in met:
            met.add(start)
            end = text.find("\n", at, at + _WIDEST)
            line = text[start : end if end >= 0 else at + _WIDEST].strip()
            if _may_be_dated(line):
                yield line


def several_in_page(markup: str) -> tuple[Note, ...]:
    """The same of a page, whose rules and articles part it."""
    if len(_RULED.findall(markup[:_MOST])) < _FEWEST - 1:
        return ()
    return several(as_text(_RULED.sub(lambda tag: f"<p>----</p>{tag[0]}", markup[:_MOST])))


def _shape(line: str) -> str:
    """A short line with its figures alike, and a notice as it is, "" for a longer one.

    Markdown's headings are alike, so are equal fields.
    """
    if line[0] == _HEADING and line.lstrip(_HEADING).startswith(" "):
        return _HEADING
    if line[0].isdigit() and len(line) <= _TITLE and not line.endswith(".") and _NUMBER.match(line):
        return _NUMBERED
    if ":" in line[:_COLON] and len(line) <= _FIELD and (field := _LABEL.match(line)):
        return f"{field['label'].casefold()}:"
    if len(line) > _SEPARATOR:
        return line if len(line) <= _NOTICE else ""
    return _FIGURES.sub("0", line.casefold())


def _articles(lines: Sequence[str], shapes: Sequence[str], separator: str) -> int:
    """How many stretches between lines of a shape begin as an article does, 0 where too many others do not."""
    stretches = [stretch for stretch in _stretches(lines, shapes, separator) if stretch]
    head = _LABELLED_HEAD if separator.endswith(":") else _HEAD
    count = sum(_is_article(stretch, head) for stretch in stretches)
    return count if count >= _SHARE * (len(stretches) - 1) else 0


def _stretches(lines: Sequence[str], shapes: Sequence[str], separator: str) -> Iterator[list[str]]:
    stretch: list[str] = []
    for line, shape in zip(lines, shapes, strict=True):
        if shape == separator:
            yield stretch
            stretch = [_NUMBER.sub("", line.strip("# "))] if separator in (_HEADING, _NUMBERED) else []
        else:
            stretch.append(line)
    yield stretch


def _is_article(lines: Sequence[str], most: int) -> bool:
    """Whether a title and a line with a day stand above some prose."""
    head = lines[:most]
    titled = any(len(line) <= _TITLE and not line.endswith((".", ":", ";")) for line in head[: most - _HEAD + 1])
    return titled and any(map(_is_dated, head)) and _has_words(lines)


def _has_words(lines: Sequence[str]) -> bool:
    """Whether lines have as many words as an article; the rest is not counted."""
    return any(count >= _WORDS for count in accumulate(len(line.split()) for line in lines))


def _may_be_dated(line: str) -> bool:
    return len(line) <= _DATED and not line.endswith(".") and any(pattern.search(line) for pattern in _YEARS)


def _is_dated(line: str) -> bool:
    return _may_be_dated(line) and bool(date_in(line) or _NUMERIC.search(line))
