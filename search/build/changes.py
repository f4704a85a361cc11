"""What differs between a folder and what the ledger of a build says of it.

A file with the size and stamp under which it was read is not opened. The others are to be read; those that turn out to
hold the same bytes are as good as not changed. All of it is kept in a database without a name, not in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from search.errors import DATABASE_DAMAGED, IndexUnusable
from search.folder.events import FileTask
from search.folder.recurring_lines import MOST_BYTES, SUFFIXES, lines_of, recurring
from search.folder.walk import Found, Skipped, walk
from search.ledger import stamps
from search.ledger.database import FILE
from search.regular_file import contents

_HERE = """
CREATE TABLE here (
    path TEXT PRIMARY KEY, size INTEGER, stamp INTEGER, file BLOB, suffix TEXT, beside BLOB, folder TEXT,
    lines BLOB, recurring BLOB
) WITHOUT ROWID;
CREATE INDEX here_by_folder ON here (folder);
CREATE TABLE unopened (path TEXT PRIMARY KEY, reason TEXT) WITHOUT ROWID;
CREATE TABLE todo (path TEXT PRIMARY KEY, known BLOB) WITHOUT ROWID;
CREATE TABLE stamps (path TEXT PRIMARY KEY, size INTEGER, stamp INTEGER) WITHOUT ROWID;
"""
_NO_BEFORE = """
CREATE TEMP TABLE files (path TEXT, size INTEGER, stamp INTEGER, digest BLOB, limits TEXT, lines BLOB, recurring BLOB);
CREATE TEMP TABLE records (path TEXT, file TEXT, reason TEXT);
"""
_TODO = """
INSERT INTO todo SELECT here.path, coalesce(f.digest, x'') FROM here LEFT JOIN files AS f ON f.path = here.path
LEFT JOIN stamps AS s ON s.path = here.path
WHERE f.path IS NULL OR f.limits NOT IN ('', ?)
    OR coalesce(s.size, f.size) <> here.size OR coalesce(s.stamp, f.stamp) <> here.stamp
