"""Text in Cyrillic whose UTF-8 was taken for Windows-1251 and encoded again: "РџР°СЂРѕРј" is read as "Паром".

Each letter has become two: "Р" or "С", and one that hardly ever follows them. In right text two such pairs never follow
each other, so three of them prove it; a single pair is mended only where it stands as a word of one letter does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.readers.characters.mends import Mend

_BYTES = {chr(byte): byte for byte in range(0x80, 0xA0)} | {
    sign: byte for byte in range(0x80, 0x100) for sign in bytes([byte]).decode("cp1251", "ignore")
}
_TO_LATIN = {ord(sign): byte for sign, byte in _BYTES.items()}
_NEXT = f"[{''.join(re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0)}]"
_LETTER = f"[РС]{_NEXT}"
_MARK = f"вЂ{_NEXT}|в„{_NEXT}|В[\xa0«»°§·©]"
_PROOF = re.compile(f"(?:{_LETTER}){{3,}}")
_RUN = re.compile(f"(?:{_LETTER}|{_MARK})+")
_ONE_LETTER_WORDS = frozenset("авеикосуязіїєйбжѝАВЕИКОСУЯЗІЇЄЙ")
_RIGHT = re.compile("[\u0430-\u045f]")
_QUOTES = frozenset("\"'`’‘”“„»«›‹()[]<>")
_NEAR = 120
"""Characters in which a word itself stands rightly where a text is about the fault."""
_FEW = 2
_JUDGED = 500


def is_suspect(text: str) -> bool:
    """Whether a text may be such a one, found out at next to no cost by what "о" and "е" become."""
    return ("ѕ" in text and "Рѕ" in text) or ("µ" in text and "Рµ" in text)  # the rarer half is sought first


def is_certain(text: str) -> bool:
    """Whether what looks so cannot have been meant: several words of it, or one without right letters anywhere."""
    proved, against = 0, 0
    for run in _PROOF.finditer(text):
        if text[run.start() - 1 : run.start()] in _QUOTES and text[run.end() : run.end() + 1] in _QUOTES:
            continue
        word = _read(run[0])
        around = text[max(0, run.start() - _NEAR) : run.start()] + text[run.end() : run.end() + _NEAR]
        if word and word in around:
            against += 1
        elif word:
            proved += 1
        if proved + against >= _JUDGED:
            break
    if proved >= max(_FEW, _FEW * against):
        return True
    return proved > 0 and not against and not _RIGHT.search(_RUN.sub("", text))


def places(text: str) -> Iterator[Mend]:
    """What is to be mended in a text of which that is certain."""
    for found in _RUN.finditer(text):
        meant = _read(found[0])
        if len(meant) > 1 or (meant and not meant.isalpha()) or (meant in _ONE_LETTER_WORDS and _is_word(text, found)):
            yield Mend(found.start(), found.end(), meant)


def _is_word(text: str, found: re.Match[str]) -> bool:
    """Whether no letter stands beside it."""
    return not (text[found.start() - 1 : found.start()].isalpha() or text[found.end() : found.end() + 1].isalpha())


def _read(written: str) -> str:
    """What the bytes are in UTF-8, "" where they are none."""
    try:
        return written.translate(_TO_LATIN).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
