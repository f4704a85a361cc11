"""Which part of a text is the article: its title, its paragraphs, and what stands around and between them.

The core of the body is the run of blocks with the highest sum, where prose counts for its length and short lines,
captions and prompts count against; the title is the line above it that shares most words with it (both as in
boilerplate removal by maximum subsequence, Pasternack and Roth, WWW 2009). Below the title a line is of the article
unless its words, or the lines around it, say that it is not. Every block gets a part, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from search.annotators import layout_words as words
from search.annotators import stated_fields
from search.annotators.layout_blocks import Block, blocks
from search.annotators.layout_evidence import (
    Lines,
    about_writer,
    above,
    below,
    comments_at,
    inside,
    listed,
    repeated,
)
from search.annotators.layout_kinds import kind_of, kinds_of
from search.annotators.layout_title import same_words, title_index, title_span
from search.config import Config
from search.languages import all_languages
from search.model import Document, Part
from search.readers.lines.front_matter import FRONT_MATTER
from search.readers.pieces import AROUND, POINT

_MARKDOWN = (".md", ".markdown")
_WORTH = 500  # what one paragraph can count for at most, in characters
_COST = {"comments": 1000, "section": 330, "sharing": 150, "notice": 100, "credit": 100, "related": 30}
_SHORT = 28
_LABEL_WORDS = 4
_MENU_LINES = 3
_SETTLED = 2  # paragraphs after which a date or a name alone on a line belongs to the article


def annotate(document: Document, config: Config, recurring: Collection[str] = ()) -> Document:
    """The document with title and parts. What the reader said about them stays; prompts inside a body go.

    `recurring` are lines, with blanks folded, that other documents of the folder have too.
    """
    if document.parts:
        return _refine(document)
    document = stated_fields.declared(document)
    body, parts = _front_matter(document)
    found = blocks(document.text, markdown=_is_markdown(document), begin=body)
    parts += _parts(document, found, recurring)
    title = next((document.text[part.start : part.end] for part in parts if part.kind == "title"), "")
    declared = document.declared.get("title", "")
    return replace(document, title=" ".join((declared or title).split()), parts=tuple(parts))


def _is_markdown(document: Document) -> bool:
    return document.path.lower().partition("#")[0].endswith(_MARKDOWN)


def _front_matter(document: Document) -> tuple[int, list[Part]]:
    """Where the text after Markdown's front matter, or after fields at its head, begins, and the parts before it."""
    block = FRONT_MATTER.match(document.text) if _is_markdown(document) else None
    if block:
        return block.end(), [Part("front matter", 0, block.end())]
    stated = stated_fields.fields(document)
    if stated is None:
        return 0, []
    above = [Part("title", *stated.title)] if stated.title else []
    return stated.end, [*above, Part("front matter", stated.start, stated.end)]


def _refine(document: Document) -> Document:
    """The parts of a record or a page, where prompts inside the body and the lines around it get their kind.

    A date or a byline is no paragraph above the article's text or right below its lead; further down it may be one.
    """
    parts: list[Part] = []
    begun = 0
    for part, kind in zip(document.parts, _kinds(document), strict=True):
        if part.kind == AROUND:
            parts.append(replace(part, kind=kind or "menu"))
        elif part.kind == POINT:
            parts.append(replace(part, kind=kind or "body"))
        elif kind in ("", "separator") or (begun >= _SETTLED and kind in ("date", "byline")):
            parts.append(part)
            begun += part.kind == "body"
        else:
            parts.append(replace(part, kind=kind))
    return replace(document, parts=tuple(parts))


def _kinds(document: Document) -> list[str]:
    """What the words of every part and the lines around it give away: "" for a part that is what its reader says."""
    open_parts = [i for i, part in enumerate(document.parts) if part.kind in ("body", AROUND, POINT)]
    kinds = [""] * len(document.parts)
    inside = {i: _inside(document, document.parts[i]) for i in open_parts}
    for i, (first, *others) in inside.items():
        kinds[i] = "" if others else kind_of(first, document.language)
    bodies = [i for i in open_parts if document.parts[i].kind == "body"]
    found = [_whole(document.parts[i], inside[i], number) for number, i in enumerate(bodies)]
    prose = [number for number, block in enumerate(found) if block.prose and not kinds[bodies[number]]]
    if not prose:
        return kinds
    lines = Lines(found, [kinds[i] for i in bodies], None, document.text, _stop_words(document.language))
    placed = above(lines, prose[0]) if prose[0] >= _MENU_LINES else {}
    placed |= listed(lines, prose[0] + 1, prose[-1]) | about_writer(lines, prose[-1], document.author)
    for number, kind in placed.items():
        kinds[bodies[number]] = kinds[bodies[number]] or kind
    return kinds


