"""Copies of an index in a snapshot repository of the cluster, which outlive the index.

A snapshot has the name of its index. An index that was brought back says so itself, since the folder of a copy is never
written to: whoever removes that folder then removes the index as well, and else leaves it to whose it is.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from search.engines.opensearch import health, pointer
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.pointer import Pointer
from search.engines.opensearch.refusals import Refused
from search.errors import IndexUnusable, SearchError, SettingInvalid

_LOOK_SECONDS = 0.5
_WHOLE, _MISSING = "SUCCESS", "MISSING"
_RESTORED = "restored"
_NO_REPOSITORY = 404


def copy(cluster: Cluster, repository: str, folder: Path) -> None:
    """Make a snapshot of the index that a folder points to, and have the folder say so. Raises SearchError."""
    if not repository:
        raise SettingInvalid(
            "a copy of an index in a search cluster is a snapshot there: name a snapshot repository of the cluster with"
            " SEARCH_CLUSTER_REPOSITORY (see docs/scaling.md)"
        )
    made = pointer.read(folder)
    copied = replace(made, repository=repository)
    where = _where(copied)
    _start(cluster, copied)
    state = ended(cluster, where)
    if state != _WHOLE:
        raise SearchError(
            f"the snapshot {made.index} in the repository {repository!r} is {state}, nothing was copied; see why with"
            f" GET {where}, remove it with DELETE {where}, and copy again"
        )
    pointer.write(folder, replace(copied, followed=False))


def _where(made: Pointer) -> str:
    """The address of the snapshot of a copy."""
    return f"/_snapshot/{made.repository}/{made.index}"


def _state(cluster: Cluster, where: str) -> str:
    """What the cluster says of a snapshot, as SUCCESS; MISSING where it has none."""
    found = cluster.ask("GET", where)
    return str(found["snapshots"][0]["state"]) if found else _MISSING


def _start(cluster: Cluster, made: Pointer) -> None:
    # It takes as long as the index is large, so nobody holds a connection open for it.
    where = _where(made)
    if _state(cluster, where) != _MISSING:
        return
    what = {"indices": f"{made.index},{made.words}", "include_global_state": False}
    try:
        cluster.ask("PUT", where, what)
    except Refused as error:
        if error.status == _NO_REPOSITORY:
            raise SettingInvalid(_unknown(made.repository)) from error
        if _state(cluster, where) == _MISSING:
            raise SearchError(f"cannot make a snapshot in the repository {made.repository!r}: {error}") from error


def _unknown(repository: str) -> str:
    return (
        f"the search cluster has no snapshot repository {repository!r}; register it with PUT /_snapshot/{repository}"
        " (see docs/scaling.md), or correct SEARCH_CLUSTER_REPOSITORY"
    )


def ended(cluster: Cluster, where: str) -> str:
    """The state of a snapshot when nothing more is written to it."""
    while (state := _state(cluster, where)) == "IN_PROGRESS":
        time.sleep(_LOOK_SECONDS)
    return state


def restore(cluster: Cluster, made: Pointer) -> None:
    """Bring an index back from its snapshot, where it is gone and there is one. Raises SearchError."""
    if not made.is_copy:
        return
    gone = [name for name in (made.index, made.words) if not health.is_there(cluster, name)]
    if not gone:
        return
    # Without the block that whoever cloned the index may have set: it is told what is live.
    what = {"indices": ",".join(gone), "include_global_state": False, "include_aliases": False,
            "ignore_index_settings": ["index.blocks.write"]}  # fmt: skip
    try:
        cluster.ask("POST", f"{_where(made)}/_restore", what)
    except Refused as error:
        if not all(health.is_there(cluster, name) for name in gone):  # else somebody else was quicker
            raise IndexUnusable(_not_restored(made, error)) from error
    for name in gone:
        _mark(cluster, name)
    health.wait_for(cluster, "yellow", f"{made.index},{made.words}")


def complaints(cluster: Cluster, made: Pointer) -> list[str]:
    """What is wrong with the snapshot of a copy, in words: without it the copy goes with the index."""
    if not made.is_copy or _state(cluster, _where(made)) == _WHOLE:
        return []
    return [f"{made.index}: its snapshot is no longer in the repository {made.repository}; make another copy"]


def _not_restored(made: Pointer, error: Refused) -> str:
    if error.status == _NO_REPOSITORY:
        return (
            f"the index {made.index} is not in the search cluster, and its snapshot neither: {error}. Register the"
            f" repository {made.repository!r} in which it is (see docs/scaling.md)"
        )
    return f"the index {made.index} cannot be restored from the repository {made.repository!r}: {error}"


def _mark(cluster: Cluster, name: str) -> None:
    cluster.ask("PUT", f"/{name}/_mapping", {"_meta": _meta(cluster, name) | {_RESTORED: name}})


def was_restored(cluster: Cluster, name: str) -> bool:
    """Whether an index came out of a snapshot. One that was cloned from such a one did not."""
    return _meta(cluster, name).get(_RESTORED) == name


def _meta(cluster: Cluster, name: str) -> dict[str, Any]:
    found = cluster.ask("GET", f"/{name}/_mapping")
    meta: dict[str, Any] = found[name]["mappings"].get("_meta", {}) if found else {}
    return meta
