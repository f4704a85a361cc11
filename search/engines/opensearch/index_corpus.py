"""What is true of one index as a whole: its size, languages and averages, and how many documents have a pattern.

All of it is asked once: a build never changes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from search.engines.marked_documents import WordCounts
from search.engines.mistyped import Candidate
from search.engines.opensearch import clause_queries, pointer, requirements, snapshots
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.document_fields import FORMAT
from search.engines.opensearch.facet_counts import FEW
from search.engines.opensearch.refusals import Refused
from search.engines.opensearch.word_index import WordIndex
from search.engines.scoring import FIELDS
from search.errors import IndexUnusable
from search.facets import keyword_facets
from search.model import Notice
from search.query.clauses import Part, Word
from search.query.patterns import Pattern, resolve

_KEPT = 100_000
"""Patterns whose numbers of documents are kept; when there are so many, all are forgotten."""
_LANGUAGES = 1_000
_AT_ONCE = 500
"""Questions that are asked together."""
_SUM_OF_SCORES: Ask = {"sum": {"script": {"source": "_score"}}}

_encode = msgspec.json.Encoder().encode


class IndexCorpus:
    """One index of the cluster: see `scored_leaves.Corpus` and `mistyped.Lexicon`."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.pointer = cluster, pointer.read(folder)
        self._having: dict[bytes, int] = {}
        requirements.require_opensearch(cluster)
        try:
            snapshots.restore(cluster, self.pointer)
            self._require_format()
            answer = self.ask({"size": 0, "track_total_hits": True, "aggs": _figures()})
        except Refused as error:
            raise IndexUnusable(
                f"the index {self.pointer.index} of the search cluster cannot be used ({error}); {self.pointer.advice}"
            ) from error
        self.size: int = answer["hits"]["total"]["value"]
        self.shards: int = answer["_shards"]["total"]
        figures = answer["aggregations"]
        total = max(1, self.size)
        self.total_words = int(figures["nt"]["value"] + figures["nb"]["value"])
        self.averages: dict[str, float] = {
            "title": max(1.0, figures["nt"]["value"] / total),
            "body": max(1.0, figures["nb"]["value"] / total),
        }
        self.documents_in = {bucket["key"]: bucket["doc_count"] for bucket in figures["lang"].get("buckets", [])}
        self.many = {facet.name for facet in keyword_facets() if figures[facet.name]["value"] > FEW}
        """The facets that have more values than are counted one by one."""
        self.words = WordIndex(cluster, self.pointer.words, frozenset(self.documents_in))

    def _require_format(self) -> None:
        found = self.cluster.ask("GET", f"/{self.pointer.index}/_mapping")
        if found is None:
            raise IndexUnusable(
                f"the index {self.pointer.index} is no longer in the search cluster; {self.pointer.advice}"
            )
        [mapped] = found.values()
        version = mapped["mappings"].get("_meta", {}).get("format")
        if version != FORMAT:
            raise IndexUnusable(
                f"the index {self.pointer.index} has format {version}, this program reads format {FORMAT};"
                f" {self.pointer.advice}"
            )

    def ask(self, body: Ask, **params: str) -> Any:
        """A search of the index: all of its shards, or an error."""
        path = f"/{self.pointer.index}/_search"
        return self.cluster.ask("POST", path, body, allow_partial_search_results="false", **params)

    def count(self, query: Ask) -> int:
        """How many documents a query finds."""
        body = {"size": 0, "track_total_hits": True, "query": query}
        return int(self.ask(body, filter_path="hits.total")["hits"]["total"]["value"])

    # --- for scores

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the documents."""
        return frozenset(self.documents_in)

    def average(self, field: str) -> float:
        """The mean number of words of a field, at least 1."""
        return self.averages[field]

    def expand(self, part: Part) -> tuple[frozenset[str], tuple[Notice, ...]]:
        """The terms of a part that some document has."""
        terms, notices, _, _ = self.words.expand(part)
        return terms, notices

    def expanded_to(self, part: Part) -> tuple[int, int]:
        """How many terms a part stands for, and how many postings these have together."""
        _, _, terms, postings = self.words.expand(part)
        return terms, postings

    def matching(self, patterns: Sequence[Pattern]) -> list[int]:
        """How many documents have each of some patterns."""
        return self.matching_each([clause_queries.pattern_query(pattern) for pattern in patterns])

    def matching_each(self, queries: Sequence[Ask]) -> list[int]:
        """How many documents each of some queries finds."""
        keys = [_encode(query) for query in queries]
        known = {key: self._having[key] for key in keys if key in self._having}
        new = {key: query for key, query in zip(keys, queries, strict=True) if key not in known}
        if new:
            if len(self._having) > _KEPT:
                self._having.clear()
            found = dict(zip(new, self._counted([*new.values()]), strict=True))
            known |= found
            self._having.update(found)
        return [known[key] for key in keys]

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        counts = dict.fromkeys(terms, 0)
        asked = [(term, field) for term in counts for field in FIELDS]
        head = {"allow_partial_search_results": False}
        # A term scores how often it stands there (see `document_fields`): the sum of the scores is what is asked for.
        bodies: list[Ask] = [
            {"size": 0, "track_total_hits": False, "query": {"term": {field: term}}, "aggs": {"n": _SUM_OF_SCORES}}
            for term, field in asked
        ]
        for begin in range(0, len(bodies), _AT_ONCE):
            several = bodies[begin : begin + _AT_ONCE]
            lines = [line for body in several for line in (head, body)]
            answers = self.cluster.lines(f"/{self.pointer.index}/_msearch", lines)["responses"]
            for (term, _), body, answer in zip(asked[begin:], several, answers, strict=False):
                # A part of several that failed is asked by itself, which tries again.
                whole = answer if "aggregations" in answer else self.ask(body)
                counts[term] += round(whole["aggregations"]["n"]["value"])
        return WordCounts(self.total_words, counts)

    def _counted(self, queries: Sequence[Ask]) -> list[int]:
        if len(queries) == 1:
            return [self.count(queries[0])]
        head = {"allow_partial_search_results": False}
        lines = [line for q in queries for line in (head, {"size": 0, "track_total_hits": True, "query": q})]
        answers = self.cluster.lines(f"/{self.pointer.index}/_msearch", lines)["responses"]
        # A part of several that failed is asked by itself, which tries again.
        return [
            answer["hits"]["total"]["value"] if "hits" in answer else self.count(query)
            for query, answer in zip(queries, answers, strict=True)
        ]

    # --- for words that were mistyped

    def having(self, word: str) -> int:
        """How many documents have a word, in any form of it."""
        [count] = self.matching([resolve(Word(word), lambda part: self.expand(part)[0])])
        return count

    def near(self, word: str) -> tuple[Candidate, ...]:
        """The words that are one edit away from a word and mean something else."""
        return self.words.near(word)

    def farther(self, word: str) -> tuple[Candidate, ...]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        return self.words.farther(word)


def _figures() -> Ask:
    aggs: Ask = {"nt": {"sum": {"field": "nt"}}, "nb": {"sum": {"field": "nb"}}}
    aggs["lang"] = {"terms": {"field": "lang", "size": _LANGUAGES, "shard_size": _LANGUAGES}}
    for facet in keyword_facets():
        aggs[facet.name] = {"cardinality": {"field": f"f_{facet.name}", "precision_threshold": 2 * FEW}}
    return aggs
