"""Every document of an index, in an order, a thousand at a time: however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from search.engines.opensearch.client import Cluster

BATCH = 1_000


def scan(
    cluster: Cluster, index: str, source: list[str], query: Any = None, order: tuple[str, ...] = ("path",)
) -> Iterator[dict[str, Any]]:
    """The documents that a query finds, as hits with some fields; `order` tells them all apart."""
    body: dict[str, Any] = {"size": BATCH, "query": query or {"match_all": {}}, "_source": source}
    body |= {"sort": [{name: "asc"} for name in order], "track_total_hits": False}
    while True:
        answer = cluster.ask("POST", f"/{index}/_search", body, allow_partial_search_results="false")
        hits = answer["hits"]["hits"]
        yield from hits
        if len(hits) < BATCH:
            return
        body["search_after"] = hits[-1]["sort"]
