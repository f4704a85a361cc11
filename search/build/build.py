"""A folder -> its live index: as little as possible is read, and people can search before all names are.

`build` is the run from its beginning to its end, and the methods of `_Run` are its stages, in the order in which they
come. A fresh build reads every file; a grown one carries over what the last build has of files that have not changed.
Where reading names takes long, a build without most of them goes live first; the others follow in steps, each a build.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain, takewhile
from math import inf
from pathlib import Path
from time import monotonic

from search.build import apply_tags
from search.build.changes import Changes, Unchanged
from search.build.intake import Intake
from search.build.outcome import manifest_of, nothing_found
from search.build.previous import Previous, growable, last_of
from search.build.progress import Progress
from search.build.revisions import Revisions
from search.build.spool import Spool
from search.build.taken import Taken
from search.config import Config
from search.engines.base import engine, is_outside, outside
from search.entities import corrections
from search.entities.corpus import census_file
from search.entities.corpus.counted_names import Agreement
from search.entities.corpus.folding import Census
from search.errors import IndexUnusable
from search.folder.events import Event, FileTask
from search.folder.standing import standing
from search.folder.walk import Found, printable, walk
from search.ledger import database
from search.ledger.obeyed_corrections import added_fact, agree
from search.ledger.writer import LedgerWriter, restamp
from search.model import Document
from search.query.arrivals import stamp
from search.reading import names
from search.reading.fingerprint import fingerprint
from search.reading.parse_cache import Parsed
from search.reading.part_table import Parts, all_parts, head
from search.reading.pipeline import read_files, with_sources
from search.reading.pool import limits_of
from search.store import builds, checksums, followed
from search.store.builds import Manifest
from search.stories import assignment
from search.stories.minhash import Sketched, SketchWriter
from search.tags.tagged_index import add_tags


def build(
    folder: Path, config: Config, progress: Progress | None = None, *, full: bool = False, parts: Path | None = None
) -> Manifest:
    """Bring the index up to date with a folder; `full` reads every file again. The manifest of the build now live.

    What is kept in the folder `parts` is not read but taken from there (see `search.build.part_run`).

    Raises SearchError; the old build then stays. So it does when it is interrupted, or the last that went live.
    """
    next(walk(folder, config.max_bytes), None)  # a folder that is not there is told before anything is made
    progress = progress or Progress()
    followed.require_own(config.index)
    with ExitStack() as stack:
        require_folder = stack.enter_context(standing(folder))
        writer = stack.enter_context(builds.writing(config.index))
        found = stack.enter_context(_found(folder, config, parts, progress)) if parts else None
        run = _Run(folder, config, progress, writer, require_folder, full=full, parts=found)
        with run.names:
            manifest = run.index_texts()
            if run.taken:
                progress.merged(run.taken)
            manifest = run.read_remaining_names(manifest)
    # Others may have put on tags meanwhile, and nothing else need have changed in the folder.
    return apply_tags.catch_up(config.index, manifest, progress.live)


@contextmanager
def _found(folder: Path, config: Config, parts: Path, progress: Progress) -> Iterator[Parts]:
    """The parts that are of use, with what is said of the others."""
    with all_parts(parts, head(folder, with_sources(config, folder))) as found:
        for complaint in found.complaints:
            progress.warn(f"parts: {complaint}")
        yield found


class _Run:
    """One run over one folder, stage by stage."""

    def __init__(
        self,
        folder: Path,
        config: Config,
        progress: Progress,
        writer: builds.Writer,
        require_folder: Callable[[], None],
        *,
        full: bool,
        parts: Parts | None,
    ) -> None:
        self.folder, self.config, self.progress, self.writer = folder, with_sources(config, folder), progress, writer
        self.require_folder = require_folder
        self.full = full
        self.engine = engine(config.engine)
        self.corrections = corrections.load(folder, config.index)
        self.parsed = Parsed(config.index / "cache", look=not full)
        self.lookup = parts.lookup if parts else None
        self.taken = Taken(parts.count) if parts else None
        self.names = names.NameReader(self.config, self.corrections, self.lookup)
        self.limits = str(limits_of(config))
        self.last = last_of(config.index)
        self.began = stamp(self.last.built if self.last else "")
        self.facts = {
            "fingerprint": fingerprint(self.config),
            "folder": printable(str(folder.resolve())),
            "added": added_fact(self.corrections),
            "today": config.today.isoformat(),
        }

    # --- first stage: a build of the texts, with the names that can be read along with them

    def index_texts(self) -> Manifest:
        """Grow out of the last build where there is one of the same folder, program and settings; else start afresh."""
        self._tell_what_stays()
        before = None if self.full else growable(self.config, self.facts)
        try:
            return self._update(before)
        except IndexUnusable as error:
            if before is None:
                raise
            self.progress.warn(f"{error}; reading all files again")
            return self._update(None)

    def _tell_what_stays(self) -> None:
        last, used = self.last, self.config.engine
        if last and last.engine != used and is_outside(builds.build_folder(self.config.index, last)):
            self.progress.warn(
                f"the engine is {used} now: what the last build has in the search cluster stays there, and other"
                " machines go on searching in it, until it is deleted there"
            )

    def _update(self, before: Previous | None) -> Manifest:
        """Compare the folder with the last build; where nothing differs, that one stays live."""
        path = before.folder if before else None
        if path:
            checksums.require(path, database.FILE, census_file.FILE)
            if kept := outside(self.config.engine):
                kept.conform(path)
        with closing(Changes(self.folder, self.config.max_bytes, path, self.limits)) as changes:
            self.progress.stage("reading", changes.count, "files")
            if before is None:
                manifest = self._publish(partial(self._fresh, changes))
            elif changes.any or not before.obeys(self.corrections):
                try:
                    manifest = self._publish(partial(self._grown, changes, before))
                except Unchanged as unchanged:
                    restamp(before.folder, unchanged.files)
                    return before.manifest
            else:
                return before.manifest
        self.parsed.keep_only(database.digests(builds.build_folder(self.config.index, manifest)))
        return manifest

    def _publish(self, write_build: partial[Manifest]) -> Manifest:
        try:
            manifest = self.writer.build(write_build)
        except KeyboardInterrupt:
            if self.writer.live:  # it came a moment too late for this one
                self.progress.live(self.writer.live)
            raise
        self.progress.live(manifest)
        return manifest

    def _fresh(self, changes: Changes, target: Path) -> Manifest:
        """Every file of the folder, read into an empty build.

        From the readers to the engine the documents pass one by one: none of the stages holds all of them.
        """
        census = Census()
        agreement = Agreement(census, self.corrections)
        with closing(LedgerWriter(target, began=self.began)) as ledger, Spool[Sketched](target) as asking:
            self._keep_arrivals(ledger)
            intake = Intake(ledger, self.limits, self.progress, ledger.first_with, asking)
            with closing(self._read(changes.tasks())) as events, closing(SketchWriter(target)) as sketches:
                # Those that ask others for their day come last: only then is everything there that can answer.
                documents = chain(intake.documents(events), self._answered(asking, ledger))
                named = self._named(sketches.passing(documents), ledger, census)
                count = self.engine.write(target, named, agreement.names)
            self._tell_stories(target)
            ledger.skip_unopened(changes.unopened())
            ledger.keep_lines(changes.lines())
            self.require_folder()
            return self._finish(target, ledger, census, agreement, count)

    def _keep_arrivals(self, ledger: LedgerWriter) -> None:
        """What was in the index before does not come anew with a build that reads all of it again."""
        if self.last is None:
            return
        before = builds.build_folder(self.config.index, self.last)
        # Looked at first: what fails after that is the new ledger, and with it the build. Half of them is never kept.
        reason = checksums.damage(before, database.FILE)
        try:
            if not reason:
                ledger.keep_arrivals(before)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            reason = str(error)  # a table is missing, because an earlier version wrote none
        if reason:
            self.progress.warn(f"the last build does not say when its articles came ({reason}); all count as new")

    def _grown(self, changes: Changes, before: Previous, target: Path) -> Manifest:
        """The last build without what is gone, and with what is new, has changed or counts otherwise now."""
        with closing(LedgerWriter(target, before.folder, self.began)) as ledger, Spool[Sketched](target) as anew:
            self._read_changes(changes, before, ledger, anew)
            gone = ledger.gone()
            # Days before names: a document that is dated anew gets its names read again in any case.
            revisions = Revisions(before.folder, self.config, ledger, anew)
            gone |= revisions.dated_otherwise()
            gone |= revisions.named_otherwise(self.corrections, gone)
            census = census_file.read(before.folder)
            for document in self.engine.documents(before.folder, gone):
                census.remove(document)
            agreement = Agreement(census, self.corrections)
            with closing(SketchWriter(target)) as sketches:
                sketches.carry(before.folder, gone)
                first = (found for found in anew if not ledger.is_copy(found.document.id))
                named = self._named(sketches.passing(self._settled(first, ledger)), ledger, census)
                count = self.engine.extend(target, before.folder, gone, named, agreement.names)
            self._tell_stories(target, before.folder, gone)
            return self._finish(target, ledger, census, agreement, count)

    def _read_changes(self, changes: Changes, before: Previous, ledger: LedgerWriter, anew: Spool[Sketched]) -> None:
        """Read what is new or has changed. Raises Unchanged where that is nothing."""
        gone = changes.gone()
        for path in gone:
            ledger.drop_file(path)
        intake = Intake(ledger, self.limits, self.progress)
        tasks = changes.tasks()
        while True:
            with closing(self._read(tasks)) as events:
                for document in intake.documents(events):
                    anew.add(document)
            # What was left out as a copy of something that is gone has to be read now; that may show further ones.
            orphans = ledger.orphans()
            if not orphans:
                break
            tasks = changes.again(orphans)
        self.require_folder()
        if not (gone or intake.read or changes.unopened_differ() or not before.obeys(self.corrections)):
            raise Unchanged(intake.unchanged)
        ledger.settle()
        ledger.skip_unopened(changes.unopened())
        ledger.keep_lines(changes.lines())

    def _read(self, tasks: Iterable[FileTask]) -> Generator[tuple[Found, Event], None, None]:
        events = read_files(tasks, self.config, self.parsed, self.lookup)
        return self.taken.noting(events) if self.taken else events

    def _answered(self, asking: Iterable[Sketched], ledger: LedgerWriter) -> Iterator[Sketched]:
        """Documents that waited for what the others say of their days."""
        ledger.answer(self.config.today)
        yield from self._settled(asking, ledger)

    def _settled(self, documents: Iterable[Sketched], ledger: LedgerWriter) -> Iterator[Sketched]:
        """Documents with the days that they have among the others."""
        for found in documents:
            yield found._replace(document=ledger.answered(found.document, self.config.today))

    def _named(self, documents: Iterable[Document], ledger: LedgerWriter, census: Census) -> Iterator[Document]:
        """Documents with their names, where these can be read in the time that a first build has for it."""
        # Names that parts have read take no time worth an index without them.
        seconds = inf if self.lookup else names.FIRST_SECONDS
        return names.counted(self.names.read(documents, seconds), ledger, census)

    def _tell_stories(self, target: Path, before: Path | None = None, gone: Collection[str] = ()) -> None:
        """Tell the index which documents tell the same; what was compared before and still holds is not again."""
        if self.config.stories:
            told = assignment.tell(target, partial(self.engine.documents, target), before, gone)
            self.engine.add_stories(target, told)

    # --- second stage: builds with more and more names

    def read_remaining_names(self, manifest: Manifest) -> Manifest:
        """Go on until there is no name left to read. What has been read stays in a cache, however this ends."""
        left = manifest.entities_total - manifest.entities_read
        if left:
            self.progress.stage("reading names", left, "articles")
        seconds = names.STEP_SECONDS
        while manifest.entities_read < manifest.entities_total:
            started = monotonic()
            before = builds.build_folder(self.config.index, manifest)
            manifest = self._publish(partial(self._with_more_names, before, seconds))
            seconds = names.next_step(seconds, monotonic() - started - seconds)
        return manifest

    def _with_more_names(self, before: Path, seconds: float, target: Path) -> Manifest:
        """The build that grows out of the one in `before` by the names that can be read in some seconds."""
        checksums.require(before, database.FILE, census_file.FILE)
        census = census_file.read(before)
        # A step takes minutes, and somebody may have corrected something meanwhile. What `add` says stays that of the
        # whole run: the workers that look for it were started with it.
        now = corrections.load(self.folder, self.config.index)
        self.corrections = replace(now, added=self.corrections.added)
        agreement = Agreement(census, self.corrections)
        with closing(LedgerWriter(target, before)) as ledger, Spool[Document](target) as spool:
            unnamed = chain.from_iterable(self.engine.documents(before, ids) for ids in ledger.without_names())
            read = takewhile(names.was_begun, self.names.read(unnamed, seconds))
            done = set[str]()
            for document in names.counted(read, ledger, census):
                spool.add(document)  # the engine wants the ids of all of them before the first
                done.add(document.id)
                self.progress.advance()
            count = self.engine.extend(target, before, done, spool, agreement.names)
            if self.config.stories:
                self.engine.add_stories(target, assignment.carried(target, before))  # which no name changes
            return self._finish(target, ledger, census, agreement, count)

    # --- the end of every build

    def _finish(self, target: Path, ledger: LedgerWriter, census: Census, agreement: Agreement, count: int) -> Manifest:
        """Close the books. The engine is done: only now is it known what each name counts as."""
        ledger.say(**self.facts)
        agree(ledger, agreement, self.corrections)
        totals = ledger.totals()
        manifest = manifest_of(target, self.folder, self.config, count, totals, stamp(self.began))
        ledger.add_build(manifest.build, manifest.built)
        ledger.commit()
        if not count:
            raise nothing_found(self.folder, target, totals)
        census_file.write(census, target)
        add_tags(self.engine, target, self.folder, self.config.index)
        return manifest
