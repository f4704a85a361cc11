"""`python -m search query --receipt` and `python -m search again`: what was found, and whether it still is."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from search.answers.research.receipt import lines, receipt, receipted
from search.answers.research.receipt_file import Compared, compared, kept
from search.cli.commands import Command
from search.cli.given_file import given_text
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.errors import InputInvalid
from search.model import Query
from search.store import builds, followed
from search.store.builds import Index
from search.terminal import say, say_json


def print_receipt(opened: Index, folder: Path, query: Query, today: date, *, as_json_wanted: bool) -> None:
    """Print the receipt of a query over an open index, as text or as JSON."""
    told = receipt(opened, builds.build_folder(folder, opened.manifest), query, today)
    if as_json_wanted:
        say_json(receipted(told))
    else:
        for said in lines(told):
            say(said)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print what came, went and changed as JSON.")
def main(file: Path, index: Path | None, json_wanted: bool) -> None:
    """Repeat the search of a receipt and compare the results.

    FILE is what `query --receipt` printed, as text or as JSON; "-" reads standard input.

    Exit status: 0 if the same articles are found, word for word, 1 if not.
    """
    with reported():
        config = Config.load(index=index)
        try:
            before = kept(given_text(file))
        except InputInvalid as error:
            raise InputInvalid(f"{file}: {error}" if str(file) not in str(error) else str(error)) from None
        opened = followed.open_newest(config.index, config.engine)
        now = receipt(opened, builds.build_folder(config.index, opened.manifest), before.query, config.today)
        found = compared(before, now)
        if json_wanted:
            say_json(_as_json(found))
        else:
            _print(found)
        sys.exit(0 if found.same else 1)


def _as_json(found: Compared) -> dict[str, object]:
    told = {name: value for name, value in asdict(found).items() if name in ("came", "went", "changed")}
    totals = {"total": found.now.page.total, "total_before": found.total}
    return {"same": found.same, "same_corpus": found.corpus, **totals, **told}


def _print(found: Compared) -> None:
    for word, paths in (("came", found.came), ("went", found.went), ("changed", found.changed)):
        for path in paths:
            say(f"{word}: {path}")
    elsewhere = "" if found.corpus else "; other articles of the folder have changed"
    if found.same:
        say(f"the same: {plural(len(found.now.found), 'article')}, word for word{elsewhere}")
        return
    unit = found.now.query.unit
    say(
        f"not the same: {len(found.came):,} came, {len(found.went):,} went, {len(found.changed):,} changed"
        f" ({plural(found.total, unit)} then, {plural(found.now.page.total, unit)} now)"
    )
