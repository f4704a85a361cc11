"""Which block is the title: the line above the body, or its first, that shares most words with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.annotators.layout_blocks import Block

_ABOVE = 80
"""How many blocks above the body may hold a menu before the title."""

_WORD = re.compile(r"\w{4,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}|[\u0e00-\u0e7f]{3}")
_SITE = re.compile(r"\s+[|–—·»-]\s+(?P<site>[^|–—»]{2,40})$")
_NOT_ABOVE = (
    "comments",
    "caption",
    "notice",
    "sharing",
    "separator",
    "date",
    "credit",
    "related",
    "label",
    "section",
    "menu",
)
_TERMINAL = re.compile(r"[.。]$|[,:;]$")


def title_index(found: Sequence[Block], kinds: Sequence[str], first: int, last: int, declared: str) -> int | None:
    """The index of the title among the blocks, or None. A title that the file declares is looked for first."""
    near = range(max(0, first - _ABOVE), min(first + 2, len(found)))
    if declared:
        return next((i for i in near if same_words(found[i].head, declared)), None)
    body = {word for block in found[first : last + 1] for word in _WORD.findall(block.head.lower())}
    scored = [(score(i, found, body, first), -i) for i in near if kinds[i] not in _NOT_ABOVE and _possible(found[i])]
    return -max(scored)[1] if scored else None


def _possible(block: Block) -> bool:
    return block.words >= 1 and block.size <= 240


def score(index: int, found: Sequence[Block], body: set[str], first: int) -> float:
    """How much a line looks like the title. The weights were set on saved pages of some hundred newspapers."""
    block = found[index]
    words = set(_WORD.findall(block.head.lower()))
    shared = sum(word in body or word.rstrip("s") in body for word in words) / len(words) if words else 0.0
    repeated = any(same_words(block.head, other.head) for other in found[index + 1 : index + 4])
    return (
        2.2 * shared
        - 0.03 * min(abs(first - index), 40)
        + (0.6 if 4 <= block.words <= 22 else -0.8 if block.words < 3 else 0.0)
        + 0.5 * repeated
        + 0.7 * (index == 0)
        + 1.5 * block.heading
        - 0.9 * block.bullet
        - 0.7 * bool(_TERMINAL.search(block.head))
        - 0.5 * block.head[:1].islower()
        - 1.0 * (index >= first)
        - 1.2 * (block.words > 24)
    )


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same letters, whatever their case and punctuation, or one adds a site's name."""
    left, right = _letters(one), _letters(other)
    return left == right or left == _letters(_SITE.sub("", other)) or right == _letters(_SITE.sub("", one))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def title_span(block: Block) -> tuple[int, int]:
    """The title's offsets, without a site's name at its end."""
    site = _SITE.search(block.head)
    # The head has its blanks folded: only where that changed nothing do its offsets hold.
    if site and len(block.head) == block.end - block.start and len(block.head[: site.start()].split()) >= 3:
        return block.start, block.start + site.start()
    return block.start, block.end
