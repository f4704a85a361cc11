"""The documents of what is in an archive: each member through its own reader, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol

from search.errors import FileSkipped
from search.model import Document
from search.readers import Options, Record, article_lists, sidecar, unreadable
from search.readers import read as read_inner
from search.readers.packed.members import guarded
from search.readers.page import saved_page

MEMBERS = 100_000
"""Files in an archive; more are refused."""


class Member(Protocol):
    """A file in an archive."""

    @property
    def size(self) -> int:
        """Its bytes, as the archive states them."""
        ...

    def read(self) -> bytes:
        """What it holds. Raises FileSkipped."""
        ...


def documents(members: Mapping[str, Member], path: str, options: Options) -> Iterator[Record]:
    """The documents of every member, but those that describe others. `members` are by their names in the archive."""
    described = _described(members, options)
    lists = dict(_lists(members))
    by_list = {file: said for each in lists.values() for file, said in each.items()}
    for name in sorted(members.keys() - set(described.values())):
        place = f"{path}/{name}"
        said = _said(members[described[name]], options) if name in described else by_list.get(name, {})
        above = name.rpartition("/")[0]
        elsewhere = frozenset(file.removeprefix(above).lstrip("/") for file in lists.get(name, ()))
        own = replace(options, elsewhere=elsewhere)
        part = saved_page.why_part(name, members.__contains__)
        for document in guarded(_documents(members[name], name, place, own, part), place):
            yield sidecar.overridden(document, said) if said and isinstance(document, Document) else document


def is_shown(name: str) -> bool:
    """Whether a member is a file that is not hidden, as in a folder; Macintosh keeps its own beside each."""
    steps = name.replace("\\", "/").split("/")
    return not steps[-1].startswith(".") and steps[-1] != "" and "__MACOSX" not in steps


def _documents(member: Member, name: str, path: str, options: Options, part: str) -> Iterator[Record]:
    reason = part or unreadable(name)
    if reason:
        raise FileSkipped(reason)
    yield from read_inner(member.read(), name, path, options)


def _said(member: Member, options: Options) -> dict[str, str]:
    """What a member says of another file, if it is such a description."""
    try:
        return sidecar.fields(member.read(), options) if member.size <= sidecar.MAX_BYTES else {}
    except FileSkipped:
        return {}  # then it is a member like any other, read or named


def _listed(member: Member, name: str) -> Mapping[str, article_lists.Said]:
    """What a member says of other files, if it is a list of articles; `name` is its own without folders."""
    try:
        return article_lists.listed(member.read(), name)
    except FileSkipped:
        return {}  # then it is a member like any other, read or named


def _lists(members: Mapping[str, Member]) -> Iterator[tuple[str, Mapping[str, article_lists.Said]]]:
    """The lists of articles among the members, each with what it says of other members, by their names."""
    for name, each in members.items():
        if article_lists.is_list(name.rpartition("/")[2]) and each.size <= article_lists.MAX_BYTES:
            said = _listed(each, name.rpartition("/")[2])
            inside = {(PurePosixPath(name).parent / path).as_posix(): words for path, words in said.items()}
            yield name, {file: words for file, words in inside.items() if file in members and not unreadable(file)}


def _described(members: Mapping[str, Member], options: Options) -> dict[str, str]:
    """The members that another one describes, each with the other's name."""
    pairs = ((name, sidecar.described_by(name, members.keys())) for name in members)
    return {name: other for name, other in pairs if other and _said(members[other], options)}
