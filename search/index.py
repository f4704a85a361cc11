"""`python -m search.index seeds/`: read a folder of articles and make its index live."""

from __future__ import annotations

from search.cli import interrupt

if __name__ == "__main__":
    interrupt.expect()  # what follows takes a moment to load

import logging
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from search.build.build import build
from search.build.progress import Progress, TerminalProgress
from search.cli.options import index_option, line, plural, reported, size
from search.config import Config, mapped
from search.entities.model_choice import ANY, complaint
from search.errors import SearchError
from search.ledger import database
from search.store import builds
from search.store.builds import Manifest

__all__ = ["build", "main", "run"]

NAMED = 20
"""Skipped files that are named one by one on stderr; the rest is counted."""
LOOK_SECONDS = 2.0
"""How long `--watch` rests between two looks, or ten times as long as a look takes."""


NAMES_ASKED_FOR = ("SEARCH_ENTITIES", "SEARCH_MODEL")
"""Whoever sets one of these, or passes --entities, has asked for a way of reading names, and gets that or an error."""


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
@click.option(
    "--workers", type=click.IntRange(0), metavar="N", help="Processes that read.  [default: as many as cores]"
)
@click.option(
    "--stories/--no-stories",
    default=None,
    help="Whether near-duplicates and articles on the same story are found.  [default: yes, or SEARCH_STORIES]",
)
@click.option("--full", is_flag=True, help="Read every file again, also those that have not changed.")
@click.option(
    "--watch", is_flag=True, help="Stay, and bring the index up to date whenever files change; Ctrl-C ends it."
)
def main(
    folder: Path,
    index: Path | None,
    engine_name: str | None,
    entities: str | None,
    names: tuple[str, ...],
    workers: int | None,
    stories: bool | None,
    full: bool,
    watch: bool,
) -> None:
    """Bring the index up to date with the articles in FOLDER.

    Only files that are new or have changed since the last time are read; those that cannot be are skipped and named.
    Exit status: 0 when the index is up to date, 1 when it could not be built (the old one then stays), 2 for wrong
    usage.
    """
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    interrupt.accept()
    with reported():
        said = mapped("--map", ",".join(names)) if names else None
        config = Config.load(
            index=index, engine=engine_name, entities=entities, map=said, workers=workers, stories=stories
        )
        if not (entities or any(map(os.environ.get, NAMES_ASKED_FOR))):
            config = _with_names_as_installed(config)
        run(folder, config, full=full)
        if watch:
            _watch(folder, config)


def _with_names_as_installed(config: Config) -> Config:
    """The default, where its model is not installed: names by rules, and a line that says so."""
    if config.entities != "model" or not complaint(config.model):
        return config
    click.echo(
        "no model is installed to find names: using rules, which find fewer (pip install '.[entities]' adds the model)",
        err=True,
    )
    return replace(config, entities="rules")


def run(folder: Path, config: Config, *, full: bool = False) -> None:
    """Bring the index up to date, with progress on a terminal and one summary line."""
    with ExitStack() as stack:
        report = _Report(folder, config, _progress(stack))
        try:
            report.finish(build(folder, config, report, full=full))
        except KeyboardInterrupt:
            click.echo(report.stopped(), err=True)
            sys.exit(130)


def _progress(stack: ExitStack) -> Progress:
    return stack.enter_context(TerminalProgress()) if sys.stderr.isatty() else Progress()


def _watch(folder: Path, config: Config) -> None:
    """Look again and again, until Ctrl-C."""
    said = ""
    try:
        while True:
            said = _look_again(folder, config, said)
    except KeyboardInterrupt:
        click.echo("stopped watching; the index is as the last line says", err=True)
        sys.exit(130)


def _look_again(folder: Path, config: Config, said: str) -> str:
    """Bring the index up to date if anything has changed, and rest.

    The error is given back that there was, and printed where it is not the one `said` before: it may be gone next time.
    """
    started = time.monotonic()
    report = _Report(folder, config, Progress(), again=True)
    complaint = ""
    try:
        manifest = build(folder, config, report)
        if report.changed:
            report.finish(manifest)
    except SearchError as error:
        complaint = str(error)
        if complaint != said:
            click.echo(f"error: {complaint}", err=True)
    if said and not complaint and not report.changed:
        click.echo("that is mended; nothing else has changed", err=True)
    time.sleep(max(LOOK_SECONDS, 10 * (time.monotonic() - started)))
    return complaint


