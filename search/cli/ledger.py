"""`python -m search ledger`: what happened to every file, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from search.answers.downloads.csv_format import csv_row
from search.cli.answer_forms import form_options
from search.cli.commands import Command
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.ledger.database import (
    COLUMNS,
    FILE,
    LEVELS,
    OUTCOMES,
    Level,
    Outcome,
    Row,
    Totals,
    complaints,
    rows,
    totals,
)
from search.store import builds, checksums, followed
from search.tags import tag_report
from search.terminal import line, say, say_json


@click.command(cls=Command)
@index_option
@click.option(
    "--only", type=click.Choice((*OUTCOMES, *LEVELS)), help="Show only records with this outcome, or with notes."
)
@form_options(
    {
        "json": "Print everything known about each record, as JSON.",
        "csv": "Print everything known about each record, as CSV.",
    }
)
def main(index: Path | None, only: Outcome | Level | None, form: str | None) -> None:
    """List every file and record with its outcome.

    It is indexed, skipped (and why) or a copy of another.
    """
    with reported():
        config = Config.load(index=index)
        followed.look(config.index, config.engine)
        build = builds.build_folder(config.index, builds.read_manifest(config.index))
        checksums.require_listed(build, FILE)
        counted, found, put = totals(build), rows(build, only or ""), tag_report.read(build)
        if form == "json":
            told = {"totals": asdict(counted), "complaints": [*complaints(build), *put.complaints]}
            say_json({**told, "tags": asdict(put), "records": list(map(asdict, found))})
        elif form == "csv":
            _print_table(found)
        else:
            _print(found, counted)
            if put.words:
                say(f"tags: {put.words}")
        for complaint in (*complaints(build), *put.complaints):
            say(line(complaint), err=True)


def _print_table(found: Iterable[Row]) -> None:
    say(csv_row(COLUMNS), nl=False)
    for row in found:
        say(csv_row(asdict(row).values()), nl=False)


def _print(found: Iterable[Row], counted: Totals) -> None:
    for row in found:
        say(f"{row.outcome:8} {line(row.path)}: {line(_about(row))}")
        if row.outcome != "file" and row.notes:
            say(f"{row.level:>8} {line(said(row))}")
    told = f"{counted.indexed:,} indexed, {counted.skipped:,} skipped, {plural(counted.copies, 'copy')}"
    say(told + (f", {plural(counted.warnings, 'warning')}" * bool(counted.warnings)))


def said(row: Row) -> str:
    """The notes of a row on one line."""
    return "; ".join(row.notes.split("\n"))


def _about(row: Row) -> str:
    if row.outcome == "skipped":
        return row.reason
    if row.outcome == "copy":
        return f"of {row.copy_of}"
    if row.outcome == "file":
        return f"{row.level}: {said(row)}"
    dated = f"{row.date} ({row.date_how}, {row.date_rule})" if row.date else "no date"
    told = (
        row.language or "no language",
        row.encoding,
        f"{row.characters:,} characters" + (f" ({row.unreadable:,} unreadable)" if row.unreadable else ""),
        dated,
        row.source or "no source",
        f"{row.seconds:.3f} s",
    )
    return ", ".join(filter(None, told))
