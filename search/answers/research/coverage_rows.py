"""A row of coverage as it leaves: in JSON, and as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.answers.research import research_types
from search.answers.research.coverage import By, Coverage, Line, columns, divided
from search.engines.base import Searcher
from search.errors import InputInvalid
from search.model import Query
from search.query.address import address

COLUMNS = ("name", "articles", "stories", "first", "last", "sources", "names", "forms", "link")


def coverage_json(row: Coverage) -> research_types.Coverage:
    """What there is of a name, for programs."""
    return {
        "line": row.line.number,
        "name": row.line.text,
        "articles": row.articles,
        "stories": row.stories,
        "first": row.first.value if row.first else None,
        "last": row.last.value if row.last else None,
        "sources": [{"label": label, "count": count} for label, count in row.sources],
        "names": [{"label": label, "count": count} for label, count in row.names],
        "forms": list(row.line.forms),
        "forms_left_out": row.line.left_out,
        "forms_shared": list(row.line.shared),
        "q": row.line.query.text,
        "link": address(row.line.query),
    }


def coverage_cells(row: Coverage) -> tuple[object, ...]:
    """The cells of COLUMNS; several values in one are parted by "; ", as in the table of articles."""
    return (
        row.line.text,
        row.articles,
        "" if row.stories is None else row.stories,
        row.first.value if row.first else "",
        row.last.value if row.last else "",
        *("; ".join(f"{label} {count}" for label, count in counted) for counted in (row.sources, row.names)),
        "; ".join(row.line.forms),
        address(row.line.query),
    )


def divided_rows(searcher: Searcher, used: Iterable[Line], filters: Query, by: By) -> Iterator[tuple[object, ...]]:
    """The second table, row by row: every name by year or by source. Raises InputInvalid."""
    if by == "year" and filters.chosen.get("date"):
        raise InputInvalid("names by year take a first and a last date (since, until), but no chosen dates")
    of = columns(searcher, filters, by)
    rest = "no date" if by == "year" else "other or none"
    yield ("name", "articles", *(label for _, label in of.values), rest)
    for line in used:
        counts = divided(searcher, line, of)
        yield (line.text, sum(counts.values()), *counts.values())
