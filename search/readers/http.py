"""An answer of a web server as it came over the wire -> its type, its declared encoding and what it holds."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from search.errors import FileSkipped

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+200\b")
_FIELD = re.compile(rb"^([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_ENDS = re.compile(rb"\r?\n\r?\n")
_MAX_CONTENT = 20_000_000
_PACKED = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "deflate": b""}


@dataclass(frozen=True, slots=True)
class Answer:
    """A type such as "text/html", the encoding that is declared with it or "", and the content, unpacked."""

    kind: str
    charset: str
    content: bytes

    @classmethod
    def of(cls, declared: str, content: bytes) -> Answer:
        """The answer with a Content-Type as it is declared."""
        charset = _CHARSET.search(declared)
        return cls(declared.partition(";")[0].strip().lower(), charset[1] if charset else "", content)


def answer(raw: bytes) -> Answer | None:
    """The answer in these bytes, or None where it is an error, a redirection or nothing. Raises FileSkipped."""
    end = _ENDS.search(raw)
    if not end or not _STATUS.match(raw):
        return None
    found = {name.lower(): value for name, value in _FIELD.findall(raw[: end.start()])}
    headers = {name.decode(): value.decode("latin-1").strip() for name, value in found.items()}
    content = raw[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = _unchunked(content)
    return Answer.of(headers.get("content-type", ""), _unpacked(content, headers.get("content-encoding", "").lower()))


def _unchunked(content: bytes) -> bytes:
    """The chunks put together. Archives keep the header of what they have already put together: that stays as it is."""
    pieces, at = [], 0
    while chunk := _CHUNK.match(content, at):
        size = int(chunk[1], 16)
        pieces.append(content[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
        at += 2 if content[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else content


def _unpacked(content: bytes, encoding: str) -> bytes:
    """The content, unless it is already unpacked. Raises FileSkipped for bombs and for packing that is not known."""
    if encoding not in _PACKED or not content.startswith(_PACKED[encoding]):
        if encoding in ("br", "zstd") and b"<" not in content[:200]:
            raise FileSkipped(f"compressed with {encoding}, which is not supported; crawl it again without compression")
        return content
    for form in (47, -15):  # with the header of gzip or zlib; without any, as some servers send "deflate"
        try:
            unpacked = zlib.decompressobj(form).decompress(content, _MAX_CONTENT)
        except zlib.error:
            continue
        if len(unpacked) == _MAX_CONTENT:
            raise FileSkipped(f"more than {_MAX_CONTENT // 1_000_000} MB when decompressed; save just the article")
        return unpacked
    return content
