"""Whether the shards of an index stand, and waiting for them."""

from __future__ import annotations

import re
import time
from collections.abc import Collection

from search.engines.opensearch.client import BUILD_SECONDS, Cluster
from search.engines.opensearch.pointer import Pointer
from search.errors import SearchError


def wait_for(cluster: Cluster, status: str, index: str) -> None:
    """Wait as long as for a node that starts again: what stands on it alone is not lost. Raises SearchError."""
    until = time.monotonic() + BUILD_SECONDS
    while True:
        answer = cluster.ask("GET", f"/_cluster/health/{index}", wait_for_status=status, timeout="30s")
        if not answer.get("timed_out"):
            return
        if time.monotonic() > until:
            raise SearchError(
                f"the shards of {index} are {answer.get('status')} after {BUILD_SECONDS:.0f} s, not {status}; see GET"
                " /_cluster/allocation/explain, and try again. Nothing that is live has changed"
            )


def complaints(cluster: Cluster, made: Pointer) -> list[str]:
    """What is wrong with an index, in words: it is gone, shards are lost, or have no second copy yet."""
    found = []
    for name in (made.index, made.words):
        if not is_there(cluster, name):
            found.append(f"{name}: is no longer in the search cluster")
            continue
        answer = cluster.ask("GET", f"/_cluster/health/{name}", timeout="5s")
        if answer.get("status") == "red":
            found.append(f"{name}: has lost shards; see GET /_cluster/allocation/explain")
        if missing := answer.get("unassigned_shards"):
            found.append(f"{name}: {missing} copies of shards are on no node")
    return found


def strangers(cluster: Cluster, prefix: str, known: Collection[str]) -> list[str]:
    """The indexes of articles that are none of the known ones and not live, each with what to do about it."""
    found = cluster.ask("GET", f"/{prefix}-*/_alias") or {}
    names = {name for name in found if re.fullmatch(rf"{re.escape(prefix)}-[0-9a-f]{{16}}", name)}
    live = {name for name in names if found.get(f"{name}-words", {}).get("aliases")}
    return [
        f"{name}: is in the search cluster and belongs to no build here; if no copy and no other index folder needs it,"
        f" remove it with: DELETE /{name},{name}-words"
        for name in sorted(names - live - {*known})
    ]


def is_there(cluster: Cluster, index: str) -> bool:
    """Whether a cluster has an index, whatever state that is in."""
    return cluster.ask("HEAD", f"/{index}") not in (None, False)
