"""JSON: one article a line, or a file that holds one article or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from search.errors import FileSkipped
from search.model import Document
from search.readers import Rejected, document_id
from search.readers.composed import compose
from search.readers.encoding import decode

SUFFIXES = (".jsonl", ".ndjson", ".json")

# Key names as dumps of news really have them, the usual first; compared in lower case without "_", "-" and blanks.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "heading"),
    "body": ("body", "text", "content", "articlebody", "fulltext", "maintext", "bodytext", "article", "description"),
    "date_published": (
        *("date", "datepublished", "published", "publishedat", "publisheddate", "publishdate", "publicationdate"),
        *("pubdate", "publishedon", "publishedtime", "timestamp", "datetime", "created", "createdat", "time"),
    ),
    "source": ("source", "publisher", "publication", "outlet", "newspaper", "sitename", "site", "sourcename", "media"),
    "url": ("url", "link", "canonicalurl", "sourceurl", "href", "permalink"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
}
_LISTS = ("articles", "items", "documents", "docs", "results", "records", "data", "entries", "stories")
_MARKUP = re.compile(r"</(?:p|div|br|a|b|i|em|strong|span|h\d)>|<(?:br|p)\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:/(?:p|div|h\d|li|blockquote)|br\s*/?)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,2000}>")
_LETTER = re.compile(r"[^\W\d_]")


def read(raw: bytes, path: str) -> Iterator[Document | Rejected]:
    """The records of a file; a record that cannot be used comes as Rejected and the others are kept."""
    text = decode(raw)
    if path.lower().endswith(".json"):
        yield from _whole(text, path)
        return
    numbered = enumerate((line for line in text.split("\n") if line.strip()), 1)
    for number, line in numbered:
        yield _line(line, f"{path}#{number}")


def _whole(text: str, path: str) -> Iterator[Document | Rejected]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileSkipped(f"it is not valid JSON: {_reason(error)}") from None
    records = _records(data)
    if records is None:
        yield _record(data, path)
        return
    for number, record in enumerate(records, 1):
        yield _record(record, f"{path}#{number}")


def _records(data: object) -> list[object] | None:
    """The list that a file is, or that its one object holds under a usual name; None for a single record."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and not _field(_folded(data), "body"):
        return next((data[key] for key in data if key.lower() in _LISTS and isinstance(data[key], list)), None)
    return None


def _line(line: str, path: str) -> Document | Rejected:
    try:
        return _record(json.loads(line), path)
    except (ValueError, RecursionError) as error:
        return Rejected(path, f"it is not valid JSON: {_reason(error)}")


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _record(data: object, path: str) -> Document | Rejected:
    if not isinstance(data, dict):
        return Rejected(path, "it is not an object with keys")
    record = _folded(data)
    title, body = (_shown(_field(record, key)) for key in ("title", "body"))
    if not _LETTER.search(title + body):
        return Rejected(path, f"it has no text under any of the keys {', '.join(_KEYS['body'][:3])}")
    declared = _declared(record)
    text, parts = compose(" ".join(title.split()), _paragraphs(body))
    return Document(
        id=document_id(path),
        path=path,
        title=" ".join(title.split()),
        text=text,
        parts=parts,
        url=declared.get("url", ""),
        author=declared.get("author", ""),
        declared=declared,
    )


def _declared(record: Mapping[str, object]) -> dict[str, str]:
    found = {key: " ".join(_field(record, key).split()) for key in _KEYS if key != "body"}
    rules = {"date_rule": "date_published", "source_rule": "source"}
    found |= {rule: f"record's key {_key(record, field)}" for rule, field in rules.items() if found[field]}
    return {key: value for key, value in found.items() if value}


def _folded(data: Mapping[str, object]) -> dict[str, object]:
    return {re.sub(r"[\s_-]", "", key.lower()): value for key, value in data.items()}


def _key(record: Mapping[str, object], field: str) -> str:
    return next((key for key in _KEYS[field] if _text(record.get(key))), "")


def _field(record: Mapping[str, object], field: str) -> str:
    return _text(record.get(_key(record, field)))


def _text(value: object) -> str:
    """A value as words: a string, a number, the name in an object, or a list of such."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("title") or "")
    if isinstance(value, list):
        texts = [_text(item) for item in value[:1000]]
        return ("\n\n" if any(len(text) > 80 for text in texts) else ", ").join(filter(None, texts))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _shown(text: str) -> str:
    """The text without markup, where it has any."""
    if not _MARKUP.search(text):
        return text
    return unescape(_ANY_TAG.sub("", _BREAK.sub("\n\n", text)))


def _paragraphs(body: str) -> list[str]:
    """Split at blank lines, or at every line where there are none."""
    return re.split(r"\n\s*\n" if re.search(r"\n\s*\n", body) else r"\n", body)
