"""A mailbox -> its messages, by the lines that begin with "From " (RFC 4155 and what mail programs make of it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(rb"^From (?P<rest>[^\r\n]*)(?:\r?\n|\Z)", re.MULTILINE)
_DATED = re.compile(
    rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+(?:[A-Z][a-z]{2}\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2})\b.{0,20}\d\d:\d\d|"
    rb"\b(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d"
)
_DATE = re.compile(rb"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.*|(?:19|20)\d\d-\d\d-\d\d[T ].*)$")
_ADDRESS = re.compile(rb"<?[^\s<>@]+@[^\s<>@]+>?|<>|MAILER-DAEMON$|MAILER-DAEMON\s")
_HEADER = re.compile(rb"(?:>?From |[A-Za-z][\w-]{0,70}:(?:[ \t]|\r?$))", re.MULTILINE)
_OF_MAIL = re.compile(
    rb"(?:From|Date|Subject|To|Cc|Message-ID|Received|Return-Path|Reply-To|Sender|Status|MIME-Version|Content-Type|"
    rb"Delivered-To|X-[\w-]{1,60}):",
    re.IGNORECASE,
)
_BLANK_BEFORE = (b"\n\n", b"\n\r\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of a mailbox. `received` is the date in the line above it, "" where it has none."""

    raw: bytes
    received: str = ""


def is_one(raw: bytes) -> bool:
    """Whether a file of any name begins as a mailbox does."""
    first = _LINE.match(raw)
    return first is not None and _is_start(raw, first)


def messages(raw: bytes) -> Iterator[Posted]:
    """The messages of a mailbox in their order; one message that is called a mailbox is its only one."""
    start = None
    for line in _LINE.finditer(raw):  # one after the other: a mailbox may hold millions
        if _is_start(raw, line):
            if start:
                yield _posted(raw, start, line.start())
            start = line
    yield _posted(raw, start, len(raw)) if start else Posted(raw)


def _posted(raw: bytes, start: re.Match[bytes], end: int) -> Posted:
    date = _DATE.search(start["rest"][:_LONGEST])
    return Posted(_ESCAPED.sub(rb"\1", raw[start.end() : end]), date[0].decode("latin-1") if date else "")


def _is_start(raw: bytes, line: re.Match[bytes]) -> bool:
    """Whether a line begins a message, and is none of its prose.

    A date of the mailbox's form in it does, even where no blank line stands before it; an address alone does after
    a blank line, and so does a line without either that a mail's own headers follow. A header must follow in any case.
    """
    if not _HEADER.match(raw, line.end()):
        return False
    rest = line["rest"][:_LONGEST]
    if _DATED.search(rest):
        return True
    if not _is_after_blank(raw, line.start()):
        return False
    return bool(_ADDRESS.match(rest)) or (len(rest.split()) <= 1 and bool(_OF_MAIL.match(raw, line.end())))


def _is_after_blank(raw: bytes, at: int) -> bool:
    """Whether a blank line, or nothing but marks of order and blank lines, stands before a place."""
    return raw[max(0, at - 3) : at].endswith(_BLANK_BEFORE) or not raw[: min(at, 100)].strip(b"\xef\xbb\xbf\r\n")
