"""What reads files: one module a format.

A reader is a module with `SUFFIXES`, the lower-case endings it takes (".txt"), and `read(raw, path)`, where `raw` are
the file's bytes and `path` is the document's path ("seeds/004.txt"). It yields Documents with `id`, `path`, `text`,
`declared` and, where the format says which part is the article, `title`, `parts`, `url` and `author`. It raises
FileSkipped with the reason when the whole file cannot be read. A record of a file has the path "seeds/wire.jsonl#3",
counted from 1; a record that cannot be used is yielded as Rejected, in its place, so that it is counted and named.

`declared` has these keys, each only where it is known: title, author, url, language, source and source_rule,
date_published and date_rule. A rule says where the value stood ("json-ld datePublished", "record's key date").
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from search.model import Document


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record of a file that cannot be used, and why. `path` names the record: "seeds/wire.jsonl#3"."""

    path: str
    reason: str


class Reader(Protocol):
    """What a module in this folder has."""

    SUFFIXES: tuple[str, ...]

    def read(self, raw: bytes, path: str) -> Iterator[Document | Rejected]:
        """The documents of one file, in its order. Raises FileSkipped."""
        ...


@cache
def all_readers() -> Mapping[str, Reader]:
    """The reader of every suffix."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    readers = [cast(Reader, module) for module in modules if hasattr(module, "SUFFIXES")]
    return {suffix: reader for reader in readers for suffix in reader.SUFFIXES}


def document_id(path: str) -> str:
    """The id of the document at a path: stable between builds, safe in an address."""
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
