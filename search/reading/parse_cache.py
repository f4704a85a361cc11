"""What readers gave for files before, kept on disk: a file that was parsed once is not parsed again.

A build that cannot carry documents over (the program or a setting has changed, the folder has another name, a file was
moved) takes from here what the same bytes gave to the same readers; the annotators look at it anew. Only that is kept
which takes far longer to parse than to be read back. What is damaged or cannot be written is read from the file, as if
there were nothing here.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from os import times
from pathlib import Path
from time import process_time

import msgspec
import zstandard

from search.config import Config
from search.errors import DATABASE_DAMAGED, FileSkipped
from search.model import Document, Note
from search.readers import Record, Rejected, Remark, document_id, ending, identified, is_packed
from search.reading.fingerprint import reading_version
from search.sealed_rows import TABLE, is_whole, seal

FILE = "parsed.sqlite"
RECORD_SECONDS = 0.0005
CHARACTER_SECONDS = 2e-7
"""What parsing must take, by records and characters, to be worth keeping: pages, PDF and crawls take ten times this,
text, tables, JSON, Word documents and plain mails a third of it. Reading back takes about this long."""
RAW = 16
"""The bytes of a digest that are those of the file itself; those of the file beside it come behind."""
_MOST = 5_000_000
"""Characters of a file's documents; what holds more is not kept, so that a worker's memory does not fill with it."""
_SCHEMA = f"""
PRAGMA auto_vacuum = FULL;
DROP TABLE IF EXISTS parsed;
CREATE TABLE IF NOT EXISTS {TABLE} (key BLOB PRIMARY KEY, digest BLOB, version BLOB, given BLOB, seal BLOB);
CREATE INDEX IF NOT EXISTS sealed_by_digest ON {TABLE} (digest, version);
"""
_THERE = "SELECT 1 FROM sqlite_master WHERE name = 'sealed_by_digest'"
_WAIT_SECONDS = 5.0

log = logging.getLogger(__name__)


class _Record(msgspec.Struct, array_like=True):
    """A document, its path without the file's, or in its place why there is none, or what is said of the file."""

    document: Document | None = None
    rejected: tuple[str, str] | None = None
    remark: tuple[str, tuple[Note, ...]] | None = None


