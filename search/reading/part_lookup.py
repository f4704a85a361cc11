"""What parts of a folder's reading have found, for those who would otherwise read it themselves.

A file is taken from a part where its path, its bytes (and those of the file that describes it) and the lines that recur
in it are the same; names are where all of their document is. So it makes no difference to an index who has read what.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from search.folder.events import TAKEN, Article, Event, Exceeded, FileTask, Finished
from search.folder.walk import Found, Skipped
from search.model import ALONE, Document, Mention, Note
from search.readers import Remark
from search.reading.part_file import FILE, NAMES, RECORDS, PartWriter, contents

UNREAD = "no part has read it to its end"
CHANGED = "it, or the lines that recur in its folder, have changed since a part read it"
DAMAGED = "what a part has kept of it is damaged"

T = TypeVar("T")
Mentions = tuple[Mention, ...]

_MOST = 1_000_000
"""Characters of a file's documents that are held at once; of what has more the records come in several frames."""


class _Event(msgspec.Struct, array_like=True):
    """An article, or in its place why there is none, or what is said of the file."""

    article: Article | None = None
    skipped: tuple[str, str] | None = None
    remark: tuple[str, tuple[Note, ...]] | None = None


class _File(msgspec.Struct, array_like=True):
    """What came of a file: the events of `before`, which are frames of their own, then `events`."""

    seconds: float
    before: list[tuple[int, int]]
    events: list[_Event]


_FILES: msgspec.msgpack.Decoder[_File] = msgspec.msgpack.Decoder(_File)
_MORE: msgspec.msgpack.Decoder[list[_Event]] = msgspec.msgpack.Decoder(list[_Event])
_MENTIONS: msgspec.msgpack.Decoder[Mentions] = msgspec.msgpack.Decoder(Mentions)


def digest_of(path: str) -> bytes:
    """A path, shortened."""
    return blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _file_key(path: bytes, digest: bytes, recurring: bytes) -> bytes:
    return blake2b(len(digest).to_bytes(8, "little") + digest + recurring, key=path, digest_size=16).digest()


def _names_key(document: Document) -> bytes:
    """Of all that names depend on, and of more; but not of the days, which may be settled by other documents later."""
    bare = replace(document, day=None, other_days=(), mentions=(), belongs=ALONE, added="")
    return blake2b(msgspec.msgpack.encode(bare), digest_size=16, person=b"names").digest()


class Keeper:
    """Keeps what is read in a part, file by file and document by document.

    What a file took too much of, or cannot be kept, is left for whoever merges the parts.
    """

    def __init__(self, writer: PartWriter) -> None:
        self._writer = writer
        self._recurring: dict[str, bytes] = {}
        self._begin()

    def _begin(self) -> None:
        self._before: list[tuple[int, int]] = []
        self._events: list[_Event] = []
        self._size, self._whole = 0, True

    def expected(self, task: FileTask) -> FileTask:
        """A file that is about to be read."""
        self._recurring[task.found.path] = task.recurring
        return task

    def add(self, found: Found, event: Event) -> None:
        """The next thing that came of a file. Raises SearchError where it cannot be written."""
        if isinstance(event, Finished):
            self._finish(found, event)
            self._begin()
            return
        self._whole = self._whole and not isinstance(event, Exceeded)
        if isinstance(event, Article):
            self._events.append(_Event(article=event))
            self._size += len(event.document.text)
        elif isinstance(event, Skipped):
            self._events.append(_Event(skipped=(event.path, event.reason)))
        else:
            self._events.append(_Event(remark=(event.path, event.notes)))
        if self._size > _MOST:
            self._flush()

    def _flush(self) -> None:
        if packed := _encoded(self._events):
            self._before.append(self._writer.add(RECORDS, packed))
        self._whole = self._whole and bool(packed)
        self._events, self._size = [], 0

    def _finish(self, found: Found, finished: Finished) -> None:
        recurring = self._recurring.pop(found.path, b"")
        packed = _encoded(_File(finished.seconds, self._before, self._events))
        if self._whole and finished.digest and packed:
            path = digest_of(found.path)
            self._writer.add(FILE, packed, _file_key(path, finished.digest, recurring), path)

    def add_names(self, document: Document) -> None:
        """A document with its names. Raises SearchError where they cannot be written."""
        self._writer.add(NAMES, msgspec.msgpack.encode(document.mentions), _names_key(document))


def _encoded(value: object) -> bytes:
    """Nothing where a text has halves of characters, which no file of this kind takes."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return b""


@dataclass(frozen=True, slots=True)
class PartLookup:
    """Where in the `files` of parts things stand, in the database `table`.

    Nothing stays open between two questions, so that workers can be killed at any time.
    """

    files: tuple[Path, ...]
    table: Path

    def events(self, task: FileTask, digest: bytes) -> tuple[Iterator[Event] | None, str]:
        """What came of a file with a digest when a part read it; or None, and why."""
        path = digest_of(task.found.path)
        with closing(self._opened()) as database:
            place = _place(database, _file_key(path, digest, task.recurring))
            if place is None:
                known = database.execute("SELECT 1 FROM paths WHERE path = ?", (path,)).fetchone()
                return None, CHANGED if known else UNREAD
        number, *frame = place
        try:
            part = self.files[number].open("rb")
        except OSError:
            return None, DAMAGED
        found = _whole(part, frame)
        if found is None:
            part.close()
            return None, DAMAGED
        return _all(part, found, digest), ""

    def names(self, documents: Sequence[Document]) -> list[Mentions | None]:
        """The names of documents, None for those of which no part has read them."""
        with closing(self._opened()) as database:
            places = [_place(database, _names_key(document)) for document in documents]
        return [self._names(*place) if place else None for place in places]

    def _names(self, number: int, at: int, length: int) -> Mentions | None:
        try:
            with self.files[number].open("rb") as part:
                return _decoded(_MENTIONS, contents(part, at, length))
        except OSError:
            return None

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self.table.as_uri()}?mode=ro&immutable=1", uri=True)


def _place(database: sqlite3.Connection, key: bytes) -> tuple[int, int, int] | None:
    row: tuple[int, int, int] | None = database.execute(
        "SELECT file, at, length FROM frames WHERE key = ?", (key,)
    ).fetchone()
    return row


def _whole(part: IO[bytes], frame: Sequence[int]) -> _File | None:
    """What a frame says of a file, None where that, or any other frame of the file, is damaged."""
    try:
        found = _decoded(_FILES, contents(part, *frame))
        # All are looked at before the first is given out: whoever reads the file himself must begin at its beginning.
        whole = found is not None and not any(_decoded(_MORE, contents(part, *place)) is None for place in found.before)
    except OSError:
        return None
    return found if whole else None


def _all(part: IO[bytes], found: _File, digest: bytes) -> Iterator[Event]:
    with part:
        for place in found.before:
            events = _decoded(_MORE, contents(part, *place))
            if events is None:
                raise OSError(errno.EIO, "what a part has kept of it changed meanwhile")
            yield from map(_event, events)
    yield from map(_event, found.events)
    yield Finished(digest, found.seconds, part=TAKEN)


def _decoded(decoder: msgspec.msgpack.Decoder[T], raw: bytes | None) -> T | None:
    try:
        return decoder.decode(raw) if raw is not None else None
    except msgspec.MsgspecError:
        return None


def _event(kept: _Event) -> Event:
    if kept.article is not None:
        return kept.article
    if kept.skipped is not None:
        return Skipped(*kept.skipped)
    path, notes = kept.remark or ("", ())
    return Remark(path, notes)
