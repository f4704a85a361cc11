"""The words of the corpus, asked of the index beside the articles. A build never changes, so answers are kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from search.compounds import terms_of
from search.engines.corpus_words import word_terms
from search.engines.expansion import MAX_EXPANSION, cut_expansion
from search.engines.mistyped import Candidate, candidate
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.compound_words import CompoundWords
from search.engines.opensearch.document_fields import NO_TERM
from search.model import Notice
from search.query import spelling
from search.query.clauses import Clause, Part, Prefix, Typo, Word, leaves
from search.query.readings import asked

_KEPT = 10_000
"""Answers of each kind that are kept; when there are so many, all are forgotten."""
_SHORT = 2
"""Letters of words of which the cluster finds not every neighbour: none that is as short as the edit."""
_ROWS = 200_000
_AT_ONCE = 10_000

Expansion = tuple[frozenset[str], tuple[Notice, ...], int, int]
"""The terms that some document has, what was cut, and for `affordable` how many terms there are with how many
postings."""


class WordIndex:
    """The words of one build, in some languages."""

    def __init__(self, cluster: Cluster, index: str, languages: Collection[str]) -> None:
        self._cluster, self._index, self.languages = cluster, index, languages
        self._known: dict[str, int] = {}
        self._expanded: dict[Part, Expansion] = {}
        self._near: dict[tuple[str, int], tuple[Candidate, ...]] = {}
        self._compounds = CompoundWords(self._held, languages)

    def learn(self, clause: Clause) -> None:
        """Ask for the plain words of a query at once."""
        words = {part.text for leaf in leaves(clause) for part in asked(leaf) if isinstance(part, Word)}
        self.frequencies(term for word in words for term in _stored(terms_of(word, self.languages)))

    def expand(self, part: Part) -> Expansion:
        """What a part of a query stands for."""
        found = self._expanded.get(part)
        if found is None:
            if len(self._expanded) > _KEPT:
                self._expanded.clear()
            found = self._expanded[part] = self._expand(part)
        return found

    def _expand(self, part: Part) -> Expansion:
        match part:
            case Word():
                meant, notices = word_terms(part, self.languages, self._compounds, self._frequency)
                terms = _stored(meant)
                known = {term: count for term, count in self.frequencies(terms).items() if count}
                return frozenset(known), notices, len(terms), sum(known.values())
            case Prefix(text):
                query: Any = {"prefix": {"w": text}} if text else {"match_all": {}}
                written = f"{text}*"
            case Typo(text):
                query = {"terms": {"w": sorted({row["w"] for row in self._rows_near(text)})}}
                written = f"{text}~"
        found = self._terms(query, MAX_EXPANSION + 1)
        self._known.update(found)
        kept, notices = cut_expansion(written, found)
        return kept, notices, len(kept), sum(self._known[term] for term in kept)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """How many documents have each of some terms."""
        wanted = [*dict.fromkeys(terms)]
        if len(self._known) > 100 * _KEPT:
            self._known.clear()
        known = {term: self._known[term] for term in wanted if term in self._known}
        unknown = [term for term in wanted if term not in known]
        for start in range(0, len(unknown), _AT_ONCE):
            some = unknown[start : start + _AT_ONCE]
            found = dict.fromkeys(some, 0) | dict(self._terms({"terms": {"t": some}}, len(some)))
            known |= found
            self._known.update(found)
        return known

    def _terms(self, query: Any, most: int) -> list[tuple[str, int]]:
        """The most frequent terms that words stand for, then by name."""
        order = [{"n": "desc"}, {"_key": "asc"}]
        terms = {"terms": {"field": "t", "size": most, "order": order}, "aggs": {"n": {"max": {"field": "n"}}}}
        answer = self._ask({"size": 0, "query": query, "aggs": {"t": terms}})
        return [(bucket["key"], int(bucket["n"]["value"])) for bucket in answer["aggregations"]["t"]["buckets"]]

    def _frequency(self, term: str) -> int:
        return self.frequencies([term])[term]

    def near(self, word: str) -> tuple[Candidate, ...]:
        """The words that are one edit away from a word and mean something else."""
        return self._candidates(word, 1)

    def farther(self, word: str) -> tuple[Candidate, ...]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        return self._candidates(word, 2)

    def _candidates(self, word: str, edits: int) -> tuple[Candidate, ...]:
        found = self._near.get((word, edits))
        if found is None:
            if len(self._near) > _KEPT:
                self._near.clear()
            rows = self._rows_near(word) if edits == 1 else self._rows_farther(word)
            found = self._near[word, edits] = tuple(self._meaning_else(word, rows))
        return found

    def _meaning_else(self, word: str, rows: list[dict[str, Any]]) -> Iterator[Candidate]:
        own = _stored(terms_of(word, self.languages))
        terms: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for row in rows:
            terms[row["w"]][row["t"]] = row["n"]
        for other, of_other in terms.items():
            if own.isdisjoint(of_other):
                yield candidate(other, of_other)

    def _rows_near(self, word: str) -> list[dict[str, Any]]:
        near: Any = _fuzzy(word, edits=1, same=0)
        if len(word) <= _SHORT:
            near = {"regexp": {"w": {"value": _one_edit(word), "flags": "NONE"}}}
        rows = self._rows({"size": _ROWS, "query": near})
        return [row for row in rows if spelling.within_one_edit(row["w"], word)]

    def _rows_farther(self, word: str) -> list[dict[str, Any]]:
        rows = self._rows({"size": _ROWS, "query": _fuzzy(word, edits=2, same=1)})
        return [row for row in rows if spelling.within_two_edits(row["w"], word)]

    def starting(self, prefix: str, most: int) -> list[str]:
        """The words that begin so, most frequent first; none that only pieces make."""
        begins = [{"prefix": {"w": prefix}}] if prefix else []
        query = {"bool": {"filter": [{"range": {"m": {"gt": 0}}}, *begins]}}
        order = [{"m": "desc"}, {"w": "asc"}]
        rows = self._rows({"size": most, "query": query, "sort": order, "collapse": {"field": "w"}})
        return [row["w"] for row in rows]

    def _held(self, query: Any) -> list[dict[str, Any]]:
        """What words stand for that are asked about as parts of others; so many terms of them are known as well."""
        rows = self._rows({"size": _ROWS, "query": query})
        self._known.update({row["t"]: row["n"] for row in rows})
        return rows

    def _rows(self, body: Any) -> list[dict[str, Any]]:
        return [hit["_source"] for hit in self._ask(body)["hits"]["hits"]]

    def _ask(self, body: Any) -> Any:
        body = {"track_total_hits": False, **body}
        return self._cluster.ask("POST", f"/{self._index}/_search", body, allow_partial_search_results="false")


def _stored(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term or NO_TERM for term in terms)


def _fuzzy(word: str, edits: int, same: int) -> Any:
    """The words that are so many edits away at most, with so many first letters in common."""
    about = {"value": word, "fuzziness": edits, "prefix_length": same, "max_expansions": 10_000}
    return {"fuzzy": {"w": {**about, "rewrite": "constant_score"}}}


def _one_edit(word: str) -> str:
    """Everything that is one edit away from a short word."""
    letters = [re.sub(r"([^\w])", r"\\\1", letter) for letter in word]
    forms = {"".join(letters)}
    for at in range(len(letters) + 1):
        before, after = letters[:at], letters[at:]
        forms.add("".join([*before, ".", *after]))
        forms.add("".join([*before, *after[1:]]))
        forms.add("".join([*before, "." if after else "", *after[1:]]))
        forms.add("".join([*before, *after[1:2], *after[:1], *after[2:]]))
    return "|".join(sorted(form for form in forms if form))
