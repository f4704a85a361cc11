"""Rows that a program keeps for itself in a database, each with a digest of what is in it (its seal).

A cache is written at any time and its writers may be killed, so there is no digest of the whole file. SQLite sees
whether its pages hang together; whether a row says what was written is seen by its seal, whenever it is used and by
`python -m search check`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

from search.errors import DATABASE_DAMAGED

TABLE = "sealed"
"""The table of such rows; the seal is their last column, and what it is of are all others."""

_LOGS = 18
"""Where the head of a database says whether it is written by way of a log (https://sqlite.org/fileformat.html)."""


def seal(*values: bytes) -> bytes:
    """Differs where any bit of the values does."""
    digest = blake2b(digest_size=16)
    for value in values:
        digest.update(len(value).to_bytes(8, "little") + value)
    return digest.digest()


def damage(file: Path) -> str:
    """What is wrong with a database of sealed rows, "" where nothing is."""
    try:
        with closing(_opened(file)) as database:
            return _damage(database)
    except (*DATABASE_DAMAGED, OSError) as error:
        return f"cannot be read ({error})"


def _opened(file: Path) -> sqlite3.Connection:
    """To be read alone, and without a file left beside it.

    A database with a log (WAL) that nobody has open is all in its file; to read it otherwise would make a log.
    """
    with file.open("rb") as opened:
        logs = opened.read(_LOGS + 1)[_LOGS:] == b"\x02"
    alone = logs and not file.with_name(f"{file.name}-wal").exists()
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' * alone}", uri=True)
    database.text_factory = bytes
    return database


def _damage(database: sqlite3.Connection) -> str:
    for (line,) in database.execute("PRAGMA integrity_check"):
        if line != b"ok":
            return str(line, "utf-8", "replace")
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone():
        return "its table is missing"
    rows = database.execute(f"SELECT * FROM {TABLE}")  # noqa: S608
    broken = sum(not is_whole(row) for row in rows)
    return f"damaged rows: {broken:,}" if broken else ""


def is_whole(row: tuple[object, ...]) -> bool:
    """Whether a row, its seal last, is as it was written."""
    values = [value for value in row if isinstance(value, bytes)]
    return len(values) == len(row) > 1 and seal(*values[:-1]) == values[-1]
