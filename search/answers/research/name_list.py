"""A list of names as people keep it: a line each, or a column of a table."""

from __future__ import annotations

import csv
from io import StringIO

from search.errors import InputInvalid

HEADINGS = ("name", "names", "query", "queries", "person", "organisation", "organization", "place", "term")
"""What stands above the column of names, in any case. Without one of these it is the first column."""
_DELIMITERS = ",;\t|"


def of_lines(text: str) -> list[str]:
    """The lines of a text, the last one only where it is not empty."""
    return text.removesuffix("\n").split("\n") if text else []


def of_table(text: str) -> list[str]:
    """The column of names of a table; of a row without that column an empty text. Raises InputInvalid."""
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = [*csv.reader(StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise InputInvalid(f"it cannot be read as a table ({error}); save it as CSV again") from None
    headings = [cell.strip().casefold() for cell in rows[0]] if rows else []
    place = next((headings.index(heading) for heading in HEADINGS if heading in headings), None)
    body = rows if place is None else rows[1:]
    return [row[place or 0].removeprefix("'") if len(row) > (place or 0) else "" for row in body]
