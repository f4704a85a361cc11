"""Which articles have most of a query: the rule, the same in every engine.

The parts of a query are what stands side by side in it (`search.query.required`). A part weighs its idf over the whole
index, a stop word of a question a fifth of that. An article has most of a query if it has nothing that the query
excludes and its parts weigh together at least half of what those of the best article weigh. Half of what the best
article has, and not of everything: of a long question even the best one may have little.

Weights are whole thousandths, so that sums are exact in whatever order an engine adds. They depend on the index and
the words alone, never on filters: so the number beside a value of a facet is still what a click on it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis.surfaces import is_unspaced
from search.engines import scoring
from search.engines.term_weights import STOP_WORD, kinds
from search.model import Notice, Query
from search.query.clauses import Clause, Word, leaves
from search.query.required import Required

FEWEST = 3
"""Parts of a query from which on most of them can be less than all without being next to one."""
FEW = 3
"""Articles that are more than next to nothing, for a query of many words."""
THOUSANDTHS = 1_000


def weighed(parts: Sequence[Clause], having: Sequence[int], documents: int, languages: Iterable[str]) -> list[int]:
    """What each part weighs, from the number of `documents` that have it: 0 where none has."""
    factors = kinds((leaf for part in parts for leaf in leaves(part)), languages)
    return [
        max(1, round(THOUSANDTHS * (factors[part] if isinstance(part, Word) else 1.0) * scoring.idf(documents, count)))
        if count
        else 0
        for part, count in zip(parts, having, strict=True)
    ]


def bar(best: int) -> int:
    """What the parts of an article must weigh at least, where those of the best article weigh `best`."""
    return max(1, (best + 1) // 2)


def falls_short(query: Query, required: Required, found: int, languages: Iterable[str]) -> bool:
    """Whether `found` articles with all parts are so few that those with most of them are the answer.

    Only where nobody said which are wanted, for words without operators, three at least: none is few; with four words
    that are no stop words one is, with more two are.
    """
    if query.match or not required.plain or len(required.parts) < FEWEST:
        return False
    factors = kinds((leaf for part in required.parts for leaf in leaves(part)), languages)
    telling = sum(1 for factor in factors.values() if factor != STOP_WORD)
    return found < min(FEW, max(1, telling - 2))


def notice(required: Required, found: int, unknown: int) -> Notice:
    """That those with most parts are shown, since only `found` articles have all; no article has `unknown` of them."""
    count, many = len(required.parts), _noun(required)
    rest = "them"
    if found:
        head = f"Only {'1 article has' if found == 1 else f'{found:,} articles have'} all {count:,} {many}."
    elif unknown:
        head = f"No article has all {count:,} {many}; {unknown:,} of them {'is' if unknown == 1 else 'are'} in none."
        rest = "the others"
    else:
        head = f"No article has all {count:,} {many}."
    how = "at least half as much as the best one, counting rare words more"
    return Notice("most_words", f"{head} These have most of {rest}: {how}.")


def _noun(required: Required) -> str:
    words = [is_unspaced(part.text) for part in required.parts if isinstance(part, Word)]
    if any(words):
        return "pairs of characters" if all(words) else "words and pairs of characters"
    return "words" if len(words) == len(required.parts) else "words and phrases"
