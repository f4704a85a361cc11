"""A folder -> the files in it, in the order of their paths, and what is not a file to read, with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from search.errors import FileSkipped, SearchError
from search.readers import article_lists, sidecar, unreadable
from search.readers.page import saved_page
from search.regular_file import LINK, NO_FILE, contents, folder_opened

SETTINGS = frozenset({"sources.toml", "searches.toml", "tags.tsv", "entities.tsv", "entities.toml"})
"""Files that belong to the corpus without being documents of it."""

PART = ".clippings-part"
"""How the files end in which parts of a folder's reading are kept (see `search.reading.part_file`)."""

_OF_AN_INDEX = SETTINGS | {"build.lock", "builds", "cache", "manifest.json", "parts"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a reader takes. `path` is its document path, printable and relative to the folder's parent.

    `beside` is the file that describes it, if there is one; `size` is the bytes of both, and of a list of articles
    with those that it describes: when one of them is gone, it is another list. `stamp` is when either was last
    changed or put there, in nanoseconds of the system's clock: the later of "modified" and "changed", because tools
    that copy keep the first.
    """

    file: Path
    path: str
    suffix: str
    size: int
    stamp: int = 0
    beside: Path | None = None

    @property
    def root(self) -> Path:
        """The folder of the articles, in which no folder on the way to the file may be a link."""
        return self.file.parents[self.path.count("/") - 1]


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
    for file, described in _files(root, root, {}):
        inside = os.fspath(file)[len(os.fspath(root)) :].lstrip("/")
        yield _look(file, described, root, f"{name}/{printable(inside) or '.'}", max_bytes)


def printable(name: str) -> str:
    """A file's name with the bytes that are no characters spelt out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands in a folder, as it was when that was listed; a link is neither folder nor file."""

    name: str
    is_folder: bool
    is_file: bool


def _listed(folder: Path, root: Path) -> list[_Entry]:
    """What stands in a folder but for hidden things. Raises OSError, as for one that has become a link."""
    with folder_opened(folder, root) as descriptor, os.scandir(descriptor) as entries:
        return [
            _Entry(entry.name, entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False))
            for entry in entries
            if not entry.name.startswith(".")
        ]


def _files(folder: Path, root: Path, lists: Mapping[Path, Path]) -> Iterator[tuple[Path, Path | None]]:
    """Files with those that describe them, in the order of their whole paths: documents are written in that order.

    `lists` are the lists of articles in folders above, by the files that they describe.
    """
    try:
        entries = _listed(folder, root)
    except OSError:
        yield folder, None  # named below with the reason why it cannot be opened
        return
    names = {entry.name for entry in entries if entry.is_file}
    described = _described(folder, root, names)
    lists = {**lists, **_by_lists(folder, root, names)}
    # A folder's files have its name and a slash in front, so that is what it is sorted by: “a-b.txt” comes before
    # “a/c.txt”.
    for entry in sorted(entries, key=lambda entry: entry.name + "/" * entry.is_folder):
        if entry.is_folder:
            if not _is_index(folder / entry.name, root):
                yield from _files(folder / entry.name, root, lists)
        elif entry.name not in SETTINGS and entry.name not in described.values():
            by = described.get(entry.name)
            yield folder / entry.name, folder / by if by else lists.get(folder / entry.name)


def _is_index(folder: Path, root: Path) -> bool:
    """Whether it is an index, one that is being built, the copy of one, or parts for one, among the articles."""
    try:
        with folder_opened(folder, root) as descriptor:
            names = set(os.listdir(descriptor))
    except OSError:
        return False
    parts = bool(names) and all(name.endswith(PART) for name in names)
    return parts or names >= {"builds", "manifest.json"} or ("build.lock" in names and names <= _OF_AN_INDEX)


def _described(folder: Path, root: Path, names: set[str]) -> dict[str, str]:
    """The files that another one describes, each with the other's name."""
    pairs = ((name, sidecar.described_by(name, names)) for name in names)
    return {name: other for name, other in pairs if other and _describes(folder / other, root)}


def _by_lists(folder: Path, root: Path, names: set[str]) -> dict[Path, Path]:
    """The files that lists of articles in this folder describe, each with its list."""
    lists = [folder / name for name in sorted(names) if article_lists.is_list(name)]
    return {file: each for each in lists for file in _described_by_list(each, root)}


def _described_by_list(file: Path, root: Path) -> list[Path]:
    """The files that a list of articles describes and that are there."""
    try:
        paths = article_lists.listed(contents(file, article_lists.MAX_BYTES, root), file.name)
    except OSError:
        return []  # then it is a file like any other, read or named below
    return [file.parent / path for path in paths if is_article(file.parent / path, root)]


def is_article(file: Path, root: Path) -> bool:
    """Whether a file of a readable format is at a path, and no link is on the way to it."""
    try:
        with folder_opened(file.parent, root) as descriptor:
            there = os.stat(file.name, dir_fd=descriptor, follow_symlinks=False)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(there.st_mode) and not unreadable(file.name)


def _describes(file: Path, root: Path) -> bool:
    try:
        return bool(sidecar.fields(contents(file, sidecar.MAX_BYTES, root)))
    except (OSError, FileSkipped):
        return False  # then it is a file like any other, read or named below


def _alone(file: Path, root: Path) -> str:
    """Why a file is left out that only describes another one, which is not there; "" for any other file."""
    other = file.with_suffix("")
    if file.suffix.lower() != ".json" or unreadable(other.name) or os.path.lexists(other) or not _describes(file, root):
        return ""
    return f"describes a file that is missing ({printable(other.name)}); put the two side by side"


def _of_page(file: Path, root: Path) -> str:
    """Why a file is left out that a browser saved with a page."""
    inside = os.fspath(file)[len(os.fspath(root)) :].lstrip("/")
    return printable(saved_page.why_part(inside, lambda page: os.path.lexists(root / page)))


def _look(file: Path, described: Path | None, root: Path, path: str, max_bytes: int) -> Found | Skipped:
    try:
        status = file.lstat()
        beside_it = described.lstat() if described else None
    except OSError as error:
        return Skipped(path, f"cannot be opened ({error.strerror}); check its permissions")
    if stat.S_ISLNK(status.st_mode):
        return Skipped(path, f"{LINK}; put the file itself here")
    if stat.S_ISDIR(status.st_mode):
        return Skipped(path, "folder cannot be opened; check its permissions")
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path, f"{NO_FILE}; remove it from the folder")
    reason = _of_page(file, root) or unreadable(file.name) or _alone(file, root)
    if reason:
        return Skipped(path, reason)
    if status.st_size > max_bytes:
        size, limit = status.st_size / 1e6, max_bytes / 1e6
        return Skipped(path, f"larger than {limit:,.0f} MB ({size:,.0f} MB); split it, or raise SEARCH_MAX_BYTES")
    size, stamp = _stamp(status)
    if beside_it:
        size_beside, stamp_beside = _stamp(beside_it)
        size, stamp = size + size_beside, max(stamp, stamp_beside)
    for each in _described_by_list(file, root) if article_lists.is_list(file.name) else ():
        with suppress(FileNotFoundError):  # it has just gone: then the list is another one next time
            size_there, stamp_there = _stamp(each.lstat())
            size, stamp = size + size_there, max(stamp, stamp_there)
    return Found(file, path, file.suffix.lower(), size, stamp, described)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, max(status.st_mtime_ns, status.st_ctime_ns)
