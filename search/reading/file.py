"""A file that was found -> the documents in it, with what the file beside it says of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from search.config import Config
from search.folder.walk import Found
from search.model import Document
from search.readers import Options, Rejected, read, sidecar
from search.reading.parse_cache import RAW, Parsed


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, and of the one that describes it."""

    raw: bytes
    beside: bytes = b""

    @property
    def digest(self) -> bytes:
        """Differs wherever the bytes do."""
        return blake2b(self.raw, digest_size=RAW).digest() + blake2b(self.beside, digest_size=16).digest()


def load(found: Found) -> Contents:
    """What a file holds now. Raises OSError."""
    return Contents(_bytes(found.file), _bytes(found.beside) if found.beside else b"")


def _bytes(path: Path) -> bytes:
    """The bytes of a file that may have become a link, a pipe or a device since it was found: then OSError."""
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ENODEV, "no longer a regular file", os.fspath(path))
        return file.read()


def documents(
    found: Found, contents: Contents, config: Config, parsed: Parsed | None = None
) -> Iterator[Document | Rejected]:
    """The documents of a file as its reader gives them, or gave them before. Raises FileSkipped and ExtraMissing."""
    options = Options(config.map)
    said = sidecar.fields(contents.beside, options) if found.beside else {}
    records = read(contents.raw, found.file.name, found.path, options)
    if parsed:
        records = parsed.through(records, found.path, contents.digest, config)
    for record in records:
        yield sidecar.overridden(record, said) if said and isinstance(record, Document) else record
