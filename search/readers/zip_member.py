"""Zip files, of which Word documents are some: opening them, and taking out one member under the limits."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from search.errors import EMPTY, FileSkipped
from search.readers.archive_limits import MAX_MEMBER, check

_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What `zipfile` raises on damaged files and on ways of packing that it does not know."""


def opened(raw: bytes, kind: str) -> zipfile.ZipFile:
    """The zip file in these bytes. Raises FileSkipped, which says what `kind` of file it ought to be."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except _DAMAGE:
        raise FileSkipped(f"not a {kind}, or a truncated one; get a fresh copy") from None


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int = MAX_MEMBER) -> bytes:
    """What a member holds, which is never more than the size stated for it. Raises FileSkipped."""
    if info.flag_bits & _ENCRYPTED:
        raise FileSkipped("encrypted archive; unpack it with its password")
    if info.file_size > limit:
        raise FileSkipped(f"more than {limit // 1_000_000} MB when unpacked; split it")
    check(info.file_size, info.compress_size)
    try:
        with archive.open(info) as file:
            return file.read()
    except _DAMAGE as error:
        raise FileSkipped(f"damaged inside the archive ({error}); get a fresh copy of the archive") from None
