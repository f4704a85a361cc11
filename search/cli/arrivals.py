"""`python -m search new --since DAY_OR_BUILD "..."`: what has come into the index, for scripts that run daily."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import click

from search.answers import as_json
from search.cli.filters import Question, filter_options, read_query
from search.cli.options import index_option, reported
from search.cli.results import print_page
from search.config import Config
from search.ledger import database
from search.query.arrivals import is_bound
from search.query.typed_dates import typed_period
from search.store import builds, followed
from search.terminal import say_json

_DAYS = {"today": timedelta(0), "yesterday": timedelta(1)}
_OWN = ("since", "until", "added_since", "sort")
"""Parameters of the address that are settled here: `--since` is about arrival, and the last come first."""


@click.command(cls=Question)
@click.argument("text", nargs=-1)
@click.option(
    "--since",
    required=True,
    metavar="DAY_OR_BUILD",
    help="A day, “yesterday”, a time in UTC such as 2026-11-30T10:05:00Z, or the name of a build.",
)
@filter_options(but=_OWN)
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print the result as JSON, as /api/search does.")
def main(text: tuple[str, ...], since: str, index: Path | None, json_wanted: bool, **given: tuple[str, ...]) -> None:
    """Show articles that are new since a day or a build.

    The last to come into the index is the first. With TEXT or filters, only those that they find. After a build,
    ask for what came since its “build” or “built”, which --json gives under “index”: no article is then missed or
    shown twice.

    Exit status: 0 if there are new articles, 1 if there are none.
    """
    asked = replace(read_query(text, given), sort="-added")
    with reported():
        config = Config.load(index=index)
        folder = config.index
        opened = followed.open_newest(folder, config.engine)
        asked = replace(asked, added_since=_bound(since, builds.build_folder(folder, opened.manifest), config.today))
        began = perf_counter()
        page = opened.searcher.search(asked)
        if json_wanted:
            say_json(as_json.page_json(page, opened.manifest, (perf_counter() - began) * 1000))
        else:
            print_page(page, opened.manifest)
        if not page.total:
            sys.exit(1)


def _bound(since: str, build: Path, today: date) -> str:
    """A day or time as it is given, a day as people type it, or the time up to which a build reached."""
    if since.isascii() and is_bound(since):
        return since
    if since.casefold() in _DAYS:
        return (today - _DAYS[since.casefold()]).isoformat()
    if typed := typed_period(since):
        return typed
    built = database.built(build, since)
    if built is None:
        raise click.BadParameter(
            f"“{since}” is no day such as yesterday, 2024-06-10 or 10/06/2024 (day/month/year), no time in UTC such as"
            " 2024-06-10T09:30:00Z, and no build of this index.",
            param_hint="--since",
        )
    return built
