"""What speaks against a line that its own words do not give away: its place, its shape, and the lines around it.

A line is of the article unless something here says otherwise. Losing a line of an article hides it from every search,
while a line of furniture that stays only makes a text longer: so every rule asks for positive evidence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from search.annotators import layout_words as words
from search.annotators.layout_blocks import Block

ENOUGH = 250
"""Characters of prose after which a comment form may end the article."""

_LABEL_WORDS = 4
_LINE_WORDS = 14  # a headline or a caption has no more
_HEADS = 60  # a text with more short lines is a list, not an article with headlines between its paragraphs
_TELLING = 5  # words that are no stop words: a shorter headline may be a sub-headline
_UNKNOWN = 1 / 3  # of a headline of another story fewer of the words occur in this one
_MENU_LINES = 3
_BIO = 3
"""Paragraphs at the end of an article that may tell of its writer."""
_FEWEST_NAMES = 3
_SAID = 5  # words of the shortest sentence that an article says by itself
_SENTENCE = 100  # characters below which a sentence beside a prompt is a part of it
_PROMPTS = ("notice", "sharing")
_TEXT = 200_000  # how much of an article is searched for the words of a headline, in characters
_NAME = re.compile(r"[^\W\d_]{3,}")
_CASED = re.compile(r"[^\W\d_][^\W\d_'’-]{3,}")


@dataclass(frozen=True)
class Lines:
    """The blocks of a text with what is known of them: kinds by their own words ("" for none) and the title's index."""

    found: Sequence[Block]
    kinds: Sequence[str]
    title: int | None
    text: str
    stop_words: Collection[str]

    @cached_property
    def article(self) -> str:
        """The words of the title and of what may be the body, in lower case, each after a blank."""
        size, heads = 0, list[str]()
        for index, (block, kind) in enumerate(zip(self.found, self.kinds, strict=True)):
            if (kind == "" or index == self.title) and size < _TEXT:
                heads.append(self.text[block.start : min(block.end, block.start + _TEXT)])
                size += len(heads[-1])
        return " " + " ".join(_NAME.findall(" ".join(heads).lower()))

    def unfinished(self, index: int) -> bool:
        """Whether a block is a line without an end, of no kind: a headline, a caption, a verse, a row of a list."""
        block = self.found[index]
        lone = not (self.kinds[index] or block.closed or block.prose or block.heading)
        return lone and block.words <= _LINE_WORDS

    def unknown(self, index: int) -> bool:
        """Whether a line is set as a headline is, and what it tells of is not in this article.

        A sub-headline has few words, or takes them from its section.
        """
        head = self.found[index].head
        if not _as_headline(head, self.stop_words):
            return False
        own = " " + " ".join(_NAME.findall(head.lower()))
        telling = {*own.split()} - {*self.stop_words}
        known = sum(_count(word, self.article) > _count(word, own) for word in telling)
        return len(telling) >= _TELLING and known < len(telling) * _UNKNOWN


def _as_headline(head: str, stop_words: Collection[str]) -> bool:
    """Whether the line is in capitals or in Title Case."""
    telling = [word for word in _CASED.findall(head) if word.lower() not in stop_words]
    return bool(telling) and all(word[0].isupper() for word in telling)


def _count(word: str, words: str) -> int:
    """How often a word stands among words parted by blanks, in this or another form."""
    return words.count(" " + word[: max(4, len(word) - 2)])


def repeated(found: Sequence[Block], kinds: Sequence[str], text: str, lines: Collection[str]) -> list[str]:
    """The kinds, with those lines told that other documents of the folder have too.

    A sentence between the paragraphs may be said again ("He did not answer questions."); only above and below them is
    it furniture.
    """
    prose = [i for i, block in enumerate(found) if block.prose and not kinds[i] and _line(text, block) not in lines]
    first, last = (prose[0], prose[-1]) if prose else (len(found), -1)

    def recurs(index: int) -> bool:
        block = found[index]
        said = block.closed and block.words >= _SAID and first < index < last
        return not kinds[index] and not said and _line(text, block) in lines

    return ["recurring" if recurs(index) else kind for index, kind in enumerate(kinds)]


