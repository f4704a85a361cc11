"""Facets: what is asked of the cluster for each, and what its answer says.

Where there are several shards each gives its most frequent values, and a value may be missing from some of them: then
the candidates are counted once more by name, and it is shown that no other can belong among them (as in TPUT, Cao and
Wang 2004). In a grouped query the documents that have near-duplicates are counted as rows (`row_counts`), all others
here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines import facet_buckets
from search.engines.opensearch import clause_queries
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.document_fields import key, value_of
from search.engines.opensearch.row_counts import ALONE, RowCounts
from search.facets import FacetField
from search.model import NONE, Facet, Query
from search.query import periods

EVERY = 60_000
"""Values that can be asked for at once: a cluster takes 65,535 in one answer."""
FEW = 5_000
"""So many values of a facet are counted one by one. To do it with more takes ten times as long as to estimate them."""
_CANDIDATES = 64
"""Values that each of several shards gives at least."""


class FacetCounts:
    """The counts of one facet under a query, over what every other facet's choices leave.

    `rows` are the counts of what is shown in rows, None where nothing is; `many` says that the facet may have more
    than FEW values; `shards` is how many the index has.
    """

    def __init__(
        self, query: Query, facet: FacetField, filters: Mapping[str, Ask], rows: RowCounts | None, shards: int
    ) -> None:
        self.query, self.facet, self.rows = query, facet, rows
        self._field = f"f_{facet.name}"
        self._others = [chosen for name, chosen in filters.items() if name != facet.name]
        if rows is not None:
            self._others.append(ALONE)
        self._first = [v for v in facet_buckets.marked(query, facet.name) if v != NONE]
        self._shown = max(1, query.facet_size) + len(self._first)
        self._size = self._shown if shards == 1 else max(self._shown, _CANDIDATES)

    # --- asking

    def ask(self, *, many: bool) -> Ask:
        """The aggregation."""
        aggs = self._date() if self.facet.name == "date" else self._keyword(many=many)
        return self._over(aggs)

    def ask_again(self, candidates: Sequence[str], *, distinct: bool) -> Ask:
        """The exact counts of some values, and the exact number of all."""
        count = len(candidates)
        terms = {"field": self._field, "include": [*candidates], "size": max(1, count), "shard_size": max(1, count)}
        return self._over(({"of": {"terms": terms}} if candidates else {}) | (self._exactly() if distinct else {}))

    def widen(self) -> Ask | None:
        """The same with more candidates; None where there cannot be any more."""
        if self._size >= EVERY:
            return None
        self._size = min(EVERY, 8 * self._size)
        return self._over(self._keyword(many=True))

    def _over(self, aggs: Ask) -> Ask:
        return {"filter": clause_queries.all_of(self._others), "aggs": aggs}

    def _keyword(self, *, many: bool) -> Ask:
        top = {"field": self._field, "size": self._size, "shard_size": self._size}
        aggs: Ask = {"top": {"terms": top}, "none": {"missing": {"field": self._field}}}
        named = sorted({key(self.facet, v) for v in self._first} | ({*self.rows.values} if self.rows else set()))
        if named:
            known = {"field": self._field, "include": named, "size": len(named), "shard_size": len(named)}
            aggs["named"] = {"terms": known}
        if many:
            return aggs | {"all": {"cardinality": {"field": self._field, "precision_threshold": 40_000}}}
        return aggs | self._exactly()

    def _exactly(self) -> Ask:
        every = {"terms": {"field": self._field, "size": EVERY, "shard_size": EVERY}}
        return {"all": every, "sum": {"stats_bucket": {"buckets_path": "all>_count"}}}

    def _date(self) -> Ask:
        every = {"size": EVERY, "shard_size": EVERY}
        aggs: Ask = {"ym": {"terms": {"field": "ym", **every}}, "none": {"missing": {"field": "d0"}}}
        years = sorted({v[:4] for v in self._first if len(v) > 4})
        if years:
            # By a filter: `include` with a prefix that no value goes beyond is an error in OpenSearch 2.19.
            inside = clause_queries.any_of([{"prefix": {"day": year}} for year in years])
            aggs["day"] = {"filter": inside, "aggs": {"day": {"terms": {"field": "day", **every}}}}
        return aggs

    # --- settling

    def doubtful(self, answer: Any) -> list[str]:
        """The candidates whose counts some shard may have left out; none where every count is exact."""
        if self.facet.name == "date" or not answer["top"].get("doc_count_error_upper_bound"):
            return []
        return [bucket["key"] for bucket in answer["top"].get("buckets", [])]

    def estimated(self, answer: Any) -> bool:
        """Whether the number of values is an estimate, of so few that they can be counted."""
        return self.facet.name != "date" and "value" in answer["all"] and answer["all"]["value"] <= FEW

    def settle(self, answer: Any, again: Any) -> bool:
        """Put exact counts in place; whether no other value can belong among those that are shown."""
        if "sum" in again:
            answer["all"], answer["sum"] = {}, again["sum"]
        if "of" not in again:
            return True
        top = answer["top"]
        buckets, other = top["buckets"], top["sum_other_doc_count"]
        # As many as a value can have that is not among the candidates: it was last in some shards, and left out in
        # the others.
        unseen = top["doc_count_error_upper_bound"] + buckets[-1]["doc_count"] if other else 0
        top["total"] = sum(bucket["doc_count"] for bucket in buckets) + other
        exact = {bucket["key"]: bucket["doc_count"] for bucket in again["of"].get("buckets", [])}
        found = sorted(exact.items(), key=lambda pair: (-pair[1], pair[0]))
        top["buckets"] = [{"key": name, "doc_count": count} for name, count in found]
        top["doc_count_error_upper_bound"] = 0
        return self._shown <= len(found) and found[self._shown - 1][1] > unseen

    # --- reading

    def read(self, answer: Any) -> Facet:
        """The facet, from an answer that is settled."""
        if self.facet.name == "date":
            return self._read_date(answer)
        top = answer["top"]
        counts = Counter({bucket["key"]: bucket["doc_count"] for bucket in top.get("buckets", [])})
        total = top.get("total", counts.total() + top["sum_other_doc_count"])
        missing = answer["none"]["doc_count"]
        known = {bucket["key"]: bucket["doc_count"] for bucket in answer.get("named", {}).get("buckets", [])}
        counts.update({name: count - counts[name] for name, count in known.items()})
        about = "sum" not in answer
        distinct = answer["all"]["value"] if about else int(answer["sum"]["count"])
        if self.rows is not None:
            distinct += sum(name not in known for name in self.rows.values)
            total += self.rows.values.total()
            missing += self.rows.missing
            counts.update(self.rows.values)
        facet = facet_buckets.assemble(self.query, self.facet, self._chosen_first(counts), distinct, total, missing)
        return replace(facet, about=about)

    def _chosen_first(self, counts: Counter[str]) -> list[tuple[str, int]]:
        first = {key(self.facet, value): value for value in self._first}
        shown = sorted(first, key=lambda name: (-counts[name], name))
        rest = sorted((name for name in counts if name not in first), key=lambda name: (-counts[name], name))
        left = max(0, self.query.facet_size - len(shown))
        return [(first[name], counts[name]) for name in shown] + [(value_of(n), counts[n]) for n in rest[:left]]

    def _read_date(self, answer: Any) -> Facet:
        days: Counter[facet_buckets.Dated] = Counter()
        for bucket in answer.get("day", {}).get("day", {}).get("buckets", []):
            days[dated(bucket["key"])] += bucket["doc_count"]
        opened = {day[:4] for day, _ in days}
        for bucket in answer["ym"].get("buckets", []):
            if bucket["key"][:4] not in opened:
                days[dated(bucket["key"])] += bucket["doc_count"]
        missing = answer["none"]["doc_count"]
        if self.rows is None:
            return facet_buckets.date_facet(self.query, self.facet, days, missing)
        days.update(self.rows.days)
        return facet_buckets.date_facet(self.query, self.facet, days, missing + self.rows.missing, self.rows.spread)


def dated(value: str) -> facet_buckets.Dated:
    """A date as stated, with its precision."""
    return value, periods.interval_of(value)
