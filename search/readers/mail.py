"""Electronic mail: one message a file, or a mailbox of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, ending
from search.readers.messages import mail_message
from search.readers.messages.mailbox import messages
from search.readers.packed.members import guarded

SUFFIXES = (".eml", ".emlx", ".mbox", ".mbx")

_HEADER = re.compile(rb"(?:>?From |[A-Za-z][\w-]{0,70}:[ \t\r\n])")
_ANYTHING = re.compile(rb"[^\x00\t\n\r ]")
_COUNTED = re.compile(rb"\s*(\d{1,10})\s*\n")
_ORDER = b"\xef\xbb\xbf\r\n"
_HEAD = 4096
"""Bytes in which the first header begins: a mailbox may be as large as the memory, and is not copied."""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The mail of a file, or each mail of a mailbox with its number, and what came with them."""
    if not _ANYTHING.search(raw):
        raise FileSkipped(EMPTY)
    counted = _COUNTED.match(raw) if ending(path) == ".emlx" else None
    if counted:  # Apple's: the length of the mail, the mail, and what the program notes about it
        raw = raw[counted.end() : counted.end() + int(counted[1])]
    if not _HEADER.match(raw[:_HEAD].lstrip(_ORDER)):
        raise FileSkipped(
            "not an email: no header such as From: or Date: at the start; rename it to .txt if it is plain text"
        )
    if ending(path) in (".eml", ".emlx", ".msg"):
        yield from _mail(raw, path, options)
        return
    for number, posted in enumerate(messages(raw), 1):
        place = f"{path}#{number}"
        yield from guarded(_mail(posted.raw, place, options, posted.received), place)


def _mail(raw: bytes, path: str, options: Options, received: str = "") -> Iterator[Record]:
    try:
        # Headers by the older policy: the newer is quadratic.
        message = message_from_bytes(raw.lstrip(_ORDER))
        yield from mail_message.documents(message, path, options, received)
    except RecursionError:
        raise FileSkipped("message parts nested too deeply; save its text as .txt") from None
