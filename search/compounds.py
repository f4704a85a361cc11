"""Words that are written joined or apart: e-mail and email, O'Neill and ONeill, Ph.D. and PhD, J. K. and JK.

A text is indexed as its pieces, and where pieces stand glued together also as the word that they make in one: its term,
marked with the number of pieces (`wide`), at the position of the first of them. So "email" finds "e-mail" as it finds
any word; a phrase knows how many positions a marked term takes; and the words that make a text's length, and its
positions, are those that stand there. Texts have to say where words are glued: to guess it from a query would make
"therapist" find "the rapist". The other way round a query's "e-mail" also asks for "email" (see
`search.query.readings`).

Glue is one hyphen, apostrophe, full stop, middle dot, gershayim, or the blank of no width of Persian. It is none

- between two digits (2-1 and 10.5 are not 21 and 105), nor behind C++ and C#,
- where an apostrophe stands for letters that were left out before or after it (l'art, he'll).

Initials stand apart (J. K.) and are glued all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from search.analysis.folds import MAX_WORD, fold
from search.analysis.surfaces import chunk_surfaces, chunks, find_surfaces, is_unspaced
from search.analysis.terms import term_mapper, terms_in

WIDEST = 4
"""Pieces that are joined at most."""
_FIRST_MARK, _LAST_MARK = chr(2), chr(WIDEST)

_HYPHENS = "-‐‑﹣－֊־"
_APOSTROPHES = "'’‘ʼʻ＇`´"
_DOTS = ".·‧"
_HEBREW = '״׳"”“'
_NO_WIDTH = "\u200c"
# Neither beside punctuation, nor between digits, nor before the s of a possessive: there it joins nothing, and most
# chunks that are not plain words have no other.
_SIDE = r"[^\s!-/:-@\[-`{-~‘’“”«»…]"
has_glue = re.compile(
    rf"(?![0-9].[0-9]){_SIDE}(?!['’][sS]\b)[{_HYPHENS}{_APOSTROPHES}{_DOTS}{_HEBREW}{_NO_WIDTH}]{_SIDE}"
).search
"""Whether there may be any glue inside of a chunk."""
_HEBREW_LETTER = re.compile("[א-ת]")
_ELIDED = re.compile(
    "(?:[ldjcmnst]|[LDJCMNST](?='[a-zà-ÿ])|(?i:qu|lorsqu|puisqu|jusqu|quelqu|dell|all|dall|nell|sull|quell|un))'"
)
"""What French and Italian write onto the next word with an apostrophe. L'Oréal and D'Angelo have two capitals."""
_CONTRACTED = frozenset(("ll", "re", "ve", "d", "m"))
"""What English writes onto the word before: we'll is not well."""

_INITIAL = re.compile(
    r"(?P<lead>[(\[\"'“‘«„]*)"
    r"(?:(?:[^\W\d_]\.)+|([^\W\d_])\2\.|Ph\.|[B-DF-HJ-NP-TV-XZ])"
    r"(?P<trail>[)\]\"'”’»“,;:!?]*)"
)
_IS_INITIAL, _LEADS, _TRAILS = 1, 2, 4


class Joined(NamedTuple):
    """The word that some pieces make in one: the position of the first, their number, and its fold."""

    first: int
    width: int
    word: str


def wide(term: str, width: int) -> str:
    """The term of a word that is written in so many pieces."""
    return chr(width) + term


def width(term: str) -> int:
    """How many positions a term takes."""
    return ord(term[0]) if _FIRST_MARK <= term[:1] <= _LAST_MARK else 1


def terms_of(word: str, languages: Collection[str], *, capitals: bool = False) -> frozenset[str]:
    """The terms a folded word of a query stands for, where it stands in one and where it is written in pieces.

    What is written in pieces (U. S.) has no other term in capitals.
    """
    terms = terms_in(word, languages)
    pieces = (wide(term, count) for term in terms for count in range(2, WIDEST + 1))
    return (terms_in(word, languages, capitals=True) if capitals else terms).union(pieces)


class TextTerms(NamedTuple):
    """The terms of a text: one for each word, and those of joined words with the positions at which they begin."""

    words: list[str]
    joined: list[tuple[int, str]]

    @property
    def every(self) -> set[str]:
        """The different terms."""
        return {*self.words, *(term for _, term in self.joined)}


def text_terms(text: str, language: str) -> TextTerms:
    """The terms of a text in a language."""
    term = term_mapper(language)
    words = [term(surface) for chunk in chunks(text) for surface in chunk_surfaces(chunk)]
    return TextTerms(words, [(at, wide(term(word), count)) for at, count, word in joined_words(text)])


def joined_words(text: str) -> list[Joined]:
    """The joined words of a text, ascending."""
    held = chunks(text)
    # Most chunks are plain words, of which nothing needs to be asked.
    odd = [i for i, chunk in enumerate(held) if len(chunk) == 1 or not chunk.isalnum()]
    joined = [(i, many) for i in odd if (many := joined_in(held[i]))]
    runs = initials_apart(held, odd)
    if not (joined or runs):
        return []
    starts = [0, *accumulate(map(len, map(chunk_surfaces, held)))]
    found = [Joined(starts[i] + first, count, word) for i, many in joined for first, count, word in many]
    found += (Joined(starts[i], count, joined_initials(held[i : i + count])) for i, count in runs)
    return sorted(found)


