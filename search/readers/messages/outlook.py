"""A message of Outlook (MS-OXMSG) -> a mail as it is sent, so that one reader reads both."""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.encoders import encode_base64
from email.message import Message
from email.utils import format_datetime, formataddr

from search.errors import FileSkipped
from search.readers.office.compressed_rtf import unpacked
from search.readers.office.rtf_text import read_rtf
from search.readers.packed.limits import MAX_MEMBER

Stream = Callable[[tuple[str, ...]], bytes]
"""The bytes of a stream by the names on the way to it, b"" where there is none."""

_DEEPEST = 12
"""Messages inside each other; the mail reader stops before that."""
_MOST = 2_000
"""Files that are attached to a message."""
_ATTACHED = re.compile(r"__attach_version1\.0_#[0-9A-Fa-f]{8}")
_PROPERTIES = "__properties_version1.0"
_TEXT, _BYTES, _TEXT8, _INSIDE = "001F", "0102", "001E", "000D"
_MIME = ("content-type", "content-transfer-encoding", "mime-version", "content-disposition")
"""Headers about the parts that a message had on its way."""
_NAMED = {20127: "cp1252", 28591: "cp1252", 20866: "koi8_r", 21866: "koi8_u", 50220: "iso2022_jp", 54936: "gb18030"}
"""Code pages of Windows whose names do not tell the encoding."""
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_ENTRY = struct.Struct("<HHIq")
_TIME = 0x0040
_LONG = 0x0003
_SENT, _DELIVERED, _CODEPAGE, _PAGE_CODEPAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE


@dataclass(frozen=True, slots=True)
class Store:
    """A compound file: how its streams are read, and the names of all of them, each from the root."""

    stream: Stream
    names: frozenset[tuple[str, ...]]


def mail(store: Store) -> Message:
    """The message of a file. Raises FileSkipped for what is none."""
    if not any(name[0].startswith("__substg1.0_") for name in store.names):
        raise FileSkipped("old Office document, but not a message of Outlook; give it its right extension")
    return _mail(store, (), 32)


def _mail(store: Store, at: tuple[str, ...], head: int) -> Message:
    """The message whose properties stand in a storage, behind so many bytes."""
    fixed = _fixed(store, at, head)
    page = _page_encoding(fixed)

    def text(number: str) -> str:
        return _text(store, at, number, page)

    message = message_from_string(text("007D").replace("\r\n", "\n").strip("\n") + "\n\n")
    for name in _MIME:
        del message[name]
    message.set_payload("")
    subject = text("0037") or text("003D") + text("0E1D")
    for name, value in (
        ("Subject", " ".join(subject.split())),
        ("From", _sender(text) or str(message.get("From", ""))),
        ("Date", str(message.get("Date", "")) or _date(fixed)),
        ("Message-ID", str(message.get("Message-ID", "")) or text("1035")),
    ):
        del message[name]
        if value:
            message[name] = value
    parts: list[Message | str] = [*_words(store, at, text, fixed), *_attached(store, at, page)]
    message["Content-Type"] = "multipart/mixed"
    message.set_payload(parts)
    return message


def _words(store: Store, at: tuple[str, ...], text: Callable[[str], str], fixed: dict[int, int]) -> Iterator[Message]:
    """The words of a message in the forms that it has them in, of rich text only where there is no other."""
    forms: list[Message | str] = []
    if plain := text("1000"):
        forms.append(_part("text/plain", plain.encode("utf-8", "surrogatepass"), charset="utf-8"))
    page = _raw(store, at, f"1013{_BYTES}")
    if page:
        codepage = fixed.get(_PAGE_CODEPAGE, 0)
        forms.append(_part("text/html", page, charset=_encoding(codepage) if codepage else ""))
    elif written := text("1013"):
        forms.append(_part("text/html", written.encode("utf-8", "surrogatepass"), charset="utf-8"))
    rich = _raw(store, at, f"1009{_BYTES}") if not forms else b""
    if rich:
        words = read_rtf(unpacked(rich, MAX_MEMBER)).text
        forms.append(_part("text/plain", words.encode("utf-8", "surrogatepass"), charset="utf-8"))
    if forms:
        both = Message()
        both["Content-Type"] = "multipart/alternative"
        both.set_payload(forms)
        yield both


