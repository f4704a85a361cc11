"""Zip files, of which Word documents are some: opening them, and taking out one member under the limits."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO

from search.errors import EMPTY, FileSkipped
from search.readers.characters.encoding_guess import guess_name
from search.readers.packed.limits import MAX_MEMBER, check

_ENCRYPTED = 0x1
_IN_UTF8 = 0x800
_UTF8_NAME = re.compile(rb"\x75\x70..\x01....(.*)", re.DOTALL)
_UTF8_HEAD = 5
"""Info-ZIP's extra field with the name in UTF-8: its mark and size, a version and a check sum, the name."""
_LINK = "a link to another file; put the file itself into the archive"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What `zipfile` raises on damaged files and on ways of packing that it does not know."""


def opened(raw: bytes, kind: str) -> zipfile.ZipFile:
    """The zip file in these bytes. Raises FileSkipped, which says what `kind` of file it ought to be."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except _DAMAGE:
        article = "an" if kind[0] in "AEIOU" else "a"
        raise FileSkipped(f"not {article} {kind}, or a truncated one; get a fresh copy") from None


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int = MAX_MEMBER) -> bytes:
    """What a member holds, which is never more than the size stated for it. Raises FileSkipped."""
    if info.flag_bits & _ENCRYPTED:
        raise FileSkipped("encrypted archive; unpack it with its password")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FileSkipped(_LINK)
    if info.file_size > limit:
        raise FileSkipped(f"more than {limit // 1_000_000} MB when unpacked; split it")
    check(info.file_size, info.compress_size)
    try:
        with archive.open(info) as file:
            return file.read()
    except _DAMAGE as error:
        raise FileSkipped(f"damaged inside the archive ({error}); get a fresh copy of the archive") from None


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name. Without the mark of UTF-8 it is in the encoding in which it reads like a name."""
    if info.flag_bits & _IN_UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename  # the archive names it a second time, in UTF-8
    again = _UTF8_NAME.match(info.extra)
    if again and (named := again[1][: int.from_bytes(again[0][2:4], "little") - _UTF8_HEAD]):
        return named.decode("utf-8", "replace")
    return raw.decode(guess_name(raw), "replace")
