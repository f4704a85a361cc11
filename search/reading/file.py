"""A file that was found -> the documents in it, with what the file beside it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from search.config import Config
from search.folder.walk import Found
from search.model import Document
from search.readers import Options, Record, read, sidecar
from search.reading.parse_cache import RAW, Parsed
from search.regular_file import contents


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, and of the one that describes it."""

    raw: bytes
    beside: bytes = b""

    @property
    def digest(self) -> bytes:
        """Differs wherever the bytes do."""
        return blake2b(self.raw, digest_size=RAW).digest() + blake2b(self.beside, digest_size=16).digest()


def load(found: Found, max_bytes: int) -> Contents:
    """What a file holds now, which may be another thing than what was found. Raises OSError."""
    beside = contents(found.beside, sidecar.MAX_BYTES, found.root) if found.beside else b""
    return Contents(contents(found.file, max_bytes, found.root), beside)


def documents(found: Found, loaded: Contents, config: Config, parsed: Parsed | None = None) -> Iterator[Record]:
    """The documents of a file as its reader gives them, or gave them before. Raises FileSkipped and ExtraMissing."""
    options = Options(config.map)
    said = sidecar.fields(loaded.beside, options) if found.beside else {}
    records = read(loaded.raw, found.file.name, found.path, options)
    if parsed:
        records = parsed.through(records, found.path, loaded.digest, config)
    for record in records:
        yield sidecar.overridden(record, said) if said and isinstance(record, Document) else record
