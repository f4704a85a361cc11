"""Zip archives: each member through its own reader, unpacked in memory, one at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from search.errors import FileSkipped
from search.readers import PLAIN, Options, Record
from search.readers.packed.contents import MEMBERS, documents, is_shown
from search.readers.packed.limits import Allowance
from search.readers.packed.members import deeper, shown_name
from search.readers.packed.zip_member import member, name_of, opened

SUFFIXES = (".zip",)


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in a zip archive."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    allowance: Allowance

    @property
    def size(self) -> int:
        """Its bytes, as the archive states them."""
        return self.info.file_size

    def read(self) -> bytes:
        """What it holds. Raises FileSkipped."""
        self.allowance.take(self.info.file_size)
        return member(self.archive, self.info)


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of every member, in the order of their names. Raises FileSkipped."""
    inner, allowance = deeper(options)
    with opened(raw, "zip archive") as archive:
        if len(archive.filelist) > MEMBERS:
            raise FileSkipped(f"more than {MEMBERS:,} files in the archive; unpack it")
        named = ((name_of(info), info) for info in archive.filelist)
        # Of two members of one name the later has replaced the earlier.
        members = {shown_name(name): _Member(archive, info, allowance) for name, info in named if is_shown(name)}
        if not members:
            raise FileSkipped("empty archive, or only hidden files in it; remove it from the folder")
        yield from documents(members, path, inner)
