"""A file that people keep beside their articles, which the program also writes to: corrections, saved searches.

It lies in the folder of the articles or beside that, or in the index folder. Servers change it one at a time and in one
step, so that nobody reads half of it or loses what another has written, and never through a link.
"""

from __future__ import annotations

import fcntl
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)


def found(name: str, folder: Path | None, index: Path) -> list[Path]:
    """The files of that name that count: in the folder of the articles, or else beside it; and in the index folder."""
    places = (folder / name, folder.resolve().parent / name) if folder else ()
    beside = next((file for file in places if os.path.lexists(file)), None)
    return [file for file in (beside, index / name) if file and os.path.lexists(file)]


def writable(name: str, folder: Path | None, index: Path) -> Path:
    """The file that is written to: beside the articles where one can write there.

    That is the file there is, or a new one in their folder; else it is the one in the index folder.
    """
    beside = [file for file in found(name, folder, index) if file.parent != index]
    file = beside[0] if beside else folder / name if folder else None
    return file if file and os.access(file.parent, os.W_OK) and _takes_lines(file) else index / name


def _takes_lines(file: Path) -> bool:
    """Whether a line may go there. A link counts as such a place: writing to it fails, and says why."""
    return file.is_symlink() or not file.exists() or os.access(file, os.W_OK)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other server writes into the file's folder: each would lose what the other has written.

    It is the folder that is locked: the file itself is another one after each change. Raises OSError.
    """
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        for left in file.parent.glob(f"{_begun(file)}*"):  # by a server that was killed: nobody else is writing now
            left.unlink(missing_ok=True)
        yield
        _sync(folder, file)
    finally:
        os.close(folder)


def _sync(folder: int, file: Path) -> None:
    """A new name is on disk when its folder is. Where that fails the file is there all the same, and counts."""
    try:
        os.fsync(folder)
    except OSError as error:
        log.warning("%s was changed, but its disk failed right after (%s); check the disk", file, error.strerror)


def replace(file: Path, content: bytes) -> None:
    """In one step, so that nobody ever reads half of it. Nothing is written through a link.

    Raises OSError that names the file; it is then as it was.
    """
    try:
        _replace(file, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _replace(file: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=_begun(file), dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).chmod(_mode(file))
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _begun(file: Path) -> str:
    """How the names of files begin that are to become it."""
    return f".{file.name}."


def _mode(file: Path) -> int:
    """The permissions of a file, or those of a new one."""
    try:
        return file.lstat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644
