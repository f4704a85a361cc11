"""What an index consists of: `MAIN.json`, read before anything else.

    MAIN.json          what the index consists of, with sizes and checksums    manifest
    MAIN_<n>.lists     a segment's terms, words and posting lists              token_streams, inversion, string_table,
                                                                               postings
    MAIN_<n>.docs      a segment's stored documents                            stored_documents
    MAIN_<n>.living    its counts, where some of its documents are gone        merge
    MAIN.columns       all that is known of each document but its words        columns_writer, date_columns,
                                                                               arrival_columns, sort_orders,
                                                                               facet_columns,
                                                                               facet_columns_writer, raw_values,
                                                                               name_columns
    MAIN.stories       what documents belong to, written afterwards            story_columns
    _MAIN_1.toc        what a stock Whoosh opens; never read here              codec

`array_file` is what all of these but the first, third and last are made of.

    line 1   JSON: {"format": 11, "documents": N, "languages": [...], "segments": [[number, rows], ...],
             "files": {name: [bytes, crc32]}}
    line 2   the CRC-32 of line 1, in hexadecimal

It is written last, so that a folder without one was never finished. Every file is read and compared when the index is
opened, so that damage is told and never counted: 4 GB take a second of one core where they lie in memory.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from search.errors import IndexUnusable

NAME = "MAIN.json"
FORMAT = 11
"""Another number wherever the files change, or the words that the analyzer makes of a text."""
_PIECE = 1 << 18
_AT_ONCE = 4
"""Files that are read at once: the largest are the lists and the documents, of about the same size."""


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
    """The manifest, after every byte of the files it names was compared. Raises IndexUnusable."""
    manifest = stated(folder)
    # zlib lets go of Python's lock while it works, so threads do run at once.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for damage in pool.map(lambda name: _damage(folder / name, *manifest.files[name]), manifest.files):
            if damage:
                raise damage
    return manifest


def stated(folder: Path) -> Manifest:
    """The manifest as it stands there; the files it names are not looked at. Raises IndexUnusable."""
    try:
        line, checksum = (folder / NAME).read_bytes().split(b"\n")[:2]
    except (OSError, ValueError) as error:
        raise _unusable(folder / NAME, "cannot be read") from error
    if checksum != b"%08x" % zlib.crc32(line):
        raise _unusable(folder / NAME, "is damaged")
    return _parse(json.loads(line), folder)


def _parse(record: dict[str, object], folder: Path) -> Manifest:
    if record.get("format") != FORMAT:
        raise _unusable(folder / NAME, f"is from another version (format {record.get('format')}, not {FORMAT})")
    return Manifest(**record)  # type: ignore[arg-type]  # the checksum says that we wrote it


def _damage(path: Path, size: int, checksum: int) -> IndexUnusable | None:
    """What is wrong with a file, told by its bytes."""
    try:
        if path.stat().st_size != size:
            return _unusable(path, f"does not have its {size:,} bytes")
        return None if _checksum(path) == checksum else _unusable(path, "is damaged")
    except OSError as error:
        return _unusable(path, "is missing" if isinstance(error, FileNotFoundError) else "cannot be read")


def _checksum(path: Path) -> int:
    # One short piece of memory for all: it stays in the processor's cache, and none has to be cleared for each piece.
    checksum, piece = 0, memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            checksum = zlib.crc32(piece[:size], checksum)
    return checksum


def _unusable(path: Path, what: str) -> IndexUnusable:
    return IndexUnusable(f"{path} {what}; rebuild the index with: python -m search.index FOLDER")
