"""Query text -> clauses. Reads anything, never raises, and reports what it repaired.

    words               all of them               "exact phrase"      next to each other, in this order
    a OR b              either                    "two words"~5       within five words of each other, in any order
    -word, NOT word     not                       prefix*             words that begin so
    ( ... )             together                  word~               one typo
    title:word          in the title only         body:word           in the body only

OR binds less tightly than standing side by side. Words that are typed together (Jong-un, 10:42) are read as a phrase,
which may also stand in one word where it is glued (e-mail; see `search.query.readings`).
Operators count in capitals only. Clauses hold folded words (`search.analysis.folds`); engines turn them into terms.

Of words that are another one in capitals (US, WHO) capitals are heeded, unless all of a query is typed in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from search.analysis.folds import fold, is_in_capitals
from search.analysis.surfaces import is_unspaced, surfaces
from search.analysis.terms import differ_in_capitals
from search.compounds import glued_runs, together
from search.model import Notice
from search.query.clauses import (
    EVERYTHING,
    Clause,
    FieldName,
    Leaf,
    Part,
    Phrase,
    Prefix,
    Typo,
    Word,
    all_of,
    any_of,
    negation,
    parts,
    within,
    write,
)

MAX_TEXT = 2_000
"""Code points of a query that are read; the rest is cut, with a notice."""
MAX_LEAVES = 128
"""Different words and phrases of a query that are read: those of a long paragraph. Each costs a posting list."""
_ELIDED = re.compile(
    r"(?:[ldjcmnst]|[LJCNS]|(?i:qu|lorsqu|puisqu|jusqu|dell|all|dall|nell|sull|quell|un))['’ʼ]"
    r"(?=(?i:[aeiouyhàâéèêëîïôûœ])\w\w)"
)
"""An article or pronoun of French or Italian that is written onto its word: nobody means it when searching."""
_GERSHAYIM = re.compile('(?<=[א-ת])["”“″](?=[א-ת])')
"""What stands before the last letter of a Hebrew acronym: keyboards have only the quotation mark for it."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,.'’٬\u00a0\u2009\u202f][0-9]{3})+")
# Brackets are read by recursion, of which Python allows only so much.
MAX_DEPTH = 20
MAX_DISTANCE = 100


@dataclass(frozen=True, slots=True)
class Parsed:
    """How a text was read. `str()` of it reads back as the same clause; `quoted` are its leaves in quotation marks."""

    clause: Clause
    notices: tuple[Notice, ...] = ()
    quoted: frozenset[Leaf] = frozenset()

    def __str__(self) -> str:
        return "" if self.clause == EVERYTHING else write(self.clause)


# An answer reads its query several times over: for its results, and for what may be asked next.
@lru_cache(maxsize=16)
def parse(text: str) -> Parsed:
    """The clause of a text, with notices of what was repaired, each once."""
    notices: list[Notice] = []
    if len(text) > MAX_TEXT:
        notices.append(Notice("too_long", f"Only the first {MAX_TEXT:,} characters of the query were used."))
    read = together(_GERSHAYIM.sub("״", text[:MAX_TEXT]))
    tokens = list(_lex(read, notices))
    if not _heeds_capitals(read, tokens):
        tokens = [token._replace(leaf=_small(token.leaf)) for token in tokens]
    clause = _Reader(tokens, notices).read()
    quoted = frozenset(token.leaf for token in tokens if token.quoted and token.leaf)
    return Parsed(clause, tuple(dict.fromkeys(notices)), quoted)


# --- text -> lexical tokens ---------------------------------------------------------------------------------------

QUOTES = '"“”„‟«»＂「」『』'
_LEX = re.compile(
    rf"(?P<space>\s+)"
    rf"|(?P<field>(?:title|body)[:：](?=\S))"
    rf"|[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<closed>[{QUOTES}]?)(?:~(?P<distance>\d+))?"
    rf"|(?P<open>[(（])|(?P<close>[)）])"
    rf"|(?P<not>(?<![^\s(（:：\-+])[-−](?=[^\s\-)）]))"
    rf"|(?P<bare>[^\s{QUOTES}()（）]+)",
    re.IGNORECASE,
)


class _Lexeme(NamedTuple):
    kind: Literal["leaf", "open", "close", "not", "or", "and", "field"]
    leaf: Leaf | None = None
    field: FieldName = ""
    quoted: bool = False