class _Report(Progress):
    """Says what went live: the skipped files and a summary for the first build, a line for names that came later.

    With `again` it leaves out what is the same for every build of a folder.
    """

    def __init__(self, folder: Path, config: Config, shown: Progress, *, again: bool = False) -> None:
        self._folder, self._config, self._shown, self._again = folder, config, shown, again
        self._done, self._of = 0, ""
        self._began = time.monotonic()
        self._live: Manifest | None = None
        self._named_before = 0

    @property
    def changed(self) -> bool:
        """Whether a build went live."""
        return self._live is not None

    def stage(self, name: str, total: int, noun: str) -> None:
        """Show it."""
        self._done, self._of = 0, f"{total:,} {noun}"
        self._shown.stage(name, total, noun)

    def advance(self) -> None:
        """Show it."""
        self._done += 1
        self._shown.advance()

    def warn(self, message: str) -> None:
        """Print it."""
        with self._shown.paused():
            click.echo(message, err=True)

    def live(self, manifest: Manifest) -> None:
        """Print what the first build of a run is; the others are told of at its end."""
        if self._live is None:
            with self._shown.paused():
                self._summarize(manifest)
        self._live = manifest

    def finish(self, manifest: Manifest) -> None:
        """The last word of a run that came to its end."""
        with self._shown.paused():
            for complaint in database.complaints(builds.build_folder(self._config.index, manifest)):
                click.echo(line(complaint), err=True)
            if self._live is None:
                self._summarize(manifest)
            elif self._named_before < manifest.entities_read:
                click.echo(
                    f"read names in {plural(manifest.entities_read - self._named_before, 'more document')}"
                    f" in {self._where(manifest)}"
                )

    def stopped(self) -> str:
        """What there is after Ctrl-C."""
        if self._live is None:
            return (
                f"{interrupt.STOPPED} ({self._done:,} of {self._of} had been read)" if self._of else interrupt.STOPPED
            )
        searchable, named = plural(self._live.documents, "document"), self._live.entities_read
        return f"stopped; {searchable} can be searched, names are read in {named:,}; the next run goes on from there"

    def _summarize(self, manifest: Manifest) -> None:
        self._named_before = manifest.entities_read
        build_folder = builds.build_folder(self._config.index, manifest)
        for row in database.rows(build_folder, "skipped", size=NAMED):
            click.echo(f"skipped {line(row.path)}: {row.reason}", err=True)
        if manifest.skipped > NAMED:
            more = plural(manifest.skipped - NAMED, "more file")
            click.echo(f"skipped {more}; all are named by: python -m search ledger --only skipped", err=True)
        copies = database.totals(build_folder).copies
        left_out = f"{manifest.skipped:,} skipped" + (f", {plural(copies, 'copy')}" * bool(copies))
        click.echo(
            f"indexed {plural(manifest.documents, 'document')} ({left_out}) from {self._folder}/".replace("//", "/")
            + f" in {self._where(manifest)}"
        )
        if not self._again:
            click.echo(how_named(manifest, database.languages(build_folder)))
        if manifest.entities_read < manifest.entities_total:
            read = f"{manifest.entities_read:,} of {manifest.entities_total:,}"
            click.echo(f"names are read in {read} documents so far; the index can be searched meanwhile", err=True)

    def _where(self, manifest: Manifest) -> str:
        taken = size(builds.size_of(self._config.index, manifest))
        return f"{time.monotonic() - self._began:.1f} s -> {self._config.index}/ ({taken})".replace("//", "/")


def how_named(manifest: Manifest, languages: dict[str, int]) -> str:
    """How names are read, and in which languages there is no model for that."""
    if manifest.entities != "model":
        return {"rules": "names are read by rules, without a model", "none": "names are not read"}[manifest.entities]
    known = manifest.models.split(", ")
    without = (
        {lang: count for lang, count in languages.items() if lang and lang not in known} if ANY not in known else {}
    )
    told = f"names are read by a model in {plural(sum(languages.values()) - sum(without.values()), 'document')}"
    if without:
        each = ", ".join(f"{count:,} {language}" for language, count in without.items())
        told += f"; by rules in {each}, for which there is none"
    return told


if __name__ == "__main__":
    main()
