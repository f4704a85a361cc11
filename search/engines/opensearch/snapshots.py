"""Copies of an index in a snapshot repository of the cluster, which outlive the index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from search.engines.opensearch import pointer
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.refusals import Refused
from search.errors import SearchError, SettingInvalid


def copy(cluster: Cluster, repository: str, folder: Path) -> None:
    """Make a snapshot of the index that a folder points to, and have the folder say so. Raises SearchError."""
    if not repository:
        raise SettingInvalid(
            "a copy of an index in a search cluster is a snapshot there: name a snapshot repository of the cluster with"
            " SEARCH_CLUSTER_REPOSITORY (see docs/scaling.md)"
        )
    made = pointer.read(folder)
    where = f"/_snapshot/{repository}/{made.index}"
    what = {"indices": f"{made.index},{made.words}", "include_global_state": False}
    if cluster.ask("GET", where) is None:
        try:
            cluster.ask("PUT", where, what, wait_for_completion="true")
        except Refused as error:
            raise SearchError(f"cannot make a snapshot in the repository {repository!r}: {error}") from error
    found = cluster.ask("GET", where)
    [snapshot] = found["snapshots"]
    if snapshot["state"] != "SUCCESS":
        raise SearchError(
            f"the snapshot {made.index} in the repository {repository!r} is {snapshot['state']}, nothing was copied;"
            f" see GET {where}"
        )
    pointer.write(folder, replace(made, repository=repository, followed=True))


def restore(cluster: Cluster, made: pointer.Pointer) -> None:
    """Bring an index back from its snapshot, where it is gone and there is one."""
    if not made.repository or cluster.ask("HEAD", f"/{made.index}") not in (None, False):
        return
    where = f"/_snapshot/{made.repository}/{made.index}/_restore"
    what = {"indices": f"{made.index},{made.words}", "include_global_state": False, "include_aliases": False}
    cluster.ask("POST", where, what, wait_for_completion="true")
