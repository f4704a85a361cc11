"""A text -> its surfaces: the words as they stand in it.

- A word is a run of letters, digits and the marks that belong to them; everything else separates, hyphens included.
- The English possessive belongs to its word: "Putin's" folds to "putin".
- Single letters with dots between them are one word: "U.S." folds to "us".
- "C++" and "C#" are words.
- Scripts written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) give one surface a character:
  the character and the next one, and the last of a run alone. A run of n >= 2 characters is then found by the phrase of
  its n - 1 pairs, and a single character by prefix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from search.analysis.characters import ALNUM, LETTER, MARK, TONE, UNSPACED, any_unspaced
from search.analysis.folds import MAX_WORD

_WORD = rf"{ALNUM}+(?:{MARK}+{ALNUM}*)*"
_SPECIAL = rf"{LETTER}(?:\.{LETTER})+(?!{ALNUM})|[A-Za-z](?:\+\+|#)(?!{ALNUM})"
_POSSESSIVE = rf"(?:['’‘ʼ＇`´][sS](?!{ALNUM}))?"
_SPACED = re.compile(rf"{_SPECIAL}|{_WORD}{_POSSESSIVE}")
# A syllable of Hangul may be spelled in its letters, and kana with its voice mark beside it: one character still. So
# are the vowel am of Thai and Lao and the tone above it, which are typed in three ways.
_AM = rf"{TONE}?(?:[\u0e33\u0eb3]|[\u0e4d\u0ecd]{TONE}?[\u0e32\u0eb2])"
_HANGUL = "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
_CHARACTER = rf"(?:{_HANGUL}|{_AM}|[{UNSPACED}][\u3099\u309a\uff9e\uff9f]?\u00ad?)"
_MIXED = re.compile(
    rf"(?P<pair>{_CHARACTER}(?=(?P<next>{_CHARACTER}?)))"
    rf"|{_SPECIAL}|(?:(?![{UNSPACED}]){ALNUM})+(?:{MARK}+(?:(?![{UNSPACED}]){ALNUM})*)*{_POSSESSIVE}"
)

# Marks that stand for the characters before them: 人々 is 人人, いすゞ is いすず.
_TWICE = re.compile("([\u3400-\u9fff]{2})々々")
_AGAIN = re.compile("([\u3400-\u9fff])々|([ぁ-ゖ])ゝ|([ァ-ヺ])ヽ")
_VOICED_AGAIN = re.compile("([ぁ-ゖ])ゞ|([ァ-ヺ])ヾ")
# The long vowel at the end of a foreign word of three more characters, which many leave out: コンピューター.
_KANA, _VOICE = "[ァ-ヺーｦ-ﾝ]", "[\u3099\u309a\uff9e\uff9f]"
_TWO_BEFORE = "|".join(f"(?<={_KANA}{one}{_KANA}{other})" for one in ("", _VOICE) for other in ("", _VOICE))
_LONG_AT_END = re.compile(f"(?:{_TWO_BEFORE})({_KANA}{_VOICE}?)[ーｰ](?!{_KANA})")


def surfaces(text: str) -> list[str]:
    """The words of a text as they stand, in order: what `analyze` makes tokens of, without their places."""
    return [surface for chunk in chunks(text) for surface in chunk_surfaces(chunk)]


def surfaces_at(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they stand, with their offsets."""
    at = 0
    for chunk in chunks(text):
        for surface, start, end in find_surfaces(chunk):
            yield surface, at + start, at + end
        at += len(chunk) + 1


def chunks(text: str) -> list[str]:
    """The stretches of a text between single blanks, some of them empty.

    No word reaches beyond its chunk, and nearly all chunks of a text have been seen in others: what is in them is
    remembered, and looking that up is several times faster than any regular expression over the text.
    """
    return text.replace("\n", " ").split(" ")


def find_surfaces(chunk: str) -> Iterator[tuple[str, int, int]]:
    """The words of a chunk, with their offsets in it."""
    if chunk.isascii() and chunk.isalnum():
        yield chunk, 0, len(chunk)
        return
    if not any_unspaced.search(chunk):
        for match in _SPACED.finditer(chunk):
            yield match[0], match.start(), match.end()
        return
    for match in _MIXED.finditer(_spelled_out(chunk)):
        following = match["next"] or ""
        yield match[0] + following, match.start(), match.end() + len(following)


def _spelled_out(chunk: str) -> str:
    """A chunk with the characters that marks stand for, and a soft hyphen for a mark that many leave out.

    It has as many characters as before, so that offsets stay right.
    """
    chunk = _AGAIN.sub(lambda match: 2 * (match[1] or match[2] or match[3]), _TWICE.sub(r"\1\1", chunk))
    return _LONG_AT_END.sub("\\1\u00ad", _VOICED_AGAIN.sub(_voiced_again, chunk))


def _voiced_again(match: re.Match[str]) -> str:
    first: str = match[1] or match[2]
    voiced = unicodedata.normalize("NFC", first + "\u3099")
    return first + (voiced if len(voiced) == 1 else first)


_Found = TypeVar("_Found")


class _Remembered(dict[str, _Found], Generic[_Found]):
    def __init__(self, function: Callable[[str], _Found]) -> None:
        self._function = function

    def __missing__(self, chunk: str) -> _Found:
        value = self._function(chunk)
        if len(chunk) <= MAX_WORD:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[chunk] = value
        return value


def remembered(function: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """A function of chunks that works each out once; long ones are not kept, and too many are forgotten."""
    return _Remembered(function).__getitem__


# When there are so many, all are forgotten: a dictionary gives what it has without a call in Python, and to know what
# was used last would take one.
_MOST_REMEMBERED = 1 << 17


def _surfaces_in(chunk: str) -> tuple[str, ...]:
    if chunk.isascii() and chunk.isalnum():
        return (chunk,)
    if not any_unspaced.search(chunk):
        return tuple(_SPACED.findall(chunk))
    return tuple(surface for surface, _, _ in find_surfaces(chunk))


chunk_surfaces: Callable[[str], tuple[str, ...]] = remembered(_surfaces_in)


def surfaces_of(chunks: Iterable[str]) -> list[tuple[str, ...]]:
    """The words of each of many different chunks: none is worth remembering."""
    return [(chunk,) if chunk.isascii() and chunk.isalnum() else _surfaces_in(chunk) for chunk in chunks]


def is_unspaced(surface: str) -> bool:
    """Whether a surface is a character or a pair of a script written without spaces."""
    return any_unspaced.match(surface) is not None
