"""A file that was found -> the documents in it, with what the file beside it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from search.config import Config
from search.model import Document
from search.readers import Options, Rejected, beside, read
from search.walk import Found


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, and of the one that describes it."""

    raw: bytes
    beside: bytes = b""

    @property
    def digest(self) -> bytes:
        """Differs wherever the bytes do."""
        return blake2b(self.raw, digest_size=16).digest() + blake2b(self.beside, digest_size=16).digest()


def load(found: Found) -> Contents:
    """What a file holds now. Raises OSError."""
    return Contents(found.file.read_bytes(), found.beside.read_bytes() if found.beside else b"")


def documents(found: Found, contents: Contents, config: Config) -> Iterator[Document | Rejected]:
    """The documents of a file as its reader gives them. Raises FileSkipped and ExtraMissing."""
    options = Options(config.map)
    said = beside.fields(contents.beside, options) if found.beside else {}
    for record in read(contents.raw, found.file.name, found.path, options):
        yield beside.overridden(record, said) if said and isinstance(record, Document) else record
