"""A sample of results to code by hand: the same articles for the same seed, in any build and on any machine.

Every article has a place of its own, from a keyed hash of its id: the first 100 are therefore among the first 200.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from search.engines.base import Searcher, ids
from search.errors import InputInvalid
from search.facets import all_facets
from search.model import Document, Query

MOST = 100_000
"""The largest sample: more than anybody codes by hand."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a sample is drawn: `size` articles by a `seed`, at most `each` of them for every value of the facet `per`."""

    size: int
    seed: str
    per: str = ""
    each: int = 0


def drawing(size: int, seed: str, per: str = "", each: int = 0) -> Drawing:
    """A drawing that can be done. Raises InputInvalid."""
    if not 1 <= size <= MOST:
        raise InputInvalid(f"a sample has from 1 to {MOST:,} articles, not {size:,}")
    if bool(per) != bool(each):
        raise InputInvalid("say both, a facet and how many articles of each value, as in: per source 10")
    known = [name for name, facet in all_facets().items() if not facet.multiple]
    if per and per not in known:
        raise InputInvalid(f"articles cannot be drawn per “{per[:80]}”; choose one of: {', '.join(known)}")
    if each < 0:
        raise InputInvalid(f"{each} of each cannot be drawn; say 1 or more")
    return Drawing(size, seed, per, each)


def sample(searcher: Searcher, query: Query, how: Drawing) -> list[Document]:
    """The articles of a sample of the results, in the order in which they were drawn."""
    drawn: list[Document] = []
    taken: Counter[str] = Counter()
    for doc_id in in_order(ids(searcher, query), how.seed):
        if len(drawn) == how.size:
            break
        document = searcher.get(doc_id)
        value = _value(document, how.per)
        if not how.per or taken[value] < how.each:
            taken[value] += 1
            drawn.append(document)
    return drawn


def in_order(found: Sequence[str], seed: str) -> Iterator[str]:
    """Ids by their places in the samples of a seed."""
    key = blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=32).digest()
    yield from sorted(found, key=lambda doc_id: (blake2b(doc_id.encode(), key=key, digest_size=16).digest(), doc_id))


def _value(document: Document, per: str) -> str:
    """The value that an article is drawn for; a date is drawn by its year."""
    if per == "date":
        return str(document.day.first.year) if document.day else ""
    return next(iter(all_facets()[per].values(document)), "") if per else ""
