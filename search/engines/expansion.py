"""What the words of a query stand for, over the words of a corpus: small pure rules that every engine follows."""

from __future__ import annotations

from collections.abc import Iterable

from search.model import Notice

MAX_EXPANSION = 1_000
"""Terms that one prefix or typo may stand for. The most frequent are kept, and a notice says that some were cut."""


def cut_expansion(written: str, candidates: Iterable[tuple[str, int]]) -> tuple[frozenset[str], tuple[Notice, ...]]:
    """The terms of an expansion, from each candidate term with its number of documents; most frequent, then by name."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate[1], candidate[0]))
    kept = frozenset(term for term, _ in ranked[:MAX_EXPANSION])
    return kept, notice_of_cut(written, len(ranked))


def notice_of_cut(written: str, found: int) -> tuple[Notice, ...]:
    """The notice that an expansion of `found` terms was cut, if it was."""
    if found <= MAX_EXPANSION:
        return ()
    message = f"“{written}” stands for {found:,} words; the {MAX_EXPANSION:,} most frequent were searched."
    return (Notice("expansion_cut", message),)
