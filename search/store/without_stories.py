"""The searcher of a build that was made without stories: what depends on them is refused, not answered with 0."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from search.engines import base
from search.engines.base import Duplicates, Searcher
from search.engines.marked_documents import MarkedDocument, MarkedPatterns, WordCounts
from search.errors import StoriesNotTold
from search.model import Document, Facet, Hit, Listing, Page, Query

FACET = "story"


class Untold:
    """Answers as another searcher, but for the facet of stories and for near-duplicates in one row."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def search(self, query: Query) -> Page:
        """The page of results, without the facet of stories. Raises StoriesNotTold where the query needs them."""
        refuse(query)
        page = self._searcher.search(query)
        return replace(page, facets=tuple(facet for facet in page.facets if facet.name != FACET))

    def values(self, query: Query, listing: Listing) -> Facet:
        """One facet's values under a query. Raises StoriesNotTold where the query or the facet needs them."""
        refuse(query, listing.facet)
        return self._searcher.values(query, listing)

    def count(self, query: Query) -> int:
        """The total of a search. Raises StoriesNotTold where the query needs them."""
        refuse(query)
        return self._searcher.count(query)

    def ids(self, query: Query) -> Sequence[str]:
        """The ids of all documents that a query finds. Raises StoriesNotTold where the query needs them."""
        refuse(query)
        return base.ids(self._searcher, query)

    def labels(self, facet: str, part: str, most: int) -> Sequence[str] | None:
        """The labels in a facet that hold a text. Raises StoriesNotTold where the facet is that of stories."""
        refuse(Query(), facet)
        return base.labels(self._searcher, facet, part, most)

    def words(self, prefix: str, most: int) -> tuple[str, ...]:
        """Folded words of the corpus that begin so."""
        return self._searcher.words(prefix, most)

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a folded word of a query stands for."""
        return self._searcher.terms(word)

    def marked_patterns(self, text: str) -> MarkedPatterns:
        """What the text of a query marks in documents."""
        return self._searcher.marked_patterns(text)

    def marked_documents(self, query: Query) -> Iterator[MarkedDocument]:
        """All results with where they are marked. Raises StoriesNotTold where the query needs them."""
        refuse(query)
        return base.every_marked_document(self._searcher, query)

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        return self._searcher.word_counts(terms)

    def every_hit(self, query: Query) -> Iterator[Hit]:
        """All results of a query in their order. Raises StoriesNotTold where the query needs them."""
        refuse(query)
        return base.every_hit(self._searcher, query)

    def scan(self) -> Iterator[Document]:
        """Every document."""
        return self._searcher.scan()

    def get(self, doc_id: str) -> Document:
        """The document with an id. Raises DocumentNotFound."""
        return self._searcher.get(doc_id)

    def duplicates(self, doc_id: str) -> Duplicates:
        """None are known. Raises DocumentNotFound."""
        return self._searcher.duplicates(doc_id)

    def close(self) -> None:
        """Let go of files."""
        self._searcher.close()


def refuse(query: Query, facet: str = "") -> None:
    """Raise StoriesNotTold where a query, or a look inside a facet, asks what only a build with stories knows."""
    if query.group or FACET in (*query.chosen, *query.excluded, *query.every, facet):
        raise StoriesNotTold(
            "This index was built without stories, so it cannot find near-duplicates or articles on the same story."
            " Rebuild it without --no-stories to use them."
        )