def initials_apart(held: Sequence[str], numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The runs of initials that stand apart, of those chunks of a text that may be one: their firsts and lengths."""
    flags = {i: found for i in numbers if not held[i].islower() and (found := initial(held[i]))}
    return [*_apart(flags)]


def _apart(flags: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The runs of initials, from the flags of those chunks that are one, by number."""
    row: list[int] = []
    for i in flags:
        if row and i != row[-1] + 1:
            yield from _in_row(row, flags)
            row = []
        row.append(i)
    yield from _in_row(row, flags)


def _in_row(row: Sequence[int], flags: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    return ((row[first], count) for first, count in runs_of_initials([flags[i] for i in row]))


# --- within a chunk


@lru_cache(maxsize=1 << 16)
def joined_in(chunk: str) -> tuple[Joined, ...]:
    """The joined words of a chunk (see `search.analysis.surfaces.chunks`), by positions in it."""
    if not has_glue(chunk):
        return ()
    found = [*find_surfaces(chunk)]
    folds = [fold(surface) for surface, _, _ in found]
    return tuple(
        Joined(first, count, fold("".join(folds[first : first + count])))
        for low, high in _runs([_glued(chunk, one, other) for one, other in pairwise(found)])
        for first in range(low, high - 1)
        for count in range(2, min(WIDEST, high - first) + 1)
    )


def glued_runs(text: str) -> list[tuple[int, int]]:
    """The runs of words of a text without blanks that are glued to each other: first, and behind the last."""
    found = [*find_surfaces(text)] if has_glue(text) else []
    return _runs([_glued(text, one, other) for one, other in pairwise(found)])


def _runs(glued: Sequence[bool]) -> list[tuple[int, int]]:
    """Words that are glued in a row, by which of them is glued to the next."""
    runs: list[tuple[int, int]] = []
    for i, to_next in enumerate(glued):
        if to_next and runs and runs[-1][1] == i + 1:
            runs[-1] = (runs[-1][0], i + 2)
        elif to_next:
            runs.append((i, i + 2))
    return runs


def _glued(chunk: str, one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two words of a chunk, one after the other, may be written as one."""
    (left, first, end), (right, start, _) = one, other
    glue = chunk[end:start]
    if len(glue) != 1 or left[-1] in "+#" or right[-1] in "+#" or is_unspaced(left) or is_unspaced(right):
        return False
    if glue in _HYPHENS or glue in _DOTS:
        return not (left[-1].isdigit() and right[0].isdigit())
    if glue in _APOSTROPHES:
        letters = left[-1].isalpha() and right[0].isalpha()
        # The n of rock'n'roll is no French one.
        elided = _elided(left, right) and (not first or chunk[first - 1] not in _APOSTROPHES)
        return letters and right.lower() not in _CONTRACTED and not elided
    if glue in _HEBREW:
        return bool(_HEBREW_LETTER.match(left[-1]) and _HEBREW_LETTER.match(right))
    return glue == _NO_WIDTH


def _elided(left: str, right: str) -> bool:
    return _ELIDED.match(f"{left}'{right}") is not None


# --- initials


@lru_cache(maxsize=1 << 16)
def initial(chunk: str) -> int:
    """Whether a chunk is an initial, and what stands before and behind it: bits, for `runs_of_initials`.

    Initials are a capital with or without its full stop, some in a row, and the doubled ones of a Spanish plural (EE.
    UU.). Without a full stop vowels are none: they are words of many languages.
    """
    match = _INITIAL.fullmatch(chunk) if len(chunk) <= MAX_WORD else None
    if match is None:
        return 0
    core = chunk[match.end("lead") : match.start("trail")]
    if core != "Ph." and not core.isupper():
        return 0
    return _IS_INITIAL | _LEADS * bool(match["lead"]) | _TRAILS * bool(match["trail"])


def runs_of_initials(flags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where initials stand in a row among chunks: the number of the first, and how many; none that are too many."""
    first = 0
    for i in range(1, len(flags) + 1):
        if i < len(flags) and flags[i - 1] and flags[i] and not flags[i - 1] & _TRAILS and not flags[i] & _LEADS:
            continue
        if 2 <= i - first <= WIDEST:
            yield first, i - first
        first = i


def joined_initials(held: Sequence[str]) -> str:
    """The word that initials make."""
    return fold("".join(fold(chunk_surfaces(chunk)[0]) for chunk in held))


def together(text: str) -> str:
    """A text with initials and thousands that stand apart written in one: "J.K. Rowling", "1,000"."""
    held = _THOUSANDS.sub(lambda match: re.sub(r"\s", ",", match[0]), text).split(" ")
    for first, count in [*runs_of_initials([initial(chunk) for chunk in held])][::-1]:
        held[first : first + count] = ["".join(held[first : first + count])]
    return " ".join(held)


_THOUSANDS = re.compile(r"(?<![\w.,*~'])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![\w*~])")
