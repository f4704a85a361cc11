"""What an index consists of: `MAIN.json`, read before anything else.

    MAIN.json          what the index consists of, with sizes and seals        manifest
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

    line 1   JSON: {"format": 12, "documents": N, "languages": [...], "segments": [[number, rows], ...],
             "files": {name: [bytes, seal]}}
    line 2   the CRC-32 of line 1, in hexadecimal

The seal is that of the file of arrays; 0 for documents, each of which has a checksum in the lists. The manifest is
written last, so that a folder without one was never finished. Opening an index compares sizes and seals, and what it
reads; everything else is compared when it is first used. So damage is told and never counted.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engines.columns.array_file import ArrayFile, seal_of
from search.engines.columns.opened_file import unusable
from search.engines.columns.stored_documents import StoredDocuments

NAME = "MAIN.json"
FORMAT = 12
"""Another number wherever the files change, or the words that the analyzer makes of a text."""
_UNSEALED = ".docs"


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
    """Write the manifest over finished files; those whose size and seal are not known yet are looked into."""
    known = {name: facts or (os.path.getsize(folder / name), _seal(folder / name)) for name, facts in files.items()}
    line = json.dumps(asdict(Manifest(documents, tuple(languages), tuple(segments), known))).encode()
    (folder / NAME).write_bytes(line + b"\n%08x\n" % zlib.crc32(line))


def read_manifest(folder: Path) -> Manifest:
    """The manifest, after the sizes and seals of the files it names were compared. Raises IndexUnusable."""
    manifest = stated(folder)
    for name, (size, seal) in manifest.files.items():
        _compare(folder / name, size, seal)
    return manifest


def verify(folder: Path) -> Manifest:
    """The manifest, after every byte of the files it names was compared. Raises IndexUnusable."""
    manifest = read_manifest(folder)
    for name in manifest.files:
        if not name.endswith(_UNSEALED):
            ArrayFile(folder / name).compare()
    for number, _ in manifest.segments:
        StoredDocuments(folder / f"MAIN_{number}.docs", ArrayFile(folder / f"MAIN_{number}.lists")).compare()
    return manifest


def stated(folder: Path) -> Manifest:
    """The manifest as it stands there; the files it names are not looked at. Raises IndexUnusable."""
    try:
        line, checksum = (folder / NAME).read_bytes().split(b"\n")[:2]
    except (OSError, ValueError) as error:
        raise unusable(folder / NAME, "cannot be read") from error
    if checksum != b"%08x" % zlib.crc32(line):
        raise unusable(folder / NAME, "is damaged")
    return _parse(json.loads(line), folder)


def _parse(record: dict[str, object], folder: Path) -> Manifest:
    if record.get("format") != FORMAT:
        raise unusable(folder / NAME, f"is from another version (format {record.get('format')}, not {FORMAT})")
    return Manifest(**record)  # type: ignore[arg-type]  # the checksum says that we wrote it


def _compare(path: Path, size: int, seal: int) -> None:
    """Raises IndexUnusable where a file is not the one that was written."""
    try:
        if path.stat().st_size != size:
            raise unusable(path, f"does not have its {size:,} bytes")
        if _seal(path) != seal:
            raise unusable(path, "is damaged")
    except OSError as error:
        raise unusable(path, "is missing" if isinstance(error, FileNotFoundError) else "cannot be read") from error


def _seal(path: Path) -> int:
    """What a file must still say to be the same one. Raises OSError and IndexUnusable."""
    return 0 if path.name.endswith(_UNSEALED) else seal_of(path)
