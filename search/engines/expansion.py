"""What the words of a query stand for, over the words of a corpus: small pure rules that every engine follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from search.model import Notice
from search.query.clauses import EVERYTHING, Clause, Leaf, Part, Phrase, leaves, without, write
from search.query.readings import asked

MAX_EXPANSION = 1_000
"""Terms that one prefix or typo may stand for. The most frequent are kept, and a notice says that some were cut."""
MAX_POSTINGS = 50
"""Postings that one query may read, for each document of the index: fifty words that stand everywhere."""
FEW = 100_000
"""An index of fewer documents is searched as one of so many is: there everything is quick."""
TERM = 500
"""How many postings are as much work as one term is to find, by which prefixes and typos cost what they do."""
PLACES, NEAR_PLACES = 4, 8
"""How much more work a posting of a phrase is, whose positions are read as well, and one of words near each other."""
SHOWN = 40
"""Characters of what was left out that a notice shows."""


def cut_expansion(written: str, candidates: Iterable[tuple[str, int]]) -> tuple[frozenset[str], tuple[Notice, ...]]:
    """The terms of an expansion, from each candidate term with its number of documents; most frequent, then by name."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate[1], candidate[0]))
    kept = frozenset(term for term, _ in ranked[:MAX_EXPANSION])
    if len(ranked) <= MAX_EXPANSION:
        return kept, ()
    message = f"“{written}” matches too many words; only the {MAX_EXPANSION:,} most frequent were searched."
    return kept, (Notice("expansion_cut", message),)


def affordable(
    clause: Clause, expanded: Callable[[Part], tuple[int, int]], documents: int
) -> tuple[Clause, tuple[Notice, ...]]:
    """A clause without the leaves that are too much work after those before them, with a notice if there are such.

    `expanded` says of a part of a leaf how many terms it stands for and how many postings these have together, in an
    index of so many documents. It is not asked any more when to find the terms has cost everything.
    """
    # Counted in work and not in seconds: so the same query is cut in the same way on every machine, and in every
    # engine.
    left = MAX_POSTINGS * max(documents, FEW)
    skipped = []
    for leaf in dict.fromkeys(leaves(clause)):
        work = 0
        for part in asked(leaf):
            terms, postings = expanded(part) if left > 0 else (0, 1)
            # That was spent on finding the terms, also where the leaf itself is then left out.
            left -= terms * TERM
            work += postings * _places(leaf)
        if work > left:
            skipped.append(leaf)
        else:
            left -= work
    if not skipped:
        return clause, ()
    return without(clause, frozenset(skipped)) or EVERYTHING, (_too_heavy(skipped),)


def _places(leaf: Leaf) -> int:
    if not isinstance(leaf, Phrase):
        return 1
    return PLACES if leaf.distance is None else NEAR_PLACES


def _too_heavy(skipped: list[Leaf]) -> Notice:
    shown = write(skipped[0])
    first = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
    others = f" and {len(skipped) - 1:,} more were" if len(skipped) > 1 else " was"
    return Notice("too_heavy", f"The query is too expensive to run in full: “{first}”{others} left out.")
