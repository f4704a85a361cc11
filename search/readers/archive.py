"""Zip archives: each member through its own reader, unpacked in memory, one at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Record, article_lists, sidecar, unreadable
from search.readers import read as read_inner
from search.readers.archive_limits import Allowance
from search.readers.archive_members import deeper, guarded, shown_name
from search.readers.zip_member import member, opened

SUFFIXES = (".zip",)

_MEMBERS = 100_000


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    allowance: Allowance

    def read(self) -> bytes:
        """What it holds. Raises FileSkipped."""
        self.allowance.take(self.info.file_size)
        return member(self.archive, self.info)

    def said(self, options: Options) -> dict[str, str]:
        """What it says of another file, if it is such a description."""
        try:
            return sidecar.fields(self.read(), options) if self.info.file_size <= sidecar.MAX_BYTES else {}
        except FileSkipped:
            return {}  # then it is a member like any other, read or named

    def listed(self, name: str) -> Mapping[str, article_lists.Said]:
        """What it says of other files, if it is a list of articles; `name` is its own without folders."""
        try:
            return article_lists.listed(self.read(), name)
        except FileSkipped:
            return {}  # then it is a member like any other, read or named


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of every member, in the order of their names. Raises FileSkipped."""
    inner, allowance = deeper(options)
    with opened(raw, "zip archive") as archive:
        if len(archive.filelist) > _MEMBERS:
            raise FileSkipped(f"more than {_MEMBERS:,} files in the archive; unpack it")
        # Of two members of one name the later has replaced the earlier.
        members = {
            shown_name(info.filename): _Member(archive, info, allowance) for info in archive.filelist if _shown(info)
        }
        if not members:
            raise FileSkipped("empty archive, or only hidden files in it; remove it from the folder")
        described = _described(members, inner)
        lists = dict(_lists(members))
        by_list = {file: said for each in lists.values() for file, said in each.items()}
        for name in sorted(members.keys() - set(described.values())):
            place = f"{path}/{name}"
            said = members[described[name]].said(inner) if name in described else by_list.get(name, {})
            above = name.rpartition("/")[0]
            elsewhere = frozenset(file.removeprefix(above).lstrip("/") for file in lists.get(name, ()))
            own = replace(inner, elsewhere=elsewhere)
            for document in guarded(_documents(members[name], name, place, own), place):
                yield sidecar.overridden(document, said) if said and isinstance(document, Document) else document


def _lists(members: Mapping[str, _Member]) -> Iterator[tuple[str, Mapping[str, article_lists.Said]]]:
    """The lists of articles among the members, each with what it says of other members, by their names."""
    for name, each in members.items():
        if article_lists.is_list(name.rpartition("/")[2]) and each.info.file_size <= article_lists.MAX_BYTES:
            said = each.listed(name.rpartition("/")[2])
            inside = {(PurePosixPath(name).parent / path).as_posix(): words for path, words in said.items()}
            yield name, {file: words for file, words in inside.items() if file in members and not unreadable(file)}


def _shown(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a file that is not hidden, as in a folder; Macintosh keeps its own beside each."""
    steps = info.filename.replace("\\", "/").split("/")
    return not steps[-1].startswith(".") and steps[-1] != "" and "__MACOSX" not in steps


def _documents(inside: _Member, name: str, path: str, options: Options) -> Iterator[Record]:
    reason = unreadable(name)
    if reason:
        raise FileSkipped(reason)
    yield from read_inner(inside.read(), name, path, options)


def _described(members: Mapping[str, _Member], options: Options) -> dict[str, str]:
    """The members that another one describes, each with the other's name."""
    pairs = ((name, sidecar.described_by(name, members.keys())) for name in members)
    return {name: other for name, other in pairs if other and members[other].said(options)}
