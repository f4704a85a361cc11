"""A document as one line of JSON and back: how engines keep what they do not search by."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from search.model import Attribution, Day, Document, Evidence, Mention, Part


def to_json(document: Document) -> str:
    """The stored fields in the shortest JSON; `declared` is left behind, offsets are lists."""
    record: dict[str, Any] = {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "text": document.text,
        "parts": [[part.kind, part.start, part.end] for part in document.parts],
        "url": document.url,
        "language": document.language,
        "author": document.author,
        "source": _attribution(document.source),
        "via": [_attribution(a) for a in document.via],
        "cites": [_attribution(a) for a in document.cites],
        "day": _day(document.day),
        "other_days": [_day(day) for day in document.other_days],
        "mentions": [[m.name, m.kind, m.start, m.end, m.where] for m in document.mentions],
    }
    return json.dumps({k: v for k, v in record.items() if v}, ensure_ascii=False, separators=(",", ":"))


def from_json(line: str | bytes) -> Document:
    """The document of a line. Raises ValueError, KeyError or TypeError where it is none."""
    record = json.loads(line)
    return Document(
        id=record["id"],
        path=record["path"],
        title=record.get("title", ""),
        text=record.get("text", ""),
        parts=tuple(Part(*part) for part in record.get("parts", ())),
        url=record.get("url", ""),
        language=record.get("language", ""),
        author=record.get("author", ""),
        source=_read_attribution(record.get("source")),
        via=tuple(filter(None, map(_read_attribution, record.get("via", ())))),
        cites=tuple(filter(None, map(_read_attribution, record.get("cites", ())))),
        day=_read_day(record.get("day")),
        other_days=tuple(filter(None, map(_read_day, record.get("other_days", ())))),
        mentions=tuple(Mention(*mention) for mention in record.get("mentions", ())),
    )


def _attribution(value: Attribution | None) -> list[Any] | None:
    return [value.name, value.how, _evidence(value.span)] if value else None


def _read_attribution(record: list[Any] | None) -> Attribution | None:
    return Attribution(record[0], record[1], _read_evidence(record[2])) if record else None


def _day(day: Day | None) -> list[Any] | None:
    if day is None:
        return None
    return [day.first.isoformat(), day.last.isoformat(), day.precision, day.how, _evidence(day.span), day.time]


def _read_day(record: list[Any] | None) -> Day | None:
    if not record:
        return None
    first, last, precision, how, span, time = record
    return Day(date.fromisoformat(first), date.fromisoformat(last), precision, how, _read_evidence(span), time)


def _evidence(value: Evidence | None) -> list[Any] | None:
    return [value.text, value.start, value.end, value.rule] if value else None


def _read_evidence(record: list[Any] | None) -> Evidence | None:
    return Evidence(*record) if record else None
