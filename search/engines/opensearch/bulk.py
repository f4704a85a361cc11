"""Many documents to the cluster in few requests, and every one again that a shard could not take."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from search.engines.opensearch.client import Cluster
from search.engines.opensearch.document_fields import Source
from search.engines.opensearch.refusals import named, no_room
from search.errors import ClusterUnreachable, SearchError

BYTES = 6 << 20
"""Bytes of one request. Larger ones are no faster, and take memory on the node."""
COUNT = 5_000
_WAITS = (1, 2, 4, 8, 16, 32, 60, 60)
"""Seconds after which shards that were away are asked again."""

_encode = msgspec.json.Encoder().encode

Operation = tuple[bytes, ...]
"""One or two lines: what is to be done with which document, and its fields."""


def added(doc_id: str, source: Source) -> Operation:
    """A document is written, in the place of an earlier one."""
    return b'{"index":{"_id":%s}}\n' % _encode(doc_id), _encode(source) + b"\n"


def updated(doc_id: str, source: Source) -> Operation:
    """Some fields of a document are written."""
    return b'{"update":{"_id":%s}}\n' % _encode(doc_id), _encode({"doc": source}) + b"\n"


def removed(doc_id: str) -> Operation:
    """A document is removed."""
    return (b'{"delete":{"_id":%s}}\n' % _encode(doc_id),)


def send(cluster: Cluster, index: str, operations: Iterable[Operation]) -> None:
    """All of some operations. Raises ClusterUnreachable, or SearchError naming the document that was refused."""
    for batch in _batches(operations):
        _send(cluster, index, batch)


def _batches(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    batch: list[Operation] = []
    size = 0
    for operation in operations:
        batch.append(operation)
        size += sum(map(len, operation))
        if size > BYTES or len(batch) >= COUNT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _send(cluster: Cluster, index: str, batch: list[Operation]) -> None:
    reason = ""
    for wait in _WAITS:
        lines = (line for operation in batch for line in operation)
        answer = cluster.lines(f"/{index}/_bulk", lines, filter_path="errors,items.*.error,items.*.status,items.*._id")
        if not answer.get("errors"):
            return
        done = [next(iter(item.values())) for item in answer["items"]]
        for outcome in done:
            _require(outcome)
        # Each names its document: what had arrived after all is written twice, and is there once.
        left = [(one, of) for one, of in zip(batch, done, strict=True) if of["status"] in (429, 503)]
        if not left:
            return
        batch, reason = [one for one, _ in left], named(left[0][1]["error"])
        time.sleep(wait)
    raise no_room(reason) or ClusterUnreachable(
        f"{len(batch):,} documents could not be written ({reason}); see: GET /_cluster/health. The live index stays"
    )


def _require(outcome: dict[str, Any]) -> None:
    """What is gone already may be removed; anything else that is refused ends the build."""
    if outcome["status"] >= 400 and outcome["status"] not in (404, 429, 503):
        reason = named(outcome["error"])
        raise no_room(reason) or SearchError(f"the search cluster refused the document {outcome['_id']}: {reason}")
