"""The Whoosh engine: an index of Whoosh's whose files are plain arrays, searched by numpy.

A codec of our own (`columns.codec`) makes the files a Whoosh index, so that a stock Whoosh opens and searches them;
what serves the queries reads the same files directly, a whole posting list at a time. Answers are those of `memory`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from search.engines import facet_buckets
from search.engines.base import Duplicates
from search.engines.columns import manifest
from search.engines.columns.array_file import Floats, Ints
from search.engines.columns.facet_columns import Counts, Values
from search.engines.columns.filters import Filtered, Selection
from search.engines.columns.marked_positions import marked_documents
from search.engines.columns.merge import Earlier, grow
from search.engines.columns.snapshot import Snapshot
from search.engines.columns.story_columns import write_stories
from search.engines.columns.tag_columns import write_tags, write_with_tags
from search.engines.columns.word_matches import WordMatches, word_matches
from search.engines.columns.writer import write_index
from search.engines.completion import CANDIDATES, completions
from search.engines.every_page import every_page
from search.engines.marked_documents import MarkedDocument, MarkedPatterns, WordCounts, markings, patterns
from search.engines.mistyped import proposals
from search.engines.name_table import Names, unchanged
from search.errors import DocumentNotFound
from search.facets import FacetField, all_facets
from search.model import ALSO, NONE, Belongings, Document, Facet, Hit, Listing, Page, Query
from search.tag import Tags


def write(folder: Path, documents: Iterable[Document], names: Names = unchanged) -> int:
    """Write an index into an empty folder; the number of documents."""
    return write_index(folder, documents, names)


def extend(
    folder: Path, previous: Path, gone: Collection[str], documents: Iterable[Document], names: Names = unchanged
) -> int:
    """Write into an empty folder what `previous` holds, without the ids in `gone` and with more documents."""
    return grow(folder, previous, gone, documents, names)


def add_stories(folder: Path, stories: Belongings) -> None:
    """Write what documents belong to beside an index."""
    write_stories(folder, stories)


def add_tags(folder: Path, tags: Tags) -> None:
    """Write what people have put on documents beside an index."""
    write_tags(folder, tags)


def with_tags(folder: Path, previous: Path, tags: Tags) -> None:
    """Write into an empty folder what `previous` holds, with other tags."""
    write_with_tags(folder, previous, tags)


def documents(folder: Path, ids: Collection[str]) -> Iterator[Document]:
    """The documents of an index with these ids, by their paths, with their names as they were read."""
    return Earlier(folder).documents(ids)


def verify(folder: Path) -> None:
    """Read every byte of an index and compare checksums. Raises IndexUnusable."""
    manifest.verify(folder)


def searcher(folder: Path) -> WhooshSearcher:
    """Open an index. Raises IndexUnusable."""
    return WhooshSearcher(folder)


@contextmanager
def _blaming_damage(folder: Path) -> Iterator[None]:
    """Arithmetic that goes wrong is the fault of a file that was damaged since it was opened, if one is."""
    try:
        yield
    except (IndexError, ValueError, OverflowError, MemoryError):
        verify(folder)
        raise


class WhooshSearcher:
    """Answers queries over one index, which never changes: any number of threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _blaming_damage(folder):
            self._snapshot = Snapshot(folder)
        self._last: tuple[Query, Filtered] | None = None

    def search(self, query: Query) -> Page:
        """The page of results with every facet's counts. Raises IndexUnusable where the index turns out damaged."""
        with _blaming_damage(self._folder):
            return self._search(query)

    def _search(self, query: Query) -> Page:
        matches = word_matches(self._snapshot, query)
        filtered = Filtered(self._snapshot, query, matches.mask)
        self._last = _finding(query), filtered
        facets = tuple(self._facet(query, facet, filtered) for facet in facet_buckets.counted(query).values())
        mended = proposals(query, matches.reading.leaves, self._snapshot, self.count)
        notices = matches.notices + mended + matches.told
        hits = self._hits(query, matches, filtered)
        return Page(query, self._total(query, filtered), hits, facets, notices, matches.parsed, matches.match)

    def count(self, query: Query) -> int:
        """The total of a search. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            return self._total(query, self._filtered(query))

    def ids(self, query: Query) -> list[str]:
        """The ids of all documents that a query finds, in order. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            _, of_documents = self._snapshot.orders.paths_and_ids()
            return [of_documents[number] for number in self._ranked(query).tolist()]

    def marked_documents(self, query: Query) -> Iterator[MarkedDocument]:
        """All results in order, each with where it is marked. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            wanted = markings(query.text, self._snapshot.affordable)
            yield from marked_documents(self._snapshot, wanted, self._ranked(query))

    def _ranked(self, query: Query) -> Ints:
        """The numbers of all documents that a query finds, in order."""
        matches = word_matches(self._snapshot, query)
        results = Filtered(self._snapshot, query, matches.mask).results
        scores = matches.reading.scores(results.mask, results.documents)
        return results.documents[self._snapshot.orders.ranked(query.order, results.documents, scores)]

    def words(self, prefix: str, most: int) -> tuple[str, ...]:
        """Words of the corpus that begin so and mean something else. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            vocabulary, languages = self._snapshot.vocabulary, self._snapshot.languages
            found = vocabulary.starting(prefix, CANDIDATES)
            return completions(prefix, found, vocabulary.languages, languages, most)

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a folded word of a query stands for. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            return self._snapshot.terms(word)

    def marked_patterns(self, text: str) -> MarkedPatterns:
        """What the text of a query marks in documents. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            return patterns(markings(text, self._snapshot.affordable), self._snapshot.known_terms)

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words there are, and how often some terms. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            return self._snapshot.word_counts(terms)

    def values(self, query: Query, listing: Listing) -> Facet:
        """One facet's values under a query, searched, sorted and paged. Raises IndexUnusable as `search` does."""
        facet = all_facets()[listing.facet]
        with _blaming_damage(self._folder):
            filtered = self._filtered(query)
            if facet.name == "date":
                return self._date(query, facet, filtered)
            return self._listed(query, listing, filtered)

    def labels(self, facet: str, part: str, most: int) -> Sequence[str] | None:
        """The labels in a facet that hold a text; None where there are more. Raises IndexUnusable as `search` does."""
        with _blaming_damage(self._folder):
            column = self._snapshot.values[facet]
            found = column.labelled(facet_buckets.folded(part)).tolist()
            return None if len(found) > most else [column.facet.label_of(column[number]) for number in found]

    def scan(self) -> Iterator[Document]:
        """Every document."""
        return every_page(self.search)

    def get(self, doc_id: str) -> Document:
        """The document with an id. Raises DocumentNotFound."""
        return self._snapshot.document(self._number(doc_id))

    def _number(self, doc_id: str) -> int:
        number = self._snapshot.orders.find(doc_id)
        if number is None:
            raise DocumentNotFound(f"no article has the id {doc_id!r}")
        return number

    def duplicates(self, doc_id: str) -> Duplicates:
        """The near-duplicates of the document with an id. Raises DocumentNotFound."""
        others = self._snapshot.rows.beside(self._number(doc_id))
        ordered = others[self._snapshot.orders.ranked("date", others, np.zeros(len(others)))]
        return Duplicates(tuple(map(self._snapshot.document, ordered[:ALSO].tolist())), len(ordered))

    def close(self) -> None:
        """Let go of the files."""
        del self._snapshot, self._last

    def _filtered(self, query: Query) -> Filtered:
        # Whoever looks for a name asks one facet after the other the same, and a page asks how many stories it has: the
        # last answer is kept, however many ask.
        last, finding = self._last, _finding(query)
        if last is None or last[0] != finding:
            last = finding, Filtered(self._snapshot, query, word_matches(self._snapshot, query).mask)
            self._last = last
        return last[1]

    def _total(self, query: Query, filtered: Filtered) -> int:
        found = filtered.results.documents
        return self._snapshot.rows.total(found) if query.group else len(found)

    def _hits(self, query: Query, matches: WordMatches, filtered: Filtered) -> tuple[Hit, ...]:
        documents = filtered.results.documents
        scores = matches.reading.scores(filtered.results.mask, documents)
        start = (query.page - 1) * query.per_page
        if query.group:
            return self._grouped_hits(query, matches, documents, scores)
        best = matches.reading.best(query.order, documents, scores, start, start + query.per_page)
        return matches.hits(query, documents[best].tolist(), scores[best].tolist())

    def _grouped_hits(self, query: Query, matches: WordMatches, every: Ints, scores: Floats) -> tuple[Hit, ...]:
        """The hits as rows, each with the documents that share it."""
        first, folded = self._snapshot.rows.first(query, self._snapshot.orders, every, scores)
        documents, scores = every[first], scores[first]
        start = (query.page - 1) * query.per_page
        best = self._snapshot.orders.best(query.order, documents, scores, start, start + query.per_page)
        numbers = documents[best].tolist()
        hits = matches.hits(query, numbers, scores[best].tolist())
        others = (self._snapshot.rows.others(number, folded) for number in numbers)
        return tuple(self._with_others(hit, behind) for hit, behind in zip(hits, others, strict=True))

    def _with_others(self, hit: Hit, others: Ints) -> Hit:
        also = tuple(self._snapshot.document(number) for number in others[:ALSO].tolist())
        return replace(hit, also=also, others=len(others))

    def _facet(self, query: Query, facet: FacetField, filtered: Filtered) -> Facet:
        if facet.name == "date":
            return self._date(query, facet, filtered)
        column = self._snapshot.values[facet.name]
        counts = self._counted(query, column, filtered.counted_for(facet.name))
        marked = {value: column.find(value) for value in facet_buckets.marked(query, facet.name) if value != NONE}
        first = sorted(
            ((v, counts.of(n)) for v, n in marked.items()), key=lambda b: (-b[1], facet_buckets.sort_key(facet, b[0]))
        )
        rest = counts.without([n for n in marked.values() if n is not None]).top(query.facet_size - len(first))
        shown = first + [(column[number], count) for number, count in rest]
        return facet_buckets.assemble(query, facet, shown, len(counts.values), int(counts.counts.sum()), counts.missing)

    def _counted(self, query: Query, column: Values, selection: Selection) -> Counts:
        if query.group:
            return self._snapshot.rows.counted(column, selection.mask, selection.documents)
        return column.count(selection.mask, selection.documents)

    def _listed(self, query: Query, listing: Listing, filtered: Filtered) -> Facet:
        column, selection = self._snapshot.values[listing.facet], filtered.counted_for(listing.facet)
        labelled = column.labelled(facet_buckets.folded(listing.contains))
        if query.group:
            counts = self._counted(query, column, selection)
            found = counts.among(labelled)
        else:
            found = column.count_some(labelled, selection.mask, selection.documents)
        page = found.page(listing.order, listing.offset, listing.offset + listing.size)
        shown = [(column[number], count) for number, count in page]
        return facet_buckets.assemble(
            query, column.facet, shown, len(found.values), int(found.counts.sum()), found.missing
        )

    def _date(self, query: Query, facet: FacetField, filtered: Filtered) -> Facet:
        selection = filtered.counted_for("date")
        days = self._snapshot.days
        if query.group:
            rows, none, spread = self._snapshot.rows.dates(query, days, selection.mask, selection.documents)
            return facet_buckets.date_facet(query, facet, rows, none, spread)
        counts, missing = days.count(selection.mask, selection.documents, query)
        return facet_buckets.date_facet(query, facet, counts, missing)


def _finding(query: Query) -> Query:
    """What of a query decides which documents it finds and each facet counts; the rest as it is by default."""
    usual = Query()
    plain = replace(query, sort=None, group=None, view=None, facets=None)
    return replace(plain, page=1, per_page=usual.per_page, facet_size=usual.facet_size)
