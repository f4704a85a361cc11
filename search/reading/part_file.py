"""The file in which one part of a folder's reading is kept: frames, each of which is whole or not believed.

    first line   FORMAT
    frames       kind, key, path, length; a digest of these; a digest of the contents; the contents

A part is written from its beginning to its end under a name of its own and gets its proper one when it is whole, so
that a part that was killed, or is run twice at once, never stands in the place of a good one. What a killed part has
written is as good as the digests say. No lock is needed: many network file systems have none.
"""

from __future__ import annotations

import os
import re
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
import zstandard

from search.errors import SearchError
from search.folder.walk import PART
from search.sealed_rows import seal

FORMAT = b"clippings part 1\n"
HEAD, FILE, RECORDS, NAMES, END = b"h", b"f", b"r", b"n", b"e"
"""Kinds of frames: what the part is of, a file that was read, more of its records, a document's names, and that all
of the part is there."""
NOTHING = bytes(16)

_LEAD = struct.Struct("<c16s16sQ")
_SEAL = 16
_FRAME = _LEAD.size + 2 * _SEAL
_FINISHED = re.compile(rf"(\d+)-of-(\d+){re.escape(PART)}")
_UNFINISHED = re.compile(rf"(\d+)-of-(\d+)\.[0-9a-f]+\.unfinished{re.escape(PART)}")


class Head(msgspec.Struct, frozen=True):
    """What a part is of: `number` counts from 1. What it says holds for builds with the same other facts."""

    number: int
    of: int
    program: str
    fingerprint: str
    today: str
    folder: str

    @property
    def name(self) -> str:
        """As on the command line: "3/8"."""
        return f"{self.number}/{self.of}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where something stands in a part's file. `path` is a digest of the path of the file that it is of."""

    kind: bytes
    key: bytes
    path: bytes
    at: int
    length: int


class PartWriter:
    """Writes one part into a folder. What was written before `finish` is of use to the next run of the same part."""

    def __init__(self, folder: Path, head: Head) -> None:
        """Begin. Raises SearchError."""
        self.folder, self._head = folder, head
        self.file = folder / f"{head.number}-of-{head.of}{PART}"
        self._unfinished = folder / f"{head.number}-of-{head.of}.{secrets.token_hex(4)}.unfinished{PART}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._out = self._unfinished.open("xb")
            self._out.write(FORMAT)
        except OSError as error:
            raise SearchError(_refused(folder, error)) from error
        self.add(HEAD, msgspec.msgpack.encode(head))

    def add(self, kind: bytes, contents: bytes, key: bytes = NOTHING, path: bytes = NOTHING) -> tuple[int, int]:
        """The next frame; where it stands and how long it is. Raises SearchError."""
        packed = zstandard.ZstdCompressor(level=3).compress(contents)
        lead = _LEAD.pack(kind, key, path, len(packed))
        try:
            at = self._out.tell()
            self._out.write(lead + seal(lead) + seal(lead, packed) + packed)
        except OSError as error:
            raise SearchError(_refused(self.folder, error)) from error
        return at, len(packed)

    def finish(self) -> int:
        """Say that all is there, in the place of an earlier run of the part; how many bytes. Raises SearchError."""
        self.add(END, b"")
        try:
            self._out.flush()
            os.fsync(self._out.fileno())
            size = self._out.tell()
            self.close()
            self._unfinished.replace(self.file)
            # They are of no more use: all that they have is in the whole one.
            for file in _unfinished(self.folder, self._head):
                file.unlink(missing_ok=True)
        except FileNotFoundError as error:
            raise SearchError(
                f"part {self._head.name} was run twice at once, and the other run finished first; its result is kept"
            ) from error
        except OSError as error:
            raise SearchError(_refused(self.folder, error)) from error
        return size

    def close(self) -> None:
        """Let the file go."""
        self._out.close()


def _refused(folder: Path, error: OSError) -> str:
    return f"cannot write to {folder} ({error.strerror}); check its permissions and the disk, then run this part again"


def part_files(folder: Path) -> list[Path]:
    """The parts in a folder, those that have not finished first. Raises OSError."""
    names = sorted(entry.name for entry in os.scandir(folder))
    unfinished = [name for name in names if _UNFINISHED.fullmatch(name)]
    return [folder / name for name in (*unfinished, *filter(_FINISHED.fullmatch, names))]


def of_part(folder: Path, head: Head) -> list[Path]:
    """What there is of one part, the finished run last."""
    finished = folder / f"{head.number}-of-{head.of}{PART}"
    return [*_unfinished(folder, head), *[finished] * finished.exists()]


def _unfinished(folder: Path, head: Head) -> list[Path]:
    return sorted(folder.glob(f"{head.number}-of-{head.of}.*.unfinished{PART}"))


def frames(file: Path) -> Iterator[Frame]:
    """The frames of a part as far as they are whole; the last is END where all of them are. Raises OSError."""
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        at = len(FORMAT)
        if opened.read(at) != FORMAT:
            return
        while at + _FRAME <= size:
            opened.seek(at)
            lead, sealed = opened.read(_LEAD.size), opened.read(_SEAL)
            if seal(lead) != sealed:
                return
            kind, key, path, length = _LEAD.unpack(lead)
            if at + _FRAME + length > size:
                return
            yield Frame(kind, key, path, at, length)
            at += _FRAME + length


def contents(opened: IO[bytes], at: int, length: int) -> bytes | None:
    """What a frame of an open part holds, None where it is not what was written. Raises OSError."""
    opened.seek(at)
    raw = opened.read(_FRAME + length)
    lead, sealed, packed = raw[: _LEAD.size], raw[_LEAD.size + _SEAL : _FRAME], raw[_FRAME:]
    if len(packed) != length or seal(lead, packed) != sealed:
        return None
    return zstandard.ZstdDecompressor().decompress(packed)


def head_of(file: Path) -> Head | None:
    """What a part is of, None where that cannot be read. Raises OSError."""
    first = next(frames(file), None)
    if first is None or first.kind != HEAD:
        return None
    with file.open("rb") as opened:
        told = contents(opened, first.at, first.length)
    try:
        return msgspec.msgpack.decode(told, type=Head) if told else None
    except msgspec.MsgspecError:
        return None
