"""A quotation beside an article: where it stands there word for word, or the passage nearest to it and what differs.

Only typography is forgiven: the kind of quotation marks and dashes, spaces and ends of lines, what nobody sees, and
forms of letters that mean the same (NFKC). A capital letter, a word or a full stop inside is a difference. An ellipsis
stands for anything that was left out: what is before and after it must stand there in this order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from search.model import Document

LONGEST = 5_000
"""Characters of a quotation that is looked for."""
Where = Literal["body", "title", "text"]

TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂″「」『』", '"'),
        **dict.fromkeys("‘’‚‛ʼ＇′`´‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), ""),
    }
)
"""Signs that are only other typography, and what they are written as in all of it."""
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)\s*")
_SPECIAL = re.compile(r"\s+|[`´]|[^\x00-\x7f\s]+")
_AROUND = " \"'\n\t"
_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?\"'()[]"
_LEAST_TRIED, _TRIED = 2, 10
"""Places of an article that are compared word by word, those with most words of it; fewer for a long quotation."""
_LEAST = 0.3
"""Passages that have less in common with a quotation than this are nothing like it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text of the document: offsets into it, in code points, the end excluded."""

    where: Where
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a quotation has, and what stands in its place; one of them is "" where something was added or left out."""

    quoted: str
    stands: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a quotation stands in a document: in one `passage`, or in several around what was left out.

    Where it does not, `passages` has the nearest one, if any is like it; `likeness` is the part of its words in common.
    """

    found: bool
    passages: tuple[Passage, ...] = ()
    differences: tuple[Difference, ...] = ()
    likeness: float = 0.0


def verify(document: Document, quotation: str) -> Verified:
    """Look for a quotation in the article, then in its title, then in what stands around it."""
    pieces = [piece for part in _GAP.split(quotation) if (piece := _plain(part).text.strip(_AROUND))]
    if not pieces:
        return Verified(found=False)
    texts: tuple[tuple[Where, str], ...] = (
        ("body", document.body), ("title", document.title), ("text", document.text),
    )  # fmt: skip
    for where, text in texts:
        if found := _standing(where, text, pieces):
            return Verified(found=True, passages=found, likeness=1.0)
    if not document.left_out:
        texts = texts[:2]  # there is nothing around the article that could be nearer
    nearest = [near for where, text in texts if (near := _nearest(where, text, " ".join(pieces)))]
    return max(nearest, key=lambda near: near.likeness, default=Verified(found=False))


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in plain typography; `offsets` say where in the text each of its characters comes from, and its end."""

    text: str
    offsets: Sequence[int]


def _plain(text: str) -> _Plain:
    signs: list[str] = []
    offsets: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        start, end = special.span()
        signs.append(text[at:start])
        offsets.extend(range(at, start))
        at = end
        if text[start].isspace():
            signs.append(" ")
            offsets.append(start)
        else:
            for place in range(start, end):
                plain = unicodedata.normalize("NFKC", text[place].translate(TYPOGRAPHY)).translate(TYPOGRAPHY)
                signs.append(plain)
                offsets.extend([place] * len(plain))
    signs.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return _Plain("".join(signs), offsets)


def _standing(where: Where, text: str, pieces: Sequence[str]) -> tuple[Passage, ...]:
    """Where all pieces stand, one after the other; nothing where one does not."""
    plain, at = _composed(text), 0
    found = []
    for piece in map(_form, pieces):
        place = _whole(plain.text, piece, at)
        if place < 0:
            return ()
        at = place + len(piece)
        found.append(_passage(where, text, plain, place, at))
    return tuple(found)


def _whole(text: str, piece: str, at: int) -> int:
    """Where a piece stands that neither begins nor ends inside of a word; -1 for nowhere."""
    place = text.find(piece, at)
    while place >= 0:
        end = place + len(piece)
        inside = (place > 0 and text[place - 1].isalnum() and piece[0].isalnum(),
                  end < len(text) and text[end].isalnum() and piece[-1].isalnum())  # fmt: skip
        if not any(inside) or _unspaced(piece):
            return place
        place = text.find(piece, place + 1)
    return -1


def _unspaced(piece: str) -> bool:
    """Whether a piece is in a script that has no blanks between words."""
    return any("\u0e00" <= sign <= "\u0eff" or "\u3040" <= sign <= "\u9fff" for sign in (piece[0], piece[-1]))


