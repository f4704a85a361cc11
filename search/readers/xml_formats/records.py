"""XML of no known format that is a list of records all the same: <article><title>…</title><text>…</text></article>."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from search.readers import Options
from search.readers.records import record_fields
from search.readers.xml_formats.parser import Markup, XmlElement, elements
from search.readers.xml_formats.paths import name_of, paragraphs
from search.readers.xml_formats.table import BLOCKS

_LOOKED_AT = 20_000
"""Elements that are looked at for the first record."""
_ANY = "*"


def record_name(parsed: Markup, options: Options) -> str:
    """The name of the elements that have a title and a text inside, "" where none of the first does."""
    for element in islice(elements(parsed, [_ANY], keep=True), _LOOKED_AT):
        record = as_record(element)
        if record_fields.has_title(record, options) and record_fields.has_body(record, options):
            return name_of(element)
    return ""


def as_record(element: XmlElement) -> dict[str, object]:
    """The attributes and the children of an element by their names; children of one name are a list."""
    record: dict[str, object] = {key.rpartition("}")[2]: value for key, value in _attributes(element)}
    for child in element:
        name = name_of(child)
        text = "\n\n".join(paragraphs(child, BLOCKS, frozenset()))
        if name and text:
            held = record.get(name)
            record[name] = [*held, text] if isinstance(held, list) else [held, text] if name in record else text
    return record


def _attributes(element: XmlElement) -> Iterator[tuple[str, str]]:
    yield from element.items()
