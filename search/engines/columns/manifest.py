"""What an index consists of: `MAIN.json`, read before anything else.

    line 1   JSON: {"format": 2, "documents": N, "languages": [...], "segments": [[number, rows], ...],
             "files": {name: [bytes, crc32]}}
    line 2   the CRC-32 of line 1, in hexadecimal

It is written last, so that a folder without one was never finished. Small files are checked in full when the index is
opened, large ones by their size; `verify` checks all of them in full.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from search.errors import IndexUnusable

NAME = "MAIN.json"
FORMAT = 3
SMALL = 16 << 20
"""Bytes of a file that are still checked in full when it is opened: some 10 ms of work."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of an index.

    A segment is its number and how many rows it has: one for each of its documents, and for each that is gone since it
    was written. Only documents that are not gone are counted in `documents`.
    """

    documents: int
    languages: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    files: dict[str, tuple[int, int]]
    format: int = FORMAT


def write_manifest(
    folder: Path,
    documents: int,
    languages: Iterable[str],
    segments: Iterable[tuple[int, int]],
    files: Mapping[str, tuple[int, int] | None],
) -> None:
    """Write the manifest over finished files; those whose size and checksum are not known yet are read."""
    known = {name: facts or (os.path.getsize(folder / name), _checksum(folder / name)) for name, facts in files.items()}
    line = json.dumps(asdict(Manifest(documents, tuple(languages), tuple(segments), known))).encode()
    (folder / NAME).write_bytes(line + b"\n%08x\n" % zlib.crc32(line))


def read_manifest(folder: Path) -> Manifest:
    """The manifest, after a look at the files it names. Raises IndexUnusable."""
    try:
        line, checksum = (folder / NAME).read_bytes().split(b"\n")[:2]
    except (OSError, ValueError) as error:
        raise _unusable(folder / NAME, "cannot be read") from error
    if checksum != b"%08x" % zlib.crc32(line):
        raise _unusable(folder / NAME, "is damaged")
    manifest = _parse(json.loads(line), folder)
    for name in manifest.files:
        _check(folder, manifest, name, SMALL)
    return manifest


def verify(folder: Path) -> None:
    """Check every byte of an index. Raises IndexUnusable."""
    manifest = read_manifest(folder)
    for name, (size, _) in manifest.files.items():
        _check(folder, manifest, name, size)


def _parse(record: dict[str, object], folder: Path) -> Manifest:
    if record.get("format") != FORMAT:
        raise _unusable(folder / NAME, f"is of another version ({record.get('format')}, not {FORMAT})")
    return Manifest(**record)  # type: ignore[arg-type]  # the checksum says that we wrote it


def _check(folder: Path, manifest: Manifest, name: str, in_full_up_to: int) -> None:
    size, checksum = manifest.files[name]
    path = folder / name
    if not path.is_file() or path.stat().st_size != size:
        raise _unusable(path, "is missing" if not path.is_file() else f"has not its {size} bytes")
    if size <= in_full_up_to and _checksum(path) != checksum:
        raise _unusable(path, "is damaged")


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _unusable(path: Path, what: str) -> IndexUnusable:
    return IndexUnusable(f"{path} {what}; build the index again: python -m search.index FOLDER")
