"""`python -m search names`: how much there is of every name of a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from search.answers.downloads.csv_format import csv_row
from search.answers.research.coverage import By, Coverage, Line, Unused, coverage, lines
from search.answers.research.coverage_rows import COLUMNS, coverage_cells, coverage_json, divided_rows
from search.answers.research.name_list import of_lines, of_table
from search.cli.answer_forms import form_options
from search.cli.commands import Command
from search.cli.filters import filter_options, read_query
from search.cli.given_file import given_text
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.errors import InputInvalid
from search.ledger.name_forms import NameForms
from search.store import builds, followed
from search.terminal import json_line, line, say

NAMED = 20
"""Unused lines that are named one by one; the rest are counted."""
_NO_FILTERS = ("page", "per_page", "facet_size", "view", "sort", "group")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--exact", is_flag=True, help="Look for the names as they are written, without other spellings.")
@click.option("--by", type=click.Choice(["year", "source"]), help="Print the names by year or by source, as CSV.")
@form_options({"csv": "Print the table as CSV.", "json": "Print the rows as JSON."})
@filter_options(but=_NO_FILTERS)
@index_option
def main(
    file: Path, exact: bool, by: By | None, form: str | None, index: Path | None, **given: tuple[str, ...]
) -> None:
    """Count the articles about each name of a list.

    FILE is a text with a name a line, or a table (CSV); "-" reads standard input. Each line is a name, looked for as
    a phrase in all the spellings that the index counts as one, or a query. Every number is that of the search behind
    the row's link.
    """
    filters = read_query((), given)
    if by and form == "json":
        raise click.UsageError("--by prints CSV; leave out --json.")
    with reported():
        names = _names(file)
        config = Config.load(index=index)
        folder = config.index
        opened = followed.open_newest(folder, config.engine)
        forms = None if exact else NameForms(builds.build_folder(folder, opened.manifest), names)
        used, unused = lines(names, filters, forms)
        if by:
            for row in divided_rows(opened.searcher, used, filters, by):
                say(csv_row(row), nl=False)
        else:
            _print((coverage(opened, one) for one in used), form)
        _complain(used, unused)


def _names(file: Path) -> list[str]:
    text = given_text(file)
    if file.suffix.casefold() not in (".csv", ".tsv", ".tab"):
        return of_lines(text)
    try:
        return of_table(text)
    except InputInvalid as error:
        raise InputInvalid(f"{file}: {error}") from None


def _print(rows: Iterable[Coverage], form: str | None) -> None:
    """Print row by row: a list may be long."""
    if form == "csv":
        say(csv_row(COLUMNS), nl=False)
        for row in rows:
            say(csv_row(coverage_cells(row)), nl=False)
    elif form == "json":
        before = "["
        for row in rows:
            say(f"{before}{json_line(coverage_json(row))}", nl=False)
            before = ",\n"
        say("]" if before != "[" else "[]")
    else:
        for row in rows:
            say(_told(row))


def _told(row: Coverage) -> str:
    stories = "" if row.stories is None else f" ({plural(row.stories, 'story')})"
    days = f", {row.first.value} to {row.last.value}" if row.first and row.last else ""
    found = f"{line(row.line.text)}: {plural(row.articles, 'article')}{stories}{days}"
    for label, counted in (("sources", row.sources), ("names", row.names)):
        if counted:
            found += f"\n    {label}: " + " · ".join(f"{line(value)} {count:,}" for value, count in counted)
    others = row.line.forms[1:]
    return found + (f"\n    also: {' · '.join(map(line, others))}" if others else "")


def _complain(used: list[Line], unused: list[Unused]) -> None:
    for one in unused[:NAMED]:
        say(f"line {one.number} not used: {one.reason}", err=True)
    if len(unused) > NAMED:
        say(f"and {plural(len(unused) - NAMED, 'more line')} not used", err=True)
    for asked in used:
        if asked.left_out:
            say(f"line {asked.number}: {plural(asked.left_out, 'rare spelling')} not looked for", err=True)
        if asked.shared:
            told = ", ".join(f"“{line(surname)}”" for surname in asked.shared)
            say(f"line {asked.number}: {told} not looked for: other people are called that, too", err=True)
