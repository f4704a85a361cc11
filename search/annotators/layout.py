"""Which part of a text is the article: its title, its paragraphs, and what stands around and between them.

The body is the run of blocks with the highest sum, where prose counts for its length and short lines, captions and
prompts count against; the title is the line above it that shares most words with it (both as in boilerplate removal by
maximum subsequence, Pasternack and Roth, WWW 2009). Every block gets a part, so that nothing that was read is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from search.annotators.layout_blocks import Block, blocks
from search.annotators.layout_kinds import kind_of, kinds_of
from search.annotators.layout_title import same_words, title_index, title_span
from search.config import Config
from search.languages import all_languages
from search.model import Document, Part
from search.readers.composed import AROUND
from search.readers.text import FRONT_MATTER

_MARKDOWN = (".md", ".markdown")
_WORTH = 500  # what one paragraph can count for at most, in characters
_COST = {"comments": 1000, "section": 330, "sharing": 150, "notice": 100, "credit": 100, "related": 30}
_SHORT = 28
_ENOUGH = 400  # characters of prose after which a comment form ends the article for good
_LABEL_WORDS = 4
_CAPTION_LINES = 3
_HEADS = 60  # a text with more short lines is a list, not an article with sub-headlines
_TELLING = 4  # words that are no stop words: a shorter headline may be a sub-headline
_NAME = re.compile(r"[^\W\d_]{3,}")


def annotate(document: Document, config: Config) -> Document:
    """The document with title and parts. What the reader said about them stays; prompts inside a body go."""
    if document.parts:
        return _refine(document)
    body, parts = _front_matter(document)
    found = blocks(document.text[body:], markdown=_is_markdown(document))
    found = [replace(block, start=block.start + body, end=block.end + body) for block in found]
    parts += _parts(document, found)
    title = next((document.text[part.start : part.end] for part in parts if part.kind == "title"), "")
    declared = document.declared.get("title", "")
    return replace(document, title=" ".join((declared or title).split()), parts=tuple(parts))


def _is_markdown(document: Document) -> bool:
    return document.path.lower().partition("#")[0].endswith(_MARKDOWN)


def _front_matter(document: Document) -> tuple[int, list[Part]]:
    """Where the text after Markdown's front matter begins, and the part that it is."""
    block = FRONT_MATTER.match(document.text) if _is_markdown(document) else None
    return (block.end(), [Part("front matter", 0, block.end())]) if block else (0, [])


def _refine(document: Document) -> Document:
    """The parts of a record or a page, where prompts inside the body and the lines around it get their kind.

    A date or a byline is no paragraph above the article's first sentence; further down it may be one.
    """
    parts: list[Part] = []
    begun = False
    for part in document.parts:
        kind = _kind(document, part) if part.kind in ("body", AROUND) else ""
        if part.kind == AROUND:
            parts.append(replace(part, kind=kind or "menu"))
        elif kind in ("", "separator") or (begun and kind in ("date", "byline")):
            parts.append(part)
            begun = begun or part.kind == "body"
        else:
            parts.append(replace(part, kind=kind))
    return replace(document, parts=tuple(parts))


def _kind(document: Document, part: Part) -> str:
    block, *others = blocks(document.text[part.start : part.end], markdown=False)
    return "" if others else kind_of(block, document.language)


def _parts(document: Document, found: list[Block]) -> list[Part]:
    kinds = kinds_of(found, document.language)
    first, last = _body_range(found, kinds)
    title = title_index(found, kinds, first, last, document.declared.get("title", ""))
    if title is not None and title < first:
        first = _first_sentence(found, kinds, title + 1, first)
    final = [_role(index, found, kinds, title, first, last) for index in range(len(found))]
    _mark_captions(found, final, first, last)
    _mark_related(found, final, first, last, document.language)
    spans = (
        (kind, *(title_span(block, document.text) if kind == "title" else (block.start, block.end)))
        for kind, block in _zip(final, found)
    )
    return [Part(kind, start, end) for kind, start, end in spans]


