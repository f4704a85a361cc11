"""Every document of an index by turning its pages: so that to look at all of them also proves that pages tile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from search.model import Document, Page, Query

BATCH = 500
"""Documents that are asked for at once."""


def every_page(search: Callable[[Query], Page]) -> Iterator[Document]:
    """The documents that `search` finds, oldest first."""
    query = Query(sort="date", per_page=BATCH, facets=frozenset())
    while hits := search(query).hits:
        yield from (hit.document for hit in hits)
        query = query.turn(query.page + 1)