def _lex(text: str, notices: list[Notice]) -> Iterator[_Lexeme]:
    for match in _LEX.finditer(text):
        match match.lastgroup:
            case "space":
                continue
            case "field":
                yield _Lexeme("field", field="title" if match[0].lower().startswith("title") else "body")
            case "open" | "close" | "not" as kind:
                yield _Lexeme(kind)
            case "bare":
                yield from _bare(match["bare"], notices)
            case _:
                yield from _quoted(match, notices)


def _quoted(match: re.Match[str], notices: list[Notice]) -> Iterator[_Lexeme]:
    if not match["closed"]:
        notices.append(Notice("unbalanced_quote", "Missing closing quotation mark; the phrase runs to the end."))
    run = _Run([], [])
    for word in match["quoted"].split():
        run.add(_parts(word, notices))
    distance = min(int(match["distance"][:4]), MAX_DISTANCE) if match["distance"] else None
    leaf = _phrase(run, distance)
    if leaf is None:
        notices.append(Notice("empty_phrase", "Quotation marks without a word between them were ignored."))
    else:
        yield _Lexeme("leaf", leaf, quoted=True)


def _bare(text: str, notices: list[Notice]) -> Iterator[_Lexeme]:
    if text in ("OR", "AND", "NOT"):
        yield _Lexeme("or" if text == "OR" else "and" if text == "AND" else "not")
        return
    named = re.match(r"([^\W\d_]{2,20})[:：](?=[^\W_])", text)
    if named:
        message = f"“{named[1]}:” is not a field, only title: and body: are. It was searched as plain words."
        notices.append(Notice("unknown_field", message))
        for part in (text[: named.end() - 1], text[named.end() :]):
            yield from _bare(part, notices)
        return
    # Only outside of quotes: there the words are meant as they stand.
    leaf = _phrase(_parts(_ELIDED.sub("", text, count=1) if _ELIDED.match(text) else text, notices), None)
    if leaf is not None:
        yield _Lexeme("leaf", leaf)


class _Run(NamedTuple):
    """Words typed together, and which of them may be written in one (see `Phrase.joined`)."""

    parts: list[Part]
    joined: list[tuple[int, int]]

    def add(self, run: _Run) -> None:
        """Put another one behind it."""
        before = len(self.parts)
        self.parts.extend(run.parts)
        self.joined.extend((before + first, before + end) for first, end in run.joined)


def _parts(text: str, notices: list[Notice]) -> _Run:
    """The words of a run of characters without a space; `*` and `~` count at its end."""
    if "*" in text.strip("*"):
        notices.append(Notice("wildcard_inside", "“*” works only at the end of a word; what follows it was ignored."))
        text = text.lstrip("*").split("*", 1)[0] + "*"
    elif text.startswith("*") and text.strip("*"):
        notices.append(Notice("wildcard_first", "“*” works only at the end of a word, not at the start."))
        text = text.lstrip("*")
    if text.endswith("*"):
        return _ending(text, Prefix, notices)
    typo = re.fullmatch(r"(.*?)~(\d*)", text)
    if typo is None:
        return _ending(text, Word, notices)
    if typo[2] not in ("", "0", "1"):
        notices.append(Notice("one_typo", "“~” allows one typo at most."))
    return _ending(text if not typo[1] else typo[1], Word if typo[2] == "0" else Typo, notices)


def _ending(text: str, last: type[Part], notices: list[Notice]) -> _Run:
    every = surfaces(text)
    found = [surface for surface in every if fold(surface)]
    if not found:
        if text:
            notices.append(Notice("no_word", f"“{text[:40]}” has no letters or digits and was ignored."))
        return _Run([], [])
    joined = [*glued_runs(text), *_numbers(text)] if len(found) == len(every) else []
    if is_unspaced(found[-1]):
        # The last character stands alone behind its pairs; where a pair has it already it asks for nothing more.
        covered = len(found) > 1 and len(fold(found[-2])) > 1 and is_unspaced(found[-2])
        return _Run([_part(surface) for surface in (found[:-1] if covered else found)], joined)
    return _Run([*map(_part, found[:-1]), _word(found[-1]) if last is Word else last(fold(found[-1]))], joined)


def _numbers(text: str) -> list[tuple[int, int]]:
    """The groups of a number that is written with marks between its thousands."""
    number = _GROUPED.fullmatch(text)
    return [(0, len(surfaces(text)))] if number else []


def _part(surface: str) -> Word | Prefix:
    """A word; a lone character of a script without spaces stands in documents as a pair with what follows it."""
    alone = len(fold(surface)) == 1 and is_unspaced(surface)
    return Prefix(fold(surface)) if alone else _word(surface)


def _word(surface: str) -> Word:
    word = fold(surface)
    return Word(word, capitals=word in differ_in_capitals() and is_in_capitals(surface))


