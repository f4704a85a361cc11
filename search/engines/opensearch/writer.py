"""Documents into a new index of the cluster, whole or grown out of an earlier one.

An index is complete when it has as many documents as were sent, and every shard of it stands. Whatever goes wrong
before, the build before stays what it was, and whoever removes the folder of this one deletes its index.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from search.config import Config
from search.engines import records
from search.engines.name_table import Names, Renaming, renamed
from search.engines.opensearch import (
    announcement,
    bulk,
    document_fields,
    health,
    pointer,
    requirements,
    snapshots,
    vocabulary,
)
from search.engines.opensearch.client import Cluster, connected
from search.engines.opensearch.document_fields import Source
from search.engines.opensearch.pointer import Pointer
from search.engines.opensearch.refusals import Refused
from search.engines.opensearch.scan import scan
from search.engines.opensearch.vocabulary import Vocabulary
from search.errors import IndexUnusable, SearchError
from search.model import Belongings, Document
from search.tag import Tags

log = logging.getLogger(__name__)

_NAMES_AT_ONCE = 10_000
_IDS_AT_ONCE = 1_000
_OF_STORIES = ("lead", "first", "f_story", "belongs")


def write(folder: Path, documents: Iterable[Document], names: Names, config: Config) -> int:
    """Write a new index; the number of documents."""
    with _new_index(folder, config) as (cluster, made):
        _create(cluster, made.index, {"settings": document_fields.settings(config.cluster_shards)}
                | {"mappings": document_fields.mapping()})  # fmt: skip
        words = Vocabulary()
        count, table = _add(cluster, folder, made.index, documents, names, words)
        _finish(cluster, folder, replace(made, names=table), words, count, config)
    return count


def extend(
    folder: Path, previous: Path, gone: Collection[str], documents: Iterable[Document], names: Names, config: Config
) -> int:
    """Change a clone of the index that an earlier build points to; the number of all documents."""
    before = pointer.read(previous)
    with _new_index(folder, config) as (cluster, made):
        words = Vocabulary()
        for hit in scan(cluster, before.words, ["w", "t", "n", "s"], {"exists": {"field": "t"}}, order=("w", "t")):
            words.add_row(hit["_source"])
        words.remove(read(cluster, before.index, gone))
        held = _count(cluster, before.index)
        _clone(cluster, before.index, made.index)
        bulk.send(cluster, made.index, map(bulk.removed, sorted(gone)))
        count, table = _add(cluster, folder, made.index, documents, names, words)
        cluster.ask("POST", f"/{made.index}/_refresh")
        _forget_stories(cluster, made.index)
        _rename(cluster, made.index, before.names, table)
        total = held - len(gone) + count
        _finish(cluster, folder, replace(made, names=table), words, total, config)
    return total


def add_stories(folder: Path, stories: Belongings, config: Config) -> None:
    """Write what documents belong to into them."""
    with connected(config) as cluster:
        index = pointer.read(folder).index
        told = (bulk.updated(doc_id, document_fields.story_fields(doc_id, of)) for doc_id, of in stories.items())
        bulk.send(cluster, index, told)
        cluster.ask("POST", f"/{index}/_refresh")


def add_tags(folder: Path, tags: Tags, config: Config) -> None:
    """Write what people have put on documents into those of which it is not what they have."""
    with connected(config) as cluster:
        _write_tags(cluster, pointer.read(folder).index, tags)


def with_tags(folder: Path, previous: Path, tags: Tags, config: Config) -> None:
    """Change the tags in a clone of the index that an earlier build points to, and of that of its words."""
    before = pointer.read(previous)
    with _new_index(folder, config) as (cluster, made):
        for source, target in ((before.index, made.index), (before.words, made.words)):
            held = _count(cluster, source)
            _clone(cluster, source, target)
            _require_all(cluster, target, held)
        _write_tags(cluster, made.index, tags)
        for name in (made.index, made.words):
            _let_have_copies(cluster, name, config)
        health.wait_for(cluster, "green", f"{made.index},{made.words}")
        pointer.write(folder, replace(made, names=before.names))


def _write_tags(cluster: Cluster, index: str, tags: Tags) -> None:
    hits = scan(cluster, index, ["tags"], {"exists": {"field": "tagged"}})
    had = {hit["_id"]: document_fields.tags_of(hit["_source"]) for hit in hits}
    changed = [doc_id for doc_id in had.keys() | tags.keys() if had.get(doc_id, ()) != tags.get(doc_id, ())]
    told = (bulk.updated(doc_id, document_fields.tag_fields(tags.get(doc_id, ()))) for doc_id in sorted(changed))
    bulk.send(cluster, index, told)
    cluster.ask("POST", f"/{index}/_refresh")


def documents(folder: Path, ids: Collection[str], config: Config) -> Iterator[Document]:
    """The documents with these ids, by their paths, with their names as they were read."""
    with connected(config) as cluster:
        found = read(cluster, pointer.read(folder).index, ids)
    return iter(found)


def read(cluster: Cluster, index: str, ids: Collection[str]) -> list[Document]:
    """The documents of an index with these ids, by their paths."""
    wanted, found = sorted(ids), list[Document]()
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        some = {"ids": wanted[start : start + _IDS_AT_ONCE]}
        answer = cluster.ask("POST", f"/{index}/_mget", some, _source_includes="record")
        found += [document_fields.record_of(doc["_source"]) for doc in answer["docs"] if doc.get("found")]
    return sorted(found, key=lambda document: document.path)


# --- the life of an index


@contextmanager
def _new_index(folder: Path, config: Config) -> Iterator[tuple[Cluster, Pointer]]:
    """A cluster and a name for a new index."""
    with connected(config) as cluster:
        requirements.require(cluster)
        announcement.require_own(cluster, config.cluster_prefix)
        made = pointer.new(config.cluster_prefix)
        # Before there is an index: who finds this folder after a crash knows what else is left.
        pointer.write(folder, made)
        yield cluster, made


def delete(cluster: Cluster, made: Pointer) -> None:
    """Delete an index and that of its words, as far as they belong to who points to them.

    What other machines search in stays: an engine or a prefix that is another one now is no word to them.
    """
    if announcement.is_live(cluster, made):
        log.warning("the index %s stays in the search cluster: other machines search in it", made.index)
        return
    for name in (made.index, made.words):
        if not made.is_copy or snapshots.was_restored(cluster, name):
            cluster.ask("DELETE", f"/{name}")


def conform(cluster: Cluster, made: Pointer, config: Config) -> None:
    """Give an index as many copies as the settings say. Raises IndexUnusable where they ask for another index."""
    requirements.require_opensearch(cluster)
    snapshots.restore(cluster, made)
    found = cluster.ask("GET", f"/{made.index},{made.words}/_settings", ignore_unavailable="true") or {}
    if found.keys() != {made.index, made.words}:
        raise IndexUnusable(f"the index {made.index} is no longer in the search cluster")
    if not made.begins_with(config.cluster_prefix):
        raise IndexUnusable(f"SEARCH_CLUSTER_PREFIX is {config.cluster_prefix} now, but the index is {made.index}")
    shards = int(found[made.index]["settings"]["index"]["number_of_shards"])
    if shards != config.cluster_shards:
        raise IndexUnusable(f"SEARCH_CLUSTER_SHARDS is {config.cluster_shards} now, but the index has {shards}")
    for name in found:
        if found[name]["settings"]["index"].get("auto_expand_replicas") != _copies(config):
            _let_have_copies(cluster, name, config)


def _copies(config: Config) -> str:
    return f"0-{config.cluster_replicas}"


def _let_have_copies(cluster: Cluster, name: str, config: Config) -> None:
    cluster.ask("PUT", f"/{name}/_settings", {"index": {"auto_expand_replicas": _copies(config)}})


def _create(cluster: Cluster, index: str, body: Source) -> None:
    # A name that nobody else has, so where it is there already an answer was lost on its way.
    _make(cluster, "PUT", f"/{index}", body)


def _make(cluster: Cluster, method: str, path: str, body: Source) -> None:
    try:
        cluster.ask(method, path, body, wait_for_active_shards="all", timeout="120s")
    except Refused as error:
        if not error.kind.startswith("resource_already_exists"):
            raise


def _clone(cluster: Cluster, source: str, target: str) -> None:
    """A copy that shares its files with its source, which must stand still: as every build that is live does."""
    cluster.ask("PUT", f"/{source}/_settings", {"index": {"blocks.write": True}})
    settings = {"index": {"number_of_replicas": 0, "auto_expand_replicas": False, "blocks.write": None}}
    body = {"settings": settings}
    _make(cluster, "POST", f"/{source}/_clone/{target}", body)
    health.wait_for(cluster, "yellow", target)


def _finish(cluster: Cluster, folder: Path, made: Pointer, words: Vocabulary, expected: int, config: Config) -> None:
    """Count what has arrived, add the words, and let every shard have its copies."""
    _create(cluster, made.words, {"settings": vocabulary.settings(), "mappings": vocabulary.mapping()})
    rows = 0

    def numbered() -> Iterator[bulk.Operation]:
        nonlocal rows
        for row in words.rows():
            rows += 1
            # Named by number, so that one that is sent twice is there once.
            yield bulk.added(str(rows), row)

    bulk.send(cluster, made.words, numbered())
    for name, sent in ((made.index, expected), (made.words, rows)):
        cluster.ask("POST", f"/{name}/_refresh")
        _require_all(cluster, name, sent)
        _let_have_copies(cluster, name, config)
    health.wait_for(cluster, "green", f"{made.index},{made.words}")
    for name, sent in ((made.index, expected), (made.words, rows)):
        _require_all(cluster, name, sent)
    pointer.write(folder, made)


def _require_all(cluster: Cluster, index: str, sent: int) -> None:
    """Raise SearchError where documents that were acknowledged are not there: a build must not go live without."""
    found = _count(cluster, index)
    if found != sent:
        raise SearchError(
            f"the search cluster has {found:,} of {sent:,} documents that were written to {index}; the index before"
            " stays live. See whether a node was lost, and build again"
        )


def _count(cluster: Cluster, index: str) -> int:
    body: Source = {"size": 0, "track_total_hits": True}
    answer = cluster.ask("POST", f"/{index}/_search", body, allow_partial_search_results="false")
    return int(answer["hits"]["total"]["value"])


# --- documents


def _add(
    cluster: Cluster, folder: Path, index: str, documents: Iterable[Document], names: Names, words: Vocabulary
) -> tuple[int, Renaming]:
    """Write documents under the names of the corpus, known after the last of them; how many, and the names."""
    count = 0
    with tempfile.TemporaryFile(dir=folder) as spool:
        for document in documents:
            spool.write(records.to_json(document) + b"\n")
            words.add(document)
            count += 1
        spool.seek(0)
        table = names()
        bulk.send(cluster, index, (_added(records.from_json(line), table) for line in spool))
    return count, table


def _added(document: Document, names: Renaming) -> bulk.Operation:
    return bulk.added(document.id, document_fields.fields(document, renamed(document, names)))


def _forget_stories(cluster: Cluster, index: str) -> None:
    """What documents belonged to in the earlier build: it is told anew."""
    fields = [{"exists": {"field": name}} for name in ("lead", "f_story")]
    query = {"bool": {"should": fields, "minimum_should_match": 1}}
    emptied: dict[str, Any] = dict.fromkeys(_OF_STORIES)
    hits = scan(cluster, index, [], query)
    bulk.send(cluster, index, (bulk.updated(hit["_id"], emptied) for hit in hits))
    cluster.ask("POST", f"/{index}/_refresh")


def _rename(cluster: Cluster, index: str, before: Renaming, after: Renaming) -> None:
    """Write the names of those documents again whose names count as something else than before."""
    changed = [value for value in before.keys() | after.keys() if before.get(value, value) != after.get(value, value)]
    for start in range(0, len(changed), _NAMES_AT_ONCE):
        wanted = [document_fields.raw_name(*value) for value in changed[start : start + _NAMES_AT_ONCE]]
        hits = scan(cluster, index, ["record"], {"terms": {"raw": wanted}})
        bulk.send(cluster, index, (_renamed(hit, after) for hit in hits))


def _renamed(hit: dict[str, Any], names: Renaming) -> bulk.Operation:
    found = document_fields.facet_fields(renamed(document_fields.record_of(hit["_source"]), names))
    return bulk.updated(hit["_id"], dict.fromkeys(document_fields.NAME_FIELDS) | found)
