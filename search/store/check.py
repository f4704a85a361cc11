"""Proof on demand: every file of an index against its digest, and its counts against counts made by hand."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from search import sealed_rows
from search.engines.base import Searcher, outside
from search.errors import DATABASE_DAMAGED, IndexUnusable
from search.ledger import database, stamps
from search.model import Query
from search.query.address import write as address
from search.store import builds, checksums
from search.store.builds import Manifest
from search.store.recount import disagreements, random_query
from search.store.recount_most import most_counts, questions
from search.store.recount_table import Row, Table, row
from search.store.recount_words import Draw, WordCounts, meaning
from search.tags import tag_report


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is counted again: random sets of filters, and random words; `seed` draws the same ones again."""

    filters: int = 200
    words: int = 20
    seed: int = 0


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and every difference found, in words. Nothing is counted if a file is damaged.

    `complaints` are what could not be used of a person's corrections and tags, which is no fault of the index.
    """

    build: str
    documents: int
    bytes: int
    filters: int
    words: int
    differences: tuple[str, ...]
    complaints: tuple[str, ...] = ()


def check(folder: Path, effort: Effort) -> Report:
    """Look at everything. Raises IndexMissing, and IndexUnusable where there is nothing that could be looked at."""
    manifest = builds.read_manifest(folder)
    path = builds.build_folder(folder, manifest)
    damage = [*checksums.differences(path), *_of_what_changes(folder, path)]
    if not (elsewhere := database.is_elsewhere(path)):
        damage += _of_ledger(path, manifest)
    damage += _of_outside(path, manifest)
    if damage and builds.read_manifest(folder) != manifest:
        return check(folder, effort)  # another build went live, and this one was being removed
    size = builds.size_of(folder, manifest)
    if damage:
        return Report(manifest.build, manifest.documents, size, 0, 0, tuple(damage))
    index = builds.open_index(folder)
    with closing(index.searcher):
        found = tuple(_of_counts(index.searcher, index.manifest, effort))
    told = (*(() if elsewhere else database.complaints(path)), *tag_report.read(path).complaints)
    if kept := outside(manifest.engine):
        told += tuple(kept.strangers(folder))
    return Report(index.manifest.build, index.manifest.documents, size, effort.filters, effort.words, found, told)


def _of_outside(build: Path, manifest: Manifest) -> list[str]:
    """What is wrong with what an engine keeps elsewhere."""
    kept = outside(manifest.engine)
    return kept.complaints(build) if kept else []


def _of_ledger(build: Path, manifest: Manifest) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"{(build / database.FILE).absolute().as_uri()}?mode=ro", uri=True)) as opened:
            found = [str(line) for (line,) in opened.execute("PRAGMA integrity_check")]
        yield from (f"{database.FILE}: {line}" for line in found if line != "ok")
        indexed = database.totals(build).indexed
    except (*DATABASE_DAMAGED, IndexUnusable) as error:
        yield f"{database.FILE}: cannot be read ({error})"
        return
    if indexed != manifest.documents:
        yield f"{database.FILE}: lists {indexed:,} documents, but the index has {manifest.documents:,}"


def _of_what_changes(folder: Path, build: Path) -> Iterator[str]:
    """The files that have no digest with the build, because they are written to while it is live."""
    if damage := stamps.damage(build):
        yield f"{stamps.FILE}: {damage}"
    for lock in (build / "lock", folder / "build.lock"):
        if lock.exists() and lock.stat().st_size:
            yield f"{lock.name}: should be empty"
    for file in sorted((folder / "cache").glob("*.sqlite")):
        if damage := sealed_rows.damage(file):
            yield f"cache/{file.name}: {damage}; delete the file, the next build makes a new one"


def _of_counts(searcher: Searcher, manifest: Manifest, effort: Effort) -> Iterator[str]:
    rng = random.Random(effort.seed)  # noqa: S311  # a sample, not a secret
    rows, ids, languages, draw = list[Row](), set[str](), set[str](), Draw(effort.words, rng)
    for document in searcher.scan():
        rows.append(row(document))
        ids.add(document.id)
        languages.add(document.language)
        draw.add(document)
    if not len(rows) == len(ids) == manifest.documents:
        yield (
            f"paging through all results gives {len(rows):,} documents, {len(ids):,} of them distinct,"
            f" but the index has {manifest.documents:,}"
        )
    table = Table(rows)
    for _ in range(effort.filters if rows else 0):
        query = random_query(rows, rng, stories=manifest.stories)
        yield from (f"?{address(query)}: {found}" for found in disagreements(table, searcher, query))
    words = draw.words()
    if words:
        counted = WordCounts(words, meaning(searcher.scan(), languages))
        counted.add(searcher.scan())
        yield from _of_words(searcher, counted)
        yield from _of_questions(searcher, counted, languages)


def _of_words(searcher: Searcher, counted: WordCounts) -> Iterator[str]:
    for word in counted.words:
        # In quotes, in which nothing of it is an operator.
        total, right = searcher.search(Query(f'"{word}"', per_page=1)).total, counted.documents[word]
        if total != right:
            yield f'?q="{word}": total: got {total:,}, expected {right:,}'


def _of_questions(searcher: Searcher, counted: WordCounts, languages: set[str]) -> Iterator[str]:
    asked = questions(counted.words)
    right = most_counts(counted, asked, languages)
    for question in asked:
        query = Query(" ".join(f'"{word}"' for word in question), match="most", per_page=1)
        total = searcher.search(query).total
        if total != right[question]:
            asked_for = address(replace(query, per_page=Query().per_page))
            yield f"?{asked_for}: total: got {total:,}, expected {right[question]:,}"
