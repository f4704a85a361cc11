"""What a query asks for: a tree of clauses, with words, prefixes, typos and phrases as its leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

FieldName = Literal["", "title", "body"]


@dataclass(frozen=True, slots=True)
class Word:
    """Documents that have the word, in any form of it. `field` "" means title or body.

    `capitals` is whether it is the one of two words that is written in capitals, where a language has such (US, us).
    """

    text: str
    field: FieldName = ""
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents that have a word beginning so."""

    text: str
    field: FieldName = ""


@dataclass(frozen=True, slots=True)
class Typo:
    """Documents that have the word, or one that is one edit away."""

    text: str
    field: FieldName = ""


Part = Word | Prefix | Typo


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents in which the parts stand in one field: side by side in order, or, with `distance` given, near.

    Near means that a stretch of `len(parts) + distance` words, beginning with one of the parts, holds every part. The
    stretch is longer by what a word takes more than one position for. `joined` are runs of parts that were typed as one
    word, like "e-mail", each by its first part and the one behind its last: they may stand in one in a text.
    """

    parts: tuple[Part, ...]
    field: FieldName = ""
    distance: int | None = None
    joined: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class And:
    """Documents that match every clause; with no clause, every document."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that match any of the clauses."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match the clause. It never adds to a score."""

    clause: Clause


Leaf = Word | Prefix | Typo | Phrase
Clause = Leaf | And | Or | Not

EVERYTHING = And(())


def parts(leaf: Leaf) -> tuple[Part, ...]:
    """The parts of a phrase; anything else is its own only part."""
    return leaf.parts if isinstance(leaf, Phrase) else (leaf,)


def leaves(clause: Clause) -> Iterator[Leaf]:
    """Every leaf, in the order of the text."""
    match clause:
        case And(clauses) | Or(clauses):
            for inner in clauses:
                yield from leaves(inner)
        case Not(inner):
            yield from leaves(inner)
        case _:
            yield clause


def positive_leaves(clause: Clause) -> Iterator[Leaf]:
    """The leaves that a document can be found, scored and marked by, in the order of the text."""
    match clause:
        case And(clauses) | Or(clauses):
            for inner in clauses:
                yield from positive_leaves(inner)
        case Not():
            return
        case _:
            yield clause


def without(clause: Clause, gone: Collection[Leaf]) -> Clause | None:
    """A clause with some of its leaves left out; None where nothing is left of it."""
    match clause:
        case And(clauses) | Or(clauses):
            # An empty And means everything: it may be there from the beginning, but must not come of leaving things
            # out.
            kept = [left for inner in clauses if (left := without(inner, gone)) is not None]
            together = any_of if isinstance(clause, Or) else all_of
            return together(kept) if kept or not clauses else None
        case Not(inner):
            left = without(inner, gone)
            return None if left is None else Not(left)
        case _:
            return None if clause in gone else clause


def write(clause: Clause) -> str:
    """A clause in the language it was read from, with brackets where they matter."""
    match clause:
        case Word(text, name, capitals):
            return _named(name, text.upper() if capitals else text)
        case Prefix(text, name):
            return _named(name, f"{text}*")
        case Typo(text, name):
            return _named(name, f"{text}~")
        case Phrase(field=name, distance=distance, joined=joined) as phrase:
            near = "" if distance is None else f"~{distance}"
            alone = joined == ((0, len(phrase.parts)),) and not near
            return _named(name, _glued(phrase) if alone else f'"{_glued(phrase)}"{near}')
        case And(clauses):
            return " ".join(f"({write(c)})" if isinstance(c, Or) else write(c) for c in clauses)
        case Or(clauses):
            return " OR ".join(map(write, clauses))
        case Not(inner):
            return f"-({write(inner)})" if isinstance(inner, And | Or) else f"-{write(inner)}"


def _glued(phrase: Phrase) -> str:
    """The parts of a phrase, glued where they were typed as one word."""
    inside = {i for first, end in phrase.joined for i in range(first + 1, end)}
    written = ""
    for i, part in enumerate(phrase.parts):
        # Between two digits a hyphen joins nothing, and a comma the groups of a number.
        digits = written[-1:].isdigit() and part.text[:1].isdigit()
        glue = ("," if digits else "-") if i in inside else " "
        written += (glue if i else "") + write(part)
    return written


def _named(name: FieldName, text: str) -> str:
    return f"{name}:{text}" if name else text


def all_of(clauses: Sequence[Clause]) -> Clause:
    """The clauses AND-ed, without an And inside of an And; one clause is itself."""
    if len(clauses) == 1:
        return clauses[0]
    flat = (inner for clause in clauses for inner in (clause.clauses if isinstance(clause, And) else (clause,)))
    return And(tuple(flat))


def any_of(clauses: Sequence[Clause]) -> Clause:
    """The clauses OR-ed, without an Or inside of an Or; one clause is itself."""
    if len(clauses) == 1:
        return clauses[0]
    flat = (inner for clause in clauses for inner in (clause.clauses if isinstance(clause, Or) else (clause,)))
    return Or(tuple(flat))


def negation(clause: Clause) -> Clause:
    """What does not match the clause; twice is the clause itself."""
    return clause.clause if isinstance(clause, Not) else Not(clause)


def within(clause: Clause, name: FieldName) -> Clause:
    """The clause with every leaf that names no field kept to one."""
    match clause:
        case And(clauses):
            return And(tuple(within(inner, name) for inner in clauses))
        case Or(clauses):
            return Or(tuple(within(inner, name) for inner in clauses))
        case Not(inner):
            return Not(within(inner, name))
        case _:
            # The inner one is nearer to the word: “title:(body:x y)” asks for x in the body.
            return replace(clause, field=name) if not clause.field else clause
