"""When each document first came into the index, and the builds that there have been: kept from build to build.

    arrivals  one row a document that any build has had, by its id: a file that is missing for a day and comes back is
              not new
    builds    one row a build, with its `built`, so that people can ask for what came after it

Neither is ever shortened: a row is some forty bytes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

TABLES = """
CREATE TABLE arrivals (id TEXT PRIMARY KEY, added TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE builds (build TEXT PRIMARY KEY, built TEXT NOT NULL) WITHOUT ROWID;
"""


def carry(ledger: sqlite3.Connection, earlier: Path) -> None:
    """Take over what the ledger in a file knows. Raises sqlite3.Error where that cannot be read."""
    ledger.execute("ATTACH ? AS earlier", (f"{earlier.absolute().as_uri()}?mode=ro",))
    try:
        for table in ("arrivals", "builds"):
            ledger.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM earlier.{table}")  # noqa: S608  # two constants
    finally:
        ledger.execute("DETACH earlier")


def added(ledger: sqlite3.Connection, doc_id: str, now: str) -> str:
    """When a document came: `now`, unless it was there before."""
    ledger.execute("INSERT OR IGNORE INTO arrivals VALUES (?, ?)", (doc_id, now))
    found = ledger.execute("SELECT added FROM arrivals WHERE id = ?", (doc_id,)).fetchone()
    return str(found[0])
