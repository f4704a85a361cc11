"""What is known of each language: one module a language, found by its ISO 639-1 code.

A module `search/languages/<code>.py` holds one `LANGUAGE`. Nothing else needs to change when a language is added: the
analyzer and the dates look languages up here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its name in English, its stemmer, and the words that dates and detection need.

    `stemmer` is an algorithm of Snowball, or "" for none; `articles` are written as one with the word after them, the
    longest first, and taken off before it stems. `stop_words` are lower-case and as written, accents
    included. `months` maps every lower-case form of a month's name, abbreviations included and without their full
    stop, to 1-12; `weekdays` the same to 0 (Monday) to 6.

    `capitals` are words that are another one in capitals: "US" is not "us", nor "WHO" "who".

    `irregular` has whole words, without accents, and what each becomes before it stems: forms that no ending makes.

    A stemmer reads words without their accents. `rewrites` are patterns, and what each becomes before it stems, for the
    endings that it knows only with accents, or not at all. `vowels` are letters, and those that may stand for them: a
    stemmer that asks for vowels in harmony is given the word in each of these ways; the shortest stem is taken.

    `links` are what may stand between the parts of a compound that is written as one word, and `dropped` vowels that
    a part may lose before another; without `links` a language has no such compounds. `endings` make new words of words,
    and are none by themselves.
    """

    code: str
    name: str
    stemmer: str = ""
    stop_words: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    capitals: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    rewrites: tuple[tuple[str, str], ...] = ()
    vowels: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    endings: frozenset[str] = frozenset()


@cache
def all_languages() -> Mapping[str, Language]:
    """Every language that has a module here, by code, in the order of the codes."""
    codes = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {code: importlib.import_module(f"{__name__}.{code}").LANGUAGE for code in codes}


def numbered(forms: tuple[str, ...], *, first: int) -> dict[str, int]:
    """A table of names: each string holds the forms of one number, parted by spaces; "_" is a space inside a form."""
    return {form.replace("_", " "): number for number, line in enumerate(forms, first) for form in line.split()}
