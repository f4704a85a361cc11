"""What an error of the cluster means, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from search.errors import ClusterUnreachable, IndexUnusable, IndexUnwritable, SettingInvalid

_AGAIN = {429, 502, 503, 504}
_LOST = (
    "node_disconnected", "node_not_connected", "no_shard_available", "search_context_missing", "node_closed",
    '"phase":"fetch"', "index.IndexNotFound", "connect_transport", "cluster_manager_not_discovered", "master_not",
)  # fmt: skip
"""What a status of 500 says where a node went away in the middle of an answer: another copy has the rest."""
_BLOCK = "cluster_block_exception"
"""What a cluster calls it that takes no writes: its disks are full, or somebody has said so."""
_FULL = (
    (
        _BLOCK,
        "a cluster takes no writes when a disk of it is nearly full, or when somebody has made it read-only. See GET"
        " /_cat/allocation and GET /_cluster/settings, and build again when it is writable",
    ),
    (
        "maximum shards open",
        "delete indexes that nobody needs, start another node, or raise cluster.max_shards_per_node",
    ),
)
"""Why a cluster takes nothing more, and what to do then."""


class Refused(IndexUnusable):
    """The cluster answered with an error. `kind` is what it calls it."""

    def __init__(self, status: int, answer: str, what: str) -> None:
        self.status, self.kind = status, kind_of(answer)
        told = f"the search cluster refused {what} ({status} {self.kind or answer[:200]})"
        if self.kind.startswith("index_not_found"):
            told = f"an index is no longer in the search cluster (404 for {what})"
        super().__init__(told)


class NotAllowed(SettingInvalid):
    """The user may not do what was asked."""


def passes_by(status: Any, answer: Any) -> bool:
    """Whether another node, or the same one a moment later, may answer."""
    return status in _AGAIN or (status == 500 and any(word in str(answer) for word in _LOST))


def refusal(status: Any, answer: Any, what: str) -> Exception:
    """What to raise for an answer of that status to `what`. No message has anything that was sent."""
    text = msgspec.json.encode(answer).decode() if isinstance(answer, dict) else str(answer)
    kind = kind_of(text)
    if status == 401:
        return SettingInvalid(
            "the search cluster does not accept the user or the password; see SEARCH_CLUSTER_USER and"
            f" SEARCH_CLUSTER_PASSWORD_FILE (401 for {what})"
        )
    if full := no_room(kind):
        return full
    if status == 403:
        return NotAllowed(
            f"the search cluster does not let this user do that (403 {kind or 'Forbidden'} for {what}); give the user"
            " the rights that docs/scaling.md lists, or see SEARCH_CLUSTER_USER and SEARCH_CLUSTER_PASSWORD_FILE"
        )
    if passes_by(status, answer):
        return ClusterUnreachable(
            f"the search cluster cannot answer now ({status} {kind}); see its health with: GET /_cluster/health."
            " Nothing is lost: answers come again when it is well"
        )
    return Refused(status, text, what)


def no_room(kind: str) -> IndexUnwritable | None:
    """What to raise where the cluster says that it takes nothing more."""
    for said, advice in _FULL:
        if said in kind:
            return IndexUnwritable(f"the search cluster takes no new index ({kind}): {advice}. The live index stays")
    return None


def foreign(nodes: Sequence[object]) -> ClusterUnreachable:
    """What to raise where something else than a cluster answers."""
    return ClusterUnreachable(
        f"what answers at {', '.join(map(str, nodes))} is not OpenSearch; correct SEARCH_CLUSTER (the address and the"
        " port of a node, as in https://node1:9200)"
    )


def distrust(nodes: Sequence[object], reason: str) -> ClusterUnreachable:
    """What to raise where no secure connection could be made."""
    if "unable to get" in reason or "self-signed" in reason or "self signed" in reason:
        advice = "name a file with the certificate that signed it with SEARCH_CLUSTER_CA"
    elif "mismatch" in reason or "not valid for" in reason:
        advice = "name the node in SEARCH_CLUSTER as its certificate does"
    else:
        advice = "see whether the node answers by https, and its certificate; or correct SEARCH_CLUSTER"
    return ClusterUnreachable(
        f"no secure connection to the search cluster at {', '.join(map(str, nodes))} ({reason}); {advice}"
    )


def kind_of(answer: str) -> str:
    """What the cluster calls an error, with its reason; nothing of what was sent."""
    try:
        error = msgspec.json.decode(answer)["error"]
        causes = error.get("root_cause") or [error]
        return named(error.get("caused_by", causes[0]))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return ""


def named(error: Any) -> str:
    """What an error is called, with its reason."""
    return f"{error['type']}: {error['reason']}"[:300].rstrip("; ")
