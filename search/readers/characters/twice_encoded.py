"""Text that was encoded twice: "FÃ¤hre" is read as "Fähre", "donâ€™t" as "don’t", "Ð¿Ñ€" as "пр".

The bytes of UTF-8 were taken for those of an encoding of one byte a character and written as UTF-8 once more. Each
character beyond ASCII has then become two to four: one of a few letters, and after it what no word goes on with. It is
mended only where no writer can have meant it. A text about the fault that quotes some stays as it is, and so do texts
in which such letters stand rightly, as in "SÃO" or before a closing quotation mark.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from search.readers.characters import cyrillic_twice
from search.readers.characters.mends import Mend, Places, Tally, applied

ROUNDS = 3
"""How often a text may have been encoded too often."""
_FEW = 3
"""Places that prove the fault, where few others speak against it."""
_MANY = 12
"""Those that prove it though right letters stand beside them, as in a table of right and wrong columns."""
_JUDGED = 500
"""Words that are looked at before a text is judged."""
_BESIDE = 60
"""Characters on either side of a word, in its line or field, that have right letters too where they can be written."""
_NEAR = 120
"""Those in which the word itself stands rightly where a text is about the fault."""
_LONGEST = 40
"""Letters of a word on either side of what is looked at."""

_BYTES = {**{chr(byte): byte for byte in range(0x80, 0x100)}} | {
    sign: byte for byte in range(0x80, 0xA0) for sign in bytes([byte]).decode("cp1252", "ignore")
}
"""The byte that a character was, in Windows-1252 or in Latin-1, which has control characters in the place of marks."""
_OLD_MARKS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""What such control characters mean in the end."""
_TO_LATIN = {ord(sign): byte for sign, byte in _BYTES.items()}


def _those(first: int, last: int) -> str:
    """The characters that bytes have become, for a class of a pattern."""
    return "".join(re.escape(sign) for sign, byte in _BYTES.items() if first <= byte <= last)


_NEXT = f"[{_those(0x80, 0xBF)}]"
_ONE = f"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}}"
_SEQUENCE = re.compile(_ONE)
_RUN = re.compile(f"(?:{_ONE})+")
_SEQUENCES = re.compile(f"(?:{_ONE})+|â€")
_TAIL = re.compile(f"^{_NEXT}{{1,3}}")
_HEAD = re.compile(f"[\xc2-\xf4]{_NEXT}{{0,2}}$")
_CUT = re.compile(
    f"(?P<quote>â€(?:[?\ufffd]|(?!{_NEXT})))"
    "|(?P<à>Ã (?=[ ,.;:!?)]|s\\b)|Ã(?= \\w))"
    "|(?P<blank>(?:(?<=[.,;:!?)])|(?<!\\w))Â(?=\\s))"
)
"""What is left where a step on the way took a character for none, or for a blank: "”", "à" and a fixed blank."""
_MENDED_CUT = {"quote": "”", "à": "à", "blank": ""}

_MARKS = "’‘‚‛”“„»«›‹…–—\xa0\xad•™"
"""What may follow a capital in right text: a closing mark, a dash, a blank."""
_FIGURES = "´¹²³°ºª·®©§"
"""What may follow one that is a name or a unit: Å², Ø°."""
_WITH_FIGURES = frozenset("ÂÃÐÑ")
"""Letters that no such sign follows."""
_BREAK = re.compile('[\n\t"<>|;]')
"""What parts lines, fields and elements."""
_QUOTES = frozenset("\"'`’‘”“„»«›‹()[]<>")
_RIGHT = re.compile("[^\\W\\d_A-Za-zÃÂÐÑ]")
"""A letter beyond ASCII. Those left out are also what is left of a cut one."""
_STRONG_NEXT = "|".join(
    sorted({re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0 and sign not in _MARKS})
).encode()
_WEAK_NEXT = "|".join(sorted(re.escape(sign) for sign in _MARKS)).encode()
_GLANCE = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
_GATE = re.compile(rb"\xc3[\x82-\xb4](?=[\xc2\xc5\xc6\xcb\xe2])(?:" + _WEAK_NEXT + rb")?(?:" + _STRONG_NEXT + rb")")
"""What every such text has at least once, in UTF-8. Its first byte is sought as fast as memory can be read."""

