"""Which build is live, told in the cluster: for machines that search in it and have no folder in common.

The index of words of a build holds one document more, with the manifest and the pointer; an alias names the words of
the build that is live, and moves in one step.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from search.engines.opensearch import health, pointer, requirements, snapshots
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.pointer import Pointer
from search.engines.opensearch.refusals import Refused
from search.errors import IndexMissing, SettingInvalid

_DOCUMENT = "build"
_GONE = 404
_TRIES = 10


def announce(cluster: Cluster, prefix: str, folder: Path, manifest: str) -> None:
    """Say that a build is live, if that has not been said. A copy is announced by whoever builds with its folder."""
    made = pointer.read(folder)
    # Under another prefix it stays what it was said to be; the next build is under this one.
    if made.followed or not made.begins_with(prefix):
        return
    snapshots.restore(cluster, made)
    if _asked(cluster, prefix, "manifest") == {"manifest": manifest}:
        return
    # Somebody may have deleted it, and writing to an index that is not there makes one.
    if not health.is_there(cluster, made.words):
        return
    told = pointer.as_text(replace(made, followed=True, repository=""))
    record = {"manifest": manifest, "index": made.index, "pointer": told}
    cluster.ask("PUT", f"/{made.words}/_doc/{_DOCUMENT}", record, refresh="true")
    alias = _alias(prefix)
    actions = [
        {"remove": {"index": f"{prefix}-*-words", "alias": alias, "must_exist": False}},
        {"add": {"index": made.words, "alias": alias}},
    ]
    for left in reversed(range(_TRIES)):
        try:
            cluster.ask("POST", "/_aliases", {"actions": actions})
            return
        except Refused as error:
            # Somebody has deleted an index of such a name between being looked for and being looked into.
            if error.status != _GONE or not left:
                raise


def announced(cluster: Cluster, prefix: str, known: Pointer | None) -> str | None:
    """The manifest of the build that is live; None where it is the known one, or that is somebody's own or a copy's.

    Raises IndexMissing where none is live under the prefix, and none that was is known.
    """
    if known and not known.followed:
        return None
    found = _asked(cluster, prefix, "manifest,index")
    if found:
        return None if known and known.index == found["index"] else str(found["manifest"])
    if known and known.begins_with(prefix):
        return None
    requirements.require_opensearch(cluster)
    raise IndexMissing(
        f"the search cluster has no index whose name begins with {prefix}- (SEARCH_CLUSTER_PREFIX); build one on the"
        " machine that has the articles, with: python -m search.index FOLDER"
    )


def is_live(cluster: Cluster, made: Pointer) -> bool:
    """Whether other machines search in an index."""
    return made.words in (cluster.ask("GET", f"/_alias/{_alias(made.prefix)}") or {})


def follow(cluster: Cluster, prefix: str, folder: Path) -> None:
    """Write the pointer to the build that is live into a folder."""
    pointer.write(folder, pointer.from_text(_asked(cluster, prefix, "pointer")["pointer"]))


def _asked(cluster: Cluster, prefix: str, field: str) -> dict[str, Any]:
    answer = cluster.ask("GET", f"/{_alias(prefix)}/_doc/{_DOCUMENT}", _source_includes=field)
    found: dict[str, Any] = answer["_source"] if answer else {}
    if answer and field.split(",")[0] not in found:
        raise _taken(prefix)
    return found


def require_own(cluster: Cluster, prefix: str) -> None:
    """Raise SettingInvalid where the name that the live build is to have belongs to another program."""
    alias = _alias(prefix)
    found = cluster.ask("GET", f"/{alias}", filter_path="*.settings.index.uuid")
    for index in found or {}:
        if index == alias or not (index.startswith(f"{prefix}-") and index.endswith("-words")):
            raise _taken(prefix)


def _taken(prefix: str) -> SettingInvalid:
    return SettingInvalid(
        f"the name {_alias(prefix)} in the search cluster belongs to another program; choose another"
        f" SEARCH_CLUSTER_PREFIX than {prefix!r}"
    )


def _alias(prefix: str) -> str:
    return f"{prefix}-live"