def _line(text: str, block: Block) -> str:
    """The line that a block is, with its marks and with blanks folded; "" for a paragraph of several."""
    end = text.find("\n", block.start)
    if -1 < end < block.end or block.end - block.start > ENOUGH:
        return ""
    return " ".join(text[text.rfind("\n", 0, block.start) + 1 : end if end >= 0 else len(text)].split())


def comments_at(found: Sequence[Block], kinds: Sequence[str]) -> int:
    """The index of the line after which all is the readers': len(found) for none.

    Above the article such a line is only a link to its end, and one that is followed by far more prose than there is
    before it stands in the middle of an article.
    """
    total = sum(block.size for block, kind in zip(found, kinds, strict=True) if block.prose and not kind)
    before = 0.0
    for index, (block, kind) in enumerate(zip(found, kinds, strict=True)):
        if kind == "comments" and before >= ENOUGH and total - before <= 2 * before:
            return index
        before += block.size if block.prose and not kind else 0
    return len(found)


def above(lines: Lines, end: int) -> dict[int, str]:
    """The kinds of the lines above the title: short ones, and three or more headlines together, are the page's menu."""
    kinds = {i: "menu" for i in range(end) if _short(lines, i)}
    for run in _runs(lines, range(end)):
        if len(run) >= _MENU_LINES and all(
            i in kinds or _as_headline(lines.found[i].head, lines.stop_words) for i in run
        ):
            kinds |= dict.fromkeys(run, "menu")
    heads = [i for i in range(end) if i not in kinds and lines.unfinished(i)]
    return kinds | {i: "related" for i in heads[:_HEADS] if lines.unknown(i)}


def _short(lines: Lines, index: int) -> bool:
    block = lines.found[index]
    return (
        not lines.kinds[index]
        and not block.closed
        and (block.words <= _LABEL_WORDS or (block.bullet and not block.prose))
    )


def _runs(lines: Lines, indices: Sequence[int]) -> Iterator[list[int]]:
    """The runs of neighbouring lines without an end."""
    for lone, run in groupby(indices, key=lines.unfinished):
        if lone:
            yield [*run]


def inside(lines: Lines, first: int, last: int) -> dict[int, str]:
    """The kinds of lines between the paragraphs: captions of two lines, and headlines of other stories."""
    kinds: dict[int, str] = {}
    heads = [i for i in range(first + 1, last + 1) if lines.unfinished(i)]
    if len(heads) <= _HEADS:
        kinds |= {i: "related" for i in heads if not lines.found[i].bullet and lines.unknown(i)}
    for left, right in pairwise(heads):
        if right == left + 1 and _alone(lines.found, left, right) and _is_caption(lines, left, right):
            kinds |= {left: "caption", right: "caption"}
    return kinds


def _alone(found: Sequence[Block], left: int, right: int) -> bool:
    """Whether two lines stand together with blank lines around them."""
    around = {found[i].group for i in (left - 1, right + 1) if 0 <= i < len(found)}
    return found[left].group == found[right].group not in around


def _is_caption(lines: Lines, left: int, right: int) -> bool:
    """Whether two lines say what a picture shows: names that the article has, or "seen from the harbour office"."""
    if words.CAPTION_GOES_ON.match(lines.found[right].head):
        return True
    return any(_names(lines, index) for index in (left, right))


def _names(lines: Lines, index: int) -> bool:
    """Whether a line is made of names, and all of them stand in the article too."""
    head = lines.found[index].head
    names = [name for name in _NAME.findall(head) if name[0].isupper()]
    others = (name for name in _CASED.findall(head) if name[0].islower() and name not in lines.stop_words)
    if len(names) < _FEWEST_NAMES or any(others) or head.isupper():
        return False
    own = " " + " ".join(_NAME.findall(head.lower()))
    return all(_count(name.lower(), lines.article) > _count(name.lower(), own) for name in names)


