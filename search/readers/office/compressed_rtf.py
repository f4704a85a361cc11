"""Rich text as Outlook packs it (MS-OXRTFCP): pieces of what stands before, and what is new."""

from __future__ import annotations

import struct

from search.errors import FileSkipped

_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What every text is thought to stand behind."""
_RING = 4096
_HEAD = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_DAMAGED = "damaged rich text in a message; save the message as .eml or .txt"


def unpacked(raw: bytes, most: int) -> bytes:
    """The rich text, of no more bytes than `most`. Raises FileSkipped for what is none."""
    if len(raw) < _HEAD.size:
        raise FileSkipped(_DAMAGED)
    _, size, kind, _ = _HEAD.unpack_from(raw)
    if kind == _PLAIN:
        return raw[_HEAD.size : _HEAD.size + size]
    if kind != _PACKED or size > most:
        raise FileSkipped(_DAMAGED)
    return _unpacked(raw, size)


def _unpacked(raw: bytes, size: int) -> bytes:
    out, at = bytearray(_BEFORE), _HEAD.size
    whole = len(_BEFORE) + size
    while at < len(raw) and len(out) < whole:
        flags, at = raw[at], at + 1
        for bit in range(8):
            if at >= len(raw) or len(out) >= whole:
                break
            if not flags >> bit & 1:
                out.append(raw[at])
                at += 1
                continue
            word = int.from_bytes(raw[at : at + 2], "big")
            at += 2
            back = (len(out) - (word >> 4)) % _RING
            if not back:
                return bytes(out[len(_BEFORE) :])
            if back > len(out):
                raise FileSkipped(_DAMAGED)
            for _ in range((word & 15) + 2):  # a piece may go on into what it adds itself
                out.append(out[-back])
    return bytes(out[len(_BEFORE) : whole])
