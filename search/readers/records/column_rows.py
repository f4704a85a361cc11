"""Tables in JSON that are told column by column, or by their names and then their rows, as programs for tables do.

{"title": {"0": "Ferry sold", "1": "…"}, "text": {"0": "…", "1": "…"}}        a column an object, of its rows by name
{"title": ["Ferry sold", "…"], "text": ["…", "…"]}                            a column a list
{"columns": ["title", "text"], "data": [["Ferry sold", "…"], ["…", "…"]]}     names first, and then rows
"""

from __future__ import annotations

from collections.abc import Mapping

from search.readers import Options
from search.readers.records import record_fields

_ROWS = ("data", "rows", "values")
_FEWEST = 2
"""Columns of a known name that make an object a table."""


def rows(data: Mapping[str, object], options: Options) -> list[object] | None:
    """The rows of a table, an object each, or None where the value is no such table."""
    names = data.get("columns")
    if isinstance(names, list):
        found = next((data[key] for key in _ROWS if isinstance(data.get(key), list)), None)
        return _named(names, found, options) if isinstance(found, list) else None
    if not data or record_fields.known_columns([*data], options) < _FEWEST:
        return None
    columns = [*data.values()]
    if isinstance(columns[0], dict):
        return _of_objects(data, columns[0])
    return _of_lists(data, columns[0]) if isinstance(columns[0], list) else None


def _named(names: list[object], found: list[object], options: Options) -> list[object] | None:
    """The rows below the names of all columns, which stand by themselves or in an object each ({"name": "title"})."""
    plain = [each.get("name") if isinstance(each, dict) else each for each in names]
    known = [name for name in plain if isinstance(name, str)]
    if len(known) < len(names) or record_fields.known_columns(known, options) < _FEWEST:
        return None
    lists = [row for row in found if isinstance(row, list) and len(row) == len(known)]
    return [dict(zip(known, row, strict=True)) for row in lists] if lists and len(lists) == len(found) else None


def _of_objects(data: Mapping[str, object], first: Mapping[str, object]) -> list[object] | None:
    """The rows of columns that all name the same rows."""
    keys = first.keys()
    if not keys or not all(isinstance(column, dict) and column.keys() == keys for column in data.values()):
        return None
    found = [{name: column[key] for name, column in data.items() if isinstance(column, dict)} for key in keys]
    return list[object](found)


def _of_lists(data: Mapping[str, object], first: list[object]) -> list[object] | None:
    """The rows of columns that all are as long, of words and numbers; one row may be a record of lists."""
    if len(first) < _FEWEST or not all(_is_column(column, len(first)) for column in data.values()):
        return None
    columns = [column for column in data.values() if isinstance(column, list)]
    return [dict(zip(data, row, strict=True)) for row in zip(*columns, strict=True)]


def _is_column(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and not any(isinstance(each, dict | list) for each in value)
