"""What the texts of a build are: a digest of each, kept when it is built, by which two builds can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from search.ledger.database import reading
from search.model import Document
from search.terminal import escaped

BYTES = 16
"""The length of a digest: two texts out of as many as there are do not have the same one."""


@dataclass(frozen=True, slots=True)
class Text:
    """Where a document stands, and the digest of its title and text in hexadecimal digits.

    In the path, what a terminal would obey and ends of lines are spelt out: it is what is printed, so that a receipt
    that was printed says the same as one in JSON.
    """

    path: str
    digest: str


def digest_of(document: Document) -> bytes:
    """Differs where the title or anything of the text does. What was found out about a document is no part of it."""
    told = f"{document.title}\0{document.text}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest()


def texts(build: Path) -> dict[str, Text]:
    """Every indexed document by its id. Raises IndexUnusable."""
    with reading(build) as database:
        found = database.execute("SELECT id, path, hex(text) FROM records WHERE reason = '' AND copy_of = ''")
        return {doc_id: Text(_printed(path), digest.lower()) for doc_id, path, digest in found}


class Stored(NamedTuple):
    """A document of the folder as it stands there: `digest` is that of its text, `copy_of` the id of the one that is
    indexed for it, "" where it is itself.
    """

    id: str
    path: str
    digest: bytes
    copy_of: str


_STORED = "SELECT id, path, text, copy_of FROM records WHERE reason = '' AND id IS NOT NULL"
_FEW = 200
"""Ids that are looked up one by one: of more, reading all is quicker."""


def stored(build: Path) -> Iterator[Stored]:
    """Every document that was read, copies too, by their paths. Raises IndexUnusable."""
    with reading(build) as database:
        yield from map(Stored._make, database.execute(f"{_STORED} ORDER BY path"))


def stored_of(build: Path, ids: Collection[str]) -> Iterator[Stored]:
    """Those of some documents that there are. Raises IndexUnusable."""
    if len(ids) > _FEW:
        wanted = set(ids)
        yield from (one for one in stored(build) if one.id in wanted)
        return
    with reading(build) as database:
        for doc_id in ids:
            yield from map(Stored._make, database.execute(f"{_STORED} AND id = ?", (doc_id,)))


def _printed(path: str) -> str:
    return escaped(path).replace("\r\n", "\\r\\n").replace("\n", "\\n")


def fingerprint(found: Iterable[Text]) -> str:
    """Differs where documents do: in their number, in a path, or in one letter of one text. Their order is no part."""
    digest = blake2b(digest_size=BYTES)
    for text in sorted(found, key=lambda text: (text.path, text.digest)):
        digest.update(f"{text.digest}  {text.path}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
