"""The page on which a list of names is looked for: what there is of each, as a table and as downloads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from search.answers.downloads.csv_format import csv_row
from search.answers.research.coverage import By, Coverage, Line, Unused, coverage, lines
from search.answers.research.coverage_rows import COLUMNS, coverage_cells, coverage_json, divided_rows
from search.answers.research.name_list import of_lines
from search.errors import InputInvalid
from search.ledger.name_forms import NameForms
from search.model import Query
from search.query import address
from search.store.builds import Index, build_folder
from web.live import live

PATH = "/names"
MOST_LINES = 1_000
"""Lines that are looked for at once: longer lists are for the terminal, where they are no burden for others."""
MOST_BYTES = 200_000
OWN = ("names", "exact", "by")
DIVISIONS: dict[str, By] = {"year": "year", "source": "source"}
"""What the names can be divided by in a table of their own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form sends: the text, the query of the filters, whether names are looked for as written, and `by`.

    That is what the table has a column for each of, if it is not the usual one.
    """

    text: str
    filters: Query
    exact: bool
    by: By | None = None


@dataclass(frozen=True, slots=True)
class NamesPage:
    """What the page shows. `rows` have an address each; there are none before something was asked."""

    text: str
    exact: bool
    kept: list[tuple[str, str]]
    rows: tuple[tuple[Coverage, str], ...] = ()
    unused: tuple[Unused, ...] = ()
    most: int = MOST_LINES


def read(parameters: address.Pairs) -> Asked:
    """What the form sends. Raises BadParameters and InputInvalid."""
    own = {name: value for name, value in parameters if name in OWN}
    filters = address.read([(name, value) for name, value in parameters if name not in OWN])
    text = own.get("names", "").replace("\r\n", "\n").replace("\r", "\n")
    by = own.get("by", "")
    if by and by not in DIVISIONS:
        raise InputInvalid(f"names can be divided by {' or '.join(DIVISIONS)} (“by”)")
    return Asked(text, filters, bool(own.get("exact")), DIVISIONS.get(by))


def _lines(index: Index, asked: Asked) -> tuple[list[Line], list[Unused]]:
    names = of_lines(asked.text)
    if len(names) > MOST_LINES:
        raise InputInvalid(
            f"the list has {len(names):,} lines; look for at most {MOST_LINES:,} at once here, or for any number in a"
            " terminal with: python -m search names FILE"
        )
    forms = None if asked.exact or not names else NameForms(build_folder(live().folder, index.manifest), names)
    return lines(names, asked.filters, forms)


def names_page(index: Index, asked: Asked) -> NamesPage:
    """The page over a list, or before there is one. Raises InputInvalid."""
    used, unused = _lines(index, asked)
    found = (coverage(index, line) for line in used)
    rows = tuple((row, address.address(row.line.query)) for row in found)
    return NamesPage(asked.text, asked.exact, address.pairs(asked.filters), rows, tuple(unused))


def table(index: Index, asked: Asked) -> Iterator[str]:
    """The rows as CSV. Raises InputInvalid."""
    used, _ = _lines(index, asked)
    if asked.by:
        yield from map(csv_row, divided_rows(index.searcher, used, asked.filters, asked.by))
        return
    yield csv_row(COLUMNS)
    for line in used:
        yield csv_row(coverage_cells(coverage(index, line)))


def as_json(index: Index, asked: Asked) -> str:
    """The rows as JSON, and the lines that are none. Raises InputInvalid."""
    used, unused = _lines(index, asked)
    told = {
        "names": [coverage_json(coverage(index, line)) for line in used],
        "unused": [{"line": one.number, "text": one.text, "reason": one.reason} for one in unused],
    }
    return json.dumps(told, ensure_ascii=False)
