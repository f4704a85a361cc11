"""The bytes of a file that somebody else may exchange at any moment: opened once, looked at, and then read.

What stands at a path may be a link to a file outside, a pipe that nobody writes to or a device without an end, and may
become one between two looks. So a file is never looked at by its path and then read by its path: it is opened without
following a link and without waiting, and what is open is asked what it is. Below the folder of the articles the folders
on the way are opened in the same manner, one in the other.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LINK = "symbolic link, not followed"
NO_FILE = "not a regular file but a pipe, socket, device or folder"
NO_WAY = "a folder on its path is a symbolic link, or missing"
_PIECE = 1_000_000
"""Bytes that are read at once of a file that grows."""

_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_IS_LINK = (errno.ELOOP, errno.EMLINK)
"""How systems refuse to open a link."""
_FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


class TooLarge(OSError):
    """There are more bytes in a file than are wanted of it."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(errno.EFBIG, f"larger than {most:,} bytes", os.fspath(path))


def contents(path: Path, most: int, below: Path | None = None) -> bytes:
    """The bytes of a regular file, at most so many. With `below`, no folder between that one and the file is a link.

    Raises OSError, whose `strerror` says what stands there instead, and TooLarge.
    """
    with _parent(path, below) as folder:
        descriptor = _open(path, path if folder is None else path.name, _FILE, folder)
    try:
        return _read(descriptor, path, most)
    finally:
        os.close(descriptor)


def _read(descriptor: int, path: Path, most: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.ENODEV, NO_FILE, os.fspath(path))
    if status.st_size > most:
        raise TooLarge(path, most)
    with open(descriptor, "rb", closefd=False) as file:
        # Room is made for all that is asked for, whatever there is: `most` may be many times the memory.
        pieces = [file.read(status.st_size + 1)]
        size = len(pieces[0])
        while pieces[-1] and size > status.st_size:  # it has grown since
            pieces.append(file.read(min(_PIECE, most + 1 - size)))
            size += len(pieces[-1])
    if size > most:
        raise TooLarge(path, most)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@contextmanager
def folder_opened(path: Path, below: Path) -> Iterator[int]:
    """A folder, `below` or one in it, for functions that take a `dir_fd`; no folder between the two is a link.

    Raises OSError.
    """
    descriptor = os.open(below, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)  # what a person named may be a link
    try:
        for name in path.relative_to(below).parts:
            inner = _inner(path, name, descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _parent(path: Path, below: Path | None) -> Iterator[int | None]:
    if below is None:
        yield None
        return
    with folder_opened(path.parent, below) as descriptor:
        yield descriptor


def _inner(path: Path, name: str, folder: int) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=folder)
    except OSError as error:
        if error.errno in (*_IS_LINK, errno.ENOTDIR, errno.ENOENT):
            raise OSError(error.errno, NO_WAY, os.fspath(path)) from None
        raise


def _open(path: Path, name: Path | str, flags: int, folder: int | None) -> int:
    try:
        return os.open(name, flags, dir_fd=folder)
    except OSError as error:
        if error.errno in _IS_LINK:
            raise OSError(error.errno, LINK, os.fspath(path)) from None
        if error.errno == errno.ENXIO:  # a socket
            raise OSError(error.errno, NO_FILE, os.fspath(path)) from None
        raise
