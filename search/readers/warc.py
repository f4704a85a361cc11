"""Web archives: every page that a crawl was answered with (WARC 1.1, ISO 28500)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from search.errors import EMPTY, FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Record, Rejected, html, text
from search.readers.http import Answer, answer
from search.readers.packed.members import guarded

SUFFIXES = (".warc",)

_NO_ARCHIVE = "not a web archive, which would start with WARC/; give it the right extension"
_READERS = {"text/html": html.read, "application/xhtml+xml": html.read, "text/plain": text.read}
# No header line begins a record: else many beginnings without an end would take time by their square.
_HEAD = re.compile(rb"WARC/[01]\.\d+\r?\n((?:(?!WARC/)[^\r\n]++\r?\n)++)\r?\n")
_FIELD = re.compile(rb"^([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_BLANK = re.compile(rb"[\r\n]*")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its headers, by names in lower case, and its content. `whole` says whether all of it is there."""

    headers: Mapping[str, str]
    content: bytes
    whole: bool


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The pages among a crawl's records, each with its record's number. Pictures, scripts and errors are no pages."""
    if not raw.startswith(b"WARC/"):
        empty = not raw.strip(b"\x00 \r\n\t")
        raise FileSkipped(EMPTY if empty else _NO_ARCHIVE)
    any_page = False
    for number, record in enumerate(_records(raw), 1):
        for page in _pages(record, f"{path}#{number}", options):
            any_page = True
            yield page
    if not any_page:
        raise FileSkipped("no web pages in the archive, only errors, images or scripts; crawl it again or remove it")


def _pages(record: _Record | None, path: str, options: Options) -> Iterator[Record]:
    if record is None:
        yield Rejected(path, "damaged here: everything up to the next record is lost; get a fresh copy")
    else:
        yield from guarded(_documents(record, path, options), path)


def _records(raw: bytes) -> Iterator[_Record | None]:
    """The records in order; None for a stretch that is none, after which the next one is looked for."""
    at = 0
    while at < len(raw):
        head = _HEAD.match(raw, at)
        headers = _fields(head[1]) if head else {}
        length = headers.get("content-length", "")
        if head and length.isdecimal() and len(length) < 15:
            content = raw[head.end() : head.end() + int(length)]
            yield _Record(headers, content, len(content) == int(length))
            at = _after_blanks(raw, head.end() + len(content))
        else:
            yield None
            following = raw.find(b"\nWARC/", at)
            at = following + 1 if following >= 0 else len(raw)


def _fields(head: bytes) -> dict[str, str]:
    return {name.decode().lower(): value.decode("utf-8", "replace").strip() for name, value in _FIELD.findall(head)}


def _after_blanks(raw: bytes, at: int) -> int:
    blank = _BLANK.match(raw, at)
    return blank.end() if blank else at


def _documents(record: _Record, path: str, options: Options) -> Iterator[Record]:
    found = _answer(record)
    if found is None or found.kind not in _READERS:
        return
    if not record.whole:
        raise FileSkipped("truncated: the archive ends in the middle of this record; get a fresh copy")
    url = record.headers.get("warc-target-uri", "").strip("<>")
    for document in _READERS[found.kind](found.content, path, replace(options, charset=found.charset)):
        if isinstance(document, Document):
            declared = {**document.declared, "url": document.url or url}
            document = replace(document, url=declared["url"], declared=declared)
        yield document


def _answer(record: _Record) -> Answer | None:
    """What a server answered, or a file that was put into the archive as it is."""
    kind = record.headers.get("warc-type", "")
    if kind == "response":
        return answer(record.content)
    return Answer.of(record.headers.get("content-type", ""), record.content) if kind == "resource" else None
