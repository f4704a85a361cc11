"""The list of records that a JSON value holds, however deep the answer of a service keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search.readers import Options
from search.readers.records import column_rows, record_fields

_USUAL = """
articles items documents docs results records data entries stories posts hits ordereditems messages tweets statuses
news feed rows value response list
"""
_LISTS = frozenset(_USUAL.split())
"""Keys under which services keep their list, in lower case."""
_DEPTH = 5
_LOOKED_AT = 50
"""Items by which a list under any other key is told to be one of articles."""

Object = Mapping[str, object]


def held_records(data: object, options: Options) -> list[object] | None:
    """The list that a value is, or that it holds; None for a single record.

    A list under a usual key is taken as it is. One under another key, or an object with an article under every key, is
    taken where most of it has texts and the object around it has no title of its own.
    """
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and (rows := column_rows.rows(data, options)) is not None:
        return rows
    if not isinstance(data, dict) or record_fields.has_body(data, options):
        return None
    titled = record_fields.has_title(data, options)
    level: list[Object] = [data]
    for _ in range(_DEPTH):
        found = next((records for held in level for records in _named(held)), None)
        if found is None and not titled:
            found = max((records for held in level for records in _unnamed(held, options)), key=len, default=None)
        if found is not None:
            return found
        level = [value for held in level for value in held.values() if isinstance(value, dict)]
    return None


def _named(held: Object) -> Iterator[list[object]]:
    for key, value in held.items():
        if isinstance(value, list) and key.lower() in _LISTS and (not value or isinstance(value[0], dict)):
            yield value


def _unnamed(held: Object, options: Options) -> Iterator[list[object]]:
    for value in (*held.values(), [each for each in held.values() if isinstance(each, dict)]):
        if isinstance(value, list) and value and _are_articles(value, options):
            yield value


def _are_articles(values: list[object], options: Options) -> bool:
    looked_at = values[:_LOOKED_AT]
    texts = sum(isinstance(item, dict) and record_fields.has_body(item, options) for item in looked_at)
    return 2 * texts > len(looked_at)