def below(lines: Lines, after: int, last: int) -> dict[int, str]:
    """The kinds of lines from `after` on that follow a marker: a list of other stories, or the foot of the page.

    What opens a list ends with the next paragraph. After the article's last paragraph, `last`, a copyright line or a
    prompt ends what has no end of its own; short sentences right below a prompt belong to it ("Two issues free.").
    """
    kinds: dict[int, str] = {}
    opened, begins = "", _begins(lines.found)
    for index in range(after, len(lines.found)):
        block, kind = lines.found[index], lines.kinds[index]
        if kind == "section":
            opened = "related"
        elif kind:
            opened = opened or ("tail" if index > last and kind in ("credit", "notice") else "")
        elif index > last and lines.kinds[begins[block.group]] in _PROMPTS and block.size < _SENTENCE:
            kinds[index] = "tail"
        elif block.prose:
            opened = ""
        elif opened and not (opened == "tail" and block.closed):
            kinds[index] = opened
        elif index > last and words.INVITATION.match(block.head) and not block.closed:
            kinds[index] = "notice"
    for run in _runs(lines, range(last + 1, len(lines.found))):
        kinds |= _listed(lines, [i for i in run if i not in kinds])
    return kinds


def listed(lines: Lines, first: int, last: int) -> dict[int, str]:
    """The kinds of lines under the head of a list, from `first` on: entries until the next paragraph."""
    kinds: dict[int, str] = {}
    opened = False
    for index in range(first, len(lines.found)):
        block, kind = lines.found[index], lines.kinds[index]
        opened = kind in ("section", "comments") or (opened and not block.prose and not block.closed)
        if opened and not kind:
            kinds[index] = "related"
    return kinds if len(kinds) <= _HEADS else {index: kind for index, kind in kinds.items() if index > last}


def about_writer(lines: Lines, last: int, name: str) -> dict[int, str]:
    """The kinds of the last paragraphs that tell who the writer is: "Ada Quayle is a reporter of ..."."""
    names = [one for one in name.split(", ") if len(one.split()) > 1]
    after = range(max(1, last - _BIO), min(len(lines.found), last + _BIO)) if names else range(0)
    heads = {index: lines.found[index].head for index in after if not lines.kinds[index]}
    return {
        index: "credit"
        for index, head in heads.items()
        if any(head.startswith(one) and words.WRITES.match(head, len(one)) for one in names)
    }


def _begins(found: Sequence[Block]) -> dict[int, int]:
    """The index of the first block of every group of lines."""
    return {block.group: index for index, block in reversed([*enumerate(found)])}


def _listed(lines: Lines, run: Sequence[int]) -> dict[int, str]:
    """The kinds of lines that close a text together: entries of a menu, or headlines of other stories."""
    menu = all(_entry(lines.found[i]) for i in run)
    if len(run) > _MENU_LINES and menu:
        return dict.fromkeys(run, "menu")
    few = len(run) <= _HEADS
    return {i: "related" for i in run if _dated(lines, i) or (few and lines.unknown(i))}


def _entry(block: Block) -> bool:
    """Whether a line is as an entry of a menu: a few words without figures, the first with a capital."""
    return block.words <= 2 and block.head[0].isupper() and not re.search(r"\d", block.head)


def _dated(lines: Lines, index: int) -> bool:
    """Whether a line is one of several that a date stands under, as in a list of the latest news."""
    pairs = sum(
        lines.unfinished(i) and lines.kinds[i + 1 : i + 2] == ["date"]
        for i in range(max(0, index - 4), min(len(lines.found), index + 5))
    )
    return pairs > 1 and lines.kinds[index + 1 : index + 2] == ["date"]
