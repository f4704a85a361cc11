"""What the words of a query find in an index: the documents that have all of its parts, or most of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.engines import most
from search.engines.expansion import affordable
from search.engines.opensearch import clause_queries
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.index_corpus import IndexCorpus
from search.engines.scored_leaves import ScoredLeaves, Texts
from search.model import MatchMode, Notice, Query
from search.query.clauses import Clause, write
from search.query.required import Required, required
from search.query.syntax import Parsed, parse


@dataclass(frozen=True, slots=True)
class WordMatches:
    """The documents, as a query to the cluster, and the leaves that they are found by.

    `match` and `parsed` are those of `Page`. `told` says why they have most of its parts, where nobody asked for that;
    they may lack some of `parts`.
    """

    reading: ScoredLeaves
    ask: Ask
    parsed: str
    notices: tuple[Notice, ...]
    told: tuple[Notice, ...] = ()
    match: MatchMode = "all"
    parts: tuple[Clause, ...] = ()

    def lacks(self, texts: Texts) -> tuple[str, ...]:
        """The parts that a document does not have."""
        return tuple(write(part) for part in self.parts if not self.reading.matches(texts, part))


def word_matches(corpus: IndexCorpus, query: Query) -> WordMatches:
    """What the words of a query find."""
    parsed = parse(query.text)
    corpus.words.learn(parsed.clause)
    clause, left_out = affordable(parsed.clause, corpus.expanded_to, corpus.size)
    asked = required(clause, parsed.quoted)
    reading = ScoredLeaves(corpus, clause)
    ask = clause_queries.clause_query(clause, reading.patterns)
    every = WordMatches(reading, ask, str(Parsed(clause)), parsed.notices + left_out + tuple(reading.notices))
    if len(asked.parts) < 2 or not (query.match == "most" or _may_fall_short(corpus, query, asked)):
        return every
    found = corpus.matching_each([ask])[0] if query.match != "most" else 0
    short = most.falls_short(query, asked, found, corpus.languages)
    if query.match != "most" and not short:
        return every
    return _having_most(corpus, asked, every, found, short=short)


def _may_fall_short(corpus: IndexCorpus, query: Query, asked: Required) -> bool:
    """Whether it is worth counting how many documents have all parts."""
    return most.falls_short(query, asked, 0, corpus.languages)


def _having_most(corpus: IndexCorpus, asked: Required, every: WordMatches, found: int, *, short: bool) -> WordMatches:
    """The documents with most parts; those with all of them where no document has any."""
    reading = ScoredLeaves(corpus, asked.clause)
    parts = [clause_queries.clause_query(part, reading.patterns) for part in asked.parts]
    barred = [clause_queries.clause_query(part, reading.patterns) for part in asked.barred]
    having = corpus.matching_each(parts)
    if short and not any(having):
        return every
    weights = most.weighed(asked.parts, having, corpus.size, corpus.languages)
    weighed = clause_queries.most_query(zip(parts, weights, strict=True), barred)
    answer = corpus.ask({"size": 1, "track_total_hits": False, "query": weighed, "_source": False})
    best = round(answer["hits"]["max_score"] or 0)
    ask = clause_queries.at_least(weighed, most.bar(best)) if best else clause_queries.NOTHING
    told = (most.notice(asked, found, having.count(0)),) if short else ()
    return replace(every, reading=reading, ask=ask, told=told, match="most", parts=asked.parts)