def _zip(kinds: Sequence[str], found: Sequence[Block]) -> zip[tuple[str, Block]]:
    return zip(kinds, found, strict=True)


def _body_range(found: Sequence[Block], kinds: Sequence[str]) -> tuple[int, int]:
    """The first and the last block of the article; (0, -1) for none, all of it where nothing reads as prose."""
    best, first, last = 0.0, 0, -1
    total, start, prose = 0.0, 0, 0.0
    for index, (kind, block) in enumerate(_zip(kinds, found)):
        if kind == "comments" and prose >= _ENOUGH:
            break
        if total <= 0:
            total, start, prose = 0.0, index, 0.0
        worth = _worth(kind, block)
        total, prose = total + worth, prose + max(worth, 0.0)
        if total > best:
            best, first, last = total, start, index
    if last < 0:
        return (0, len(found) - 1)
    return first, _last_sentence(found, kinds, last)


def _worth(kind: str, block: Block) -> float:
    if kind:
        return -float(_COST.get(kind, _SHORT))
    return min(block.size, _WORTH) if block.prose else -_SHORT


def _first_sentence(found: Sequence[Block], kinds: Sequence[str], after: int, first: int) -> int:
    """The first sentence below the title: a standfirst, or a paragraph cut off by a box of buttons."""
    return next((i for i in range(after, first) if not kinds[i] and (found[i].prose or found[i].closed)), first)


def _last_sentence(found: Sequence[Block], kinds: Sequence[str], last: int) -> int:
    """Short sentences that follow the last long paragraph are its end."""
    while last + 1 < len(found) and not kinds[last + 1] and found[last + 1].closed and not found[last + 1].bullet:
        last += 1
    return last


def _role(index: int, found: Sequence[Block], kinds: Sequence[str], title: int | None, first: int, last: int) -> str:
    """The kind of a block by its place, where its words do not tell."""
    block, kind = found[index], kinds[index]
    if index == title:
        return "title"
    if title is not None and index <= last and same_words(block.head, found[title].head):
        return "repeated title"
    if kind:
        return kind
    if index > last:
        return "tail"
    if title is not None and index < title:
        return "menu"
    if index < first:
        return "menu" if title is None else "body" if block.words > _LABEL_WORDS and not block.bullet else "label"
    return "body"


def _mark_captions(found: Sequence[Block], final: list[str], first: int, last: int) -> None:
    """Two or three lines without an end that stand together inside the body are under a picture; more are a list."""
    lone = [i for i in range(first, last + 1) if _unfinished(found[i], final[i])]
    for _, group in groupby(lone, key=lambda i: found[i].group):
        lines = [*group]
        if 2 <= len(lines) <= _CAPTION_LINES:
            for index in lines:
                final[index] = "caption"


def _unfinished(block: Block, kind: str) -> bool:
    lone = kind == "body" and not (block.closed or block.prose or block.bullet or block.heading)
    return lone and block.words <= 12


def _mark_related(found: Sequence[Block], final: list[str], first: int, last: int, language: str) -> None:
    """A lone headline between paragraphs that tells of other things than the article does.

    A sub-headline has few words or takes them from its section; of a headline of another article fewer than half the
    words occur in this one.
    """
    heads = [i for i in range(first + 1, last + 1) if final[i] == "body" and _unfinished(found[i], "body")]
    if not 0 < len(heads) <= _HEADS:
        return
    stop_words = all_languages()[language].stop_words if language in all_languages() else frozenset()
    article = (block.head for kind, block in _zip(final, found) if kind in ("title", "body"))
    rest = " " + " ".join(word.lower() for head in article for word in _NAME.findall(head))
    for index in heads:
        own = " " + " ".join(word.lower() for word in _NAME.findall(found[index].head))
        telling = set(own.split()) - stop_words
        known = sum(_count(word, rest) > _count(word, own) for word in telling)
        if len(telling) >= _TELLING and known < len(telling) / 2:
            final[index] = "related"


def _count(word: str, words: str) -> int:
    """How often a word stands among words parted by blanks, in this or another form."""
    return words.count(" " + word[: max(4, len(word) - 2)])
