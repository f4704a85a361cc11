"""The index folder: a build is written beside the live one, and `manifest.json` names the live one.

    index/manifest.json       which build is live, and what it is: replaced in one step, after everything is on disk
    index/builds/<build>/     one finished or unfinished build, written by an engine; `lock` in it is held by readers
    index/build.lock          held while a build is written, so that two builds cannot mix
    index/cache/              what readers and annotators remember between builds; safe to delete

A failed or killed build leaves the live one as it was; what it left behind is removed by the next build.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import shutil
import sqlite3
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from search.engines.base import Searcher, discard, engine, outside
from search.errors import IndexBusy, IndexMissing, IndexUnusable, IndexUnwritable, SearchError
from search.store import checksums
from search.store.without_stories import Untold

FORMAT = 2
"""Raised with every change of the files or of the analysis that an old index cannot answer by."""

log = logging.getLogger(__name__)

_REBUILD = "rebuild it with: python -m search.index FOLDER"
_NO_LOCKS = "move the index to a disk that can lock files, and name it with --index"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build is. `built` is ISO 8601 in UTC, `entities` how entities are read, `folder` the corpus' name.

    `models` are the languages that a model reads ("en, fr"); names in the others are read by rules.
    Of `entities_total` documents whose entities are to be read, those of `entities_read` have been: a large folder can
    be searched before all of them are. `stories` is whether near-duplicates and stories were told.
    `warnings` is how many records and files the ledger has a warning of.
    """

    build: str
    built: str
    engine: str
    documents: int
    skipped: int
    entities: str
    folder: str
    entities_read: int = 0
    entities_total: int = 0
    models: str = ""
    stories: bool = True
    warnings: int = 0
    format: int = FORMAT

    @property
    def names_unread(self) -> bool:
        """Whether names are still to be read, so that their counts will change."""
        return self.entities_read < self.entities_total


@dataclass(frozen=True, slots=True)
class Index:
    """One open build."""

    manifest: Manifest
    searcher: Searcher


class Writer:
    """The right to make new builds of an index folder, one after the other: nobody else makes any meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.live: Manifest | None = None
        """The last build that went live."""

    def build(self, write: Callable[[Path], Manifest]) -> Manifest:
        """Make a new build live. `write` fills the empty folder it gets and says what it wrote.

        Raises what `write` raises; the live build then stays. What is raised once the new one is live, as by Ctrl-C at
        that moment, takes nothing back: `live` tells.
        """
        # The end makes it different from another one of the same second.
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        target = self._folder / "builds" / name
        publishing, before = False, self.live.build if self.live else _live_build(self._folder)
        try:
            target.mkdir(parents=True)
            (target / "lock").touch()
            manifest = write(target)
            # In this order: digests of what was written, all of it to disk, and only then is it named. Whatever stops
            # this in between, the manifest names the build before.
            checksums.write(target)
            sync(target)
            publishing = True
            publish(self._folder, manifest)
            self.live = manifest
            kept = {name}
            if shared := outside(manifest.engine):
                shared.announce(target, _record(manifest))
                # Machines that have other folders search in the one before until they have heard of it.
                kept.add(before)
            _prune(self._folder, kept)
        # Ctrl-C too must leave nothing behind.
        except BaseException as error:
            went_live = publishing and _may_be_live(self._folder, name)
            if went_live:
                self.live = manifest
            else:
                _remove(target)
            if isinstance(error, OSError | sqlite3.Error):  # the ledger is a database
                raise IndexUnwritable(_refused(self._folder, error, went_live=went_live)) from error
            raise
        return manifest


def _may_be_live(folder: Path, build: str) -> bool:
    """Whether a build whose publication was broken off is the live one. An unclear manifest may name it."""
    try:
        return read_manifest(folder).build == build
    except IndexMissing:
        return False
    except IndexUnusable:
        return True


def _refused(folder: Path, error: Exception, *, went_live: bool) -> str:
    if went_live:
        return f"the new index in {folder} is live, but its disk failed right after: {error}; check the disk"
    return f"cannot write the index in {folder}: {error}; the old one is unchanged"


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Hold the right to make builds of an index folder. Raises IndexBusy while somebody else has it."""
    _make(folder)
    with _exclusive(folder / "build.lock", folder):
        _announce_again(folder)
        _clear(folder)
        yield Writer(folder)


def build(folder: Path, write: Callable[[Path], Manifest]) -> Manifest:
    """Make one new build live, as `Writer.build` does. Raises IndexBusy as well."""
    with writing(folder) as writer:
        return writer.build(write)


def open_index(folder: Path) -> Index:
    """The live build, open. Raises IndexMissing or IndexUnusable."""
    manifest = read_manifest(folder)
    while True:
        path = folder / "builds" / manifest.build
        lock = _shared(path / "lock")
        if lock is not None:
            return _opened(manifest, path, lock)
        # A newer build may have gone live, and this one been pruned, since the manifest was read.
        before, manifest = manifest, read_manifest(folder)
        if manifest == before:
            raise IndexUnusable(f"the index in {folder} is damaged: its build {path.name} is missing; {_REBUILD}")


