"""`python -m search.index seeds/`: read a folder of articles and put its index live."""

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
from datetime import date
from pathlib import Path

import click

from search.build.build import build
from search.build.part_run import read_part
from search.build.progress import Progress, TerminalProgress
from search.build.taken import Taken
from search.cli.commands import Command
from search.cli.ledger import said
from search.cli.options import index_option, plural, reported, size
from search.cli.parts import (
    Part,
    folder_of,
    merge_option,
    part_option,
    parts_option,
    require_one_task,
    say_merged,
    summary,
)
from search.config import Config, mapped
from search.entities.finders.model_choice import ANY, complaint
from search.errors import SearchError
from search.facets.language import label_of
from search.ledger import database
from search.store import builds
from search.store.builds import Manifest
from search.tags import tag_report
from search.terminal import line, log_to_stderr, say

__all__ = ["build", "main", "run"]

NAMED = 20
"""Skipped files that are listed one by one on stderr; the rest are counted."""
LOOK_SECONDS = 2.0
"""How long `--watch` rests between two looks, or ten times as long as a look takes."""


NAMES_ASKED_FOR = ("SEARCH_ENTITIES", "SEARCH_MODEL")
"""Whoever sets one of these, or passes --entities, has asked for a way of reading names, and gets that or an error."""


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@index_option
@click.option("--engine", "engine_name", metavar="NAME", help="Search engine.  [default: whoosh, or SEARCH_ENGINE]")
@click.option(
    "--entities",
    type=click.Choice(["model", "rules", "none"]),
    help="How to find people, organisations and places.  [default: model, or SEARCH_ENTITIES]",
)
@click.option(
    "--map",
    "names",
    multiple=True,
    metavar="FIELD=NAME",
    help="Read FIELD from the column or key NAME, as in body=content; repeatable.  [default: guessed, or SEARCH_MAP]",
)
@click.option(
    "--workers", type=click.IntRange(0), metavar="N", help="Number of reader processes.  [default: one per core]"
)
@click.option(
    "--stories/--no-stories",
    default=None,
    help="Find near-duplicates and articles on the same story.  [default: yes, or SEARCH_STORIES]",
)
@click.option("--full", is_flag=True, help="Read every file again, even if it has not changed.")
@click.option(
    "--watch", is_flag=True, help="Keep running and update the index whenever files change; stop with Ctrl-C."
)
@part_option
@merge_option
@parts_option
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
    part: Part | None,
    merge: bool,
    parts_dir: Path | None,
) -> None:
    """Index the articles in FOLDER, or update the index.

    Only new and changed files are read. Files that cannot be read are skipped and listed with the reason.

    Many machines can share the reading: --part 1/8 to 8/8, then --merge once. Every part lists the whole folder and
    looks at the lines of all text files; the merge opens every file once. The index is that of one machine.

    Exit status: 0 if the index is up to date, 1 if it could not be built (the old one is kept), 2 for a usage error.
    """
    log_to_stderr(logging.ERROR)
    interrupt.accept()
    require_one_task(part, parts_dir, merge=merge, watch=watch)
    with reported():
        said = mapped("--map", ",".join(names)) if names else None
        config = Config.load(
            index=index, engine=engine_name, entities=entities, map=said, workers=workers, stories=stories
        )
        if not (entities or any(map(os.environ.get, NAMES_ASKED_FOR))):
            config = _with_names_as_installed(config)
        if part:
            run_part(folder, config, part, folder_of(parts_dir, config), full=full)
            return
        run(folder, config, full=full, parts=folder_of(parts_dir, config) if merge else None)
        if watch:
            _watch(folder, config)


def _with_names_as_installed(config: Config) -> Config:
    """The default, where its model is not installed: names by rules, and a line that says so."""
    if config.entities != "model" or not complaint(config.model):
        return config
    say(
        "no model is installed to find names: using rules, which find fewer (pip install '.[entities]' adds the model)",
        err=True,
    )
    return replace(config, entities="rules")


def run(folder: Path, config: Config, *, full: bool = False, parts: Path | None = None) -> None:
    """Bring the index up to date, with progress on a terminal and one summary line."""
    with ExitStack() as stack:
        report = _Report(folder, config, _progress(stack))
        try:
            report.finish(build(folder, config, report, full=full, parts=parts))
        except KeyboardInterrupt:
            say(report.stopped(), err=True)
            sys.exit(130)


def run_part(folder: Path, config: Config, part: Part, parts: Path, *, full: bool = False) -> None:
    """Read one part, with progress on a terminal and one summary line."""
    began = time.monotonic()
    with ExitStack() as stack:
        try:
            done = read_part(folder, config, *part, parts, _progress(stack), full=full)
        except KeyboardInterrupt:
            say("stopped; what was read is kept, and the next run of this part continues from there", err=True)
            sys.exit(130)
    say(summary(part, done, time.monotonic() - began))


