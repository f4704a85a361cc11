"""The seam: see `search.engines.base`. What is needed of the settings is in the environment (SEARCH_CLUSTER_...)."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from search.config import Config
from search.engines.name_table import Names, unchanged
from search.engines.opensearch import announcement, health, pointer, requirements, snapshots, writer
from search.engines.opensearch.addresses import addresses
from search.engines.opensearch.client import SEARCH_SECONDS, connected
from search.engines.opensearch.searcher import ClusterSearcher
from search.model import Belongings, Document
from search.tag import Tags


def is_configured() -> bool:
    """Whether a cluster is named."""
    return bool(os.environ.get("SEARCH_CLUSTER"))


def write(folder: Path, documents: Iterable[Document], names: Names = unchanged) -> int:
    """Write a new index of the cluster; the number of documents."""
    return writer.write(folder, documents, names, Config.load())


def extend(
    folder: Path, previous: Path, gone: Collection[str], documents: Iterable[Document], names: Names = unchanged
) -> int:
    """Clone the index of `previous` and change the clone; the number of all documents."""
    return writer.extend(folder, previous, gone, documents, names, Config.load())


def add_stories(folder: Path, stories: Belongings) -> None:
    """Write what documents belong to into them."""
    writer.add_stories(folder, stories, Config.load())


def add_tags(folder: Path, tags: Tags) -> None:
    """Write what people have put on documents into them."""
    writer.add_tags(folder, tags, Config.load())


def with_tags(folder: Path, previous: Path, tags: Tags) -> None:
    """Clone the index of `previous` and write other tags into the clone."""
    writer.with_tags(folder, previous, tags, Config.load())


def documents(folder: Path, ids: Collection[str]) -> Iterator[Document]:
    """The documents with these ids, by their paths, with their names as they were read."""
    return writer.documents(folder, ids, Config.load())


def searcher(folder: Path) -> ClusterSearcher:
    """Open what a build points to. Raises IndexUnusable and ClusterUnreachable."""
    return ClusterSearcher(folder, Config.load())


# --- what is outside of the folder


def discard(folder: Path) -> None:
    """Delete what a build has in the cluster, before its folder goes. Raises ClusterUnreachable: then it must stay."""
    if not is_outside(folder):
        return
    made = pointer.read(folder)
    if not made.followed:
        with connected(Config.load(), SEARCH_SECONDS) as cluster:
            writer.delete(cluster, made)


def is_outside(folder: Path) -> bool:
    """Whether a build has its articles in a cluster."""
    return (folder / pointer.FILE).exists()


def is_followed(folder: Path) -> bool:
    """Whether a build was made by another machine, and is no copy."""
    return is_outside(folder) and pointer.read(folder).followed


def conform(folder: Path) -> None:
    """Make the index of a build what the settings say. Raises IndexUnusable where only a new build can."""
    config = Config.load()
    with connected(config) as cluster:
        writer.conform(cluster, pointer.read(folder), config)


def place(folder: Path) -> str:
    """Where the articles of a build are, in words."""
    made, nodes = pointer.read(folder), ", ".join(map(str, addresses(Config.load().cluster)))
    if made.is_copy:
        return f"snapshot {made.index} in the repository {made.repository} of the search cluster at {nodes}"
    return f"index {made.index} in the search cluster at {nodes}"


def complaints(folder: Path) -> list[str]:
    """What is wrong with the index of a build, in words."""
    made = pointer.read(folder)
    with connected(Config.load(), SEARCH_SECONDS) as cluster:
        requirements.require_opensearch(cluster)
        snapshots.restore(cluster, made)
        return [*health.complaints(cluster, made), *snapshots.complaints(cluster, made)]


def strangers(index: Path) -> list[str]:
    """The indexes under the prefix that no build of an index folder points to, and that are not live, in words."""
    config = Config.load()
    known = [pointer.read(file.parent) for file in (index / "builds").glob(f"*/{pointer.FILE}")]
    if any(made.followed or made.is_copy for made in known):  # not the folder that builds, which alone can know
        return []
    with connected(config, SEARCH_SECONDS) as cluster:
        return health.strangers(cluster, config.cluster_prefix, {made.index for made in known})


def copy(folder: Path) -> None:
    """Make a snapshot of the index of a build, which its folder points to from then on."""
    config = Config.load()
    with connected(config) as cluster:
        snapshots.copy(cluster, config.cluster_repository, folder)


def announce(folder: Path, manifest: str) -> None:
    """Tell machines that have other folders which build is live."""
    config = Config.load()
    with connected(config) as cluster:
        announcement.announce(cluster, config.cluster_prefix, folder, manifest)


def announced(live: Path | None) -> str | None:
    """The manifest of the build that is live in the cluster, where the one that is live here follows another one."""
    config = Config.load()
    known = pointer.read(live) if live else None
    with connected(config, SEARCH_SECONDS) as cluster:
        return announcement.announced(cluster, config.cluster_prefix, known)


def follow(folder: Path) -> None:
    """Write what points to the live build into an empty folder."""
    config = Config.load()
    with connected(config, SEARCH_SECONDS) as cluster:
        announcement.follow(cluster, config.cluster_prefix, folder)
