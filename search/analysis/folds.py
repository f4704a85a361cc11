"""A surface -> its fold: the form in which case, accents and the style of apostrophes no longer matter.

Digits of all scripts are those of ASCII; letters that keyboards of one script do not tell apart are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from search.analysis.characters import ALNUM, MARKS, TONE, UNSPACED, any_unspaced

_STRIPPED = re.compile(
    # й is a letter of its own and keeps its breve; every other letter loses it.
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200c\u200d\ufe0f"
    # The dot of Devanagari, Gurmukhi and Gujarati, which many leave out, and the stroke that widens Arabic.
    "\u093c\u0a3c\u0abc\u0640]"
)
_NATIVE_DIGIT = re.compile("(?![0-9])\\d")
# Before a consonant of its own place a nasal of Devanagari is written as a letter or a dot: हिन्दी, हिंदी. The moon and
# dot, which fonts and typists replace by the dot, is that dot as well (Lucene's HindiNormalizer).
_NASAL = re.compile("[ङञणनम]्(?=[क-म])|ँ")
_TONE_BEHIND = re.compile(f"([\u0e4d\u0ecd])({TONE})")
_LEFT_OVER = re.compile(rf"(?!{ALNUM}|[{UNSPACED}{MARKS}+#]).")  # "¼" decomposes to "1⁄4"
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    # The yeh, kaf and heh of Persian, Urdu and Kurdish become those of Arabic, as keyboards of either type both.
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۃ": "ة"}
    # Letters of Azerbaijani, Sami and West Africa that few keyboards have.
    | {"ə": "e", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y"}
    # Final consonants that Malayalam and Bengali also write as a letter with a sign; the letter of Tamil's Sri.
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്", "ৎ": "ত্", "ஶ": "ஸ"}
)
_TRAILING_POSSESSIVE = re.compile(r"['’‘ʼ＇`´][sS]$")

MAX_WORD = 64
"""Longer words are cut: nobody types them, and a gigabyte without a space must not become a term."""


@lru_cache(maxsize=1 << 18)
def fold(surface: str) -> str:
    """The form of a word in which case, accents, dots and possessives do not matter."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()[:MAX_WORD]
    text = _TRAILING_POSSESSIVE.sub("", surface).replace(".", "")
    folded = _stripped("NFKD", text)
    if any_unspaced.search(folded) and not any_unspaced.search(text):
        folded = _stripped("NFD", text)  # "㈠" is a number, not a word of Chinese
    return folded[:MAX_WORD]


def folds_of(surfaces: Iterable[str]) -> list[str]:
    """The folds of many different surfaces: as `fold`, without a call for each that is plain."""
    return [
        surface.lower()[:MAX_WORD] if surface.isascii() and surface.isalnum() else fold(surface) for surface in surfaces
    ]


def is_in_capitals(surface: str) -> bool:
    """Whether all letters of a word are capitals, two at least; of a possessive, all before its s."""
    bare = _TRAILING_POSSESSIVE.sub("", surface)
    return bare.isupper() and len(bare) > 1


def _stripped(form: Literal["NFD", "NFKD"], text: str) -> str:
    # Twice, as Unicode defines matching without case (D145, D146): folding may make what can be taken apart again.
    text = unicodedata.normalize(form, unicodedata.normalize(form, text).casefold())
    text = unicodedata.normalize("NFC", _STRIPPED.sub("", text).translate(_UNDECOMPOSED))
    text = _NASAL.sub("ं", _TONE_BEHIND.sub(r"\2\1", _NATIVE_DIGIT.sub(_decimal, text)))
    return _LEFT_OVER.sub("", text)


def _decimal(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
