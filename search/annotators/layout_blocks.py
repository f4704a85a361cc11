"""Text -> blocks: the paragraphs of a text file, whether a paragraph is a line or several wrapped ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

HEAD = 600
"""How much of a block the rules look at, in characters."""

_LINE = re.compile(r"[^\n]+")
_MONTH_YEAR = r"[ \t\xa0][^\W\d_]{3,12}\.?,?[ \t\xa0](?:1[6-9]|20)\d\d"  # "4. März 2021" is no fourth entry of a list
_BULLET = re.compile(rf"[ \t\xa0]*(?:[•·▪►▶◦‣∙●○*+–—-]|\d{1, 2}[.)](?!{_MONTH_YEAR}))[ \t\xa0]+(?=\S)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t]?")
_TRAILING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")
_EMPHASIS = re.compile(r"[ \t]*(?P<mark>\*{1,3}|_{1,3})(?P<inside>[^*_\s](?:[^*_\n]*[^*_\s])?)(?P=mark)[ \t]*")
_SENTENCE = re.compile(r"[.!?…。！？؟۔][\"”’»'）)\]*_]*(?:\s|$)|[。！？]")
_ENDS = re.compile(r"[.!?…。！？؟۔:][\"”’»'）)\]*_」』]*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_MARGIN = 130  # the widest line that is still broken by hand or by a mail program
_FEW = 4
"""Lines that may stand together without being one paragraph: a headline, its date, a caption."""
_WIDE_LETTER = 2.2  # Latin letters that one of these stands for


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, caption or menu entry. `start` and `end` leave out indentation and list or heading marks.

    `head` is its beginning with blanks folded. `group` is the same for blocks with no blank line between them.
    """

    start: int
    end: int
    head: str
    ending: str
    group: int
    bullet: bool = False
    heading: bool = False

    @cached_property
    def wide(self) -> int:
        """Letters of the head that stand for several of ours."""
        return 0 if self.head.isascii() else len(_WIDE.findall(self.head))

    @cached_property
    def words(self) -> int:
        """Words in the head; where none are parted by blanks, what as many letters would be in English."""
        return len(self.head.split()) if self.wide < len(self.head) / 4 else int(self.wide * _WIDE_LETTER / 5)

    @cached_property
    def size(self) -> float:
        """The length in Latin letters."""
        return (self.end - self.start) * (1 + (_WIDE_LETTER - 1) * self.wide / max(1, len(self.head)))

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDS.search(self.ending))

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as sentences of an article rather than as a heading, a menu or a caption."""
        if self.heading:
            return False
        long = self.size >= 100 and self.words >= 10
        return long or (self.words >= 9 and not self.bullet and bool(_SENTENCE.search(self.head)))


def blocks(text: str, *, markdown: bool, begin: int = 0) -> list[Block]:
    """The blocks of a text from `begin` on, in order, without Markdown's heading, quotation and list marks."""
    found: list[Block] = []
    for number, group in enumerate(_groups(text, begin)):
        for start, end in _paragraphs(text, group):
            block = _block(text, start, end, number, markdown=markdown)
            if block.head:
                found.append(block)
    return found


def _groups(text: str, begin: int) -> Iterator[list[tuple[int, int]]]:
    """The lines, as offsets, between two blank ones."""
    group: list[tuple[int, int]] = []
    last = begin
    for match in _LINE.finditer(text, begin):
        blank = not text[match.start() : match.start() + HEAD].strip() and not match[0].strip()
        if group and (blank or match.start() > last + 1):
            yield group
            group = []
        last = match.end()
        if not blank:
            group.append(match.span())
    if group:
        yield group


def _paragraphs(text: str, group: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The group's lines, put together where they are one paragraph broken at a margin."""
    if not _wrapped(text, group):
        yield from group
        return
    start, end = group[0]
    indent = _indent(text, group[0])
    for line in group[1:]:
        if _indent(text, line) > indent or _BULLET.match(text, *line):
            yield start, end
            start = line[0]
        end, indent = line[1], _indent(text, line)
    yield start, end


def _wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether lines are broken at a margin: about as long but for the last, most of them inside a sentence."""
    if len(group) < 2:
        return False
    lines = [text[start:end].strip() if end - start < _MARGIN else text[start:end] for start, end in group]
    *lengths, last = map(len, lines)
    short = sorted(lengths)[len(lengths) // 10]  # a line before a long word may be shorter than the rest
    if short < 45 or max(lengths) > _MARGIN or max(lengths) - short > 30 or last > max(lengths) + 8:
        return False
    if len(lines) <= _FEW and not any(_goes_on(line) for line in lines[1:]):
        return False
    inside = sum(not _ENDS.search(line[-8:]) for line in lines[:-1])
    return inside >= 0.6 * len(lengths) and (len(lines) > 2 or bool(_ENDS.search(lines[-1][-8:])))


def _goes_on(line: str) -> bool:
    """Whether a line may be the middle of a sentence; a headline, a date and a caption all begin anew."""
    return not (line[:1].isupper() or line[:1].isdigit())


def _without_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """The line without the marks around all of it: "*By Ada Quayle*", "**Ferry late again**"."""
    whole = _EMPHASIS.fullmatch(text, start, end) if end - start <= HEAD else None
    return whole.span("inside") if whole else (start, end)


def _indent(text: str, line: tuple[int, int]) -> int:
    start, end = line
    return len(text[start:end]) - len(text[start:end].lstrip())


def _block(text: str, start: int, end: int, group: int, *, markdown: bool) -> Block:
    heading = bullet = False
    if markdown:
        while mark := _QUOTED.match(text, start, end):
            start = mark.end()
        if mark := _HEADING.match(text, start, end):
            start, heading = mark.end(), True
            tail = _TRAILING_MARKS.search(text, start, end)
            end = tail.start() if tail else end
        start, end = _without_emphasis(text, start, end)
    if mark := _BULLET.match(text, start, end):
        start, bullet = mark.end(), True
    start += _indent(text, (start, end))
    ending = text[max(start, end - 40) : end].rstrip()
    end = max(start, end - 40) + len(ending) if ending else start
    return Block(
        start, end, " ".join(text[start : min(end, start + HEAD)].split()), ending[-12:], group, bullet, heading
    )
