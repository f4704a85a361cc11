"""What a block says it is by its own words, wherever it stands: a date line, a caption, a credit, a prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from search.annotators import layout_words as words
from search.annotators.agency_lines import agencies_alone
from search.annotators.date_relative import alone
from search.annotators.date_spans import covered, find
from search.annotators.layout_blocks import Block
from search.annotators.mail_lines import mail_headers

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LABEL_AT = 30
"""How far into a line the label of a date may begin: "Mis en ligne le 13 novembre", not the middle of a sentence."""

_SIGNED = 90
_SHARE = 0.25
_NAMES = 4
_EDGE = re.compile(r"^[\s|·•,–—/-]+|[\s|·•,–—/-]+$")
_MARK = re.compile(r"[|·•–—,/]|\s-\s")
_PAGE = re.compile(
    r"[\s,;|·•–-]+(?:pages?|pg|pp?|seiten?|s|blz|página|pagina|pág|str|стр)\.?\s?[A-Z]{0,3}\d{1,4}(?:\s?[-–,]\s?\d{1,4})?\W*$",
    re.IGNORECASE,
)
"""The page behind a newspaper and its day: "Harbour Post, 4 March 2021, p. 3"."""
_SMALL = "of the and de des del della di da do du d der die das den van von la le les el los y e et"
_INSIDE_NAMES = frozenset(_SMALL.split())
"""Words of names that have no capital."""


class _Rule(NamedTuple):
    kind: str
    finds: Callable[[str], object]
    size: int
    words: int = 99


# What finds a kind in a line, and the longest block that is asked about, in Latin letters and in words: a prompt is
# short, a notice less so. Rules that hold from the beginning of a line look only there.
_RULES = (
    _Rule("comments", words.COMMENTS.match, 90, 12),
    _Rule("section", words.SECTION.match, 80, 9),
    _Rule("related", words.RELATED.match, 220),
    _Rule("caption", words.CAPTION.search, 220),
    _Rule("credit", words.CREDIT.match, 200),
    _Rule("sharing", words.SHARING.match, 120, 16),
    _Rule("label", words.LABEL.match, 60, 8),
    _Rule("menu", words.MENU.match, 160, 25),
    _Rule("notice", words.is_furniture, 400, 60),
)
_LONGEST = max(rule.size for rule in _RULES)


def kind_of(block: Block, language: str) -> str:
    """The kind that a block's words give away, or "" for what may be title, heading or paragraph."""
    if not _LETTER.search(block.head):
        return "comments" if words.COMMENTS.match(block.head) else "date" if _is_date(block, language) else "separator"
    if block.size > _LONGEST:
        return ""
    if block.size <= 100 and not block.closed and (words.BYLINE.match(block.head) or words.WRITER.match(block.head)):
        return "byline"
    if _is_date(block, language):
        return "date"
    for rule in _RULES:
        if block.size <= rule.size and block.words <= rule.words and _applies(rule, block):
            return rule.kind
    return "credit" if agencies_alone(block.head) else ""


def kinds_of(found: Sequence[Block], language: str) -> list[str]:
    """The kind of every block; a line that a caption beside it begins with is a caption too."""
    # Lines recur, and a file of nothing but short lines has very many: each different one is looked at once.
    known: dict[tuple[str, str, int], str] = {}
    kinds = []
    for block in found:
        alike = block.head, block.ending, block.end - block.start
        if alike not in known:
            known[alike] = kind_of(block, language)
        kinds.append(known[alike])
    for place in mail_headers(found):
        kinds[place] = kinds[place] if kinds[place] == "date" else "mail header"
    for left, right in pairwise(range(len(found))):
        for bare, full in ((left, right), (right, left)):
            if kinds[full] == "caption" and not kinds[bare]:
                repeats = found[full].head.startswith(found[bare].head.rstrip(" ."))
                kinds[bare] = "caption" if repeats else ""
    return kinds


def _applies(rule: _Rule, block: Block) -> bool:
    if rule.kind in ("section", "label", "menu") and block.closed and not block.head.endswith(":"):
        return False
    return bool(rule.finds(block.head.lower() if rule.kind == "notice" else block.head))


def _signed(block: Block, language: str) -> bool:
    """Whether a line is a whole date beside a name: "Ada Quayle | 4 March 2021", "2021年3月4日 记者 ..."."""
    if block.closed or block.size > _SIGNED or covered(block.head, language) < _SHARE:
        return False
    spans = [span for span in find(block.head, language) if span.year and span.day]
    before = words.BYLINE.match(block.head[: spans[0].start].rstrip(" ,|·•–—-")) if spans else None
    if before and " " in before["name"]:
        return True
    rests = (_EDGE.sub("", block.head[: span.start] + _PAGE.sub("", block.head[span.end :])) for span in spans)
    marked = _MARK.search(block.head) is not None
    return any(words.WRITER.match(rest) or words.BYLINE.match(rest) or (marked and _is_name(rest)) for rest in rests)


def _is_name(text: str) -> bool:
    names = [name for name in text.split() if name not in _INSIDE_NAMES]
    small = len(text.split()) - len(names)
    return small <= len(names) <= _NAMES and all(not name[0].isalpha() or not name[0].islower() for name in names)


def _is_date(block: Block, language: str) -> bool:
    """Mostly a date, or begun by a label such as "Published" with a date after it."""
    label = words.PUBLISHED.search(block.head) or words.UPDATED.search(block.head)
    longest = 18 if label is None or label.start() else 24  # a line may tell both days, and how long reading takes
    if block.size > 140 or block.words > longest or "(@" in block.head:
        return False  # the last is of a post that stands in the article
    if not _DIGIT.search(block.head) and "年" not in block.head:
        return alone(block.head)
    if covered(block.head, language) >= (0.6 if block.closed else 0.4):
        return True
    if _signed(block, language):
        return True
    dates = find(block.head, language) if label and label.start() < _LABEL_AT else ()
    # A full stop may be of the date: "Data publikacji: 7 czerwca 2021 r."
    return bool(dates and (not block.closed or dates[-1].end == len(block.head.rstrip())))
