"""Pages that a browser saved with all that they show in one file (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from itertools import islice

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, document_id, html
from search.readers.messages.mail_headers import header
from search.readers.messages.mail_parts import charset, payload

SUFFIXES = (".mhtml", ".mht")

_PARTS = 5_000
_HEADER = re.compile(rb"\s*(?:From |[A-Za-z][\w-]{0,70}:[ \t\r\n])")
_PAGES = ("text/html", "application/xhtml+xml")
_NO_PAGE = "no page in the file; open it in a browser and save it as .html"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The page of a file. The day in its head is that of saving, and never that of publication. Raises FileSkipped."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if not _HEADER.match(raw.removeprefix(b"\xef\xbb\xbf")):
        raise FileSkipped("not a saved page (MHTML), which begins with headers; give it the right extension")
    try:
        message = message_from_bytes(raw.removeprefix(b"\xef\xbb\xbf").lstrip())
        part = _root(message)
    except RecursionError:
        raise FileSkipped(f"parts nested too deeply; {_NO_PAGE}") from None
    if part is None:
        raise FileSkipped(_NO_PAGE)
    document = html.page(payload(part), path, replace(options, charset=charset(part)))
    address = header(message, "Snapshot-Content-Location") or header(part, "Content-Location")
    url = document.url or (address if address.startswith(("http://", "https://")) else "")
    title = document.title or header(message, "Subject")
    declared = {**document.declared, "url": url, "title": title}
    yield replace(
        document,
        id=document_id(path),
        url=url,
        title=title,
        declared={key: value for key, value in declared.items() if value},
    )


def _root(message: Message) -> Message | None:
    """The part that is the page: the one that the head names, or else the first. The others are frames."""
    pages = [part for part in islice(message.walk(), _PARTS) if part.get_content_type() in _PAGES]
    start = str(message.get_param("start", "") or "")
    return next((part for part in pages if start and header(part, "Content-ID") == start), pages[0] if pages else None)
