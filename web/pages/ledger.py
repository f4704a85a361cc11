"""The file report, which says what became of every file: filtered, paged, and as CSV or JSON to download."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from search.answers.downloads.csv_format import BYTE_ORDER, csv_row
from search.ledger import database
from search.ledger.database import COLUMNS, Row
from search.ledger.facets import FIELDS, Tally, look, tallies
from search.ledger.facets import PATH as PATH_FIELD
from search.ledger.writer import NO_NAMES
from search.query.address import BadParameters, Pairs, Problem, encode
from search.store.builds import Index, build_folder
from search.tags import tag_report
from web.live import live
from web.pages.chosen_filters import Filter
from web.pages.wording import language_name

PATH = "/ledger"
SIZE = 100
LABELS = {"outcome": "Outcome", "reason": "Reason", "level": "Notes", "format": "Format", "encoding": "Encoding",
          "language": "Language", "unreadable": "Unreadable characters",
          "date_how": "Date", "date_rule": "Date evidence", "names": "Names", PATH_FIELD: "Path"}  # fmt: skip
_WORDS = {
    ("language", ""): "unknown",
    ("reason", ""): "not skipped",
    ("level", ""): "none",
    ("names", ""): "pending",
    ("names", "none"): "not extracted",
    ("names", NO_NAMES): "not indexed",
}
"""Words for values that mean nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: how many rows have it, whether it is selected, and the address that toggles it."""

    words: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Account:
    """A page of the report. `fields` are those in which the rows differ, `kept` what is selected besides the path."""

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    fields: tuple[tuple[str, tuple[Value, ...], int], ...]
    chips: tuple[Filter, ...]
    path: str
    kept: tuple[tuple[str, str], ...]
    cleared: str
    previous: str | None
    next: str | None
    csv: str
    json: str
    tags: str


def read(parameters: Pairs) -> tuple[dict[str, str], int]:
    """What is selected, and the page, from 1. Raises BadParameters."""
    given = dict(parameters)
    twice = {name: value for name, value in parameters if value != given[name]}
    page = given.pop("page", "") or "1"
    if not given.get(PATH_FIELD, "").strip():
        given.pop(PATH_FIELD, "")  # as a form without words sends it
    known = (*FIELDS, PATH_FIELD)
    accepted = ", ".join([*known, "page"])
    problems = [
        Problem(n, v, f"There is no parameter “{n[:80]}”.", accepted) for n, v in given.items() if n not in known
    ]
    problems += [
        Problem(n, v, f"“{n[:80]}” was given more than once; it takes one value.", "one value")
        for n, v in twice.items()
    ]
    if not (page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page)):
        problems.append(Problem("page", page, "“page” takes a whole number from 1.", "a whole number from 1"))
    if problems:
        raise BadParameters(problems)
    return given, int(page)


def account(index: Index, chosen: dict[str, str], number: int) -> Account:
    """A page of the file report of an index."""
    build = build_folder(live().folder, index.manifest)
    total, fields = tallies(build, chosen)
    pages = max(1, -(-total // SIZE))
    return Account(
        rows=tuple(look(build, chosen, (number - 1) * SIZE, SIZE)),
        total=total,
        number=number,
        pages=pages,
        fields=tuple(_shown(chosen, tally) for tally in fields if len(tally.values) > 1 or tally.field in chosen),
        chips=tuple(_chips(chosen)),
        path=chosen.get(PATH_FIELD, ""),
        kept=tuple((field, value) for field, value in chosen.items() if field != PATH_FIELD),
        cleared=PATH,
        previous=_address(chosen, min(number - 1, pages)) if number > 1 else None,
        next=_address(chosen, number + 1) if number < pages else None,
        csv=_address(chosen, 1, f"{PATH}.csv"),
        json=_address(chosen, 1, f"{PATH}.json"),
        tags=tag_report.read(build).words,
    )


def _shown(chosen: dict[str, str], tally: Tally) -> tuple[str, tuple[Value, ...], int]:
    return LABELS[tally.field], tuple(_values(chosen, tally)), tally.more


def _values(chosen: dict[str, str], tally: Tally) -> Iterator[Value]:
    for value, count in tally.values:
        there = chosen.get(tally.field) == value
        others = {field: kept for field, kept in chosen.items() if field != tally.field}
        yield Value(
            _words(tally.field, value), count, there, _address(others if there else {**others, tally.field: value}, 1)
        )


def _chips(chosen: dict[str, str]) -> Iterator[Filter]:
    for field, value in chosen.items():
        others = {other: kept for other, kept in chosen.items() if other != field}
        yield Filter(LABELS[field], _words(field, value), False, _address(others, 1))


def _words(field: str, value: str) -> str:
    if field == "language" and value:
        return language_name(value)
    return _WORDS.get((field, value), value or "none")


def _address(chosen: dict[str, str], number: int, path: str = PATH) -> str:
    pairs = [*chosen.items(), *([("page", str(number))] if number > 1 else [])]
    return f"{path}?{encode(pairs)}".rstrip("?")


def every(index: Index, chosen: dict[str, str]) -> Iterator[Row]:
    """All selected rows of an index, whose build stays on disk until they are read. Raises IndexUnusable."""
    build = build_folder(live().folder, index.manifest)  # now: rows are streamed when the request is over
    database.totals(build)  # a report that is not here is said before anything is sent

    def rows(held: Index) -> Iterator[Row]:
        yield from look(build, chosen)

    return rows(index)


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as a table (RFC 4180)."""
    yield BYTE_ORDER + csv_row(COLUMNS)
    for row in rows:
        yield csv_row(asdict(row).values())


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as one JSON list, a line each."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(asdict(row))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
