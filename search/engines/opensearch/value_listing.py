"""A look inside one facet: all its values within reach, searched, sorted and paged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from search.engines import facet_buckets
from search.engines.opensearch import clause_queries
from search.engines.opensearch.clause_queries import Ask
from search.engines.opensearch.document_fields import SEP, value_of
from search.engines.opensearch.facet_counts import EVERY
from search.engines.opensearch.row_counts import ALONE, RowCounts
from search.facets import FacetField
from search.model import Facet, Listing, Query


class ValueListing:
    """One page of the values of a keyword facet under a query. More than EVERY values are told as about so many."""

    def __init__(
        self, query: Query, facet: FacetField, listing: Listing, filters: Mapping[str, Ask], rows: RowCounts | None
    ) -> None:
        self._query, self._facet, self._listing, self._rows = query, facet, listing, rows
        self._others = [chosen for name, chosen in filters.items() if name != facet.name]
        if rows is not None:
            self._others.append(ALONE)

    def ask(self) -> Ask:
        """The aggregation: every value where rows are to be added to them, else one page."""
        listing = self._listing
        wanted = facet_buckets.folded(listing.contains)
        field: Ask = {"field": f"f_{self._facet.name}"}
        if wanted:
            field["include"] = f"[^{SEP}]*{SEP}[^{SEP}]*{SEP}.*{_quoted(wanted)}.*"
        size = EVERY if self._rows is not None else min(EVERY, max(1, listing.offset + listing.size))
        # By name the first of all are among the first of every shard; by count they need not be.
        of_shard = EVERY if listing.order == "count" else size
        order: Any = [{"_count": "desc"}, {"_key": "asc"}] if listing.order == "count" else {"_key": "asc"}
        aggs = {
            "top": {"terms": {**field, "size": size, "shard_size": of_shard, "order": order}},
            "all": {"terms": {**field, "size": EVERY, "shard_size": EVERY}},
            "sum": {"stats_bucket": {"buckets_path": "all>_count"}},
            "none": {"missing": {"field": field["field"]}},
        }
        return {"filter": clause_queries.all_of(self._others), "aggs": aggs}

    def read(self, answer: Any) -> Facet:
        """The page."""
        counts = {value_of(bucket["key"]): bucket["doc_count"] for bucket in answer["top"].get("buckets", [])}
        missing, distinct = answer["none"]["doc_count"], int(answer["sum"]["count"])
        about = distinct >= EVERY
        if self._rows is not None:
            for stored, count in self._rows.values.items():
                counts[value_of(stored)] = counts.get(value_of(stored), 0) + count
            missing += self._rows.missing
            facet = facet_buckets.listing_facet(self._query, self._facet, self._listing, counts, missing)
        else:
            shown = [*counts.items()][self._listing.offset : self._listing.offset + self._listing.size]
            total = int(answer["sum"]["sum"] or 0)
            facet = facet_buckets.assemble(self._query, self._facet, shown, distinct, total, missing)
        return replace(facet, about=about)


def _quoted(text: str) -> str:
    """A text as a pattern of Lucene's that finds it."""
    return re.sub(r"([^\w\s])", r"\\\1", text)