def _heeds_capitals(text: str, tokens: Sequence[_Lexeme]) -> bool:
    """Whether the capitals of words that differ in them say so: one was typed alone, or some other word without."""
    every = [part for token in tokens if token.leaf for part in parts(token.leaf)]
    cased = [part for part in every if part.text != part.text.upper()]
    differing = sum(isinstance(part, Word) and part.capitals for part in cased)
    if not differing or len(cased) == 1:
        return True
    # A clause is written with all other words in small letters: where there are none, it would read otherwise.
    return differing < len(cased) and any(surface != surface.upper() for surface in surfaces(text))


def _small(leaf: Leaf | None) -> Leaf | None:
    """A leaf with its words whatever their capitals."""
    if isinstance(leaf, Phrase):
        return replace(leaf, parts=tuple(_small_part(part) for part in leaf.parts))
    return leaf if leaf is None else _small_part(leaf)


def _small_part(part: Part) -> Part:
    return replace(part, capitals=False) if isinstance(part, Word) else part


def _phrase(run: _Run, distance: int | None) -> Leaf | None:
    # A part of a phrase costs as much as a word by itself.
    held = run.parts[:MAX_LEAVES]
    if len(held) < 2:
        return held[0] if held else None
    joined = ((first, min(end, len(held))) for first, end in run.joined)
    return Phrase(tuple(held), "", distance, tuple((first, end) for first, end in joined if end - first > 1))


# --- lexical tokens -> clauses ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens, bounded in depth and in leaves."""

    tokens: list[_Lexeme]
    notices: list[Notice]
    at: int = 0
    leaves: set[Leaf] = field(default_factory=set)
    depth: int = 0
    unclosed: int = field(default=0)

    def read(self) -> Clause:
        found: list[Clause] = []
        while self.at < len(self.tokens):
            clause = self.either()
            if clause is not None:
                found.append(clause)
            if self.kind == "close":
                self.note("unbalanced_bracket", "A closing bracket without an opening one was ignored.")
                self.at += 1
        return all_of(found)

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def note(self, code: str, message: str) -> None:
        self.notices.append(Notice(code, message))

    def either(self) -> Clause | None:
        choices: list[Clause] = []
        while True:
            clause = self.side_by_side()
            if clause is not None:
                choices.append(clause)
            if self.kind != "or":
                break
            self.at += 1
            if clause is None or self.kind in ("or", "close", "end"):
                self.note("dangling_operator", "OR needs a word on both sides and was ignored.")
        if not choices:
            return None
        return any_of(choices)

    def side_by_side(self) -> Clause | None:
        found: list[Clause] = []
        while self.kind not in ("or", "close", "end"):
            clause = self.one()
            if clause is not None:
                found.append(clause)
        return all_of(found) if found else None

    def one(self) -> Clause | None:
        token = self.tokens[self.at]
        self.at += 1
        match token.kind:
            case "leaf":
                return self.leaf(token.leaf)
            case "not":
                return self.negated()
            case "open":
                return self.group()
            case "field":
                clause = self.one() if self.kind in ("leaf", "open", "not") else None
                return None if clause is None else within(clause, token.field)
            case _:
                if self.kind in ("or", "close", "end", "and") or self.at == 1:
                    self.note("dangling_operator", "AND needs a word on both sides and was ignored.")
                return None

    def leaf(self, leaf: Leaf | None) -> Clause | None:
        if leaf is None:
            return None
        if leaf not in self.leaves and len(self.leaves) == MAX_LEAVES:
            message = f"Only the first {MAX_LEAVES} different words and phrases of the query were used."
            self.note("too_many_words", message)
            return None
        self.leaves.add(leaf)
        return leaf

    def negated(self) -> Clause | None:
        times = 1
        while self.kind == "not":
            times += 1
            self.at += 1
        if self.kind in ("or", "and", "close", "end"):
            self.note("dangling_operator", "NOT needs a word to exclude and was ignored.")
            return None
        clause = self.one()
        # Two minus signs are none.
        return negation(clause) if clause is not None and times % 2 else clause

    def group(self) -> Clause | None:
        if self.depth >= MAX_DEPTH:
            self.note("too_deep", f"Brackets can be nested {MAX_DEPTH} deep; deeper ones were ignored.")
            return None
        self.depth += 1
        clause = self.either()
        self.depth -= 1
        if self.kind == "close":
            self.at += 1
        else:
            self.note("unbalanced_bracket", "Missing closing bracket; it was added at the end.")
        if clause is None:
            self.note("empty_bracket", "Brackets without a word between them were ignored.")
        return clause
