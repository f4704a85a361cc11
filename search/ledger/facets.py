"""The ledger, looked through: rows under choices, and how many rows each other choice would give."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from search.ledger.database import OUTCOME_OF, Row, rows_where, tallied

FIELDS = {
    "outcome": OUTCOME_OF,
    "reason": "reason_of(r.reason)",
    "level": "coalesce(r.level, '')",
    "format": "format_of(r.file)",
    "encoding": "coalesce(r.encoding, '')",
    "unreadable": "CASE WHEN r.unreadable > 0 THEN 'some' ELSE '' END",
    "language": "coalesce(r.language, '')",
    "date_how": "coalesce(r.date_how, '')",
    "date_rule": "coalesce(r.date_rule, '')",
    "names": "r.names",
}
"""What can be chosen by, and where it stands; "" is no value."""
PATH = "path"
"""What can be chosen besides: the rows with this anywhere in their path, in any case."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """A field, its most frequent values with the rows that each gives, and how many values are not among them."""

    field: str
    values: tuple[tuple[str, int], ...]
    more: int


def look(build: Path, chosen: Mapping[str, str], offset: int = 0, size: int = -1) -> Iterator[Row]:
    """The rows that have every chosen value. Raises IndexUnusable."""
    return rows_where(build, _where(chosen), tuple(chosen.values()), offset, size, prepare)


def tallies(build: Path, chosen: Mapping[str, str]) -> tuple[int, tuple[Tally, ...]]:
    """How many rows there are, and what each field counts; a field's counts ignore its own choice."""
    total = sum(count for _, count in tallied(build, "''", _where(chosen), tuple(chosen.values()), prepare))
    return total, tuple(_tally(build, field, {f: v for f, v in chosen.items() if f != field}) for field in FIELDS)


def reasons(build: Path) -> list[tuple[str, int]]:
    """Why files and records were left out, and how many for each reason, most first. Raises IndexUnusable."""
    return tallied(build, FIELDS["reason"], f"{OUTCOME_OF} = 'skipped'", (), prepare)


def _tally(build: Path, field: str, others: Mapping[str, str]) -> Tally:
    found = tallied(build, FIELDS[field], _where(others), tuple(others.values()), prepare)
    return Tally(field, tuple(found[:SHOWN]), max(0, len(found) - SHOWN))


def _where(chosen: Mapping[str, str]) -> str:
    conditions = ("has(r.path, ?)" if field == PATH else f"{FIELDS[field]} = ?" for field in chosen)
    # “1” so that there is a condition where nothing is chosen.
    return " AND ".join(["1", *conditions])


def prepare(database: sqlite3.Connection) -> None:
    """Let a database say what a path has in it, a file's format (its ending; two if packed), a reason in general."""
    database.create_function("has", 2, lambda path, part: part.casefold() in path.casefold(), deterministic=True)
    database.create_function("format_of", 1, _format, deterministic=True)
    database.create_function("reason_of", 1, _reason, deterministic=True)


def _reason(reason: str) -> str:
    """A reason without where in the file it is, what a parser calls it, and what to do."""
    return _DETAIL.sub("", reason)


_DETAIL = re.compile(r"(?: \(|; ).*", re.DOTALL)


def _format(path: str) -> str:
    found = re.search(r"(\.\w{1,8})?\.\w{1,8}$", path.rpartition("/")[2].casefold())
    if not found:
        return ""
    return found[0] if found[0].endswith((".gz", ".xz", ".bz2", ".zst")) else "." + found[0].rpartition(".")[2]
