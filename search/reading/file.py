"""A file that was found -> the documents in it, with what the file beside it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from search.config import Config
from search.folder.walk import Found, is_article
from search.model import Document
from search.readers import Options, Record, article_lists, read, sidecar
from search.reading.parse_cache import RAW, Parsed
from search.regular_file import contents

_OCR = 10
"""Times the CPU seconds of a file, by the clock: recognising print is another process's work, some seconds a page."""


@dataclass(frozen=True)
class Contents:
    """The bytes of a file, and of the one that describes it.

    `elsewhere` are the files beside it that have the articles which it only describes.
    """

    raw: bytes
    beside: bytes = b""
    elsewhere: frozenset[str] = frozenset()

    @cached_property
    def digest(self) -> bytes:
        """Differs wherever the bytes do, or what is beside them. Every record asks for it: it is computed once."""
        own = blake2b(self.raw, digest_size=RAW)
        own.update("\0".join(sorted(self.elsewhere)).encode("utf-8", "surrogatepass"))
        return own.digest() + blake2b(self.beside, digest_size=16).digest()


def load(found: Found, max_bytes: int) -> Contents:
    """What a file holds now, which may be another thing than what was found. Raises OSError."""
    raw, beside = contents(found.file, max_bytes, found.root), b""
    if found.beside:
        most = article_lists.MAX_BYTES if article_lists.is_list(found.beside.name) else sidecar.MAX_BYTES
        beside = contents(found.beside, most, found.root)
    described = article_lists.listed(raw, found.file.name) if article_lists.is_list(found.file.name) else ()
    there = (path for path in described if is_article(found.file.parent / path, found.root))
    return Contents(raw, beside, frozenset(there))


def documents(found: Found, loaded: Contents, config: Config, parsed: Parsed | None = None) -> Iterator[Record]:
    """The documents of a file as its reader gives them, or gave them before. Raises FileSkipped and ExtraMissing."""
    options = Options(
        config.map,
        elsewhere=loaded.elsewhere,
        ocr_languages=config.ocr_languages,
        ocr_seconds=_OCR * config.file_seconds,
    )
    said = _said(found, loaded.beside, options)
    records = read(loaded.raw, found.file.name, found.path, options)
    if parsed:
        records = parsed.through(records, found.path, loaded.digest, config)
    for record in records:
        yield sidecar.overridden(record, said) if said and isinstance(record, Document) else record


def _said(found: Found, beside: bytes, options: Options) -> Mapping[str, str]:
    """What the file beside says of this one. Raises FileSkipped where it says nothing any more."""
    if found.beside is None:
        return {}
    if article_lists.is_list(found.beside.name):
        inside = found.file.relative_to(found.beside.parent).as_posix()
        return article_lists.listed(beside, found.beside.name).get(inside, {})
    return sidecar.fields(beside, options)