def _progress(stack: ExitStack) -> Progress:
    return stack.enter_context(TerminalProgress()) if sys.stderr.isatty() else Progress()


def _watch(folder: Path, config: Config) -> None:
    """Look again and again, until Ctrl-C."""
    said = ""
    try:
        while True:
            said = _look_again(folder, _of_today(config), said)
    except KeyboardInterrupt:
        say("stopped watching; the index stays as last reported", err=True)
        sys.exit(130)


def _of_today(config: Config) -> Config:
    """The settings with the day that it is by now, unless one was set: a watch goes on for weeks."""
    return config if os.environ.get("SEARCH_TODAY") else replace(config, today=date.today())


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
            say(f"error: {complaint}", err=True)
    if said and not complaint and not report.changed:
        say("problem solved; nothing else has changed", err=True)
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
            say(message, err=True)

    def merged(self, taken: Taken) -> None:
        """Print it."""
        with self._shown.paused():
            say_merged(taken)

    def live(self, manifest: Manifest) -> None:
        """Print a summary of the first build of a run; `finish` reports the others."""
        if self._live is None:
            with self._shown.paused():
                self._summarize(manifest)
        self._live = manifest

    def finish(self, manifest: Manifest) -> None:
        """The last words of a run that was not interrupted."""
        with self._shown.paused():
            build_folder = builds.build_folder(self._config.index, manifest)
            put = tag_report.read(build_folder)
            for complaint in (*database.complaints(build_folder), *put.complaints):
                say(line(complaint), err=True)
            if self._live is None:
                self._summarize(manifest)
            elif self._named_before < manifest.entities_read:
                say(
                    f"names: read in {plural(manifest.entities_read - self._named_before, 'more document')}"
                    f" in {self._where(manifest)}"
                )
            if put.words:
                say(f"tags: {put.words}")
            if (where := builds.place(self._config.index, manifest)) and not self._again:
                say(f"articles: {where}")

    def stopped(self) -> str:
        """What is left after Ctrl-C, in words."""
        if self._live is None:
            return f"{interrupt.STOPPED} ({self._done:,} of {self._of} read)" if self._of else interrupt.STOPPED
        searchable, named = plural(self._live.documents, "document"), self._live.entities_read
        return f"stopped; {searchable} can be searched, {named:,} with names; the next run continues from there"

    def _summarize(self, manifest: Manifest) -> None:
        self._named_before = manifest.entities_read
        build_folder = builds.build_folder(self._config.index, manifest)
        for row in database.rows(build_folder, "skipped", size=NAMED):
            say(f"skipped {line(row.path)}: {line(row.reason)}", err=True)
        if manifest.skipped > NAMED:
            more = plural(manifest.skipped - NAMED, "more file")
            say(f"skipped {more}; list them all with: python -m search ledger --only skipped", err=True)
        totals = database.totals(build_folder)
        self._warn(build_folder, totals.warnings)
        left_out = f"{manifest.skipped:,} skipped" + (f", {plural(totals.copies, 'copy')}" * bool(totals.copies))
        left_out += f", {plural(totals.warnings, 'warning')}" * bool(totals.warnings)
        say(
            f"indexed {plural(manifest.documents, 'document')} ({left_out}) from {self._folder}/".replace("//", "/")
            + f" in {self._where(manifest)}"
        )
        if not self._again:
            say(how_named(manifest, database.languages(build_folder)))
        if manifest.entities_read < manifest.entities_total:
            read = f"{manifest.entities_read:,} of {manifest.entities_total:,}"
            say(f"names: {read} documents done so far; you can search while the rest is read", err=True)

    def _warn(self, build_folder: Path, count: int) -> None:
        for row in database.rows(build_folder, "warning", size=NAMED):
            say(f"warning {line(row.path)}: {line(said(row))}", err=True)
        if count > NAMED:
            more = plural(count - NAMED, "more warning")
            say(f"{more}; list them all with: python -m search ledger --only warning", err=True)

    def _where(self, manifest: Manifest) -> str:
        taken = size(builds.size_of(self._config.index, manifest))
        return f"{time.monotonic() - self._began:.1f} s -> {self._config.index}/ ({taken})".replace("//", "/")


def how_named(manifest: Manifest, languages: dict[str, int]) -> str:
    """How names were read, and in which languages without a model."""
    if manifest.entities != "model":
        return {"rules": "names: by rules, without a model", "none": "names: not read"}[manifest.entities]
    known = manifest.models.split(", ")
    without = (
        {lang: count for lang, count in languages.items() if lang and lang not in known} if ANY not in known else {}
    )
    by_rules = sum(without.values())
    summary = f"names: model for {plural(sum(languages.values()) - by_rules, 'document')}"
    if without:
        each = ", ".join(f"{count:,} {label_of(language)}" for language, count in without.items())
        summary += f", rules for {by_rules:,} ({each}; no model installed)"
    return summary


if __name__ == "__main__":
    main()
