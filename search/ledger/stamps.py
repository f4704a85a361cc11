"""Files that were looked into again after a build and held what they held, by their present sizes and stamps.

    builds/<build>/stamps.json    {"digest": ..., "files": [[path, size, stamp], ...]}

A live build is never written to but for this file, which is replaced in one step and has its own digest. So every other
file of it, the ledger among them, stays as its checksum says. Where this one is damaged the files are looked into once
more, which is all that it spares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

FILE = "stamps.json"

Row = tuple[str, int, int]
"""The path of a file, its bytes and its stamp, as in the ledger's table `files`."""


def read(build: Path) -> list[Row]:
    """What is kept with a build; nothing where that is damaged or nothing is."""
    try:
        return _read(build / FILE)
    except (OSError, ValueError):
        return []


def damage(build: Path) -> str:
    """What is wrong with the file, "" where nothing is."""
    try:
        _read(build / FILE)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        return f"cannot be read ({error})" if isinstance(error, OSError) else "changed since it was written"
    return ""


def add(build: Path, rows: Iterable[Row]) -> None:
    """Keep more of them, in the place of what is known of the same files. Raises OSError."""
    known = {path: (path, size, stamp) for path, size, stamp in (*read(build), *rows)}
    new = build / f"{FILE}.new"
    new.write_bytes(_written([*known.values()]))
    new.replace(build / FILE)


def _read(path: Path) -> list[Row]:
    """The rows. Raises OSError, and ValueError where anything is not as `_written` wrote it."""
    raw = path.read_bytes()
    try:
        rows = [(str(file), int(size), int(stamp)) for file, size, stamp in json.loads(raw)["files"]]
    except (TypeError, KeyError) as error:
        raise ValueError(path) from error
    if raw != _written(rows):
        raise ValueError(path)
    return rows


def _written(rows: list[Row]) -> bytes:
    digest = blake2b(json.dumps(rows).encode(), digest_size=16).hexdigest()
    return json.dumps({"digest": digest, "files": rows}).encode()
