"""A file that was found -> the documents in it, with what the file beside it says of them."""

from __future__ import annotations

from collections.abc import Iterator

from search.config import Config
from search.model import Document
from search.readers import Options, Rejected, beside, read
from search.walk import Found


def documents(found: Found, config: Config) -> Iterator[Document | Rejected]:
    """The documents of a file as its reader gives them. Raises FileSkipped, ExtraMissing and OSError."""
    options = Options(config.map)
    said = beside.fields(found.beside.read_bytes(), options) if found.beside else {}
    for record in read(found.file.read_bytes(), found.file.name, found.path, options):
        yield beside.overridden(record, said) if said and isinstance(record, Document) else record