def _inside(document: Document, part: Part) -> list[Block]:
    return blocks(document.text[part.start : part.end], markdown=False)


def _whole(part: Part, inside: Sequence[Block], group: int) -> Block:
    """A part as one block."""
    return replace(inside[0], start=part.start, end=part.end, ending=inside[-1].ending, group=group)


def _parts(document: Document, found: list[Block], recurring: Collection[str]) -> list[Part]:
    kinds = kinds_of(found, document.language)
    kinds = repeated(found, kinds, document.text, recurring) if recurring else kinds
    ended = comments_at(found, kinds)
    first, last = _body_range(found[:ended], kinds[:ended])
    title = title_index(found, kinds, first, last, document.declared.get("title", ""))
    kinds = _settled(found, kinds, title, last)
    final = _roles(Lines(found, kinds, title, document.text, _stop_words(document.language)), first, last, ended)
    spans = (
        (kind, *(title_span(block, document.text, found) if kind == "title" else (block.start, block.end)))
        for kind, block in _zip(final, found)
    )
    return [Part(kind, start, end) for kind, start, end in spans]


def _stop_words(language: str) -> frozenset[str]:
    known = all_languages().get(language)
    return known.stop_words if known else frozenset()


def _zip(kinds: Sequence[str], found: Sequence[Block]) -> zip[tuple[str, Block]]:
    return zip(kinds, found, strict=True)


def _body_range(found: Sequence[Block], kinds: Sequence[str]) -> tuple[int, int]:
    """The first and the last block of the article's core; (0, -1) for none, all of it where nothing reads as prose."""
    best, first, last = 0.0, 0, -1
    total, start = 0.0, 0
    for index, (kind, block) in enumerate(_zip(kinds, found)):
        if total <= 0:
            total, start = 0.0, index
        total += _worth(kind, block)
        if total > best:
            best, first, last = total, start, index
    return (first, last) if last >= 0 else (0, len(found) - 1)


def _worth(kind: str, block: Block) -> float:
    if kind:
        return -float(_COST.get(kind, _SHORT))
    return min(block.size, _WORTH) if block.prose else -_SHORT


def _settled(found: Sequence[Block], kinds: Sequence[str], title: int | None, last: int) -> list[str]:
    """The kinds, without those that only hold in their place.

    A date or a name between the paragraphs of an article, well below its head, is a heading in it ("By Land And Sea",
    the days of a chronicle); what opens a list is followed by one.
    """
    settled = [*kinds]
    seen = 0
    for index in range(0 if title is None else title + 1, len(found)):
        seen += found[index].prose and not kinds[index]
        heading = kinds[index] in ("date", "byline") and seen >= _SETTLED and index < last
        if heading or (kinds[index] == "section" and not _opens(found, kinds, index)):
            settled[index] = ""
    return settled


def _opens(found: Sequence[Block], kinds: Sequence[str], index: int) -> bool:
    """Whether a line may be the head of a list: something follows it, and no paragraph."""
    if index + 1 == len(found):
        return False
    return bool(kinds[index + 1]) or not found[index + 1].prose or found[index].head.endswith(":")


def _roles(lines: Lines, first: int, last: int, ended: int) -> list[str]:
    """The kind of every block: by its words, else by the evidence of its place, else of the article."""
    title, found = lines.title, lines.found
    start = 0 if title is None else title + 1
    head = first if title is None else title
    placed = above(lines, head)
    if any(block.prose for block in found):
        placed |= inside(lines, max(start, first), last) | below(lines, max(start, head), last)
        placed |= about_writer(lines, last, _writer(lines))
        placed |= {i: "label" for i in range(start, first) if found[i].bullet and found[i].words <= _LABEL_WORDS}
    placed |= dict.fromkeys(range(ended, len(found)), "tail")
    final = [kind or placed.get(index, "body") for index, kind in enumerate(lines.kinds)]
    if title is not None:
        repeated = [i for i in range(last + 1) if same_words(found[i].head, found[title].head)]
        for index in repeated:
            final[index] = "repeated title"
        final[title] = "title"
    return final if "body" in final else [_rescued(kind) for kind in final]


def _writer(lines: Lines) -> str:
    """The name in the first byline, or ""."""
    heads = (block.head for block, kind in zip(lines.found, lines.kinds, strict=True) if kind == "byline")
    named = next(filter(None, map(words.BYLINE.match, heads)), None)
    return named["name"] if named else ""


def _rescued(kind: str) -> str:
    """Of the body rather than nothing: a text is never without one because its lines look like furniture."""
    return kind if kind in ("title", "repeated title", "separator", "date", "byline") else "body"