def _attached(store: Store, at: tuple[str, ...], page: str) -> Iterator[Message]:
    """What came with a message, in its order."""
    here = sorted({name[len(at)] for name in store.names if name[: len(at)] == at and len(name) > len(at)})
    storages = [name for name in here if _ATTACHED.fullmatch(name)]
    if len(storages) > _MOST:
        raise FileSkipped(f"more than {_MOST:,} files are attached; save them by themselves")
    for name in storages:
        place = (*at, name)
        inside = (*place, f"__substg1.0_3701{_INSIDE}")
        if any(each[: len(inside)] == inside for each in store.names):
            if len(inside) > 2 * _DEEPEST:
                raise FileSkipped(f"more than {_DEEPEST} messages inside each other; save the inner ones by themselves")
            yield _forwarded(store, inside)
        else:
            yield from _file(store, place, page)


def _forwarded(store: Store, inside: tuple[str, ...]) -> Message:
    """A message inside another."""
    part = Message()
    part["Content-Type"] = "message/rfc822"
    part["Content-Disposition"] = "attachment"
    part.set_payload([_mail(store, inside, 24)])
    return part


def _file(store: Store, place: tuple[str, ...], page: str) -> Iterator[Message]:
    """A file that came with a message; pictures that its page shows are none."""
    raw = _raw(store, place, f"3701{_BYTES}")
    shown = _text(store, place, "3712", page)
    kind = _text(store, place, "370E", page)
    if not raw or (shown and kind.startswith("image/")):
        return
    part = _part(kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "application/octet-stream", raw)
    name = _text(store, place, "3707", page) or _text(store, place, "3704", page) or _text(store, place, "3001", page)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name.strip("\x00")))
    yield part


def _part(kind: str, raw: bytes, charset: str = "") -> Message:
    part = Message()
    part.add_header("Content-Type", kind, **({"charset": charset} if charset else {}))
    part.set_payload(raw)
    encode_base64(part)
    return part


def _sender(text: Callable[[str], str]) -> str:
    """Who wrote a message, else who sent it for them; an address of a company's own server is none."""
    for name, addresses in (("0042", ("5D02", "0065")), ("0C1A", ("5D01", "0C1F"))):
        address = next((found for number in addresses if _ADDRESS.fullmatch(found := text(number).strip())), "")
        called = " ".join(text(name).split())
        if called or address:
            return formataddr((called if called != address else "", address)) if address else f'"{called}"'
    return ""


def _date(fixed: dict[int, int]) -> str:
    """When a message was sent, else when it was delivered, as mails write it."""
    for number in (_SENT, _DELIVERED):
        ticks = fixed.get(number, 0)
        try:
            moment = _EPOCH + timedelta(microseconds=ticks // 10)
        except OverflowError:
            continue
        if ticks > 0:
            return format_datetime(moment)
    return ""


def _fixed(store: Store, at: tuple[str, ...], head: int) -> dict[int, int]:
    """The numbers and moments of a storage, by the number of their property."""
    raw = _stream(store, (*at, _PROPERTIES))[head:]
    entries = _ENTRY.iter_unpack(raw[: len(raw) // _ENTRY.size * _ENTRY.size])
    known = ((number, kind, value) for kind, number, _, value in entries if kind in (_LONG, _TIME))
    return {number: value & 0xFFFFFFFF if kind == _LONG else value for number, kind, value in known}


def _page_encoding(fixed: dict[int, int]) -> str:
    """The encoding of what is not in Unicode, as older programs write it."""
    return _encoding(fixed.get(_CODEPAGE, 0)) or _encoding(fixed.get(_PAGE_CODEPAGE, 0)) or "cp1252"


def _encoding(codepage: int) -> str:
    name = f"iso8859_{codepage - 28590}" if 28592 <= codepage <= 28605 else f"cp{codepage}"
    try:
        return codecs.lookup(_NAMED.get(codepage, name)).name
    except LookupError:
        return ""


def _text(store: Store, at: tuple[str, ...], number: str, page: str) -> str:
    wide = _raw(store, at, f"{number}{_TEXT}")
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\x00")
    return _raw(store, at, f"{number}{_TEXT8}").decode(page, "replace").rstrip("\x00")


def _raw(store: Store, at: tuple[str, ...], named: str) -> bytes:
    return _stream(store, (*at, f"__substg1.0_{named}"))


def _stream(store: Store, name: tuple[str, ...]) -> bytes:
    return store.stream(name) if name in store.names else b""
