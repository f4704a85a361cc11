"""A ".json" beside a file, which says of the article what the file itself does not say, or says wrongly."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import replace

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options
from search.readers.characters.encoding import decode
from search.readers.characters.unicode_text import unicode_fields
from search.readers.records import record_fields

RULE = "file beside it"
"""How the rule begins by which a value came from such a file: a person's word, over all that was found."""

MAX_BYTES = 262_144
"""A bigger ".json" is no description of another file."""

_OF_MANY = """
.json .jsonl .ndjson .csv .tsv .tab .mbox .mbx .zip .gz .xz .bz2 .zst .tar .tgz .txz .tbz2 .warc .wacz .epub
"""
_FORMATS = frozenset(_OF_MANY.split())
"""Files of many articles, which one description cannot fit."""


def described_by(name: str, names: Collection[str]) -> str:
    """The file beside `name` that may describe it: "article.txt.json" or "article.json", or "" for none."""
    stem, suffix = os.path.splitext(name)
    if suffix.lower() in _FORMATS:
        return ""
    return next((other for other in (f"{name}.json", f"{stem}.json") if other in names), "")


def fields(raw: bytes, options: Options = PLAIN) -> dict[str, str]:
    """What the file says, by the keys of `Document.declared`. Raises FileSkipped where it describes no other file.

    That is one that is no object, or has a text of its own.
    """
    if len(raw) > MAX_BYTES:
        raise FileSkipped(f"too large to describe another file; keep it under {MAX_BYTES // 1024} KB")
    try:
        data = json.loads(decode(raw))
    except (ValueError, RecursionError):
        raise FileSkipped("invalid JSON; fix it or export it again") from None
    if not isinstance(data, dict) or record_fields.has_body(data, options):
        raise FileSkipped("not a description of another file; give it keys such as title, source and date, and no text")
    said = unicode_fields(record_fields.declared(data, options))
    return {key: f"{RULE}, {value}" if key.endswith("_rule") else value for key, value in said.items()}


def overridden(document: Document, said: Mapping[str, str]) -> Document:
    """The document with what is said of it in the place of what it says of itself."""
    return replace(
        document,
        title=said.get("title", document.title),
        url=said.get("url", document.url),
        author=said.get("author", document.author),
        language=said.get("language", document.language).lower()[:2],
        declared={**document.declared, **said},
    )
