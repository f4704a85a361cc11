"""LaTeX's spelling of words -> the words: accents, signs and commands, as files of BibTeX have them."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""The combining sign of every accent."""
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "i",
    "j": "j",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textbackslash": "\\",
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "textsterling": "£",
    "S": "§",
    "copyright": "©",
    "textregistered": "®",
    "guillemotleft": "«",
    "guillemotright": "»",
    "textasciitilde": "~",
    "textdegree": "°",
    "slash": "/",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "textunderscore": "_",
    "newline": " ",
    "par": "\n\n",
}
_BASE = (
    r"(?:\{\s*(?:\\(?P<dotless>[ij])(?![a-zA-Z])\s*|(?P<braced>[^\W\d_]))\s*\}"
    r"|\\(?P<bare>[ij])(?![a-zA-Z])|(?P<plain>[^\W\d_]))"
)
_ACCENT = re.compile(rf"""\\(?P<accent>[`'^~="."]|[uvHrdckb](?![a-zA-Z]))\s*{_BASE}""")
_COMMAND = re.compile(r"\\(?P<name>[a-zA-Z]+)\*?(?:\s*\{\}|\s+(?=\S)|(?![a-zA-Z]))")
_SIGN = re.compile(r"\\([&%$#_{}])")
_DASHES = re.compile(r"-{2,3}")
_ESCAPED = "\ue000"
"""Stands for a brace that is meant as one until the others are gone."""


def plain(text: str) -> str:
    """The text as it is printed, its paragraphs kept."""
    if "\\" in text:
        text = _SIGN.sub(lambda sign: _ESCAPED + sign[1] if sign[1] in "{}" else sign[1], text.replace("\\\\", " "))
        text = _COMMAND.sub(_letter, _ACCENT.sub(_accented, text))
    text = text.replace("``", "“").replace("''", "”").replace("~", " ")
    text = _DASHES.sub(lambda dashes: "–" if len(dashes[0]) == 2 else "—", text)
    for brace, code in (("{", "\ue001"), ("}", "\ue002")):
        text = text.replace(_ESCAPED + brace, code).replace(brace, "").replace(code, brace)
    return text.strip()


def _accented(found: re.Match[str]) -> str:
    base = found["dotless"] or found["braced"] or found["bare"] or found["plain"]
    return unicodedata.normalize("NFC", base + _ACCENTS[found["accent"]])


def _letter(found: re.Match[str]) -> str:
    """A letter or a sign; a command about the look of words goes, and the words in its braces stay."""
    return _LETTERS.get(found["name"], "")
