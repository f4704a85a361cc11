"""What a cluster must be before anything is written to it: better said before a build than after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from search.engines.opensearch.client import Cluster
from search.engines.opensearch.refusals import NotAllowed, Refused
from search.errors import SettingInvalid

CLAUSES = "indices.query.bool.max_clause_count"
LEAST_CLAUSES, MANY_CLAUSES = 8_192, 65_536
"""Clauses of a query that a cluster must allow: a beginning stands for a thousand terms, in each of two fields."""
_LEAST_VERSION = 2


def require(cluster: Cluster) -> None:
    """All of it. Raises SettingInvalid."""
    require_opensearch(cluster)
    _require_clauses(cluster)


def require_opensearch(cluster: Cluster) -> None:
    """Raise ClusterUnreachable where something else answers, SettingInvalid where it is a relative or too old."""
    try:
        answer = cluster.ask("GET", "/")
    except NotAllowed:  # a user who may search need not be one who may ask this
        return
    except Refused as error:
        raise cluster.foreign() from error
    version = answer.get("version") if isinstance(answer, dict) else None
    if not isinstance(version, dict) or not isinstance(version.get("number"), str):
        raise cluster.foreign()
    name, number = version.get("distribution") or "elasticsearch", version["number"]
    major = number.partition(".")[0]
    if name != "opensearch" or not (major.isdecimal() and int(major) >= _LEAST_VERSION):
        raise SettingInvalid(
            f"the search cluster is {name[:40]} {number[:40]}; the engine opensearch needs OpenSearch 2.19 (see"
            " docs/scaling.md)"
        )


def _require_clauses(cluster: Cluster) -> None:
    try:
        answer = cluster.ask("GET", "/_cluster/settings", include_defaults="true", filter_path=f"**.{CLAUSES}")
    except NotAllowed:
        return
    for allowed in _found(answer):
        if allowed < LEAST_CLAUSES:
            raise SettingInvalid(
                f"the search cluster allows {allowed:,} clauses in a query, too few for a word such as a*; set it with:"
                f' PUT /_cluster/settings {{"persistent": {{"{CLAUSES}": {MANY_CLAUSES}}}}}'
            )


def _found(answer: dict[str, Any]) -> Iterator[int]:
    for found in answer.values():
        for part in CLAUSES.split("."):
            found = found.get(part, {})
        if found:
            yield int(found)