_BLOCKS = (
    *((0x80, 0x24F), (0x2C6, 0x2C6), (0x2DC, 0x2DC), (0x300, 0x314), (0x323, 0x328), (0x370, 0x52F)),
    *((0x531, 0x58A), (0x5B0, 0x5F4), (0x600, 0x6FF)),
    *((0x900, 0x109F), (0x10A0, 0x10FF), (0x1200, 0x137F), (0x1780, 0x17FF), (0x1E00, 0x214F), (0x2150, 0x22FF)),
    *((0x2300, 0x27BF), (0x3000, 0x318F), (0x31F0, 0x9FFF), (0xAC00, 0xD7A3), (0xFB00, 0xFB06), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFF01, 0xFFEF), (0xFFFD, 0xFFFD), (0x1F000, 0x1FAFF), (0x20000, 0x3134F)),
)
"""The characters that articles are written with."""
_STARTS = [first for first, _ in _BLOCKS]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that has such sequences: as it would be, how many of them no right text has, and whether it has more."""

    start: int
    end: int
    mended: str
    signs: str
    strong: int
    is_joined: bool


def once(text: str, tally: Tally | None = None) -> str:
    """The text as it was before it was encoded too often; counts what has changed."""
    own = Tally()
    for _ in range(ROUNDS):
        found = way(text)
        mends = [*found(text)] if found else []
        if not mends:
            break
        own.add(mends)
        text = applied(text, mends)
    if tally:
        tally.count += own.count
    return text


def is_suspect(text: str, raw: bytes) -> bool:
    """Whether a text may have been encoded twice, found out at next to no cost; `raw` is the same in UTF-8."""
    first = _GLANCE.search(raw)
    if first is not None and _GATE.search(raw, first.start()) is not None:
        return True
    return cyrillic_twice.is_suspect(text)


def way(text: str) -> Places | None:
    """How a text is to be mended of which it is certain that it was encoded twice, None for any other."""
    if is_certain(text):
        return places
    return cyrillic_twice.places if cyrillic_twice.is_certain(text) else None


def in_any_way(text: str) -> Iterator[str]:
    """A text as it would be read by each way, whether it is certain or not."""
    for found in (places, cyrillic_twice.places):
        if mends := [*found(text)]:
            yield applied(text, mends)


def is_certain(text: str) -> bool:
    """Whether what looks as if it were encoded twice cannot have been meant."""
    for_it, loose, beside_right, against = 0, 0, 0, 0
    for word in islice((word for word in _words(text) if word.strong and not _is_quoted(text, word)), _JUDGED):
        if word.mended in " ".join(_around(text, word, _NEAR)):
            against += 1
        elif _has_right_letters_beside(text, word):
            beside_right += word.is_joined
        elif word.is_joined:
            for_it += word.strong
        elif not word.signs.isalpha():
            loose += 1
    if for_it + loose >= max(_FEW, _FEW * against) or for_it + beside_right >= max(_MANY, _FEW * against):
        return True
    return for_it > 0 and not against and not _RIGHT.search(_SEQUENCES.sub("", text))


def places(text: str) -> Iterator[Mend]:
    """What is to be mended in a text of which that is certain."""
    at = 0
    for run in _RUN.finditer(text):
        yield from _cut(text, at, run.start())
        at = run.end()
        yield from _of_run(text, run)
    yield from _cut(text, at, len(text))


def _of_run(text: str, run: re.Match[str]) -> Iterator[Mend]:
    """What is to be mended of sequences that follow each other: mostly all of them, in one."""
    sequences = _SEQUENCE.findall(run[0])
    signs = [_sign(sequence) for sequence in sequences]
    if len(signs) == 1 and not _is_strong(run[0]) and _has_right_letters_beside(text, _as_word(run)):
        return
    if None not in signs:
        yield Mend(run.start(), run.end(), "".join(sign or "" for sign in signs))
        return
    at = run.start()
    for sequence, sign in zip(sequences, signs, strict=True):
        if sign is not None:
            yield Mend(at, at + len(sequence), sign)
        at += len(sequence)


def _cut(text: str, start: int, end: int) -> Iterator[Mend]:
    """What is left of characters between two places."""
    for found in _CUT.finditer(text, start, end) if end > start else ():
        yield Mend(found.start(), found.end(), _MENDED_CUT[found.lastgroup or ""])


def _as_word(run: re.Match[str]) -> _Word:
    return _Word(run.start(), run.end(), "", "", 0, False)


def _words(text: str) -> Iterator[_Word]:
    """The words that have such sequences, in their order."""
    found: list[re.Match[str]] = []
    for sequence in _RUN.finditer(text):
        if found and not _is_word(text[found[-1].end() : sequence.start()][: _LONGEST + 1]):
            yield _word(text, found)
            found = []
        found.append(sequence)
        if len(found) >= _LONGEST:
            yield _word(text, found)
            found = []
    if found:
        yield _word(text, found)


def _word(text: str, runs: Sequence[re.Match[str]]) -> _Word:
    start, end = runs[0].start(), runs[-1].end()
    sequences = [sequence for run in runs for sequence in _SEQUENCE.findall(run[0]) if _sign(sequence) is not None]
    while start > max(0, runs[0].start() - _LONGEST) and text[start - 1].isalnum():
        start -= 1
    while end < min(len(text), runs[-1].end() + _LONGEST) and text[end].isalnum():
        end += 1
    signs = "".join(_sign(sequence) or "" for sequence in sequences)
    mended = _RUN.sub(lambda run: "".join(_sign(each) or "" for each in _SEQUENCE.findall(run[0])), text[start:end])
    strong = sum(_is_strong(sequence) for sequence in sequences)
    is_joined = len(sequences) > 1 or end - start > sum(map(len, sequences)) or signs > "\uffff"  # a picture is a word
    return _Word(start, end, mended, signs, strong, is_joined)


def _is_word(between: str) -> bool:
    """Whether what stands between two sequences joins them to a word."""
    return len(between) <= _LONGEST and (not between or between.isalnum())


def _is_quoted(text: str, word: _Word) -> bool:
    """Whether a word stands between quotation marks by itself, as what is spoken about does."""
    return text[word.start - 1 : word.start] in _QUOTES and text[word.end : word.end + 1] in _QUOTES


def _has_right_letters_beside(text: str, word: _Word) -> bool:
    """Whether right letters beyond ASCII stand beside a word, in its line or field."""
    before, behind = _around(text, word, _BESIDE)
    return bool(_RIGHT.search(_BREAK.split(before)[-1]) or _RIGHT.search(_BREAK.split(behind, maxsplit=1)[0]))


def _around(text: str, word: _Word, size: int) -> tuple[str, str]:
    """What stands before and behind a word, without what else looks as if it were encoded twice."""
    before = _TAIL.sub("", text[max(0, word.start - size) : word.start])  # a sequence that the window has cut
    behind = _HEAD.sub("", text[word.end : word.end + size])
    return _SEQUENCES.sub("", before), _SEQUENCES.sub("", behind)


@lru_cache(maxsize=16_384)
def _is_strong(sequence: str) -> bool:
    """Whether no right text has a sequence: not only marks stand behind its letter."""
    if sequence[0] in _WITH_FIGURES:
        return not all(sign in _MARKS for sign in sequence[1:])
    return not all(sign in _MARKS or sign in _FIGURES for sign in sequence[1:])


@lru_cache(maxsize=16_384)
def _sign(sequence: str) -> str | None:
    """The character that a sequence was, None where it is none that articles are written with."""
    try:
        sign = sequence.translate(_TO_LATIN).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    first, last = _BLOCKS[max(0, bisect_right(_STARTS, ord(sign)) - 1)]
    if not first <= ord(sign) <= last or unicodedata.category(sign) in ("Cn", "Co"):
        return None
    return "" if sign == "\ufeff" else _OLD_MARKS.get(ord(sign), sign)
