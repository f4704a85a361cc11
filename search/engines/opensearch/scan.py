"""Every document that a query finds, in an order, some at a time: however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from search.engines.opensearch.client import Cluster

BATCH = 1_000


def scan(
    cluster: Cluster, index: str, source: list[str], query: Any = None, order: tuple[str, ...] = ("path",)
) -> Iterator[dict[str, Any]]:
    """The documents that a query finds, as hits with some fields; `order` tells them all apart."""
    body: dict[str, Any] = {"size": BATCH, "query": query or {"match_all": {}}, "_source": source}
    body |= {"sort": [{name: "asc"} for name in order], "track_total_hits": False}

    def ask(body: Any) -> Any:
        return cluster.ask("POST", f"/{index}/_search", body, allow_partial_search_results="false")

    return walked(ask, body)


def walked(ask: Callable[[Any], Any], body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The hits of a search and of those that go on where it ended; its order tells all documents apart."""
    while True:
        hits = ask(body)["hits"]["hits"]
        yield from hits
        if len(hits) < body["size"]:
            return
        body = {**body, "search_after": hits[-1]["sort"]}
