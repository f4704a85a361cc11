"""What was found in a text before, kept on disk: a rebuild reads no text twice.

The folding is not kept: it is quick, and changes with the tables.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from search.entities.finders.raw_mentions import Finder, Raw
from search.errors import DATABASE_DAMAGED
from search.model import KINDS
from search.sealed_rows import TABLE, is_whole, seal

log = logging.getLogger(__name__)

FILE = "entities.sqlite"
_SCHEMA = f"""
DROP TABLE IF EXISTS raw;
CREATE TABLE IF NOT EXISTS {TABLE} (key BLOB PRIMARY KEY, found BLOB NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID;
"""


class CachedFinder:
    """A finder that looks into `folder` first. Every batch is on disk before it is given back, so a kill loses nothing.

    A damaged file is put aside with a message; where no file can be written, names are found without one.
    """

    def __init__(self, finder: Finder, folder: Path) -> None:
        self.version = finder.version
        self._finder = finder
        self._file = folder / FILE
        self._database = self._open()

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        keys = [self._key(text) for text in texts]
        found = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        new = dict(zip(missing, self._finder.find(list(missing.values())), strict=True))
        self._write(new)
        return [new[key] if key in new else found[key] for key in keys]

    def close(self) -> None:
        """Let the file go."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _key(self, text: str) -> bytes:
        named = f"{self.version}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(named, digest_size=16).digest()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._file)
        except sqlite3.OperationalError as error:
            return self._go_without(error)
        except DATABASE_DAMAGED as error:
            return self._start_again(error)
        except OSError as error:
            return self._go_without(error)

    def _start_again(self, error: Exception) -> sqlite3.Connection | None:
        log.warning("%s is damaged (%s); reading all names again, which takes longer this time", self._file, error)
        try:
            for suffix in ("", "-wal", "-shm", "-journal"):
                self._file.with_name(FILE + suffix).unlink(missing_ok=True)
            return _connect(self._file)
        except (*DATABASE_DAMAGED, OSError) as still:
            return self._go_without(still)

    def _go_without(self, error: Exception) -> sqlite3.Connection | None:
        log.warning("%s cannot be used (%s); continuing without this cache", self._file, error)
        return None

    def _read(self, keys: list[bytes]) -> dict[bytes, list[Raw]]:
        if self._database is None:
            return {}
        try:
            marks = ",".join("?" * len(keys))
            rows = self._database.execute(f"SELECT * FROM {TABLE} WHERE key IN ({marks})", keys)  # noqa: S608
            return dict(map(_opened, rows))
        except sqlite3.OperationalError as error:  # locked, or the disk fails: the file may be sound
            self.close()
            self._database = self._go_without(error)
        except (sqlite3.Error, ValueError, TypeError, IndexError) as error:
            self.close()
            self._database = self._start_again(error)
        return {}

    def _write(self, new: dict[bytes, list[Raw]]) -> None:
        if self._database is None or not new:
            return
        try:
            with self._database:
                rows = [_sealed(key, _encode(found)) for key, found in new.items()]
                self._database.executemany(f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?, ?)", rows)  # noqa: S608
        except DATABASE_DAMAGED as error:
            self.close()
            self._database = self._go_without(error)


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=10)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.text_factory = bytes  # a changed bit must not fail as the spelling of a text
        database.executescript(_SCHEMA)
        database.execute(f"SELECT found FROM {TABLE} LIMIT 1").fetchone()  # noqa: S608
    except DATABASE_DAMAGED:
        database.close()
        raise
    return database


def _sealed(key: bytes, found: bytes) -> tuple[bytes, bytes, bytes]:
    return key, found, seal(key, found)


def _opened(row: tuple[bytes, bytes, bytes]) -> tuple[bytes, list[Raw]]:
    """A key and what is known of it. Raises ValueError where the row is damaged."""
    if not is_whole(row):
        raise ValueError("a row is not what was written")
    return row[0], _decode(row[1])


def _encode(found: list[Raw]) -> bytes:
    return json.dumps([[raw.start, raw.end, KINDS.index(raw.kind)] for raw in found], separators=(",", ":")).encode()


def _decode(found: bytes) -> list[Raw]:
    return [Raw(int(start), int(end), KINDS[kind]) for start, end, kind in json.loads(found)]