def read_manifest(folder: Path) -> Manifest:
    """What the live build is. Raises IndexMissing or IndexUnusable."""
    path = folder / "manifest.json"
    try:
        record = json.loads(path.read_bytes())
        version = record["format"]
        if version != FORMAT:
            message = f"the index in {folder} has format {version}, this program reads format {FORMAT}; {_REBUILD}"
            raise IndexUnusable(message)
        if record.pop("digest") != _digest(record):
            raise IndexUnusable(f"{path} is damaged; {_REBUILD}")
        manifest = Manifest(**record)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"there is no index in {folder}; build one with: python -m search.index FOLDER") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{path} cannot be read ({error}); {_REBUILD}") from error
    if Path(manifest.build).name != manifest.build:
        raise IndexUnusable(f"{path} points to a build outside the index; {_REBUILD}")
    return manifest


def _digest(record: Mapping[str, Any]) -> str:
    """Differs where anything in a manifest does: a changed letter of it could name another engine, or another count."""
    return blake2b(json.dumps(record, sort_keys=True).encode(), digest_size=16).hexdigest()


def build_folder(folder: Path, manifest: Manifest) -> Path:
    """Where a build stands in an index folder."""
    return folder / "builds" / manifest.build


def place(folder: Path, manifest: Manifest) -> str:
    """Where the articles of a build are, in words; "" where they are in the index folder."""
    kept = outside(manifest.engine)
    return kept.place(build_folder(folder, manifest)) if kept else ""


def size_of(folder: Path, manifest: Manifest) -> int:
    """The bytes that a build takes."""
    return sum(path.stat().st_size for path in build_folder(folder, manifest).rglob("*") if path.is_file())


def _shared(path: Path) -> IO[bytes] | None:
    """The lock file of a build, held as a reader; None where the build is gone or going."""
    try:
        lock = path.open("rb")
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    except OSError as error:
        lock.close()
        raise IndexUnusable(f"cannot lock {path} ({error.strerror}); {_NO_LOCKS}") from error
    # It was removed after it was opened and before it was locked.
    if os.fstat(lock.fileno()).st_nlink == 0:
        lock.close()
        return None
    return lock


def _opened(manifest: Manifest, path: Path, lock: IO[bytes]) -> Index:
    try:
        searcher = engine(manifest.engine).searcher(path)
    except BaseException:
        lock.close()
        raise
    weakref.finalize(searcher, lock.close)  # the build may go when nobody can search in it any more
    return Index(manifest, searcher if manifest.stories else Untold(searcher))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexUnwritable(
            f"cannot create the index folder {folder}: {error.strerror}; choose another with --index"
        ) from error


@contextmanager
def _exclusive(path: Path, folder: Path) -> Iterator[None]:
    """Hold a lock that the operating system lets go with the process, however it ends."""
    try:
        file = path.open("ab")
    except OSError as error:
        message = f"cannot write to the index folder {folder}: {error.strerror}; choose another with --index"
        raise IndexUnwritable(message) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(f"another build is writing to {folder}; wait for it, or choose another --index") from None
        except OSError as error:
            raise IndexUnwritable(f"cannot lock {path} ({error.strerror}); {_NO_LOCKS}") from error
        yield


def sync(folder: Path) -> None:
    """Everything below a folder on disk, so that a manifest never names what a power cut took away."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        _sync_one(path)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(folder: Path, manifest: Manifest) -> None:
    """Make a build of an index folder the live one, in one step."""
    # Written beside and renamed: whoever reads sees the old one or the new one, never a part.
    temporary = folder / "manifest.json.new"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(_record(manifest))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / "manifest.json")
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    # A new name is on disk when its folder is.
    _sync_one(folder)


def _record(manifest: Manifest) -> str:
    """What a manifest is written as."""
    record: dict[str, Any] = asdict(manifest)
    record["digest"] = _digest(record)
    return json.dumps(record, ensure_ascii=False, indent=1)


def _live_build(folder: Path) -> str:
    """The name of the live build, "" where it is not clear."""
    try:
        return read_manifest(folder).build
    except (IndexMissing, IndexUnusable):
        return ""


def _announce_again(folder: Path) -> None:
    """Tell other machines of the live build, if whoever made it was stopped before it had: they search in an older one.

    That is removed next, and would be missed.
    """
    try:
        manifest = read_manifest(folder)
        if shared := outside(manifest.engine):
            shared.announce(build_folder(folder, manifest), _record(manifest))
    except IndexMissing:
        return
    except IndexUnusable as error:
        log.info("the live build of %s was not announced again: %s", folder, error)


def _clear(folder: Path) -> None:
    """Remove what builds that were killed left behind, so that it cannot pile up. An unclear manifest keeps it all."""
    try:
        _prune(folder, {read_manifest(folder).build})
    except IndexMissing:
        _prune(folder, set())
    except IndexUnusable:
        log.info("%s was not cleaned up, because its manifest cannot be read", folder)


def _prune(folder: Path, keep: Collection[str]) -> None:
    """Remove the builds that are not live and that no reader holds, finished or not."""
    for path in (folder / "builds").glob("*"):
        if path.name not in keep and path.is_dir():
            _remove_unused(path)


def _remove(path: Path) -> None:
    """Remove a build, with what it has outside of its folder. Where that cannot be reached, the next build does it."""
    try:
        discard(path)
    except SearchError as error:
        log.warning("build %s was kept for now: %s", path.name, error)
        return
    shutil.rmtree(path, ignore_errors=True)


def _remove_unused(path: Path) -> None:
    try:
        with (path / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path)
    except FileNotFoundError:  # killed before it had a lock
        _remove(path)
    except BlockingIOError:
        log.info("build %s is still in use and was kept for now", path.name)
