"""JSON: one article a line, or a file that holds one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, ending, record_fields
from search.readers.encoding import decoded

SUFFIXES = (".jsonl", ".ndjson", ".json")

_LISTS = ("articles", "items", "documents", "docs", "results", "records", "data", "entries", "stories", "posts", "hits")


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The records of a file; a record that cannot be used comes as Rejected and the others are kept.

    Lines in a ".json" file and one object over several lines in a ".jsonl" file are read as what they are.
    """
    text, encoding = decoded(raw)
    options = replace(options, charset=encoding)
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if (ending(path) == ".json") != _looks_wrong([line for _, line in lines[:2]], path):
        yield from _whole(text, path, options)
        return
    if not any(_is_json(line) for _, line in lines):
        raise FileSkipped("no line is valid JSON; write one object per line, or give the file the right extension")
    for number, (at, line) in enumerate(lines, 1):
        yield _line(line, at, f"{path}#{number}", options)


def _looks_wrong(lines: list[str], path: str) -> bool:
    """Whether the content has the other shape than the file's ending says, told by its first lines."""
    if ending(path) == ".json":
        return len(lines) > 1 and all(_is_object(line) for line in lines[:2])
    return len(lines) > 1 and lines[0].strip() in ("{", "[") and not _is_object(lines[1])


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _whole(text: str, path: str, options: Options) -> Iterator[Document | Rejected]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileSkipped(_invalid(error)) from None
    records = _records(data, options)
    if records is None:
        yield record_fields.document(data, path, options)
        return
    for number, item in enumerate(records, 1):
        yield record_fields.document(item, f"{path}#{number}", options)


def _records(data: object, options: Options) -> list[object] | None:
    """The list that a file is, or that its one object holds under a usual name; None for a single record."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and not record_fields.has_body(data, options):
        held = (data[key] for key in data if key.lower() in _LISTS)
        for value in held:
            inner = value.get("hits") if isinstance(value, dict) else value  # as search engines answer
            if isinstance(inner, list):
                return inner
    return None


def _line(line: str, at: int, path: str, options: Options) -> Document | Rejected:
    try:
        return record_fields.document(json.loads(line), path, options)
    except (ValueError, RecursionError) as error:
        return Rejected(path, _invalid(error, at))


def _invalid(error: Exception, first: int = 1) -> str:
    """Where what is no JSON goes wrong; `first` is the number of the line that it begins in."""
    if isinstance(error, json.JSONDecodeError):
        where = f"line {first + error.lineno - 1:,}, column {error.colno:,}: {error.msg.removesuffix(' at')}"
        return f"invalid JSON ({where}); fix it there or export it again"
    if isinstance(error, RecursionError):
        return "invalid JSON (nested too deeply); move the article to a file of its own"
    return f"invalid JSON (line {first:,}: a number has too many digits); put the number in quotes"
