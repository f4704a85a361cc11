"""An answer of a web server as it came over the wire -> its type, its declared encoding and what it holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import brotli
import zstandard

from search.errors import FileSkipped

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+200\b")
_FIELD = re.compile(rb"^([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_ENDS = re.compile(rb"\r?\n\r?\n")
_MAX_CONTENT = 20_000_000
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 1000
_AT_ONCE = 1_000_000
"""Bytes that are unpacked before it is seen whether they are too many."""


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
    """The content, unpacked unless the archive has done so. Raises FileSkipped for bombs and for damage."""
    unpack = _WAYS.get(encoding)
    unpacked = unpack(content) if unpack else None
    if unpacked is not None and len(unpacked) >= _MAX_CONTENT:
        raise FileSkipped(f"more than {_MAX_CONTENT // 1_000_000} MB when decompressed; save just the article")
    if unpacked is None and encoding in ("br", "zstd") and _BINARY.search(content[:_HEAD]):
        raise FileSkipped(f"compressed with {encoding} and damaged, or truncated; crawl it again")
    return content if unpacked is None else unpacked


def _zlib(content: bytes, *forms: int) -> bytes | None:
    for form in forms:
        try:
            return zlib.decompressobj(form).decompress(content, _MAX_CONTENT)
        except zlib.error:
            continue
    return None


def _gzip(content: bytes) -> bytes | None:
    return _zlib(content, 47) if content.startswith(b"\x1f\x8b") else None


def _deflate(content: bytes) -> bytes | None:
    """With the header of zlib; without any, as some servers send it."""
    return _zlib(content, 47, -15)


def _brotli(content: bytes) -> bytes | None:
    """What is text already stays: this packing has no mark that would tell."""
    if not _BINARY.search(content[:_HEAD]):
        return None
    unpacker, pieces, size = brotli.Decompressor(), list[bytes](), 0
    try:
        piece = unpacker.process(content, output_buffer_limit=_AT_ONCE)
        while piece and size < _MAX_CONTENT:
            pieces.append(piece)
            size += len(piece)
            piece = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_AT_ONCE)
    except brotli.error:
        return None
    return b"".join(pieces) if unpacker.is_finished() or size >= _MAX_CONTENT else None


def _zstandard(content: bytes) -> bytes | None:
    if not content.startswith(b"\x28\xb5\x2f\xfd"):
        return None
    try:
        return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(content).read(_MAX_CONTENT)
    except zstandard.ZstdError:
        return None


_WAYS: Mapping[str, Callable[[bytes], bytes | None]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
"""What packs an answer, by its name in Content-Encoding."""
