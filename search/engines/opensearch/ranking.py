"""The documents of one page, in their order, with scores that are exact to the last digit.

The cluster scores with numbers of 32 bits, and some leaves too high (`clause_queries.is_exact`). So more documents are
fetched than are shown, scored again here by the formula itself, and put in order; as long as those that were not
fetched may belong among them, more are. Beyond what is fetched at most, the order is about right, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search.engines import scoring
from search.engines.opensearch import clause_queries, document_fields
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.document_fields import WINDOW, Source
from search.engines.opensearch.index_corpus import IndexCorpus
from search.engines.opensearch.scan import walked
from search.engines.opensearch.word_matches import WordMatches
from search.engines.scored_leaves import Texts
from search.model import Query

SLACK = 20
"""Documents beyond those that are wanted, among which the last digits may decide."""
FETCHED = 1_000
"""Documents that are fetched at most to be put in order."""
STEP = 10_000
"""Documents that are passed by at once on the way to a page beyond the window."""
AT_ONCE = 200
"""Documents that are fetched at once where all are wanted."""
_ROUNDING = 2e-6
"""More than numbers of 32 bits are wrong by, as a part of a score."""

TEXTS = ["lead", "title", "body"]
SHOWN = ["record", "belongs", "tags", *TEXTS]


@dataclass
class Found:
    """A document that was found: `place` are the values it is sorted by, the last of them its path."""

    id: str
    place: list[Any]
    source: Source
    score: float = field(default=0.0)

    @property
    def path(self) -> str:
        """Its path."""
        return str(self.place[-1])

    @property
    def row(self) -> str:
        """The row in which it is shown where results are grouped."""
        return self.source.get("lead") or self.id

    @cached_property
    def texts(self) -> Texts:
        """Its terms, by field."""
        return {name: document_fields.decoded_terms(self.source[name]) for name in scoring.FIELDS}


class Ranking:
    """The documents that a query finds: `base` without the OR-ed choices of facets, `post` by them.

    `about` says whether the order that was given out is only about right.
    """

    def __init__(self, corpus: IndexCorpus, query: Query, words: WordMatches, base: Ask, post: Ask) -> None:
        self._corpus, self._query, self._words, self._base, self._post = corpus, query, words, base, post
        self.by_score = query.order == "relevance" and bool(words.reading.leaves)
        self._is_exact = all(clause_queries.is_exact(words.reading.patterns[leaf]) for leaf in words.reading.leaves)
        self.about = False

    def page(self, aggs: Ask, *, total: bool) -> tuple[list[Found], Any]:
        """The documents of the page with their scores, and the whole answer, with aggregations."""
        start = (self._query.page - 1) * self._query.per_page
        if not self.by_score:
            found, answer = self.fetched(start, self._query.per_page, SHOWN, aggs, total=total)
            self.rescore(found)
            return found, answer
        if start >= scoring.CANDIDATES:
            return self._deep(start, aggs, total=total)
        best, answer = self.best(start + self._query.per_page, aggs, total=total)
        return self.with_records(best[start : start + self._query.per_page]), answer

    def best(self, stop: int, aggs: Ask, *, total: bool = True) -> tuple[list[Found], Any]:
        """At least the first documents, best first, with their scores; only those up to `stop` are in their place."""
        wanted = max(scoring.CANDIDATES, stop) if self._words.reading.pairs else stop
        size = wanted + SLACK
        found, answer = self.fetched(0, size, TEXTS, aggs, total=total)
        self._score(found)
        while not self._is_certain(found, wanted, size):
            if size >= max(FETCHED, wanted + SLACK):
                self.about = True
                break
            size = max(FETCHED, wanted + SLACK)
            found, _ = self.fetched(0, size, TEXTS, {}, total=False)
            self._score(found)
        self._add_closeness(found)
        found.sort(key=_by_score)
        return found, answer

    def _is_certain(self, found: Sequence[Found], wanted: int, size: int) -> bool:
        """Whether no document that was not fetched belongs among those wanted. `found` are in order of scores."""
        if len(found) < size:
            return True
        # The cluster never scores a document too low, so none of the others has more than the last of these.
        last: float = min(one.place[0] for one in found)
        return found[wanted - 1].score >= last * (1.0 - _ROUNDING if self._is_exact else 1.0 + _ROUNDING)

    def _deep(self, start: int, aggs: Ask, *, total: bool) -> tuple[list[Found], Any]:
        """A page behind the candidates for closeness: its documents are where their own scores put them."""
        before = min(SLACK, start - scoring.CANDIDATES)
        found, answer = self.fetched(start - before, before + self._query.per_page + SLACK, TEXTS, aggs, total=total)
        self._score(found)
        self.about = not self._is_exact
        for one in found:
            one.score = round(one.score, scoring.DECIMALS)
        return self.with_records(found[before : before + self._query.per_page]), answer

    def ids(self) -> list[str]:
        """The ids of all documents, in their order."""
        return [*self._scores_of_all()]

    def every(self) -> Iterator[Found]:
        """All documents, in their order."""
        scores = self._scores_of_all()
        path = f"/{self._corpus.pointer.index}/_mget"
        ids = [*scores]
        for start in range(0, len(ids), AT_ONCE):
            some = {"ids": ids[start : start + AT_ONCE]}
            docs = self._corpus.cluster.ask("POST", path, some, _source_includes=",".join(SHOWN))["docs"]
            found = [Found(doc["_id"], [""], doc["_source"]) for doc in docs]
            if self._words.reading.leaves:
                self._rescored(found, {one.id: score for one in found if (score := scores[one.id]) is not None})
            yield from found

    def _scores_of_all(self) -> dict[str, float | None]:
        """All documents in their order by id, with the scores of the candidates for closeness.

        Behind these, documents are where their own scores put them, which the cluster knows.
        """
        candidates = self._candidates()
        body: Ask = {"size": STEP, "track_total_hits": False, "query": self._scored(), "post_filter": self._post}
        body |= {"sort": self._order(), "_source": False}
        every: dict[str, float | None] = {}
        if self.by_score:
            every |= candidates
        for hit in walked(self._corpus.ask, body):
            every.setdefault(hit["_id"], candidates.get(hit["_id"]))
        return every

    # --- fetching

    def fetched(
        self, start: int, size: int, source: list[str], aggs: Ask, *, total: bool, more: Sequence[Ask] = ()
    ) -> tuple[list[Found], Any]:
        """Documents from a place on in the order in force, and the whole answer."""
        body: Ask = {"from": start, "size": size, "track_total_hits": total, "query": self._scored(), "_source": source}
        body["post_filter"] = clause_queries.all_of([self._post, *more])
        body["sort"] = self._order()
        if aggs:
            body["aggs"] = aggs
        if start + size > WINDOW:
            body |= self._behind(start, body)
        answer = self._corpus.ask(body, filter_path="-aggregations.*.all.buckets,-hits.hits._index")
        return [Found(hit["_id"], hit["sort"], hit["_source"]) for hit in answer["hits"].get("hits", [])], answer

    def _behind(self, start: int, body: Ask) -> Ask:
        """Where a page beyond the window begins: behind a document that is found by passing all before it."""
        passing = {**body, "from": 0, "_source": False, "track_total_hits": False, "aggs": {}}
        after: list[Any] | None = None
        while start:
            step = min(STEP, start)
            passing |= {"size": step} | ({"search_after": after} if after else {})
            hits = self._corpus.ask(passing)["hits"]["hits"]
            if len(hits) < step:
                return {"from": 0, "size": 0}
            after, start = hits[-1]["sort"], start - step
        return {"from": 0, "search_after": after}

    def with_records(self, found: list[Found]) -> list[Found]:
        """The same with their documents."""
        wanted = [one.id for one in found if "record" not in one.source]
        if wanted:
            path = f"/{self._corpus.pointer.index}/_mget"
            shown = {"_source_includes": "record,belongs,tags"}
            docs = self._corpus.cluster.ask("POST", path, {"ids": wanted}, **shown)["docs"]
            known = {doc["_id"]: doc["_source"] for doc in docs}
            for one in found:
                one.source |= known.get(one.id, {})
        return found

    def _scored(self) -> Ask:
        if not self.by_score:
            return self._base
        reading, averages = self._words.reading, self._corpus.averages
        each = [
            clause_queries.pattern_score(reading.patterns[leaf], reading.weights[leaf], averages)
            for leaf in reading.leaves
        ]
        scored = [query for query in each if query != clause_queries.NOTHING]
        return {"bool": {"filter": [self._base], "should": scored}} if scored else self._base

    def _order(self) -> list[Ask]:
        if self.by_score:
            return [{"_score": "desc"}, {"path": "asc"}]
        if self._query.order == "relevance":
            return [{"path": "asc"}]
        if self._query.order == "-added":
            return [{"added": "desc"}, {"path": "asc"}]
        way = "desc" if self._query.order == "-date" else "asc"
        return [{"d0": {"order": way, "missing": "_last"}}, {"path": "asc"}]

    # --- scores

    def rescore(self, found: list[Found]) -> None:
        """Score documents that came in another order: whether one is among the candidates has to be asked."""
        if self._words.reading.leaves:
            self._rescored(found, self._candidates() if self._words.reading.pairs and found else {})

    def _candidates(self) -> dict[str, float]:
        """The scores of the best documents, best first, whatever the order in force."""
        if not self._words.reading.leaves:
            return {}
        scored = Query(self._query.text, sort="relevance")
        ranking = Ranking(self._corpus, scored, self._words, self._base, self._post)
        best, _ = ranking.best(scoring.CANDIDATES, {}, total=False)
        return {one.id: one.score for one in best[: scoring.CANDIDATES]}

    def score_others(self, others: list[Found], known: Mapping[str, float]) -> None:
        """Score the documents that share rows with the best, whose scores are `known`, and put them in order."""
        self._rescored(others, known)
        others.sort(key=_by_score)

    def _rescored(self, found: list[Found], known: Mapping[str, float]) -> None:
        for one in found:
            score = known.get(one.id)
            one.score = round(self._words.reading.score(one.texts), scoring.DECIMALS) if score is None else score

    def _score(self, found: list[Found]) -> None:
        for one in found:
            one.score = self._words.reading.score(one.texts)
        found.sort(key=lambda one: (-round(one.score, scoring.DECIMALS), one.path))

    def _add_closeness(self, found: list[Found]) -> None:
        candidates = found[: scoring.CANDIDATES]
        for one, gained in zip(candidates, self._words.reading.closeness([o.texts for o in candidates]), strict=True):
            one.score += gained
        for one in found:
            one.score = round(one.score, scoring.DECIMALS)


def _by_score(one: Found) -> tuple[float, str]:
    return -one.score, one.path
