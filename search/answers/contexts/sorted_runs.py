"""Any number of things in order, in little memory: sorted runs in files that go away by themselves, merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from tempfile import TemporaryFile
from typing import IO, TypeVar

import msgspec

Thing = TypeVar("Thing")
Key = tuple[str, ...]

RUN = 50_000
"""Things that are sorted in memory: some 50 MB of lines."""
MERGED = 100
"""Files that are open at once."""


def in_order(
    things: Iterable[Thing], kind: type[Thing], key: Callable[[Thing], Key], held: int = RUN
) -> Iterator[Thing]:
    """Things of a kind that JSON can hold, sorted, with so many `held` in memory; equal ones stay as they came."""
    files: list[IO[bytes]] = []
    run: list[Thing] = []
    try:
        for thing in things:
            if len(run) == held:
                files.append(_written(sorted(run, key=key)))
                run = []
                if len(files) == MERGED:
                    files = [_written(_merged(files, kind, key))]
            run.append(thing)
        run.sort(key=key)
        yield from merge(*(_read(file, kind) for file in files), run, key=key)
    finally:
        for file in files:
            file.close()


def _merged(files: list[IO[bytes]], kind: type[Thing], key: Callable[[Thing], Key]) -> Iterator[Thing]:
    yield from merge(*(_read(file, kind) for file in files), key=key)
    for file in files:
        file.close()


def _written(things: Iterable[Thing]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115  # closed by whoever reads it
    encode = msgspec.json.Encoder().encode
    for thing in things:
        file.write(encode(thing) + b"\n")
    file.seek(0)
    return file


def _read(file: IO[bytes], kind: type[Thing]) -> Iterator[Thing]:
    return map(msgspec.json.Decoder(kind).decode, file)
