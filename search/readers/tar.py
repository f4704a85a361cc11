"""Tar archives, packed or not: each file in one through its own reader; links and devices are named, never followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, Rejected
from search.readers.characters.encoding_guess import guess_name
from search.readers.packed.compression import of, unpacked
from search.readers.packed.contents import MEMBERS, documents, is_shown
from search.readers.packed.limits import MAX_MEMBER, Allowance
from search.readers.packed.members import deeper, shown_name

SUFFIXES = (".tar", ".tgz", ".taz", ".txz", ".tbz2", ".tbz", ".tzst")
ALSO = (".gz", ".xz", ".bz2", ".zst")

_NO_TAR = "not a tar archive, or damaged at its start; get a fresh copy"
_CUT = "truncated or damaged from here on: only the files before were read; get a fresh copy"
_KINDS = {
    tarfile.SYMTYPE: "a link to another file; put the file itself into the archive",
    tarfile.LNKTYPE: "a second name of another file in the archive; no action needed",
    tarfile.CHRTYPE: "a device, not a file; no action needed",
    tarfile.BLKTYPE: "a device, not a file; no action needed",
    tarfile.FIFOTYPE: "a pipe, not a file; no action needed",
}
_DAMAGE = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError, KeyError, IndexError)


class _Header(tarfile.TarInfo):
    """A member's header; one that states a negative size would send the reading backwards, without end."""

    def _block(self, count: int) -> int:
        if count < 0:
            raise tarfile.HeaderError("negative size")
        return -(-count // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in a tar archive."""

    raw: bytes
    info: tarfile.TarInfo
    allowance: Allowance

    @property
    def size(self) -> int:
        """Its bytes, as the archive states them."""
        return self.info.size

    def read(self) -> bytes:
        """What it holds. Raises FileSkipped."""
        if self.size > MAX_MEMBER:
            raise FileSkipped(f"more than {MAX_MEMBER // 1_000_000} MB when unpacked; split it")
        if self.info.sparse is not None:
            raise FileSkipped("stored with holes (a sparse file), as no article is; pack it again without them")
        self.allowance.take(self.size)
        return self.raw[self.info.offset_data : self.info.offset_data + self.size]


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of every file, in the order of their names, then what is no file. Raises FileSkipped."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    inner, allowance = deeper(options)
    packing = of(raw)
    content, whole = unpacked(raw, packing, allowance) if packing else (raw, True)
    found, complete = _headers(content)
    if not found:
        raise FileSkipped("empty archive; remove it from the folder" if whole and complete else _NO_TAR)
    # Of two members of one name the later has replaced the earlier.
    named = {shown_name(_name(info)): info for info in found if not info.isdir() and is_shown(_name(info))}
    files = {name: _Member(content, info, allowance) for name, info in named.items() if info.isreg()}
    if not named:
        raise FileSkipped("empty archive, or only hidden files in it; remove it from the folder")
    yield from documents(files, path, inner)
    for name in sorted(named.keys() - files.keys()):
        yield Rejected(f"{path}/{name}", _KINDS.get(named[name].type, "not a regular file; no action needed"))
    if not (whole and complete):
        yield Rejected(
            f"{path}#end", "truncated or damaged from here on: only the files before were read; get a fresh copy"
        )


def _headers(content: bytes) -> tuple[list[tarfile.TarInfo], bool]:
    """The headers of all members, and whether the archive ends where it should. Raises FileSkipped."""
    found: list[tarfile.TarInfo] = []
    try:
        with tarfile.open(fileobj=BytesIO(content), mode="r:", tarinfo=_Header) as archive:
            for info in archive:
                if len(found) >= MEMBERS:
                    raise FileSkipped(f"more than {MEMBERS:,} files in the archive; unpack it")
                if info.offset_data + (info.size if info.isreg() else 0) > len(content):
                    return found, False
                found.append(info)
    except _DAMAGE:
        return found, False
    return found, True


def _name(info: tarfile.TarInfo) -> str:
    """A member's name; where it is no UTF-8, in the encoding in which it reads like a name."""
    raw = info.name.encode("utf-8", "surrogateescape")
    return raw.decode(guess_name(raw), "replace")
