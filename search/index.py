"""`python -m search.index seeds/`: read a folder of articles and make its index live."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search import store
from search.commands import index_option, plural, reported, size
from search.config import Config, mapped
from search.engines.base import engine
from search.errors import SearchError
from search.pipeline import Intake
from search.walk import Found, walk

NAMED = 20
"""Skipped files that are named one by one on stderr; the rest is counted."""


def build(folder: Path, config: Config, intake: Intake | None = None) -> tuple[store.Manifest, Intake]:
    """Index a folder and make the new build live. Raises SearchError; the old build then stays."""
    intake = intake or Intake(folder, config)
    next(walk(folder, config.max_bytes), None)  # a folder that is not there is told before anything is made
    writer = engine(config.engine)

    def write(target: Path) -> store.Manifest:
        count = writer.write(target, intake.documents())
        if not count:
            raise SearchError(_nothing(folder, intake))
        return store.Manifest(
            build=target.name,
            built=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            engine=config.engine,
            documents=count,
            skipped=len(intake.skipped),
            entities=config.entities,
            folder=folder.resolve().name,
        )

    return store.build(config.index, write), intake


def _nothing(folder: Path, intake: Intake) -> str:
    found = f"{plural(len(intake.skipped), 'file')}, none of which could be read" if intake.skipped else "no file"
    reasons = "".join(f"\n  {skipped.path}: {skipped.reason}" for skipped in intake.skipped[:NAMED])
    return f"there is nothing to index: {folder} holds {found}; what was indexed before stays{reasons}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@index_option
@click.option("--engine", "engine_name", metavar="NAME", help="The engine.  [default: whoosh, or SEARCH_ENGINE]")
@click.option(
    "--entities",
    type=click.Choice(["model", "rules", "none"]),
    help="How people, organisations and places are read.  [default: model, or SEARCH_ENTITIES]",
)
@click.option(
    "--map",
    "names",
    multiple=True,
    metavar="FIELD=NAME",
    help="The column or key that holds a field, as in body=content; repeatable.  [default: guessed, or SEARCH_MAP]",
)
def main(
    folder: Path, index: Path | None, engine_name: str | None, entities: str | None, names: tuple[str, ...]
) -> None:
    """Read every article in FOLDER and replace the index by what was found.

    Files that cannot be read are skipped and named. Exit status: 0 when the new index is live, 1 when there is none
    (the old one then stays), 2 for wrong usage.
    """
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    with reported():
        said = mapped("--map", ",".join(names)) if names else None
        run(folder, index=index, engine=engine_name, entities=entities, map=said)


def run(folder: Path, **flags: Any) -> None:
    """Build with progress on a terminal and one summary line."""
    began = time.monotonic()
    config = Config.load(**flags)
    with _progress(folder, config) as on_file:
        manifest, intake = build(folder, config, Intake(folder, config, on_file=on_file))
    for skipped in intake.skipped[:NAMED]:
        click.echo(f"skipped {skipped.path}: {skipped.reason}", err=True)
    if len(intake.skipped) > NAMED:
        click.echo(f"skipped {plural(len(intake.skipped) - NAMED, 'more file')}", err=True)
    taken = store.size_of(config.index, manifest)
    click.echo(
        f"indexed {plural(manifest.documents, 'document')} ({manifest.skipped:,} skipped) from {folder}/"
        f" in {time.monotonic() - began:.1f} s -> {config.index}/ ({size(taken)})".replace("//", "/")
    )


@contextmanager
def _progress(folder: Path, config: Config) -> Iterator[Any]:
    """A function to call after each file. On a terminal it moves a bar; elsewhere nothing is printed."""
    if not sys.stderr.isatty():
        yield lambda found: None
        return
    total = sum(isinstance(found, Found) for found in walk(folder, config.max_bytes))
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda found: progress.advance(task)


if __name__ == "__main__":
    main()
