"""JSON: one article a line, or a file that holds one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Record, Rejected, ending, entry
from search.readers.article_lists import files_of
from search.readers.characters.encoding import decoded
from search.readers.posts import telegram, threads
from search.readers.posts.statuses import status
from search.readers.records import damaged_json, record_fields
from search.readers.records.held_records import held_records

SUFFIXES = (".jsonl", ".ndjson", ".json")


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The records of a file; a record that cannot be used comes as Rejected and the others are kept.

    Lines in a ".json" file and one object over several lines in a ".jsonl" file are read as what they are.
    """
    text, encoding = decoded(raw, tally=options.twice)
    options = replace(options, charset=encoding)
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if (ending(path) == ".json") != _looks_wrong([line for _, line in lines[:2]], path):
        yield from _whole(text, path, options)
        return
    if not any(_is_json(line) for _, line in lines):
        raise FileSkipped("no line is valid JSON; write one object per line, or give the file the right extension")
    for number, (at, line) in enumerate(lines, 1):
        yield from _line(line, at, f"{path}#{number}", options)


def _looks_wrong(lines: list[str], path: str) -> bool:
    """Whether the content has the other shape than the file's ending says, told by its first lines."""
    if ending(path) == ".json":
        return len(lines) > 1 and all(_is_object(line) for line in lines[:2])
    return len(lines) > 1 and lines[0].strip() in ("{", "[") and not _is_object(lines[1])


def _is_object(line: str) -> bool:
    try:
        return isinstance(_loaded(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_json(line: str) -> bool:
    try:
        _loaded(line)
    except (ValueError, RecursionError):
        return False
    return True


def _loaded(line: str) -> object:
    """The value of a line, which may end in a comma as the items of a list do. Raises ValueError and RecursionError."""
    try:
        return json.loads(line)
    except ValueError:
        bare = line.rstrip()
        if not bare.endswith(("},", "],")):
            raise
        return json.loads(bare[:-1])


def _whole(text: str, path: str, options: Options) -> Iterator[Record]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _damaged(text, error, path, options)
    else:
        yield from _held(data, path, options)


def _damaged(text: str, error: Exception, path: str, options: Options) -> Iterator[Record]:
    """The records of values without a list around them, or of a list that is cut off, and where it goes wrong."""
    row = damaged_json.in_a_row(text)
    cut = damaged_json.kept(text, error.pos) if row is None and isinstance(error, json.JSONDecodeError) else None
    if row is None and not _is_list(cut, options):
        raise FileSkipped(_invalid(error)) from None
    yield from _held(cut if row is None else row, path, options)
    if row is None:
        yield Rejected(f"{path}#end", f"everything after the last complete article is left out: {_invalid(error)}")


def _is_list(data: object, options: Options) -> bool:
    """Whether a value holds many records; what is left of a single one is none."""
    return bool(held_records(data, options)) or (isinstance(data, dict) and telegram.messages(data) is not None)


def _held(data: object, path: str, options: Options) -> Iterator[Record]:
    messages = telegram.messages(data) if isinstance(data, dict) else None
    if messages is not None:
        yield from entry.documents(messages, path, options.charset, telegram.WORDLESS)
        return
    records = (threads.posts(data) if isinstance(data, dict) else None) or held_records(data, options)
    if records is None:
        yield _record(data, path, options)
        return
    of_all = _of_feed(data)
    for number, item in enumerate(records, 1):
        item = {**of_all, **item} if of_all and isinstance(item, dict) else item
        if options.elsewhere.isdisjoint(files_of(item)):
            yield from _item(item, f"{path}#{number}", options)


def _of_feed(data: object) -> dict[str, object]:
    """What a JSON Feed says of all its items: where they appeared, in which language, and who wrote them."""
    if not isinstance(data, dict) or "jsonfeed.org/version" not in str(data.get("version", ""))[:100]:
        return {}
    named = {"feed_title": data.get("title"), "language": data.get("language"), "authors": data.get("authors")}
    return {key: value for key, value in named.items() if value}


def _item(data: object, path: str, options: Options) -> Iterator[Record]:
    """The document of a record, or those of the list inside it: one answer of a service a record."""
    given = _record(data, path, options)
    records = held_records(data, options) if isinstance(given, Rejected) and isinstance(data, dict) else None
    if not records:
        yield given
        return
    for number, item in enumerate(records, 1):
        yield _record(item, f"{path}#{number}", options)


def _record(data: object, path: str, options: Options) -> Document | Rejected:
    """The document of one record: a post as its service tells it, or an article."""
    post = status(data) if isinstance(data, dict) else None
    return entry.document(post, path, options.charset) if post else record_fields.document(data, path, options)


def _line(line: str, at: int, path: str, options: Options) -> Iterator[Record]:
    try:
        data = _loaded(line)
    except (ValueError, RecursionError) as error:
        yield Rejected(path, _invalid(error, at))
    else:
        yield from _item(data, path, options)


def _invalid(error: Exception, first: int = 1) -> str:
    """Where what is no JSON goes wrong; `first` is the number of the line that it begins in."""
    if isinstance(error, json.JSONDecodeError):
        where = f"line {first + error.lineno - 1:,}, column {error.colno:,}: {error.msg.removesuffix(' at')}"
        return f"invalid JSON ({where}); fix it there or export it again"
    if isinstance(error, RecursionError):
        return "invalid JSON (nested too deeply); move the article to a file of its own"
    return f"invalid JSON (line {first:,}: a number has too many digits); put the number in quotes"
