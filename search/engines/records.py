"""A document as one line of JSON and back: how engines keep what they do not search by."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from search.model import Document

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Document)


def to_json(document: Document) -> bytes:
    """The stored fields as JSON in UTF-8, without a line break; `declared` and `notes` are left behind."""
    # What a file declares has been read by the annotators, and what they made of it is kept; notes are the ledger's.
    bare = not (document.declared or document.notes)
    return _ENCODER.encode(document if bare else replace(document, declared={}, notes=()))


def from_json(line: bytes) -> Document:
    """The document of a line. Raises ValueError where it is none."""
    return _DECODER.decode(line)
