"""Lists of articles whose texts are files of their own beside them: Zotero's RDF with its snapshots, Omnivore's pages.

A list and its files are one: what the list says of an article stands over what its page says of itself, and an entry
whose file is there is no document of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from search.errors import FileSkipped
from search.readers import PLAIN, entry, image
from search.readers.characters.encoding import decode
from search.readers.characters.unicode_text import unicode_fields
from search.readers.records import record_fields
from search.readers.sidecar import RULE
from search.readers.xml_formats import zotero
from search.readers.xml_formats.parser import elements, markup

MAX_BYTES = 64_000_000
"""A bigger file is read as a list of articles, but not as one that describes others."""

_OMNIVORE = re.compile(r"metadata_\d+_to_\d+\.json", re.IGNORECASE)

Said = Mapping[str, str]
"""What is said of an article, by the keys of `Document.declared`."""


def is_list(name: str) -> bool:
    """Whether a file of this name may describe others."""
    return name.lower().endswith(".rdf") or _OMNIVORE.fullmatch(name) is not None


@lru_cache(maxsize=2)
def listed(raw: bytes, name: str) -> Mapping[str, Said]:
    """What a list says of files, by their paths from its own folder; nothing where it is damaged or describes none.

    The last lists are kept: every file that one describes asks for it.
    """
    try:
        pairs = [*(_of_zotero(raw) if name.lower().endswith(".rdf") else _of_omnivore(raw))]
    except (FileSkipped, ValueError, RecursionError):
        return {}  # then it is a file like any other, read or named
    return {path: _over(said) for path, said in reversed(pairs) if _is_inside(path) and not _is_picture(path)}


def files_of(record: object) -> tuple[str, ...]:
    """The file in which the page of one of Omnivore's records is, as a path from its list; none for other records."""
    slug = record.get("slug") if isinstance(record, dict) and "savedAt" in record else None
    return (f"content/{slug}.html",) if isinstance(slug, str) and slug else ()


def _is_picture(path: str) -> bool:
    """A picture beside an entry is a picture of the article, or of something in it, and not its text."""
    return path.lower().endswith(image.SUFFIXES)


def _is_inside(path: str) -> bool:
    steps = PurePosixPath(path)
    return not steps.is_absolute() and ".." not in steps.parts and "\x00" not in path


def _of_zotero(raw: bytes) -> Iterator[tuple[str, Said]]:
    parsed = markup(raw)
    for library in elements(parsed, ["RDF"]) if zotero.is_library(parsed) else ():
        for item in zotero.items(library):
            yield from ((path, entry.declared(item)) for path in item.files)


def _of_omnivore(raw: bytes) -> Iterator[tuple[str, Said]]:
    data = json.loads(decode(raw))
    for record in data if isinstance(data, list) else ():
        for path in files_of(record):
            yield path, record_fields.declared(record, PLAIN)


def _over(said: Said) -> Said:
    """What is said, with rules that tell that a file beside the page says it."""
    return {key: f"{RULE}, {value}" if key.endswith("_rule") else value for key, value in unicode_fields(said).items()}
