"""Electronic mail: one message a file, or a mailbox of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidBase64CharactersDefect
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from itertools import islice

from search.errors import EMPTY, FileSkipped
from search.model import Document
from search.readers import OWN, PLAIN, Options, Rejected, document_id, ending, html
from search.readers.encoding import decoded, encoding_of

SUFFIXES = (".eml", ".mbox", ".mbx")

_MESSAGE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[A-Za-z>][\w-]{0,70}[: ])")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"(?:From |[A-Za-z][\w-]{0,70}:[ \t\r])")
_PARTS = 200
"""How many parts of a message are looked at; a message nested in messages has no end."""
_HEADER_LENGTH = 4000


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The message of a file, or each message of a mailbox with its number."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if not _HEADER.match(raw.lstrip(b"\xef\xbb\xbf\r\n")):
        raise FileSkipped(
            "not an email: no header such as From: or Date: at the start; rename it to .txt if it is plain text"
        )
    if ending(path) == ".eml":
        yield _document(raw, path)
        return
    for number, message in enumerate(_messages(raw), 1):
        place = f"{path}#{number}"
        try:
            yield _document(message, place)
        except FileSkipped as reason:
            yield Rejected(place, str(reason))


def _messages(raw: bytes) -> Iterator[bytes]:
    """The messages between the lines that begin with "From ", as RFC 4155 has them."""
    starts = list(_MESSAGE.finditer(raw))
    if not starts:
        yield raw  # one message that is called a mailbox
    ends = [start.start() for start in starts[1:]] + [len(raw)] * bool(starts)
    for start, end in zip(starts, ends, strict=True):
        yield _ESCAPED.sub(rb"\1", raw[start.end() : end])


def _document(raw: bytes, path: str) -> Document:
    """One message: its subject above its words, which the layout then tells apart. Raises FileSkipped."""
    try:
        message = message_from_bytes(
            raw.lstrip(b"\xef\xbb\xbf\r\n")
        )  # headers by the older policy: the newer is quadratic
        text, encoding, page = _words(message)
    except RecursionError:
        raise FileSkipped("message parts nested too deeply; save its text as .txt") from None
    declared = _declared(message) | ({} if page else {"encoding": encoding})
    subject = declared.get("title", "")
    return Document(
        id=document_id(path),
        path=path,
        title=subject,
        text=f"{subject}\n\n{text.strip()}".strip() if page is None else page.text,
        parts=() if page is None else page.parts,
        url=page.url if page else "",
        author=declared.get("author", ""),
        declared={**(page.declared if page else {}), **declared},
    )


def _declared(message: Message) -> dict[str, str]:
    name, address = parseaddr(_header(message, "From"))
    date = _header(message, "Date")
    found = {
        "title": re.sub(r"^(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+", "", _header(message, "Subject"), flags=re.IGNORECASE),
        "author": name or address,
        "language": _header(message, "Content-Language").partition(",")[0],
        OWN: _header(message, "Message-ID"),
        "date_published": date,
        "date_rule": "mail header Date" if date else "",
    }
    return {key: value for key, value in found.items() if value}


def _header(message: Message, name: str) -> str:
    """A header's text on one line. What is encoded wrongly stays as it is written."""
    written = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")[:_HEADER_LENGTH]
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError):
        pieces = [(written, None)]
    return " ".join("".join(_piece(words, charset) for words, charset in pieces).split())


def _piece(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        raw = words.encode("utf-8", "surrogateescape")  # bytes that no encoding is declared for
        return words if words.isascii() else raw.decode(encoding_of(raw), "replace")
    try:
        return words.decode(charset or "utf-8", "replace")
    except LookupError:
        return words.decode("utf-8", "replace")


def _words(message: Message) -> tuple[str, str, Document | None]:
    """The first part that is plain text, with its encoding, or else the article of the first that is HTML.

    Raises FileSkipped where there is neither.
    """
    parts = [part for part in islice(message.walk(), _PARTS) if not part.is_multipart() and not part.get_filename()]
    plain = [part for part in parts if part.get_content_type() == "text/plain" and _payload(part).strip()]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    if plain:
        return *decoded(_payload(plain[0]), _charset(plain[0])), None
    if pages:
        return "", "", html.page(_payload(pages[0]), "", Options(charset=_charset(pages[0])))
    raise FileSkipped("email without text; if the article is attached, save the attachment as a file")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if any(isinstance(defect, InvalidBase64CharactersDefect) for defect in part.defects):
        written = str(part.get_payload()).encode("utf-8", "surrogateescape")
        return written if b" " in written.strip() else bytes(payload)  # what has blanks was never encoded
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    charset = part.get_content_charset()
    return charset or ""
