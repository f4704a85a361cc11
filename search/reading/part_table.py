"""The parts in a folder: which of them are of use, what is wrong with the others, and where things stand in them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from search.config import Config
from search.errors import SearchError
from search.folder.walk import printable
from search.reading.fingerprint import fingerprint, program
from search.reading.part_file import END, FILE, NAMES, Frame, Head, frames, head_of, of_part, part_files
from search.reading.part_lookup import PartLookup

_NAMED = 20
"""Missing parts that are named one by one."""
_SCHEMA = """
CREATE TABLE frames (key BLOB PRIMARY KEY, file INTEGER, at INTEGER, length INTEGER) WITHOUT ROWID;
CREATE TABLE paths (path BLOB PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts that can be used, how many there are, and in words what cannot be, or is missing."""

    lookup: PartLookup
    count: int
    complaints: tuple[str, ...] = ()


def head(folder: Path, config: Config, number: int = 0, of: int = 0) -> Head:
    """What a part is of. Its settings must have what the corpus says of its publishers."""
    name = printable(folder.resolve().name)
    return Head(number, of, program(), fingerprint(config), config.today.isoformat(), name)


@contextmanager
def all_parts(folder: Path, wanted: Head) -> Iterator[Parts]:
    """All parts in a folder that hold for a build with the facts of `wanted`.

    Raises SearchError where there are none, or none of use.
    """
    try:
        files = part_files(folder)
    except OSError as error:
        raise SearchError(f"cannot read the parts in {folder} ({error.strerror}); {_FIRST}") from error
    with _table(files, wanted) as (parts, heads):
        if not files:
            raise SearchError(f"there are no parts in {folder}; {_FIRST}")
        if not heads:
            reasons = "".join(f"\n  {complaint}" for complaint in parts.complaints)
            raise SearchError(
                f"no part in {folder} can be used; run the parts again, or build without --merge{reasons}"
            )
        yield Parts(parts.lookup, len(heads), (*parts.complaints, *_missing(heads)))


_FIRST = "run every part first with --part, or name their folder with --parts-dir"


@contextmanager
def earlier_runs(folder: Path, wanted: Head) -> Iterator[PartLookup]:
    """What earlier runs of a part have left, that was killed or is run again."""
    with _table(of_part(folder, wanted), wanted) as (parts, _):
        yield parts.lookup


@contextmanager
def _table(files: Sequence[Path], wanted: Head) -> Iterator[tuple[Parts, set[tuple[int, int]]]]:
    """A table of what is in some parts, and which are of use, as number and of how many."""
    used: list[Path] = []
    heads: set[tuple[int, int]] = set()
    complaints: list[str] = []
    with TemporaryDirectory() as scratch:
        table = Path(scratch, "parts.sqlite")
        with closing(sqlite3.connect(table, isolation_level=None)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} BEGIN")
            for file in files:
                try:
                    found = head_of(file)
                    unlike = _unlike(found, wanted)
                    whole = not unlike and _enter(database, len(used), frames(file))
                except OSError as error:
                    complaints.append(f"{file.name} cannot be read ({error.strerror}); it is not used")
                    continue
                if found is None or unlike:
                    complaints.append(f"{file.name} {unlike}")
                    continue
                if not whole:
                    complaints.append(f"{file.name} has not been written to its end; what is there is used")
                used.append(file)
                heads.add((found.number, found.of))
            database.execute("COMMIT")
        yield Parts(PartLookup(tuple(used), table), len(heads), tuple(complaints)), heads


def _unlike(found: Head | None, wanted: Head) -> str:
    """Why a part is of no use for a build, "" where it is."""
    if found is None:
        return "is damaged; run that part again"
    if found.folder != wanted.folder:
        return f"is of a folder called {found.folder}, not {wanted.folder}; it is not used"
    if found.program != wanted.program:
        return "was read by another version of the program or of its libraries; it is not used"
    if found.fingerprint != wanted.fingerprint:
        return "was read with other settings; it is not used"
    if found.today != wanted.today:
        return f"was read on another day; it is not used (SEARCH_TODAY={found.today} builds as on that day)"
    return ""


def _enter(database: sqlite3.Connection, number: int, found: Iterable[Frame]) -> bool:
    """Enter the frames of a part; whether all are there."""
    whole = False
    for frame in found:
        whole = frame.kind == END
        if frame.kind in (FILE, NAMES):
            row = (frame.key, number, frame.at, frame.length)
            database.execute("INSERT OR REPLACE INTO frames VALUES (?, ?, ?, ?)", row)
        if frame.kind == FILE:
            database.execute("INSERT OR IGNORE INTO paths VALUES (?)", (frame.path,))
    return whole


def _missing(heads: set[tuple[int, int]]) -> Iterator[str]:
    """What parts are not there; nothing where all parts of one division are."""
    divisions: dict[int, set[int]] = defaultdict(set)
    for number, of in heads:
        divisions[of].add(number)
    of, there = max(divisions.items(), key=lambda division: (len(division[1]) / division[0], division[0]))
    missing = [number for number in range(1, of + 1) if number not in there]
    if missing:
        named = ", ".join(f"{number}/{of}" for number in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED:,} more" * (len(missing) > _NAMED)
        yield f"missing: part {named}{more}; the files are read here, which takes as long as they would"
