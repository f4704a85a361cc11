"""The parts of a query that stand side by side: all of them are required, unless most of them are enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.analysis.surfaces import is_unspaced
from search.query.clauses import And, Clause, Leaf, Not, Phrase, Word, all_of

_DIVIDED = 3
"""Pairs of characters from which on a run of a script without spaces is more than one word."""


@dataclass(frozen=True, slots=True)
class Required:
    """What a query asks for, part by part, each once and in the order of the text.

    An article may lack some of `parts`; what is `barred` it must not have. `asked` has each part as often as it was
    typed, which is what it counts for in the order of results. `plain` says that the query is words alone: no operator,
    no quotation marks.
    """

    parts: tuple[Clause, ...]
    asked: tuple[Clause, ...]
    barred: tuple[Clause, ...]
    plain: bool

    @property
    def clause(self) -> Clause:
        """All of it as one clause."""
        return all_of([*self.asked, *self.barred])


def required(clause: Clause, quoted: Collection[Leaf] = ()) -> Required:
    """The parts of a clause; phrases that are not `quoted` were typed as one run of characters.

    A run of a script without spaces is a whole sentence: it is divided into its pairs of characters.
    """
    together = clause.clauses if isinstance(clause, And) else (clause,)
    positive = [part for part in together if not isinstance(part, Not)]
    asked = tuple(piece for part in positive for piece in (pairs_of_run(part, quoted) or (part,)))
    barred = tuple(part for part in together if isinstance(part, Not))
    return Required(tuple(dict.fromkeys(asked)), asked, barred, not barred and _are_words(positive, quoted))


def pairs_of_run(part: Clause, quoted: Collection[Leaf]) -> tuple[Leaf, ...]:
    """The pairs of characters of a long run of a script without spaces; none of anything else."""
    if isinstance(part, Phrase) and part not in quoted and len(part.parts) >= _DIVIDED and _is_run(part):
        return part.parts
    return ()


def _is_run(phrase: Phrase) -> bool:
    return not phrase.field and any(isinstance(part, Word) and is_unspaced(part.text) for part in phrase.parts)


def _are_words(parts: Iterable[Clause], quoted: Collection[Leaf]) -> bool:
    return all(
        isinstance(part, Word | Phrase) and not part.field and part not in quoted and _has_words_alone(part)
        for part in parts
    )


def _has_words_alone(part: Word | Phrase) -> bool:
    return isinstance(part, Word) or all(isinstance(inner, Word) for inner in part.parts)
