"""What became of every file and record of a build: a small database beside its index.

    files     one row a file that was opened: how to tell whether it has changed since, and its lines for
              `search.folder.recurring_lines`
    records   one row a record (most files are one), and one for each file that could not be read; what a document
              leaves open of its days, and what others answer, stands in columns of `search.ledger.dates_from_folder`
    names     one row a name that articles were read with: what it counts as, and why
    facts     what is true of the whole build
    arrivals, builds   see `search.ledger.arrivals`

A record is indexed, skipped (`reason` says why) or a copy of one that is (`copy_of` is that one's id). A row without
`id` and `reason` is no record, but what is said of a whole file; its `copy_of` is NULL, so that nothing that looks
for documents finds it. `text` is the digest of a document's title and text (see `search.ledger.texts`), `address` that
of its address (see `search.ledger.addresses`). `notes` are what a person should know, one a line; `level` is "warning"
where one is one.
`search.ledger.writer` fills it; here it is read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from search.engines.base import is_outside
from search.errors import DATABASE_DAMAGED, IndexUnusable, LedgerElsewhere
from search.ledger import arrivals, dates_from_folder

FILE = "ledger.sqlite"
SCHEMA = f"""
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, stamp INTEGER, digest BLOB, limits TEXT, seconds REAL,
    lines BLOB NOT NULL DEFAULT x'', recurring BLOB NOT NULL DEFAULT x''
) WITHOUT ROWID;
CREATE TABLE records (
    path TEXT PRIMARY KEY, file TEXT, number INTEGER, reason TEXT, id TEXT, key BLOB, copy_of TEXT, names TEXT,
    encoding TEXT, characters INTEGER, unreadable INTEGER, language TEXT, source TEXT, date TEXT, date_how TEXT,
    date_rule TEXT, seconds REAL, level TEXT, notes TEXT, text BLOB, address BLOB,
    {dates_from_folder.COLUMNS}
) WITHOUT ROWID;
CREATE TABLE names (
    kind TEXT, name TEXT, articles INTEGER, shown_kind TEXT, shown TEXT, why TEXT, PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE INDEX names_by_shown ON names (shown_kind, shown);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE INDEX records_by_file ON records (file);
CREATE INDEX records_by_key ON records (key, file, number);
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_address ON records (address) WHERE address IS NOT NULL;
CREATE INDEX records_by_level ON records (level) WHERE level <> '';
CREATE INDEX records_without_names ON records (path) WHERE names = '';
{dates_from_folder.INDEXES}{arrivals.TABLES}"""

Outcome = Literal["indexed", "skipped", "copy", "file"]
OUTCOMES: tuple[Outcome, ...] = ("indexed", "skipped", "copy", "file")
Level = Literal["note", "warning"]
LEVELS: tuple[Level, ...] = ("note", "warning")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file or record. Fields that do not apply are empty; `copy_of` is a path.

    The outcome "file" is that of a row that says something of a whole file, whose records have rows of their own.

    `names` says how names were read: "read", "none" (they are not asked for), "" (they are still to be read), or why
    they could not be. `unreadable` is how many characters are U+FFFD, the sign in the place of what is no Unicode text.
    `seconds` is the time that reading took. `notes` are sentences, one a line; `level` is "" where there are none, else
    a Level.
    """

    path: str
    outcome: Outcome
    reason: str
    copy_of: str
    id: str
    encoding: str
    characters: int
    unreadable: int
    language: str
    source: str
    date: str
    date_how: str
    date_rule: str
    names: str
    seconds: float
    level: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records became what; `named` of the indexed ones have had their names read.

    `warnings` is how many records and files carry one.
    """

    indexed: int
    skipped: int
    copies: int
    named: int
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A name that so many articles were read with, and what it counts as: `shown` is "" where it is hidden.

    Where it counts as something else, `why` gives the rules in words, or the file of corrections with its line.
    """

    kind: str
    name: str
    articles: int
    shown_kind: str
    shown: str
    why: str


COLUMNS = tuple(field.name for field in fields(Row))

OUTCOME_OF = (
    "CASE WHEN r.reason <> '' THEN 'skipped' WHEN r.copy_of <> '' THEN 'copy' WHEN r.id IS NULL THEN 'file'"
    " ELSE 'indexed' END"
)
_ROWS = f"""
SELECT r.path, {OUTCOME_OF} AS outcome, r.reason, coalesce(p.path, ''), coalesce(r.id, ''), coalesce(r.encoding, ''),
    coalesce(r.characters, 0), coalesce(r.unreadable, 0), coalesce(r.language, ''), coalesce(r.source, ''),
    coalesce(r.date, ''), coalesce(r.date_how, ''), coalesce(r.date_rule, ''), r.names,
    coalesce(r.seconds, o.seconds, 0.0), coalesce(r.level, ''), coalesce(r.notes, '')
FROM records AS r LEFT JOIN records AS p ON r.copy_of <> '' AND p.id = r.copy_of LEFT JOIN files AS o ON o.path = r.path
WHERE {{where}} ORDER BY r.file, r.number, r.path LIMIT ? OFFSET ?
"""  # noqa: S608  # put together from constants


_LANGUAGES = """
SELECT language, count(*) FROM records WHERE reason = '' AND copy_of = '' GROUP BY language ORDER BY 2 DESC, 1
"""


def rows(build: Path, only: Outcome | Level | Literal[""] = "", offset: int = 0, size: int = -1) -> Iterator[Row]:
    """What became of the files of a build (its folder), by their paths: all of it, or what had one outcome or level.

    `size` is how many rows are wanted, -1 for all. Raises IndexUnusable.
    """
    with reading(build) as database:
        for row in database.execute(_ROWS.format(where="? IN ('', outcome, r.level)"), (only, size, offset)):
            yield Row(*row)


Prepare = Callable[[sqlite3.Connection], None]


def rows_where(
    build: Path, where: str, values: tuple[str, ...], offset: int, size: int, prepare: Prepare
) -> Iterator[Row]:
    """The rows that a condition of `search.ledger.facets` lets through. Raises IndexUnusable."""
    with reading(build) as database:
        prepare(database)
        for row in database.execute(_ROWS.format(where=where), (*values, size, offset)):
            yield Row(*row)


def tallied(build: Path, what: str, where: str, values: tuple[str, ...], prepare: Prepare) -> list[tuple[str, int]]:
    """How many rows have each value of an expression, the most frequent first. Raises IndexUnusable."""
    query = f"SELECT {what}, count(*) FROM records AS r WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
    with reading(build) as database:
        prepare(database)
        return [(str(value), int(count)) for value, count in database.execute(query, values)]


def totals(build: Path) -> Totals:
    """How many records became what. Raises IndexUnusable."""
    with reading(build) as database:
        return count(database)


def copies(build: Path, doc_id: str) -> tuple[str, ...]:
    """The paths of the copies of a document, which are indexed with it. Raises IndexUnusable."""
    with reading(build) as database:
        found = database.execute("SELECT path FROM records WHERE copy_of = ? ORDER BY file, number", (doc_id,))
        return tuple(path for (path,) in found)


def facts(build: Path) -> dict[str, str]:
    """What is true of the whole build. Raises IndexUnusable."""
    with reading(build) as database:
        return dict(database.execute("SELECT name, value FROM facts"))


def names_of(build: Path, kind: str, name: str) -> tuple[Name, ...]:
    """The names that count as this one, and what this one itself counts as; most articles first.

    Raises IndexUnusable.
    """
    with reading(build) as database:
        wanted = "(shown_kind = ? AND shown = ?) OR (kind = ? AND name = ?)"
        found = database.execute(
            f"SELECT * FROM names WHERE {wanted} ORDER BY articles DESC, name",  # noqa: S608
            (kind, name, kind, name),
        )
        return tuple(Name(*row) for row in found)


def digests(build: Path) -> tuple[bytes, ...]:
    """What tells the contents of the files apart that were read to their end. Raises IndexUnusable."""
    with reading(build) as database:
        return tuple(digest for (digest,) in database.execute("SELECT digest FROM files WHERE digest <> x''"))


def built(build: Path, name: str) -> str | None:
    """The `built` of an earlier build of the same index, by its name. Raises IndexUnusable."""
    with reading(build) as database:
        found = database.execute("SELECT built FROM builds WHERE build = ?", (name,)).fetchone()
        return str(found[0]) if found else None


def languages(build: Path) -> dict[str, int]:
    """How many indexed documents there are in each language, "" for unknown ones. Raises IndexUnusable."""
    with reading(build) as database:
        return dict(database.execute(_LANGUAGES))


def complaints(build: Path) -> tuple[str, ...]:
    """What could not be used of the corrections, each with its file and line. Raises IndexUnusable."""
    return tuple(json.loads(facts(build).get("complaints", "[]")))


def count(database: sqlite3.Connection) -> Totals:
    """How many records became what."""
    found = database.execute(f"SELECT {OUTCOME_OF}, names NOT IN ('', '-'), count(*) FROM records AS r GROUP BY 1, 2")  # noqa: S608
    counts = {(outcome, bool(named)): number for outcome, named, number in found}
    indexed, skipped, copied = (counts.get((o, False), 0) + counts.get((o, True), 0) for o in OUTCOMES[:3])
    (warnings,) = database.execute("SELECT count(*) FROM records WHERE level = 'warning' AND level <> ''").fetchone()
    return Totals(indexed, skipped, copied, counts.get(("indexed", True), 0), warnings)


def is_there(build: Path) -> bool:
    """Whether a build has a ledger: one that another machine made has it there."""
    return (build / FILE).exists()


def is_elsewhere(build: Path) -> bool:
    """Whether the ledger of a build is on the machine that made it: one that is in its folder has it there."""
    return is_outside(build) and not is_there(build)


@contextmanager
def reading(build: Path) -> Iterator[sqlite3.Connection]:
    """The ledger of a build, to ask it something. Raises IndexUnusable."""
    path = build / FILE
    if is_elsewhere(build):
        raise LedgerElsewhere(
            "that needs the file report, which is on the machine that builds this index: ask there. Names are corrected"
            " and articles tagged there, too"
        )
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield database
    except DATABASE_DAMAGED as error:
        # Damage shows itself anywhere in a database, so every question is asked in here.
        message = f"the ledger {path} cannot be read ({error}); rebuild it with: python -m search.index FOLDER --full"
        raise IndexUnusable(message) from error
