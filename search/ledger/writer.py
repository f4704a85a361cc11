"""Fills the ledger of a new build: a fresh one, or one that grows out of the last build's.

What a growing ledger forgets and learns is kept in tables that go with the connection: `gone` are the ids that the
index must drop, `learned` those that it may get, `touched` the keys whose copies may have another first.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import time_ns

from search.annotators.date_claims import questions, to_json
from search.engines.name_table import Value
from search.entities.corpus.counted_names import Agreed
from search.folder.events import Article, Finished
from search.folder.walk import Found, Skipped
from search.ledger import addresses, arrivals, dates_from_folder, stamps
from search.ledger.database import FILE, SCHEMA, Totals, count
from search.ledger.texts import digest_of
from search.model import Document, Note
from search.readers import Remark
from search.readers.characters.unicode_text import unreadable

RACE = 2_000_000_000
"""A file changed less than these nanoseconds before may change again with the same stamp: its stamp is not kept."""

_SCRATCH = """
CREATE TEMP TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE learned (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""
_AGAIN = " (again)"
"""Behind the path of what is left out, where an article has the same: "a.jsonl#1" may be a file, or a line of one."""
_NOTE = 1000
"""Characters of a note that are kept."""
_NOTES = 20
"""Notes of one record that are kept."""
NO_NAMES = "-"
"""In the place of how names were read, for what is not indexed."""
_UNNAMED = 5_000
"""Documents whose names are asked for at first; then as many again as there were, because the index is opened for each
lot, which takes time by its size."""


class LedgerWriter:
    """The ledger of a build that is being made."""

    def __init__(self, folder: Path, previous: Path | None = None, began: str = "") -> None:
        """Begin in the folder of the new build, with what the ledger of the `previous` one says, if there is one.

        `began` is the stamp of what comes into the index with this build.
        """
        self._began = began
        if previous:
            shutil.copyfile(previous / FILE, folder / FILE)
        self._db = sqlite3.connect(folder / FILE, isolation_level=None)
        # Nothing to roll back to: a build that is not finished is thrown away whole.
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCRATCH}")
        if not previous:
            self._db.executescript(SCHEMA)
        self._db.execute("BEGIN")
        if previous:
            self._db.executemany(_KEEP_FILE, ((size, stamp, path) for path, size, stamp in stamps.read(previous)))

    def close(self) -> None:
        """Let the file go, with what was said since `commit` lost."""
        self._db.close()

    def commit(self) -> None:
        """Write what has been said."""
        self._db.execute("COMMIT")

    def say(self, **facts: str) -> None:
        """Keep facts of the whole build."""
        self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def keep_arrivals(self, previous: Path) -> None:
        """Take over when articles came from a build that this one does not grow out of. Raises sqlite3.Error."""
        self._db.execute("COMMIT")  # no database is attached within a transaction
        try:
            arrivals.carry(self._db, previous / FILE)
        finally:
            self._db.execute("BEGIN")

    def add_build(self, build: str, built: str) -> None:
        """Remember a build by its name, for those who ask for what came after it."""
        self._db.execute("INSERT OR REPLACE INTO builds VALUES (?, ?)", (build, built))

    # --- what was read

    def arrived(self, document: Document) -> Document:
        """A document with the time at which it first came into the index."""
        return replace(document, added=arrivals.added(self._db, document.id, self._began))

    def add_file(self, found: Found, finished: Finished, limits: str) -> None:
        """A file has been read. `limits` are those that it, or a record of it, went beyond, or ""."""
        row = (found.path, found.size, _lasting(found.stamp), finished.digest, limits, round(finished.seconds, 6))
        self._db.execute(
            "INSERT OR REPLACE INTO files (path, size, stamp, digest, limits, seconds) VALUES (?, ?, ?, ?, ?, ?)", row
        )

    def keep_file(self, found: Found) -> None:
        """A file holds what it held, though its stamp is another."""
        self._db.execute(_KEEP_FILE, (found.size, _lasting(found.stamp), found.path))

    def keep_lines(self, lines: Iterable[tuple[bytes, bytes, str]]) -> None:
        """The lines of files that were looked into, and those of them that recur, with the path."""
        self._db.executemany("UPDATE files SET lines = ?, recurring = ? WHERE path = ?", lines)

    def add_skipped(self, skipped: Skipped, file: str, number: int = 0) -> None:
        """A file, or the record of that number, that is left out; an article of the same path keeps it."""
        taken = self._db.execute("SELECT 1 FROM records WHERE path = ? AND reason = ''", (skipped.path,)).fetchone()
        row = (skipped.path + _AGAIN * bool(taken), file, number, skipped.reason, NO_NAMES)
        self._db.execute(
            "INSERT OR REPLACE INTO records (path, file, number, reason, copy_of, names) VALUES (?, ?, ?, ?, '', ?)",
            row,
        )

    def add_article(self, article: Article, file: str, number: int, copy_of: str) -> bool:
        """The record of that number in a file; False where another has its path, which then stays the only one."""
        # An article goes before what was left out under the same path, whichever comes first.
        move = "UPDATE OR REPLACE records SET path = path || ? WHERE path = ? AND (reason <> '' OR id IS NULL)"
        self._db.execute(move, (_AGAIN, article.document.path))
        added = self._db.execute(_ADD_ARTICLE, _article_row(article, file, number, copy_of)).rowcount == 1
        if added:
            self._db.execute("INSERT OR IGNORE INTO learned VALUES (?)", (article.document.id,))
            self._db.execute("INSERT OR IGNORE INTO touched VALUES (?)", (article.key,))
        return added

    def add_remark(self, remark: Remark, file: str, number: int) -> None:
        """What is said of a whole file, as a row between those of its records."""
        row = (remark.path, file, number, NO_NAMES, *_note_columns(remark.notes))
        taken = self._db.execute("SELECT 1 FROM records WHERE path = ?", row[:1]).fetchone()
        self._db.execute(_ADD_REMARK, (row[0] + _AGAIN * bool(taken), *row[1:]))

    def first_with(self, key: bytes) -> str:
        """The id of the record that is indexed for all its copies, "" where there is none."""
        found = self._db.execute("SELECT id FROM records WHERE key = ? AND copy_of = ''", (key,)).fetchone()
        return str(found[0]) if found else ""

    def name(self, doc_id: str, how: str) -> None:
        """How the names of a document were read."""
        self._db.execute("UPDATE records SET names = ? WHERE id = ?", (how, doc_id))

    def agree(self, names: Iterable[Agreed]) -> None:
        """What every name counts as, in the place of what was known of names."""
        self._db.execute("DELETE FROM names")
        rows = ((*_value(name.value), name.articles, *_value(name.shown), name.why) for name in names)
        self._db.executemany("INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?, ?, ?)", rows)

    def indexed(self) -> list[str]:
        """The ids of all documents of the index."""
        found = self._db.execute("SELECT id FROM records WHERE reason = '' AND copy_of = '' ORDER BY path")
        return [doc_id for (doc_id,) in found]

    # --- what is no more

    def drop_file(self, path: str) -> None:
        """A file is gone, or about to be read again."""
        indexed = "SELECT id FROM records WHERE file = ? AND reason = '' AND copy_of = ''"
        # What this run itself has learned the index does not have yet, so it need not be dropped from it.
        self._db.execute(f"INSERT OR IGNORE INTO gone {indexed} AND id NOT IN (SELECT id FROM learned)", (path,))  # noqa: S608
        self._db.execute(
            "INSERT OR IGNORE INTO touched SELECT key FROM records WHERE file = ? AND reason = ''", (path,)
        )
        self._db.execute("DELETE FROM records WHERE file = ?", (path,))
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    def skip_unopened(self, skipped: Iterable[Skipped]) -> None:
        """These files are left out without having been opened, and no others."""
        # A file that was left out unopened has no row in `files`, only one in `records`.
        self._db.execute("DELETE FROM records WHERE file NOT IN (SELECT path FROM files)")
        for one in skipped:
            self.add_skipped(one, one.path)

    # --- copies

    def orphans(self) -> list[str]:
        """The files of copies that must be indexed themselves now, because what they were copies of is gone."""
        found = self._db.execute(
            """
            SELECT DISTINCT file FROM (
                SELECT file, id, copy_of, row_number() OVER (PARTITION BY key ORDER BY file, number) AS place
                FROM records WHERE key IN (SELECT key FROM touched)
            ) WHERE place = 1 AND copy_of <> '' AND id NOT IN (SELECT id FROM learned) ORDER BY file
            """
        )
        return [file for (file,) in found]

    def settle(self) -> None:
        """Of every group of copies the first is indexed; one of the last build that is first no more is gone."""
        # The first by file and number, not by when it was read: a grown build must choose as a fresh one does.
        self._db.execute(
            """
            INSERT OR IGNORE INTO gone SELECT id FROM (
                SELECT id, copy_of, row_number() OVER (PARTITION BY key ORDER BY file, number) AS place
                FROM records WHERE key IN (SELECT key FROM touched)
            ) WHERE place > 1 AND copy_of = '' AND id NOT IN (SELECT id FROM learned)
            """
        )
        self._db.execute(
            """
            UPDATE records SET copy_of = coalesce((
                SELECT nullif(f.id, records.id) FROM records AS f WHERE f.key = records.key
                ORDER BY f.file, f.number LIMIT 1
            ), '') WHERE key IN (SELECT key FROM touched)
            """
        )
        self._db.execute(f"UPDATE records SET names = '{NO_NAMES}' WHERE copy_of <> ''")  # noqa: S608

    def is_copy(self, doc_id: str) -> bool:
        """Whether a document is indexed under another's id."""
        return bool(self._db.execute("SELECT 1 FROM records WHERE id = ? AND copy_of <> ''", (doc_id,)).fetchone())

    # --- what others say

    def answer(self, today: date) -> set[str]:
        """Settle what documents leave open; the ids of those of the last build whose days are others now."""
        return dates_from_folder.settle(self._db, today)

    def answered(self, document: Document, today: date) -> Document:
        """A document with the days that were settled for it."""
        return dates_from_folder.answered(self._db, document, today)

    # --- what has come together

    def gone(self) -> set[str]:
        """The ids that the last build has and this one must not carry over."""
        return {doc_id for (doc_id,) in self._db.execute("SELECT id FROM gone")}

    def totals(self) -> Totals:
        """How many records became what, so far."""
        return count(self._db)

    def without_names(self) -> Iterator[set[str]]:
        """The ids of indexed documents whose names are still to be read, in the order of their paths, some at a time.

        They may be named meanwhile: each time it goes on behind the last path.
        """
        query = "SELECT path, id FROM records WHERE names = '' AND path > ? ORDER BY path LIMIT ?"
        last, given = "", 0
        while found := self._db.execute(query, (last, max(_UNNAMED, given))).fetchall():
            yield {doc_id for _, doc_id in found}
            last, given = found[-1][0], given + len(found)


