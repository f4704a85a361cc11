"""What every match of a pattern contains: a cheap look that spares most lines the pattern itself.

A pattern of a hundred phrases in any case takes ten times as long over a line as asking whether any of a hundred
strings stands in it. The strings are not written down beside the phrases, where they would be forgotten: they are taken
from the pattern, so that a line without them cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Cues = frozenset[str]
"""One of them stands in every match; empty where none is known."""

_NONE: Cues = frozenset()
_ODD_CASES = (("ı", "i"), ("ſ", "s"), ("ς", "σ"))
"""Letters that match others in any case and do not become them in lower case."""
_FEW = 8
"""Characters of a class, at most, that are each a cue."""
_MARK = 3
"""A mark such as "©", or a letter of thousands, is as rare as so many others."""
_IN_SENTENCES = {**dict.fromkeys(" .,'’-", 0), ":": 1, "(": 2, ")": 2}
"""Marks that are not rare."""
_NO_LITERAL = "bBwWsSdD"
"""What an escaped letter may be here: `\\u` and `\\n` would be literals that are not understood."""
_ATOM = re.compile(
    r"\\(?P<escaped>.)|\[(?P<among>\^?\]?(?:[^\]\\]|\\.)*)\]|(?P<opens>\((?P<look>\?<?[=!])?(?:\?(?::|-i:|P<\w+>))?)|"
    r"(?P<letter>[^\\\[()|])",
    re.DOTALL,
)
_TIMES = re.compile(r"(?:[?*]|\{0?,\d*\}|\{0\}|(?P<some>\+|\{\d+(?:,\d*)?\}))\??")
"""How often an atom stands there: at least once where it is `some`."""


@dataclass(frozen=True, slots=True)
class Cued:
    """A pattern with its cues, which `search` looks for first; the `plain` ones are enough for a line in ASCII."""

    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    plain: tuple[str, ...]

    def search(self, line: str) -> re.Match[str] | None:
        """The first match in a line."""
        return self.pattern.search(line) if self.may_match(folded(line)) else None

    def may_match(self, line: str) -> bool:
        """Whether a line that is `folded` has a cue."""
        return any(map(line.__contains__, self.plain if line.isascii() else self.cues))


def folded(line: str) -> str:
    """The line in lower case, with those letters made one that match each other in any case."""
    if line.isascii():
        return line.lower()
    line = line.replace("İ", "i").lower()  # "İ".lower() is two letters
    for letter, other in _ODD_CASES:
        line = line.replace(letter, other)
    return line


def cued(pattern: re.Pattern[str], strings: Iterable[str] = ()) -> Cued:
    """A pattern with its cues, which are these strings, or else taken from it.

    Raises ValueError where a line without any could match.
    """
    found = frozenset(map(folded, strings or _of_alternatives(pattern.pattern, 0)[0]))
    if not found:
        raise ValueError(f"no cue in {pattern.pattern!r}")
    shortest = sorted(cue for cue in found if not any(other in cue for other in found - {cue}))
    return Cued(pattern, tuple(shortest), tuple(filter(str.isascii, shortest)))


def _of_alternatives(text: str, at: int) -> tuple[Cues, int]:
    """The cues of alternatives, and where they end: at a closing bracket or with the text."""
    known: list[Cues] = []
    while True:
        cues, at = _of_sequence(text, at)
        known.append(cues)
        if at == len(text) or text[at] == ")":
            return (_NONE.union(*known) if all(known) else _NONE), at
        at += 1


def _of_sequence(text: str, at: int) -> tuple[Cues, int]:
    """The rarest of the cues of what stands one behind the other, and where it ends."""
    found, run = [_NONE], ""
    while at < len(text) and text[at] not in "|)":
        cues, letter, at = _of_atom(text, at)
        times = _TIMES.match(text, at)
        at = times.end() if times else at
        if not times or times["some"]:
            run += letter
            found.append(cues)
        if (times or not letter) and run:
            found.append(frozenset({run}))
            run = ""
    return max([*found, frozenset({run} - {""})], key=_rarity), at


def _of_atom(text: str, at: int) -> tuple[Cues, str, int]:
    """The cues of one atom, or the letter that it is, and where it ends."""
    atom = _ATOM.match(text, at)
    if not atom or (atom["escaped"] and atom["escaped"].isalnum() and atom["escaped"] not in _NO_LITERAL):
        raise ValueError(f"not understood: {text[at : at + 20]!r}")
    if atom["opens"]:
        cues, at = _of_alternatives(text, atom.end())
        return (_NONE if atom["look"] else cues), "", at + 1
    among = atom["among"] or ""
    listed = among and len(among) <= _FEW and not re.search(r"[\\^-]", among)
    escaped = atom["escaped"] if atom["escaped"] and not atom["escaped"].isalnum() else ""
    letter = atom["letter"] if atom["letter"] and atom["letter"] not in ".^$" else ""
    return (frozenset(among) if listed else _NONE), escaped or letter, atom.end()


def _rarity(cues: Cues) -> tuple[int, int]:
    """The more, the less often lines have one of the cues."""
    return min((sum(map(_weight, cue)) for cue in cues), default=-1), -len(cues)


def _weight(letter: str) -> int:
    if letter.isalpha() and letter < "\u0900":
        return 1
    return _IN_SENTENCES.get(letter, _MARK)