def _composed(text: str) -> _Plain:
    """A text in plain typography with letters and their accents as one sign."""
    plain = _plain(text)
    if plain.text.isascii() or unicodedata.is_normalized("NFC", plain.text):
        return plain
    signs: list[str] = []
    offsets: list[int] = []
    for sign, at in zip(plain.text, plain.offsets, strict=False):
        if signs and unicodedata.combining(sign) and len(one := _form(signs[-1] + sign)) == 1:
            signs[-1] = one
        else:
            signs.append(sign)
            offsets.append(at)
    return _Plain("".join(signs), [*offsets, len(text)])


def _form(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _passage(where: Where, text: str, plain: _Plain, start: int, end: int) -> Passage:
    first, last = plain.offsets[start], plain.offsets[end - 1]
    # What belongs to the last sign, such as its accents, ends where the next sign begins; blanks do not belong to it.
    stop = max(last + 1, last + len(text[last : plain.offsets[end]].rstrip()))
    return Passage(where, first, stop, text[first:stop])


def _nearest(where: Where, text: str, quoted: str) -> Verified | None:
    """The passage that has most words of a quotation in their order."""
    plain = _composed(text)
    places = [match.span() for match in _WORD.finditer(plain.text)]
    words, wanted = [plain.text[a:b] for a, b in places], quoted.split()
    best, at = 0.0, (0, 0)
    for begins in _candidates(words, wanted):
        first, last, common = _trimmed(words, wanted, begins)
        if common > best:
            best, at = common, (first, last)
    if best < _LEAST:
        return None
    first, last = at
    start, end = places[first][0], places[last - 1][1]
    # A quotation may end before a comma, and begin behind a quotation mark.
    if not _edge(wanted[-1][-1]):
        end -= len(words[last - 1]) - len(words[last - 1].rstrip(_EDGES))
    if not _edge(wanted[0][0]):
        start += len(words[first]) - len(words[first].lstrip(_EDGES))
    passage = _passage(where, text, plain, start, end)
    return Verified(False, (passage,), tuple(_differences(wanted, plain.text[start:end].split())), round(best, 3))


def _edge(sign: str) -> bool:
    return sign in _EDGES


def _candidates(words: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Where the quotation would begin, as far as words that both have say so; the best first."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        at[_bare(word)].append(place)
    begins: defaultdict[int, float] = defaultdict(float)
    for offset, word in enumerate(wanted):
        places = at.get(_bare(word), ())
        for place in islice(places, 200):
            # A word or two more or less in between move the beginning: neighbours count together.
            begins[(place - offset) // 4] += 1 / len(places)
    tried = max(_LEAST_TRIED, _TRIED // (1 + len(wanted) // 100))
    for block in sorted(begins, key=lambda block: (-begins[block], block))[:tried]:
        yield block * 4


def _trimmed(words: Sequence[str], wanted: Sequence[str], start: int) -> tuple[int, int, float]:
    """The passage around a place that begins and ends as a quotation does, and the part of the words in common."""
    more = 8 + len(wanted) // 4
    bare = [*map(_bare, wanted)]
    begin = max(0, start - more)
    window = [*map(_bare, words[begin : start + len(wanted) + more])]
    anchor = SequenceMatcher(None, bare, window, autojunk=False).find_longest_match()
    if not anchor.size:
        return 0, 0, 0.0
    # As much as is quoted first; a little more on both sides where words were left out of it or added to it.
    first = begin + anchor.b - anchor.a
    tried = (_aligned(words, bare, first - slack, first + len(wanted) + slack) for slack in (0, 1, 2, 4, more))
    return max(tried, key=lambda found: found[2])


def _aligned(words: Sequence[str], bare: Sequence[str], begin: int, end: int) -> tuple[int, int, float]:
    """What of some words stands for the quotation, from its first word to its last, and the part in common."""
    begin = max(0, begin)
    window = [*map(_bare, words[begin:end])]
    matcher = SequenceMatcher(None, bare, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, 0, 0.0
    # What is quoted before the first word in common, or behind the last, has as much in its place.
    first = max(0, begin + blocks[0].b - blocks[0].a)
    last = min(len(words), begin + blocks[-1].b + len(bare) - blocks[-1].a)
    return first, last, 2 * sum(block.size for block in blocks) / (len(bare) + last - first)


def _differences(wanted: Sequence[str], words: Sequence[str]) -> Iterator[Difference]:
    for tag, a, b, c, d in SequenceMatcher(None, wanted, words, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Difference(" ".join(wanted[a:b]), " ".join(words[c:d]))


def _bare(word: str) -> str:
    """A word as it is compared to find a place: without case and what stands around it."""
    return word.casefold().strip(_EDGES) or word
