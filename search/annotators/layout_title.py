"""Which block is the title: the line above the body, or its first, that shares most words with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from search.annotators.layout_blocks import Block
from search.annotators.media_names import known
from search.annotators.typography import plain_words

_ENTRIES = 3
_ABOVE = 80
"""How many blocks above the body may hold a menu before the title."""

_SHORTEST = 4
_WORD = re.compile(r"\w{4,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}|[\u0e00-\u0e7f]{3}")
_SITE = re.compile(r"\s+(?P<mark>[|–—·»-])\s+(?P<site>[^|–—»]{2,40})$")
_NO_TITLE = frozenset(
    {"comments", "caption", "notice", "sharing", "separator", "date", "credit", "label", "section", "menu"}
)
_OPENING = 24
_SERIES = 1.5  # against a line of many files: a newspaper's name, or else the title of a series
_FIGURES = re.compile(r"(?<!\S)[\d.,-]+(?!\S)")  # a row of a table
_SYMBOL = re.compile(r"[^\w\s\"'“‘„«¿¡(\[#@$€£]")
_NO_LETTER = {code: None for code in range(128) if not chr(code).isalnum()}
_TERMINAL = re.compile(r"[.。]$|[,:;]$")


def title_index(found: Sequence[Block], kinds: Sequence[str], first: int, last: int, declared: str) -> int | None:
    """The index of the title among the blocks, or None. A title that the file declares is looked for first."""
    near = range(max(0, first - _ABOVE), min(first + 2, len(found)))
    if declared:
        return next((i for i in near if same_words(found[i].head, declared)), None)
    possible = [i for i in near if kinds[i] not in _NO_TITLE and _possible(found[i])]
    if not any(block.prose for block in found):
        return possible[0] if possible else None
    told = {i: _told(found[i].head) for i in possible}
    sought = {form for words in told.values() for word in words for form in (word, _singular(word))}
    body = Counter(word for block in found[first : last + 1] for word in sought.intersection(_words(block.head)))
    owners = [_letters(block.head) for block, kind in zip(found, kinds, strict=True) if kind == "credit"]
    against = {i: _owns(found[i], owners) + _SERIES * (kinds[i] == "recurring") for i in possible}
    return max(possible, key=lambda i: (_score(i, found, body, first, told[i]) - against[i], -i), default=None)


def _owns(block: Block, owners: Sequence[str]) -> float:
    """What counts against a line that names who holds the rights: it is the site's name."""
    name = _letters(block.head)
    return 1.5 if len(name) > 3 and any(name in owner for owner in owners) else 0.0


def _possible(block: Block) -> bool:
    return block.words >= 1 and block.size <= 240


def _words(head: str) -> list[str]:
    """The words of a line in lower case; short ones only where all of it is plain."""
    lowered = head.lower()
    plain = plain_words(lowered)
    return _WORD.findall(lowered) if plain is None else plain


def _told(head: str) -> set[str]:
    """The words that tell what a line is about."""
    return {word for word in _words(head) if len(word) >= _SHORTEST or not word.isascii()}


def _singular(word: str) -> str:
    """A word without the "s" that may stand at its end; what would be too short stays whole."""
    bare = word.rstrip("s")
    return bare if len(bare) >= _SHORTEST else word


def _score(index: int, found: Sequence[Block], body: Mapping[str, int], first: int, words: Collection[str]) -> float:
    """How much a line with such `words` looks like the title. `body` counts the blocks of the body that have a word.

    The weights are set by hand; of 600 American news articles below a date line they find 598 titles.
    """
    block = found[index]
    own = 1 if index >= first else 0
    shared = sum(max(body.get(w, 0), body.get(_singular(w), 0)) > own for w in words) / len(words) if words else 0.0
    repeated = any(same_words(block.head, other.head) for other in found[index + 1 : index + 4])
    return (
        2.2 * shared
        - 0.03 * min(abs(first - index), 40)
        + (0.6 if 4 <= block.words <= 22 else -0.8 if block.words < 3 else 0.0)
        + 0.5 * repeated
        + 1.0 * (index == 0 and not _opens_menu(found))
        + 1.5 * block.heading
        - 0.9 * block.bullet
        - 0.7 * bool(_TERMINAL.search(block.head))
        - 0.5 * (block.head[:1].islower() or bool(_SYMBOL.match(block.head)))
        - 1.0 * (index >= first)
        - 1.0 * (block.prose and block.closed)
        - 1.0 * (len(_FIGURES.findall(block.head)) >= max(2, block.words / 3))
        - 1.2 * (block.words > 24)
    )


def _opens_menu(found: Sequence[Block]) -> bool:
    """Whether a text begins with entries of a menu, the first of which is the site's name."""
    return len(found) > _ENTRIES and all(block.words <= 2 and not block.closed for block in found[1 : _ENTRIES + 1])


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same letters, whatever their case and punctuation, or one adds a site's name."""
    start, begin = _letters(one[:_OPENING]), _letters(other[:_OPENING])
    if not (start.startswith(begin) or begin.startswith(start)):
        return False  # most lines are no more alike than that
    left, right = _letters(one), _letters(other)
    return left == right or left == _letters(_SITE.sub("", other)) or right == _letters(_SITE.sub("", one))


def _letters(text: str) -> str:
    text = text.casefold()
    return text.translate(_NO_LETTER) if text.isascii() else "".join(filter(str.isalnum, text))


def title_span(block: Block, text: str, found: Sequence[Block]) -> tuple[int, int]:
    """The title's offsets, without a site's name at its end.

    A title also goes on behind a dash or a bar. What stands there is no name where another line repeats the whole; and
    behind a dash it is one only if it is known, or stands elsewhere too.
    """
    whole = block.start, block.end
    site = _SITE.search(block.head)
    # The head has its blanks folded: only where that changed nothing do its offsets hold.
    if not site or len(block.head) != block.end - block.start or len(block.head[: site.start()].split()) < 3:
        return whole
    if not site["site"][0].isupper() or _repeated(block, found):
        return whole
    named = site["mark"] in "|»·" or known(site["site"]) or text.count(site["site"].strip()) > text.count(block.head)
    return (block.start, block.start + site.start()) if named else whole


def _repeated(block: Block, found: Sequence[Block]) -> bool:
    """Whether another line begins with all of a line, whatever its case and marks, or a sentence quotes it."""
    letters = _letters(block.head)
    return any(other is not block and letters in _letters(other.head) for other in found)
