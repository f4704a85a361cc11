"""A document as one line of JSON and back: how engines keep what they do not search by."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import msgspec

from search.model import Document

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Document)


def to_json(document: Document) -> bytes:
    """The stored fields as JSON in UTF-8, without a line break; `declared` is left behind."""
    # What a file declares has been read by the annotators, and what they made of it is kept.
    kept = replace(document, declared={}) if document.declared else document
    try:
        return _ENCODER.encode(kept)
    except UnicodeEncodeError:  # a lone surrogate, which a file's name may hold
        return json.dumps(asdict(kept), default=date.isoformat).encode("ascii")


def from_json(line: bytes) -> Document:
    """The document of a line. Raises ValueError where it is none."""
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    except msgspec.DecodeError:  # what has lone surrogates, which only the standard library reads; or damaged
        return _converted(json.loads(line))


def _converted(record: object) -> Document:
    try:
        return msgspec.convert(record, Document)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
