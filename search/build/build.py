"""A folder -> its live index: as little as possible is read, and people can search before all names are.

A fresh build reads every file. A grown one carries over what the last build has of files that have not changed. Where
reading names takes long, a build without most of them goes live first; the others follow in steps, each a build.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

from search.build.apply_corrections import added_fact, added_of, agree
from search.build.changes import Changes
from search.build.intake import Intake
from search.build.progress import Progress
from search.build.spool import Spool
from search.config import Config
from search.engines.base import engine
from search.entities import census_file, corrections
from search.entities.corpus_folding import Census
from search.entities.counted_names import Agreement
from search.entities.model_choice import models
from search.errors import IndexMissing, IndexUnusable, SearchError
from search.folder.walk import Found, printable, walk
from search.ledger import database
from search.ledger.writer import LedgerWriter, restamp
from search.model import Document
from search.reading.fingerprint import fingerprint
from search.reading.names import STILL_TO_READ, NameReader
from search.reading.parse_cache import Parsed
from search.reading.pipeline import read_files, sketched, with_sources
from search.store import builds
from search.store.builds import Manifest
from search.stories import tell
from search.stories.minhash import Sketched, SketchWriter

FIRST_NAMES_SECONDS = 20.0
"""How long names are read along with the texts; where that is not enough, the rest follows when one can search."""
STEP_SECONDS = 30.0
"""How long the first step reads names; each takes twice the time of the one before, and ten times that of indexing."""
_INDEXING_SHARE = 10
_LONGEST_STEP_SECONDS = 900.0
_PENDING = 5_000
"""Documents whose names are asked for at once."""
_REASONS = 20

log = logging.getLogger(__name__)


def build(folder: Path, config: Config, progress: Progress | None = None, *, full: bool = False) -> Manifest:
    """Bring the index up to date with a folder; `full` reads every file again. The manifest of the build now live.

    Raises SearchError; the old build then stays. So it does when it is interrupted, or the last that went live.
    """
    next(walk(folder, config.max_bytes), None)  # a folder that is not there is told before anything is made
    with ExitStack() as stack:
        writer = stack.enter_context(builds.writing(config.index))
        return _Building(folder, config, progress or Progress(), writer, stack).run(full=full)


@dataclass(frozen=True, slots=True)
class _Before:
    """The build that is live, where a new one can grow out of it."""

    folder: Path
    manifest: Manifest


class _Unchanged(Exception):
    """Everything that looked different holds what it held."""

    def __init__(self, files: list[Found]) -> None:
        self.files = files


class _Building:
    """One run over one folder."""

    def __init__(
        self, folder: Path, config: Config, progress: Progress, writer: builds.Writer, stack: ExitStack
    ) -> None:
        self.folder, self.config, self.progress, self.writer = folder, with_sources(config, folder), progress, writer
        self.engine = engine(config.engine)
        self.corrections = corrections.load(folder, config.index)
        self.parsed = Parsed(config.index / "cache")
        self.names = stack.enter_context(NameReader(self.config, self.corrections))
        self.limits = f"{config.file_seconds:g} s, {config.worker_megabytes} MB"
        self.facts = {
            "fingerprint": fingerprint(self.config),
            "folder": printable(str(folder.resolve())),
            "added": added_fact(self.corrections),
        }

    def run(self, *, full: bool) -> Manifest:
        before = None if full else self._before()
        self.parsed = replace(self.parsed, look=not full)
        try:
            manifest = self._update(before)
        except IndexUnusable as error:
            if before is None:
                raise
            self.progress.warn(f"{error}; everything is read again")
            manifest = self._update(None)
        return self._name_the_rest(manifest)

    # --- a build of the texts

    def _before(self) -> _Before | None:
        try:
            manifest = builds.read_manifest(self.config.index)
            path = builds.build_folder(self.config.index, manifest)
            known = database.facts(path)
        except (IndexMissing, IndexUnusable):
            return None
        same = all(known.get(name) == self.facts[name] for name in ("fingerprint", "folder"))
        fits = same and manifest.engine == self.config.engine
        return _Before(path, manifest) if fits else None

    def _update(self, before: _Before | None) -> Manifest:
        path = before.folder if before else None
        with closing(Changes(self.folder, self.config.max_bytes, path, self.limits)) as changes:
            self.progress.stage("reading", changes.count, "files")
            if before is None:
                return self._forget(self._publish(partial(self._fresh, changes)))
            if not changes.any and not self._corrected(before):
                return before.manifest
            try:
                return self._forget(self._publish(partial(self._grown, changes, before)))
            except _Unchanged as unchanged:
                restamp(before.folder, unchanged.files)
                return before.manifest

    def _publish(self, write_build: partial[Manifest]) -> Manifest:
        manifest = self.writer.build(write_build)
        self.progress.live(manifest)
        return manifest

    def _forget(self, manifest: Manifest) -> Manifest:
        """Of what readers gave, keep what the files of a build hold."""
        self.parsed.keep_only(database.digests(builds.build_folder(self.config.index, manifest)))
        return manifest

    def _corrected(self, before: _Before) -> bool:
        return database.facts(before.folder).get("corrections") != self.corrections.digest

    def _fresh(self, changes: Changes, target: Path) -> Manifest:
        with closing(LedgerWriter(target)) as entries, Spool[Sketched]() as asking:
            census = Census()
            agreement = Agreement(census, self.corrections)
            intake = Intake(entries, self.limits, self.progress, entries.first_with, asking)
            documents = self._all_documents(changes, intake, entries, asking)
            with closing(documents), closing(SketchWriter(target)) as sketches:
                new = self._named(sketches.passing(documents), entries, census)
                count = self.engine.write(target, new, agreement.names)
            self._tell_stories(target)
            entries.skip_unopened(changes.unopened())
            entries.keep_lines(changes.lines())
            return self._finish(target, entries, census, agreement, count)

    def _all_documents(
        self, changes: Changes, intake: Intake, entries: LedgerWriter, asking: Spool[Sketched]
    ) -> Generator[Sketched, None, None]:
        """Every document, those last that others must answer before their days are known."""
        with closing(read_files(changes.tasks(), self.config, self.parsed)) as events:
            yield from intake.documents(events)
        entries.answer(self.config.today)
        yield from (self._settled(found, entries) for found in asking)

    def _grown(self, changes: Changes, before: _Before, target: Path) -> Manifest:
        with closing(LedgerWriter(target, before.folder)) as entries, Spool[Sketched]() as spool:
            self._read_changes(changes, before, entries, spool)
            gone = entries.gone() | self._dated_otherwise(before, entries, spool)
            gone |= self._named_otherwise(before, entries, gone, spool)
            census = census_file.read(before.folder)
            for document in self.engine.documents(before.folder, gone):
                census.remove(document)
            agreement = Agreement(census, self.corrections)
            first = (found for found in spool if not entries.is_copy(found.document.id))
            settled = (self._settled(found, entries) for found in first)
            with closing(SketchWriter(target)) as sketches:
                sketches.carry(before.folder, gone)
                new = self._named(sketches.passing(settled), entries, census)
                count = self.engine.extend(target, before.folder, gone, new, agreement.names)
            self._tell_stories(target, before.folder, gone)
            return self._finish(target, entries, census, agreement, count)

    def _settled(self, found: Sketched, entries: LedgerWriter) -> Sketched:
        """A document with the day that it has among the others."""
        return found._replace(document=entries.answered(found.document, self.config.today))

    def _dated_otherwise(self, before: _Before, entries: LedgerWriter, spool: Spool[Sketched]) -> set[str]:
        """The ids of documents that have other days now, because of what has changed around them."""
        changed = entries.answer(self.config.today)
        for document in self.engine.documents(before.folder, changed):
            spool.add(Sketched(replace(document, mentions=()), sketched(document, self.config)))
        return changed

    def _named_otherwise(
        self, before: _Before, entries: LedgerWriter, gone: set[str], spool: Spool[Sketched]
    ) -> set[str]:
        """The ids of documents that have a name whose `add` has come, gone or changed: their names are read again."""
        known = added_of(database.facts(before.folder))
        changed = {name for name, _ in known.items() ^ self.corrections.added.items()}
        found: set[str] = set()
        if changed:
            pattern = corrections.spelled(changed)
            kept = [doc_id for doc_id in entries.indexed() if doc_id not in gone]
            for document in self.engine.documents(before.folder, kept):
                if pattern.search(document.title) or pattern.search(document.body):
                    found.add(document.id)
                    spool.add(Sketched(document, sketched(document, self.config)))
        return found

    def _read_changes(self, changes: Changes, before: _Before, entries: LedgerWriter, spool: Spool[Sketched]) -> None:
        """Read what is new or has changed. Raises _Unchanged where that is nothing."""
        gone = changes.gone()
        for path in gone:
            entries.drop_file(path)
        intake = Intake(entries, self.limits, self.progress)
        self._read(changes, None, intake, spool)
        while orphans := entries.orphans():
            self._read(changes, orphans, intake, spool)
        if not (gone or intake.read or changes.unopened_differ() or self._corrected(before)):
            raise _Unchanged(intake.unchanged)
        entries.settle()
        entries.skip_unopened(changes.unopened())
        entries.keep_lines(changes.lines())

    def _read(self, changes: Changes, paths: list[str] | None, intake: Intake, spool: Spool[Sketched]) -> None:
        tasks = changes.tasks() if paths is None else changes.again(paths)
        with closing(read_files(tasks, self.config, self.parsed)) as events:
            for document in intake.documents(events):
                spool.add(document)

    def _tell_stories(self, target: Path, before: Path | None = None, gone: Collection[str] = ()) -> None:
        """Tell the index which documents tell the same; what was compared before and still holds is not again."""
        if self.config.stories:
            told = tell.tell(target, partial(self.engine.documents, target), before, gone)
            self.engine.add_stories(target, told)

    # --- names

    def _named(self, documents: Iterable[Document], entries: LedgerWriter, census: Census) -> Iterator[Document]:
        for document, how in self.names.read(documents, FIRST_NAMES_SECONDS):
            census.add(document)
            entries.name([(document.id, how)])
            yield document

    def _name_the_rest(self, manifest: Manifest) -> Manifest:
        """Builds with more and more names, until there is none left to read."""
        seconds = STEP_SECONDS
        left = manifest.entities_total - manifest.entities_read
        if left:
            self.progress.stage("reading names", left, "articles")
        while manifest.entities_read < manifest.entities_total:
            started = monotonic()
            manifest = self._publish(partial(self._step, builds.build_folder(self.config.index, manifest), seconds))
            indexing = monotonic() - started - seconds
            longest = max(_LONGEST_STEP_SECONDS, _INDEXING_SHARE * indexing)
            seconds = min(max(2 * seconds, _INDEXING_SHARE * indexing), longest)
        return manifest

    def _step(self, before: Path, seconds: float, target: Path) -> Manifest:
        """The build that grows out of the one in `before` by the names that can be read in some seconds."""
        census = census_file.read(before)
        now = corrections.load(self.folder, self.config.index)  # a step takes minutes: somebody may have written there
        self.corrections = replace(now, added=self.corrections.added)
        agreement = Agreement(census, self.corrections)
        with closing(LedgerWriter(target, before)) as entries, Spool[Document]() as spool:
            done: dict[str, str] = {}
            for document, how in self.names.read(self._without_names(entries, before), seconds):
                if how == STILL_TO_READ:
                    break
                spool.add(document)
                census.add(document)
                done[document.id] = how
                self.progress.advance()
            entries.name(done.items())
            count = self.engine.extend(target, before, done.keys(), spool, agreement.names)
            if self.config.stories:
                self.engine.add_stories(target, tell.carried(target, before))
            return self._finish(target, entries, census, agreement, count)

    def _without_names(self, entries: LedgerWriter, before: Path) -> Iterator[Document]:
        last = ""
        while found := entries.without_names(last, _PENDING):
            yield from self.engine.documents(before, {doc_id for _, doc_id in found})
            last = found[-1][0]

    # --- the end of a build

    def _finish(
        self, target: Path, entries: LedgerWriter, census: Census, agreement: Agreement, count: int
    ) -> Manifest:
        entries.say(**self.facts)
        agree(entries, agreement, self.corrections)
        totals = entries.totals()
        entries.commit()
        if not count:
            raise SearchError(self._nothing(target, totals.skipped))
        census_file.write(census, target)
        return Manifest(
            build=target.name,
            built=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            engine=self.config.engine,
            documents=count,
            skipped=totals.skipped,
            entities=self.config.entities,
            stories=self.config.stories,
            folder=printable(self.folder.resolve().name),
            entities_read=totals.named if self.config.entities != "none" else 0,
            entities_total=totals.indexed if self.config.entities != "none" else 0,
            models=", ".join(models(self.config.model)) if self.config.entities == "model" else "",
        )

    def _nothing(self, target: Path, skipped: int) -> str:
        found = f"{skipped:,} file{'s' * (skipped != 1)}, none of which could be read" if skipped else "no file"
        reasons = "".join(f"\n  {row.path}: {row.reason}" for row in database.rows(target, "skipped", size=_REASONS))
        return f"there is nothing to index: {self.folder} holds {found}; what was indexed before stays{reasons}"