_KEEP_FILE = "UPDATE files SET size = ?, stamp = ? WHERE path = ?"
_ADD_REMARK = """
INSERT OR REPLACE INTO records (path, file, number, names, level, notes, reason) VALUES (?, ?, ?, ?, ?, ?, '')
"""
_ADD_ARTICLE = f"INSERT OR IGNORE INTO records VALUES ({', '.join('?' * 26)})"  # noqa: S608


def _article_row(article: Article, file: str, number: int, copy_of: str) -> tuple[object, ...]:
    document, source = article.document, article.document.source
    asks = " ".join(sorted(questions(article.claims)))
    return (
        *(document.path, file, number, "", document.id, article.key, copy_of),
        NO_NAMES if copy_of else "",
        *(article.encoding, len(document.text), unreadable(document)),
        *(document.language, source.name if source else ""),
        *dates_from_folder.day_columns(document.day),
        round(article.seconds, 6),
        *_note_columns(article.notes),
        digest_of(document),
        addresses.digest_of(document.url),
        *(dates_from_folder.folder_of(document.path, file), article.shows, asks),
        *(to_json(article.claims) if asks else "", None),
    )


def _note_columns(notes: Sequence[Note]) -> tuple[str, str]:
    """The level of notes and their words, one a line; "" and "" without any."""
    level = "warning" if any(note.warning for note in notes) else "note" if notes else ""
    return level, "\n".join(" ".join(note.text.split())[:_NOTE] for note in notes[:_NOTES])


def restamp(build: Path, files: Iterable[Found]) -> None:
    """Let a finished build know files by their present stamps, which hold what they held. Raises OSError."""
    stamps.add(build, ((found.path, found.size, _lasting(found.stamp)) for found in files))


def _lasting(stamp: int) -> int:
    # No file has -1, so that it is looked into next time.
    return stamp if stamp < time_ns() - RACE else -1


def _value(value: Value | None) -> tuple[str, str]:
    return value or ("", "")
