"""Answers over one finished index: found, filtered and counted by the cluster, scored to the last digit here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from search.config import Config
from search.engines import facet_buckets
from search.engines.base import Duplicates
from search.engines.completion import CANDIDATES, completions
from search.engines.expansion import affordable
from search.engines.marked_documents import MarkedPatterns, WordCounts, markings, patterns
from search.engines.mistyped import proposals
from search.engines.name_table import renamed
from search.engines.opensearch import clause_queries, document_fields, row_counts
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.document_fields import Source
from search.engines.opensearch.facet_counts import FacetCounts
from search.engines.opensearch.index_corpus import IndexCorpus
from search.engines.opensearch.ranking import SHOWN, SLACK, TEXTS, Found, Ranking
from search.engines.opensearch.row_counts import RowCounts
from search.engines.opensearch.scan import scan
from search.engines.opensearch.value_listing import ValueListing
from search.engines.opensearch.word_matches import WordMatches, word_matches
from search.engines.scoring import CANDIDATES as BEST
from search.errors import DocumentNotFound
from search.facets import all_facets
from search.model import ALSO, About, Document, Facet, Hit, Listing, Page, Query
from search.query.clauses import Word
from search.query.syntax import parse

_BROWSED = 64
"""Looks at everything, without words and filters, that are kept: the costliest queries, and every visit's first."""


