"""The parts of a mail: which are its words, and what is attached to it."""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import InvalidBase64CharactersDefect
from email.message import Message

from search.errors import FileSkipped
from search.readers.messages.mail_headers import text

_PARTS = 5_000
"""How many parts of a mail are looked at; a mail nested in mails has no end."""
_DEEP = 60
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN = frozenset({"text/plain", "text/markdown"})
_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})
_OF_MAIL = (
    "text/calendar text/vcard text/x-vcard text/directory text/css text/x-amp-html text/watch-html text/rfc822-headers "
    "message/delivery-status message/disposition-notification application/pgp-signature application/pgp-encrypted "
    "application/pkcs7-signature application/x-pkcs7-signature application/pgp-keys application/ics"
)
_MACHINES = frozenset(_OF_MAIL.split())
"""Parts for programs, without words for people: invitations, signatures, receipts."""
_ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/gzip": ".gz",
    "application/mbox": ".mbox",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "multipart/related": ".mhtml",
}
"""The endings of files by what a part says that it is, for those whose names do not tell."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a mail's words, as plain text, as a page, or in both forms."""

    plain: tuple[Message, ...] = ()
    pages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, or a mail, that came with a mail. `name` is the file's, "" where it has none."""

    part: Message
    name: str
    kind: str

    @property
    def is_mail(self) -> bool:
        """Whether it is a forwarded mail."""
        return self.kind in _MAILS


Item = Passage | Attached


def items(message: Message) -> list[Item]:
    """The passages of a mail and what is attached to it, in their order. Raises FileSkipped for what has no end."""
    left = [_PARTS]
    return [*_items(message, left, 0, True)]


def _items(part: Message, left: list[int], depth: int, root: bool = False) -> Iterator[Item]:
    left[0] -= 1
    if depth > _DEEP or left[0] < 0:
        raise FileSkipped("message parts nested too deeply, or too many of them; save its text as .txt")
    kind = part.get_content_type()
    if kind in _MAILS or not part.is_multipart():
        yield from _single(part, kind, root)
        return
    found = [[*_items(child, left, depth + 1)] for child in _children(part)]
    put_together = {"multipart/alternative": _alternatives, "multipart/related": _related}.get(kind, _mixture)
    yield from put_together(found)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _single(part: Message, kind: str, root: bool) -> Iterator[Item]:
    """A part without parts: words, or a file. Text that is the whole mail, or is to be shown in its place, is words."""
    if kind in _MACHINES or (kind in _MAILS and _is_empty(part)):
        return
    name, disposition = file_name(part), part.get_content_disposition()
    shown = root or (not name and disposition != "attachment")
    if kind in _PAGES and shown:
        yield Passage(pages=(part,))
    elif _is_plain(kind) and (shown or disposition == "inline"):
        yield Passage(plain=(part,))
    else:
        yield Attached(part, name, kind)


def _is_empty(part: Message) -> bool:
    """Whether a forwarded mail is nothing: neither a header nor a word."""
    held = _children(part)
    return not held or not (held[0].keys() or str(held[0].get_payload()).strip())


def _is_plain(kind: str) -> bool:
    return kind in _PLAIN or (kind.startswith("text/") and kind not in _ENDINGS)


def _mixture(members: Sequence[Sequence[Item]]) -> Iterator[Item]:
    """Parts one after the other. Where none is the mail's own words, the first text with a name is."""
    kept = [item for member in members for item in member]
    if not any(isinstance(item, Passage) for item in kept):
        for at, item in enumerate(kept):
            if isinstance(item, Attached) and item.kind in _PLAIN and not item.part.get_content_disposition():
                kept[at] = Passage(plain=(item.part,))
                break
    yield from kept


def _alternatives(forms: Sequence[Sequence[Item]]) -> Iterator[Item]:
    """The same words in several forms: one passage, then what is attached to any form."""
    plain: tuple[Message, ...] = ()
    pages: tuple[Message, ...] = ()
    for form in forms:
        passages = [item for item in form if isinstance(item, Passage)]
        as_page = tuple(part for passage in passages for part in passage.pages)
        if as_page:
            pages = pages or as_page
        else:
            plain = plain or tuple(part for passage in passages for part in passage.plain)
    if plain or pages:
        yield Passage(plain, pages)
    yield from (item for form in forms for item in form if isinstance(item, Attached))


def _related(members: Sequence[Sequence[Item]]) -> Iterator[Item]:
    """A page with what it shows: its pictures are no attachments, and its other pages are frames."""
    for number, member in enumerate(members):
        for item in member:
            of_page = isinstance(item, Attached) and item.part.get_content_disposition() != "attachment"
            if not number or not (of_page or isinstance(item, Passage)):
                yield item


def file_name(part: Message) -> str:
    """The name of a part's file on one line, "" for none. Raises nothing: odd parameters are no name."""
    try:
        name = part.get_filename("")
    except (ValueError, LookupError, TypeError):
        return ""
    return text(name) if isinstance(name, str) else ""


def ending_of(kind: str) -> str:
    """The ending of a file by what its part says that it is, "" where that is not known."""
    return _ENDINGS.get(kind, "")


def payload(part: Message) -> bytes:
    """What a part holds, decoded. What says that it is encoded in base64 and is not stays as it is written."""
    held = part.get_payload(decode=True)
    if any(isinstance(defect, InvalidBase64CharactersDefect) for defect in part.defects):
        written = str(part.get_payload()).encode("utf-8", "surrogateescape")
        return written if b" " in written.strip() else bytes(held)  # what has blanks was never encoded
    return held if isinstance(held, bytes) else b""


def charset(part: Message) -> str:
    """The encoding that a part declares, as it is written, "" for none."""
    try:
        declared = part.get_param("charset", "")
    except (ValueError, LookupError, TypeError):
        return ""
    return str(declared[2] if isinstance(declared, tuple) else declared or "")


def forwarded(part: Message) -> Message | None:
    """The mail that a part holds, None where it holds none. Some programs encode it in base64, against RFC 2046."""
    held = _children(part)
    if not held:
        return None
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        return held[0]
    try:
        return message_from_bytes(binascii.a2b_base64(str(held[0].get_payload()).encode("ascii", "ignore")))
    except binascii.Error:
        return held[0]