class _File(msgspec.Struct, array_like=True):
    """What a reader gave for a file; `skipped` is why it gave no more."""

    records: list[_Record]
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The results in the folder of an index. With `look` false they are only written, never used.

    A connection lives no longer than one question, so that workers can be killed at any time.
    """

    folder: Path
    look: bool = True

    def through(self, given: Iterator[Record], path: str, digest: bytes, config: Config) -> Iterator[Record]:
        """What is kept of the file at a path with some digest, or what its reader gives, which is then kept.

        Raises FileSkipped like the reader.
        """
        # That of the file alone: what the one beside it says is read anew every time, and laid over.
        digest = digest[:RAW]
        key = _key(digest, path, config)
        found = self._read(key) if self.look else None
        if found is None:
            yield from self._keeping(given, path, key, digest)
            return
        yield from identified(_placed(record, path) for record in found.records)
        if found.skipped:
            raise FileSkipped(found.skipped)

    def keep_only(self, digests: Iterable[bytes]) -> None:
        """Forget all but what was read of files with these digests by the readers of today."""
        if not (self.folder / FILE).exists():
            return
        with suppress(*DATABASE_DAMAGED), closing(self._connected()) as database, database:
            _prepare(database)
            database.execute("CREATE TEMP TABLE used (digest BLOB PRIMARY KEY) WITHOUT ROWID")
            database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((digest[:RAW],) for digest in digests))
            old = "version <> ? OR digest NOT IN (SELECT digest FROM used)"
            query = f"DELETE FROM {TABLE} WHERE rowid IN (SELECT rowid FROM {TABLE} WHERE {old})"  # noqa: S608 - by the index
            database.execute(query, (reading_version(),))

    def _keeping(self, given: Iterator[Record], path: str, key: bytes, digest: bytes) -> Iterator[Record]:
        file, size, seconds, since = _File([]), 0, 0.0, _spent()
        try:
            for record in given:
                seconds += _spent() - since
                size += len(record.text) if isinstance(record, Document) else 0
                if size <= _MOST:
                    file.records.append(_bare(record, path))
                else:
                    file.records.clear()
                yield record
                since = _spent()
        except FileSkipped as reason:
            file.skipped = str(reason)
        seconds += _spent() - since
        # Records and characters both, because reading back costs by either.
        if size <= _MOST and seconds > RECORD_SECONDS * max(1, len(file.records)) + CHARACTER_SECONDS * size:
            self._write(key, digest, file)
        if file.skipped:
            raise FileSkipped(file.skipped)

    def _read(self, key: bytes) -> _File | None:
        if not (self.folder / FILE).exists():
            return None
        try:
            with closing(self._connected()) as database:
                row = database.execute(f"SELECT * FROM {TABLE} WHERE key = ?", (key,)).fetchone()  # noqa: S608
            return _unpacked(row) if row else None
        except sqlite3.OperationalError:
            return None  # locked, or the disk fails: the file may be sound
        except (sqlite3.Error, zstandard.ZstdError, msgspec.MsgspecError, ValueError, TypeError) as error:
            self._start_again(error)
            return None

    def _write(self, key: bytes, digest: bytes, file: _File) -> None:
        try:
            given = _packed(file)
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(self._connected()) as database, database:
                _prepare(database)
                row = (key, digest, reading_version(), given)
                database.execute(f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))  # noqa: S608
        except MemoryError:
            return  # no room for it, which is no fault of the file
        except sqlite3.OperationalError as error:
            log.info("%s cannot be written (%s)", self.folder / FILE, error)
        except DATABASE_DAMAGED as error:
            self._start_again(error)
        except OSError as error:
            log.info("%s cannot be written (%s)", self.folder / FILE, error)

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.folder / FILE, timeout=_WAIT_SECONDS)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA secure_delete = ON")  # what is gone from the folder is not to be read here
        except DATABASE_DAMAGED:
            database.close()
            raise
        return database

    def _start_again(self, error: Exception) -> None:
        log.warning(
            "%s is damaged (%s); parsing all files again, which takes longer this time", self.folder / FILE, error
        )
        with suppress(OSError):
            (self.folder / FILE).unlink()


def _spent() -> float:
    """The CPU seconds of this process and of those that it has waited for, which recognise the print of scans."""
    spent = times()
    return process_time() + spent.children_user + spent.children_system


def _prepare(database: sqlite3.Connection) -> None:
    if not database.execute(_THERE).fetchone():
        database.executescript(_SCHEMA)


def _key(digest: bytes, path: str, config: Config) -> bytes:
    said = repr((ending(path), is_packed(path), config.map, config.ocr_languages)).encode()
    return blake2b(digest + reading_version() + said, digest_size=16).digest()


def _bare(record: Record, path: str) -> _Record:
    """A record without where its file is."""
    inside = record.path.removeprefix(path)
    if isinstance(record, Rejected):
        return _Record(rejected=(inside, record.reason))
    if isinstance(record, Remark):
        return _Record(remark=(inside, record.notes))
    return _Record(document=replace(record, id="", path=inside))


def _placed(record: _Record, path: str) -> Record:
    """The record of a file that is at a path now."""
    if record.remark is not None:
        inside, notes = record.remark
        return Remark(path + inside, notes)
    if record.document is None:
        inside, reason = record.rejected or ("", "")
        return Rejected(path + inside, reason)
    place = path + record.document.path
    return replace(record.document, id=document_id(place), path=place)


def _packed(file: _File) -> bytes:
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(msgspec.msgpack.encode(file))


def _unpacked(row: tuple[bytes, ...]) -> _File:
    """What a row holds. Raises ValueError where it is damaged."""
    if not is_whole(row):
        raise ValueError("a row is not what was written")
    given = row[3]
    return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(given), type=_File)
