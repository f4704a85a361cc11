"""How names are written: one form to show, one key to compare by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

_STEMMER = Stemmer("russian")
_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "\xad": None,
        "\u200b": None,
    }
)
_INITIALS = re.compile(r"\b(?:\w\.){2,}|\b\w\.\w\b")
_SPACED_INITIALS = re.compile(r"\b(?<!\b[^\W\d_] )(?:[^\W\d_] )+[^\W\d_]\b(?= \w\w)")
"""Those before a longer word: "H. W. Bush" is written "H.W. Bush" as well. A row of them is tried from its first alone:
from each of them, a long row would take time by its square."""
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_PART = re.compile(r"\w+")
_SPELLINGS = {
    "organisation": "organization",
    "centre": "center",
    "defence": "defense",
    "programme": "program",
    "harbour": "harbor",
    "theatre": "theater",
}
"""British spellings of words in names. Not "Labour": the Australian party is another one."""
_AROUND = "\"'“”„‘’«»,;:.!?()[]{}*•…-–—"
_ARTICLE = re.compile(r"^(?:the|an?) (?=\w)")


def tidy(text: str) -> str:
    """The name as it is shown: plain quotes and dashes, single spaces."""
    return " ".join((text if text.isascii() else text.translate(_TYPOGRAPHY)).split())


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """What two spellings of one name share: no case, accents, punctuation, possessives or article.

    "U.S." and "US" share "us", "Kim Jong-un" and "Kim Jong Un" share "kim jong un".
    """
    plain = tidy(name).casefold()
    if not plain.isascii():
        plain = "".join(_without_accent(c) for c in unicodedata.normalize("NFKC", plain))
    if "." in plain:
        plain = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), plain)
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain)
    parts = [_SPELLINGS.get(part, part) for part in _PART.findall(plain.replace("&", " and "))]
    joined = " ".join(parts if plain.isascii() else map(_nominative, parts))
    return _in_one_order(
        _ARTICLE.sub("", _SPACED_INITIALS.sub(lambda initials: initials.group().replace(" ", ""), joined))
    )


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    """A letter without its accents; the Cyrillic short i is a letter of its own, which endings hang on."""
    if letter == "й":
        return letter
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def _in_one_order(name: str) -> str:
    """The "department of justice" is the "justice department", that of the "united states" too."""
    head, of, subject = name.partition(" of ")
    country, _, office = head.rpartition(" ")
    if not of or office not in ("department", "ministry"):
        return name
    return " ".join(filter(None, (country, subject.removeprefix("the "), office)))


def _nominative(word: str) -> str:
    """A Cyrillic word without the ending of its case: names are inflected in Russian. Other words as they are."""
    return _STEMMER.stemWord(word) if "а" <= word[0] <= "я" else word


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: of all its words, and of the capitalised ones."""
    words = re.findall(r"\w+", tidy(name))
    capitalised = "".join(word[0] for word in words if word[0].isupper())
    return frozenset({capitalised.casefold(), "".join(word[0] for word in words).casefold()})


def small_words(text: str) -> frozenset[str]:
    """The words that stand in a text in small letters: what is among them is a name nowhere, or not by its capital."""
    words = {word.strip(_AROUND) for word in set(text.split())}
    return frozenset(word for word in words if word.islower())


def is_acronym(name: str) -> bool:
    """Whether a name is capitals alone: "SVR", "U.N.", "AT&T"."""
    letters = re.sub(r"[.&]", "", name)
    return 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper()


def in_title_case(text: str) -> str:
    """A text of capitals as a headline would have it, of the same length: "KIM TO VISIT" is "Kim To Visit"."""
    return re.sub(r"[^\W\d_][\w'’]*", lambda word: word.group()[0] + _lower(word.group()[1:]), text)


def _lower(text: str) -> str:
    """Lower case of the same length: the few letters that would grow stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
