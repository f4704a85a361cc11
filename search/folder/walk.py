"""A folder -> the files in it, in the order of their paths, and what is not a file to read, with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.errors import FileSkipped, SearchError
from search.readers import sidecar, unreadable

SETTINGS = frozenset({"sources.toml", "entities.tsv", "entities.toml"})
"""Files that belong to the corpus without being documents of it."""

_OF_AN_INDEX = SETTINGS | {"build.lock", "builds", "cache", "manifest.json"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a reader takes. `path` is its document path, printable and relative to the folder's parent.

    `beside` is the file that describes it, if there is one; `size` is the bytes of both. `stamp` is when either was
    last changed or put there, in nanoseconds of the system's clock: the later of "modified" and "changed", because
    tools that copy keep the first.
    """

    file: Path
    path: str
    suffix: str
    size: int
    stamp: int = 0
    beside: Path | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that did not become a document, and why."""

    path: str
    reason: str


def walk(folder: Path, max_bytes: int) -> Iterator[Found | Skipped]:
    """Every file below a folder. Hidden ones (".git", ".DS_Store") and those of an index are passed over.

    Links are not followed.

    Raises SearchError where the folder is missing or is none.
    """
    if not folder.exists():
        raise SearchError(f"no such folder: {folder}; pass the folder with your articles")
    if not folder.is_dir():
        raise SearchError(f"{folder} is a file, not a folder; pass the folder that contains it")
    name = printable(folder.resolve().name) or "root"
    root = folder.absolute()
    for file, described in _files(root):
        inside = os.fspath(file)[len(os.fspath(root)) :].lstrip("/")
        yield _look(file, described, f"{name}/{printable(inside) or '.'}", max_bytes)


def printable(name: str) -> str:
    """A file's name with the bytes that are no characters spelt out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _files(folder: Path) -> Iterator[tuple[Path, Path | None]]:
    """Files with those that describe them, in the order of their whole paths: documents are written in that order."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield folder, None  # named below with the reason why it cannot be opened
        return
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    described = _described(folder, {entry.name for entry in shown if entry.is_file(follow_symlinks=False)})
    # A folder's files have its name and a slash in front, so that is what it is sorted by: “a-b.txt” comes before
    # “a/c.txt”.
    for entry in sorted(shown, key=lambda entry: entry.name + "/" * entry.is_dir(follow_symlinks=False)):
        if entry.is_dir(follow_symlinks=False):
            if not _is_index(Path(entry.path)):
                yield from _files(Path(entry.path))
        elif entry.name not in SETTINGS and entry.name not in described.values():
            by = described.get(entry.name)
            yield Path(entry.path), folder / by if by else None


def _is_index(folder: Path) -> bool:
    """Whether it is an index, one that is being built, or the copy of one, beside or among the articles."""
    try:
        names = set(os.listdir(folder))
    except OSError:
        return False
    return names >= {"builds", "manifest.json"} or ("build.lock" in names and names <= _OF_AN_INDEX)


def _described(folder: Path, names: set[str]) -> dict[str, str]:
    """The files that another one describes, each with the other's name."""
    pairs = ((name, sidecar.described_by(name, names)) for name in names)
    return {name: other for name, other in pairs if other and _describes(folder / other)}


def _describes(file: Path) -> bool:
    try:
        return file.stat().st_size <= sidecar.MAX_BYTES and bool(sidecar.fields(file.read_bytes()))
    except (OSError, FileSkipped):
        return False  # then it is a file like any other, read or named below


def _alone(file: Path) -> str:
    """Why a file is left out that only describes another one, which is not there; "" for any other file."""
    other = file.with_suffix("")
    if file.suffix.lower() != ".json" or unreadable(other.name) or other.exists() or not _describes(file):
        return ""
    return f"describes a file that is missing ({printable(other.name)}); put the two side by side"


def _look(file: Path, described: Path | None, path: str, max_bytes: int) -> Found | Skipped:
    try:
        status = file.lstat()
        beside_it = described.stat() if described else None
    except OSError as error:
        return Skipped(path, f"cannot be opened ({error.strerror}); check its permissions")
    if stat.S_ISLNK(status.st_mode):
        return Skipped(path, "symbolic link, not followed; put the file itself here")
    if stat.S_ISDIR(status.st_mode):
        return Skipped(path, "folder cannot be opened; check its permissions")
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path, "not a regular file but a pipe, socket or device; remove it from the folder")
    reason = unreadable(file.name) or _alone(file)
    if reason:
        return Skipped(path, reason)
    if status.st_size > max_bytes:
        size, limit = status.st_size / 1e6, max_bytes / 1e6
        return Skipped(path, f"larger than {limit:,.0f} MB ({size:,.0f} MB); split it, or raise SEARCH_MAX_BYTES")
    size, stamp = _stamp(status)
    if beside_it:
        size_beside, stamp_beside = _stamp(beside_it)
        size, stamp = size + size_beside, max(stamp, stamp_beside)
    return Found(file, path, file.suffix.lower(), size, stamp, described)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, max(status.st_mtime_ns, status.st_ctime_ns)
