"""The sentences of an article and the words of a sentence, for texts that are compared. Scripts without blanks too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from search.answers.research.quotation import TYPOGRAPHY

LONGEST = 2_000
"""Code points of a sentence: what has none of the signs that end one is cut where a line or a word ends."""

_PARAGRAPHS = re.compile(r"\n\s*\n")
_BEHIND = "[\"'”’»«›)\\]】」』）]*"
_END = re.compile(
    rf"(?<![.!?…‽؟۔։።])[.!?…‽؟۔։።]++{_BEHIND}+(?=\s)|[。！？｡॥।။།]++{_BEHIND}+|(?<=[\u0e00-\u0eff])(?=\s[\u0e00-\u0eff])"
)
"""The signs that end a sentence; in Thai and Lao a blank does. Nothing is looked at twice, however long a run is."""
_SHORT = re.compile(
    r"(?:^|[\s(\"'“‘«„])(?:\w|(?:\w\.)+\w|\d{1,2}|[MmDSJ]rs?|Ms|Mme|Mlle|Prof|St|Ste|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Hon"
    r"|Rev|Nr|No|Nos|Art|Abs|vs|bzw|ca|Bd|Fig|Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Sra?|т|г|ул|им|стр)\.$"
)
"""Words whose full stop ends no sentence, or not for certain. A day in front of its month is one: "3. Mai"."""
_NEXT = re.compile(r"\s*[\"'“‘«„(\[¿¡—–-]*\s*(.)", re.DOTALL)

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
    "\u0300-\u036f"
)
_WORD = re.compile(
    rf"(?:[{_UNSPACED}][{_MARKS}]*|(?=[^\W_])[^\s{_UNSPACED}]*[^\s{_UNSPACED}.,;:!?\"'“”„‘’«»()\[\]…؟،؛।—–]|\S)\s*"
)


def sentences(text: str) -> Iterator[str]:
    """The sentences in their order, with single blanks; none is empty. A paragraph ends a sentence, a line does not."""
    for paragraph in _PARAGRAPHS.split(text):
        start = 0
        for end in _END.finditer(paragraph):
            if _ends(paragraph, start, end.end()):
                yield from _cut(paragraph[start : end.end()])
                start = end.end()
        yield from _cut(paragraph[start:])


def words(sentence: str) -> list[str]:
    """The words of a sentence, each with the blank behind it: joined they are the sentence again.

    Signs around words stand alone, and so does every letter of a script that has no blanks between words.
    """
    return _WORD.findall(sentence)


def plain(text: str) -> str:
    """A text as it is compared: quotation marks, dashes and blanks of one kind, nothing that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", text.translate(TYPOGRAPHY)).split())


def _ends(paragraph: str, start: int, end: int) -> bool:
    if not paragraph[end - 1].isascii() or paragraph[end - 1] != ".":
        return True
    following = _NEXT.match(paragraph, end)
    if following and following[1].islower():
        return False
    return not _SHORT.search(paragraph, max(start, end - 12), end)


def _cut(text: str) -> Iterator[str]:
    """A sentence, or the pieces of what is too long for one."""
    text, start = text.strip(), 0
    while len(text) - start > LONGEST:
        stop = start + LONGEST
        end = next((at for sign in "\n " if (at := text.rfind(sign, start + 1, stop)) > 0), stop)
        if piece := " ".join(text[start:end].split()):
            yield piece
        start = end
    if piece := " ".join(text[start:].split()):
        yield piece