"""
_TEXT = f"suffix IN ({', '.join(map(repr, SUFFIXES))}) AND size <= {MOST_BYTES}"
_KNOWN_LINES = """
UPDATE here SET (lines, recurring) = (SELECT f.lines, f.recurring FROM files AS f WHERE f.path = here.path)
WHERE path NOT IN (SELECT path FROM todo)
"""
_NEW_TEXTS = f"SELECT here.path, file FROM todo JOIN here USING (path) WHERE {_TEXT}"  # noqa: S608
_READ_AGAIN = """
INSERT OR REPLACE INTO todo SELECT path, x'' FROM here JOIN files AS f USING (path) WHERE f.recurring <> here.recurring
"""
_TASK = "SELECT here.path, here.size, here.stamp, here.file, here.suffix, here.beside, here.recurring"


class Unchanged(Exception):
    """Every file that looked different holds what it held."""

    def __init__(self, files: list[Found]) -> None:
        self.files = files


def _lines(file: bytes, path: str) -> bytes:
    found = Found(Path(os.fsdecode(file)), path, "", 0)
    try:
        return lines_of(contents(found.file, MOST_BYTES, found.root))
    except OSError:
        return b""  # it cannot be read then either, which is said there


class Changes:
    """A folder, compared with the last build in the folder `before`, or with nothing.

    `limits` are those in force: what failed under others is tried again. Raises IndexUnusable where the ledger is
    damaged, and SearchError where there is no folder.
    """

    def __init__(self, folder: Path, max_bytes: int, before: Path | None, limits: str) -> None:
        # A database without a name lies in memory as far as it is small, else in a file that goes with the connection.
        self._db = sqlite3.connect("", isolation_level=None, uri=True)
        self._db.executescript(f"PRAGMA journal_mode = OFF; {_HERE} BEGIN")
        self._look(walk(folder, max_bytes))
        try:
            self._compare(before, limits)
            self._find_recurring()
        except DATABASE_DAMAGED as error:
            raise IndexUnusable(f"the ledger in {before} cannot be read ({error})") from error

    def close(self) -> None:
        """Forget it."""
        self._db.close()

    def _look(self, files: Iterable[Found | Skipped]) -> None:
        for file in files:
            if isinstance(file, Skipped):
                self._leave(file.path, file.reason)
            elif not self._add(file):
                self._leave(f"{file.path} (again)", "name looks the same as another file's; rename one of them")
        self._db.execute("COMMIT")

    def _leave(self, path: str, reason: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO unopened VALUES (?, ?)", (path, reason))

    def _add(self, file: Found) -> bool:
        row = (file.path, file.size, file.stamp, os.fsencode(file.file), file.suffix)
        beside = os.fsencode(file.beside) if file.beside else None
        folder = file.path.rpartition("/")[0]
        added = self._db.execute(
            "INSERT OR IGNORE INTO here VALUES (?, ?, ?, ?, ?, ?, ?, x'', x'')", (*row, beside, folder)
        )
        return added.rowcount == 1

    def _compare(self, before: Path | None, limits: str) -> None:
        if before is None:
            self._db.executescript(_NO_BEFORE)
        else:
            # Read only: the build that it belongs to is live.
            self._db.execute("ATTACH ? AS before", (f"{(before / FILE).absolute().as_uri()}?mode=ro",))
            self._db.executemany("INSERT INTO stamps VALUES (?, ?, ?)", stamps.read(before))
        self._db.execute(_TODO, (limits,))

    # --- lines that recur

    def _find_recurring(self) -> None:
        """Look at the lines of new files, and read those files again of whose lines others recur than before."""
        # As good as always: where no file differs no line can recur otherwise than before.
        if not self.count and not self.gone():
            return
        self._db.execute(_KNOWN_LINES)
        new = self._db.execute(_NEW_TEXTS).fetchall()
        self._db.executemany(
            "UPDATE here SET lines = ? WHERE path = ?", ((_lines(file, path), path) for path, file in new)
        )
        # A file that has gone takes its lines along: fewer may recur in the others of its folder.
        gone = ((path.rpartition("/")[0],) for path in self.gone())
        self._db.execute("CREATE TABLE touched (folder TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("INSERT INTO touched SELECT DISTINCT folder FROM todo JOIN here USING (path)")
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", gone)
        # Folder by folder, because lines are counted within one: so no more than the lines of one are in memory.
        for folder in self._db.execute("SELECT folder FROM touched").fetchall():
            files = self._db.execute(
                "SELECT path, lines FROM here WHERE folder = ? AND lines <> x''", folder
            ).fetchall()
            found = ((digests, path) for path, digests in recurring(files) if digests)
            self._db.execute("UPDATE here SET recurring = x'' WHERE folder = ?", folder)
            self._db.executemany("UPDATE here SET recurring = ? WHERE path = ?", found)
        self._db.execute(_READ_AGAIN)

    def lines(self) -> Iterator[tuple[bytes, bytes, str]]:
        """Of the files to look into: their lines, those that recur, and the path."""
        yield from self._db.execute("SELECT lines, recurring, path FROM todo JOIN here USING (path)")

    # --- what is to be done

    @property
    def any(self) -> bool:
        """Whether the folder looks different at all."""
        return bool(self.count) or bool(self.gone()) or self.unopened_differ()

    @property
    def count(self) -> int:
        """The number of files to look into."""
        return int(self._db.execute("SELECT count(*) FROM todo").fetchone()[0])

    def tasks(self) -> Iterator[FileTask]:
        """The files to look into, in the order of their paths."""
        yield from self._tasks(f"{_TASK}, known FROM todo JOIN here USING (path) ORDER BY here.path")

    def again(self, paths: Iterable[str]) -> Iterator[FileTask]:
        """Files to read, whether they have changed or not."""
        for path in paths:
            yield from self._tasks(f"{_TASK}, x'' FROM here WHERE path = ?", path)

    def _tasks(self, query: str, *values: str) -> Iterator[FileTask]:
        for path, size, stamp, file, suffix, beside, lines, known in self._db.execute(query, values):
            described = Path(os.fsdecode(beside)) if beside else None
            found = Found(Path(os.fsdecode(file)), path, suffix, size, stamp, described)
            yield FileTask(found, known, recurring=lines)

    def gone(self) -> list[str]:
        """The files that were read for the last build and are not there any more, or not to be read."""
        found = self._db.execute("SELECT path FROM files WHERE path NOT IN (SELECT path FROM here) ORDER BY path")
        return [path for (path,) in found]

    def unopened(self) -> Iterator[Skipped]:
        """The files that are left out without being opened."""
        for path, reason in self._db.execute("SELECT path, reason FROM unopened ORDER BY path"):
            yield Skipped(path, reason)

    def unopened_differ(self) -> bool:
        """Whether other files are left out, or for other reasons, than in the last build."""
        before = "SELECT file, reason FROM records WHERE file NOT IN (SELECT path FROM files)"
        now = "SELECT path, reason FROM unopened"
        both = f"SELECT * FROM ({before} EXCEPT {now}) UNION ALL SELECT * FROM ({now} EXCEPT {before})"  # noqa: S608
        return self._db.execute(f"SELECT 1 FROM ({both}) LIMIT 1").fetchone() is not None  # noqa: S608