class ClusterSearcher:
    """Safe to share between threads."""

    def __init__(self, folder: Path, config: Config) -> None:
        self._cluster = Cluster(config)
        try:
            self._corpus = IndexCorpus(self._cluster, folder)
        except BaseException:
            self._cluster.close()
            raise
        self._browsed: dict[tuple[str | None, frozenset[str] | None, int], tuple[int, tuple[Facet, ...], bool]] = {}

    # --- the seam

    def search(self, query: Query) -> Page:
        """The page of results with every facet's counts. Raises ClusterUnreachable."""
        asked = _Asked(self._corpus, query)
        kept = self._browsed.get((query.group, query.facets, query.facet_size)) if _is_everything(query) else None
        ranking = asked.ranking()
        if query.group:
            hits, answer = asked.rows_of_page(ranking, {} if kept else asked.aggregations())
        else:
            found, answer = ranking.page({} if kept else asked.aggregations(), total=not kept)
            hits = tuple(asked.hit(one) for one in found)
        total, facets, rough = kept or asked.counted(answer)
        if _is_everything(query) and not kept:
            if len(self._browsed) > _BROWSED:
                self._browsed.clear()
            self._browsed[query.group, query.facets, query.facet_size] = total, facets, rough
        words = asked.words
        mended = proposals(query, words.reading.leaves, self._corpus, self.count)
        told: dict[About, bool] = {"total": rough, "order": ranking.about}
        about = tuple(what for what, is_rough in told.items() if is_rough)
        notices = words.notices + mended + words.told
        facets = tuple(facet for facet in facets if query.facets is None or facet.name in query.facets)
        return Page(query, total, hits, facets, notices, words.parsed, words.match, about)

    def values(self, query: Query, listing: Listing) -> Facet:
        """One facet's values under a query, searched, sorted and paged. Raises ClusterUnreachable."""
        asked = _Asked(self._corpus, replace(query, facets=None))
        facet = all_facets()[listing.facet]
        if facet.name == "date":
            return asked.facets([facet.name])[0]
        looked = ValueListing(query, facet, listing, asked.filters, asked.rows.get(facet.name))
        body = {"size": 0, "query": asked.base, "aggs": {"f": looked.ask()}}
        answer = self._corpus.ask(body, filter_path="-aggregations.f.all.buckets")
        return looked.read(answer["aggregations"]["f"])

    def count(self, query: Query) -> int:
        """The total of a search. Raises ClusterUnreachable."""
        return _Asked(self._corpus, query).total()

    def words(self, prefix: str, most: int) -> tuple[str, ...]:
        """Words of the corpus that begin so and mean something else, most frequent first."""
        corpus = self._corpus
        documents = {language: count for language, count in corpus.documents_in.items() if language}
        found = corpus.words.starting(prefix, CANDIDATES)
        return completions(prefix, found, corpus.languages, documents, most)

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a folded word of a query stands for."""
        return self._corpus.expand(Word(word))[0]

    def marked_patterns(self, text: str) -> MarkedPatterns:
        """What the text of a query marks in documents."""
        corpus = self._corpus
        corpus.words.learn(parse(text).clause)
        wanted = markings(text, lambda clause: affordable(clause, corpus.expanded_to, corpus.size))
        return patterns(wanted, lambda part: corpus.expand(part)[0])

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        return self._corpus.word_counts(terms)

    def get(self, doc_id: str) -> Document:
        """The document with an id. Raises DocumentNotFound."""
        path = f"/{self._corpus.pointer.index}/_mget"
        [found] = self._cluster.ask("POST", path, {"ids": [doc_id]}, _source_includes="record,belongs,tags")["docs"]
        if not found.get("found"):
            raise DocumentNotFound(f"no article has the id {doc_id!r}")
        return self._document(found["_source"])

    def duplicates(self, doc_id: str) -> Duplicates:
        """The near-duplicates of the document with an id. Raises DocumentNotFound."""
        lead = self.get(doc_id).belongs.lead
        if not lead:
            return Duplicates()
        others = [{"term": {"lead": lead}}, clause_queries.none_of({"ids": {"values": [doc_id]}})]
        body: Ask = {"size": ALSO, "track_total_hits": True, "query": clause_queries.all_of(others), "_source": SHOWN}
        body["sort"] = [{"d0": {"order": "asc", "missing": "_last"}}, {"path": "asc"}]
        hits = self._corpus.ask(body)["hits"]
        documents = tuple(self._document(hit["_source"]) for hit in hits["hits"])
        return Duplicates(documents, hits["total"]["value"])

    def ids(self, query: Query) -> list[str]:
        """The ids of all documents that a query finds, in the order in force; near-duplicates each by itself."""
        return _Asked(self._corpus, replace(query, group=None)).ranking().ids()

    def every_hit(self, query: Query) -> Iterator[Hit]:
        """All results of a query in their order; near-duplicates each by itself."""
        asked = _Asked(self._corpus, replace(query, group=None))
        return map(asked.hit, asked.ranking().every())

    def scan(self) -> Iterator[Document]:
        """Every document, by path."""
        for hit in scan(self._cluster, self._corpus.pointer.index, ["record", "belongs", "tags"]):
            yield self._document(hit["_source"])

    def close(self) -> None:
        """Let go of the connections."""
        self._cluster.close()

    def _document(self, source: Source) -> Document:
        return _document(self._corpus, source)


def _document(corpus: IndexCorpus, source: Source) -> Document:
    document = renamed(document_fields.record_of(source), corpus.pointer.names)
    return replace(document, belongs=document_fields.belonging_of(source), tags=document_fields.tags_of(source))


def _is_everything(query: Query) -> bool:
    return not (query.text.strip() or query.chosen or query.excluded or query.since or query.until or query.added_since)


class _Asked:
    """A query over an index: what it finds, with what is counted of it."""

    def __init__(self, corpus: IndexCorpus, query: Query) -> None:
        self._corpus, self._query = corpus, query
        self.words: WordMatches = word_matches(corpus, query)
        self.base = clause_queries.all_of([self.words.ask, *clause_queries.base_filters(query)])
        self.filters = clause_queries.chosen_filters(query)
        self.rough = False
        """Whether there are too many near-duplicates to count every row, and its first document stands for it."""
        self._repeated = self._fetch_repeated() if query.group else None
        self.rows: dict[str, RowCounts] = {}
        if self._repeated is not None:
            self.rows = {
                name: row_counts.row_counts(query, facet, self._repeated) for name, facet in all_facets().items()
            }
        self._counts = {
            name: FacetCounts(query, facet, self.filters, self.rows.get(name), corpus.shards)
            for name, facet in (facet_buckets.counted(query) or {"date": all_facets()["date"]}).items()
        }

    def _fetch_repeated(self) -> list[Source] | None:
        """Every matching document that has near-duplicates, without its text; None where they are too many."""
        led = clause_queries.all_of([self.base, row_counts.HAS_LEAD])
        body: Ask = {"size": row_counts.FOLDED, "track_total_hits": True, "query": led, "_source": row_counts.FIELDS}
        hits = self._corpus.ask(body, filter_path="hits.total,hits.hits._source")["hits"]
        if hits["total"]["value"] > row_counts.FOLDED:
            self.rough = True
            self.base = clause_queries.all_of([self.base, row_counts.FIRST_OF_ROW])
            return None
        return [hit["_source"] for hit in hits.get("hits", [])]

    def ranking(self) -> Ranking:
        """The documents that are found, in their order."""
        post = clause_queries.all_of([*self.filters.values()])
        return Ranking(self._corpus, self._query, self.words, self.base, post)

    def hit(self, one: Found) -> Hit:
        """A document as it is shown."""
        hit = self.words.reading.hit(self._query, _document(self._corpus, one.source), one.texts, one.score)
        return replace(hit, lacks=self.words.lacks(one.texts))

    # --- counts

    def aggregations(self) -> Ask:
        """What is to be counted beside the page."""
        aggs = {name: counts.ask(many=name in self._corpus.many) for name, counts in self._counts.items()}
        if self._repeated is not None:
            alone = clause_queries.all_of([*self.filters.values(), row_counts.ALONE])
            aggs["rows"] = {"filter": alone}
        return aggs

    def counted(self, answer: Any) -> tuple[int, tuple[Facet, ...], bool]:
        """The total, every facet, and whether these are about right, from the answer to a page."""
        found = answer["aggregations"]
        self._settle(found)
        facets = tuple(counts.read(found[name]) for name, counts in self._counts.items())
        total: int = answer["hits"]["total"]["value"]
        if self._repeated is not None:
            total = found["rows"]["doc_count"] + row_counts.rows(self._query, self._repeated)
        return total, facets, self.rough

    def facets(self, names: list[str]) -> list[Facet]:
        """Some facets alone."""
        aggs = {name: self._counts[name].ask(many=name in self._corpus.many) for name in names}
        body = {"size": 0, "query": self.base, "aggs": aggs}
        found = self._corpus.ask(body, filter_path="-aggregations.*.all.buckets")["aggregations"]
        return [self._counts[name].read(found[name]) for name in names]

    def total(self) -> int:
        """How many documents or rows are found."""
        chosen = [self.base, *self.filters.values()]
        if self._repeated is None:
            return self._corpus.count(clause_queries.all_of(chosen))
        alone = self._corpus.count(clause_queries.all_of([*chosen, row_counts.ALONE]))
        return alone + row_counts.rows(self._query, self._repeated)

    def _settle(self, found: Any) -> None:
        """Make exact what shards may have left out of the counts of facets."""
        left = [*self._counts]
        while left:
            again = {}
            for name in left:
                counts, answer = self._counts[name], found[name]
                candidates, distinct = counts.doubtful(answer), counts.estimated(answer)
                if candidates or distinct:
                    again[name] = counts.ask_again(candidates, distinct=distinct)
            if not again:
                return
            exact = self._aggregated(again)
            open_ones = [name for name in again if not self._counts[name].settle(found[name], exact[name])]
            wider = {name: ask for name in open_ones if (ask := self._counts[name].widen())}
            if wider:
                for name, answer in self._aggregated(wider).items():
                    # How many values there are has been told, maybe one by one.
                    known = {key: found[name][key] for key in ("all", "sum") if key in found[name]}
                    found[name] = answer | known
            left = [*wider]

    def _aggregated(self, aggs: Ask) -> Any:
        body = {"size": 0, "query": self.base, "aggs": aggs}
        return self._corpus.ask(body, filter_path="-aggregations.*.all.buckets")["aggregations"]

    # --- rows

    def rows_of_page(self, ranking: Ranking, aggs: Ask) -> tuple[tuple[Hit, ...], Any]:
        """The page as rows, each with the documents that share it, and the whole answer."""
        start = (self._query.page - 1) * self._query.per_page
        stop = start + self._query.per_page
        size = max(BEST, stop) + SLACK
        answer: Any = None
        while True:
            if ranking.by_score:
                found, more = ranking.best(size - SLACK, aggs)
            else:
                found, more = ranking.fetched(0, size, TEXTS, aggs, total=True)
            # Counts come with the first of these answers.
            answer, aggs = answer or more, {}
            rows: defaultdict[str, list[Found]] = defaultdict(list)
            for one in found:
                rows[one.row].append(one)
            if len(rows) >= stop or len(found) < size:
                break
            size *= 2
        first = [of_row[0] for of_row in [*rows.values()][start:stop]]
        if not ranking.by_score:
            ranking.rescore(first)
        behind = self._behind(ranking, first, {one.id: one.score for one in found})
        hits = []
        for one in ranking.with_records(first):
            others = [other for other in behind[one.row] if other.id != one.id]
            also = tuple(_document(self._corpus, o.source) for o in ranking.with_records(others[:ALSO]))
            hits.append(replace(self.hit(one), also=also, others=len(others)))
        return tuple(hits), answer

    def _behind(self, ranking: Ranking, first: list[Found], known: dict[str, float]) -> dict[str, list[Found]]:
        """The documents in the rows of some, by row, in the order in force."""
        behind: defaultdict[str, list[Found]] = defaultdict(list)
        leads = [one.row for one in first if one.source.get("lead")]
        if leads:
            source = TEXTS if ranking.by_score else ["lead"]
            in_rows: list[Ask] = [{"terms": {"lead": leads}}]
            others, _ = ranking.fetched(0, row_counts.FOLDED, source, {}, total=False, more=in_rows)
            if ranking.by_score:
                ranking.score_others(others, known)
            for one in others:
                behind[one.row].append(one)
        return behind
