"""`python -m search query "..."`: ask the index from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import click

from search.answers import as_json
from search.answers.downloads.exports import EXPORTS
from search.cli import receipt
from search.cli.answer_forms import form_options
from search.cli.commands import Group
from search.cli.filters import Question, filter_options, read_query
from search.cli.licences import licences
from search.cli.options import index_option, plural, reported, size
from search.cli.results import print_page
from search.config import Config
from search.engines.base import Searcher
from search.errors import SearchError
from search.facets import all_facets
from search.ledger import database
from search.model import NONE, Listing, Query
from search.store import backup as copying
from search.store import builds, followed
from search.store import check as proof
from search.store.builds import Manifest
from search.store.check import USUAL, Effort, Report
from search.terminal import line, say, say_file, say_json

_MOST_INSTEAD = 5
_LATER = {
    "index": "search.index:main",
    "ledger": "search.cli.ledger:main",
    "new": "search.cli.arrivals:main",
    "again": "search.cli.receipt:main",
    "compare": "search.cli.compare:main",
    "context": "search.cli.context:main",
    "names": "search.cli.names:main",
    "sample": "search.cli.coding:sample_command",
    "agreement": "search.cli.coding:agreement_command",
    "tags": "search.cli.tags:main",
    "mcp": "search.cli.assistants:main",
}
"""Commands that have modules of their own."""


@click.group(cls=Group, later=_LATER)
@click.version_option(package_name="clippings-search", prog_name="Clippings")
def main() -> None:
    """Full-text search with exact facets over a folder of articles.

    Build an index with `index`, then search it with `query`; `python -m web` serves the search page.
    """


@main.command(cls=Question)
@click.argument("text", nargs=-1)
@filter_options()
@index_option
@form_options(
    {
        "json": "Print the result as JSON, as /api/search does.",
        "csv": "Print all results, not one page of them, as CSV.",
        "ndjson": "Print all results as JSON Lines.",
        "ris": "Print all results as RIS, for Zotero, EndNote and Mendeley.",
        "bibtex": "Print all results as BibTeX.",
    }
)
@click.option(
    "--receipt", "wanted", is_flag=True, help="Print what was asked and found, with fingerprints; see `again`."
)
def query(text: tuple[str, ...], index: Path | None, form: str | None, wanted: bool, **given: tuple[str, ...]) -> None:
    """Search for TEXT and print matching articles and facet counts.

    To exclude a word, quote the whole text, as in "moon -landing": otherwise -landing is taken for an option.
    """
    asked = read_query(text, given)
    if wanted and form not in (None, "json"):
        raise click.UsageError(f"A receipt is printed as text or with --json, not with --{form}.")
    with reported():
        config = Config.load(index=index)
        opened = followed.open_newest(config.index, config.engine)
        if wanted:
            receipt.print_receipt(opened, config.index, asked, config.today, as_json_wanted=form == "json")
            return
        if (export := "bib" if form == "bibtex" else form) in EXPORTS:
            say_file(EXPORTS[export].write(opened, asked, f"http://{config.host}:{config.port}"))
            return
        began = perf_counter()
        page = opened.searcher.search(asked)
        took_ms = (perf_counter() - began) * 1000
        if form == "json":
            answer = as_json.page_json(page, opened.manifest, took_ms)
            say_json(answer)
        else:
            for said in _unknown(opened.searcher, asked) if not page.total else ():
                say(said, err=True)
            print_page(page, opened.manifest)


def _unknown(searcher: Searcher, asked: Query) -> Iterator[str]:
    """A line for each chosen value that no article has, with similar values in any case."""
    for name, values in asked.chosen.items():
        for value in values:
            if name == "date" or value in ("", NONE):
                continue
            listed = searcher.values(Query(), Listing(name, value))
            if value in {bucket.value for bucket in listed.buckets}:
                continue
            near = listed.buckets or searcher.values(Query(), Listing(name, value.split()[-1])).buckets
            instead = ", ".join(f"“{line(bucket.value)}”" for bucket in near[:_MOST_INSTEAD])
            hint = f" Did you mean: {instead}?" if instead else ""
            yield f"No article has “{line(value)}” under “{all_facets()[name].label}”.{hint}"


@main.command()
@index_option
@click.option(
    "--filters",
    type=click.IntRange(0),
    metavar="N",
    default=USUAL.filters,
    show_default=True,
    help="Random filter combinations to recount.",
)
@click.option(
    "--words",
    type=click.IntRange(0),
    metavar="N",
    default=USUAL.words,
    show_default=True,
    help="Random words to recount, each alone, and most of every four of them.",
)
@click.option(
    "--seed", type=int, metavar="N", default=USUAL.seed, help="Seed for the random choice; change it to check others."
)
@click.option("--json", "json_wanted", is_flag=True, help="Print the report as JSON.")
def check(index: Path | None, filters: int, words: int, seed: int, json_wanted: bool) -> None:
    """Verify the index: compare checksums, recount random queries.

    Every file of the index is compared with its checksum. Then random filters and words are counted again by reading
    every stored document; half of the filter counts treat near-duplicates as one article.

    Exit status: 0 if everything matches, 1 if there are differences.
    """
    with reported():
        config, began = Config.load(index=index), perf_counter()
        folder = config.index
        followed.look(folder, config.engine)
        report = proof.check(folder, Effort(filters, words, seed))
        if json_wanted:
            say_json(asdict(report))
        else:
            _print_report(report, perf_counter() - began)
            _say_where(folder, builds.read_manifest(folder))
        if report.differences:
            found = plural(len(report.differences), "difference")
            raise SearchError(f"the index in {folder} failed the check ({found}); {ADVICE}")


ADVICE = "rebuild it with: python -m search.index FOLDER --full"
DIFFERENCES_SHOWN = 50


def _print_report(report: Report, seconds: float) -> None:
    for difference in report.differences[:DIFFERENCES_SHOWN]:
        say(line(difference))
    for complaint in report.complaints:
        say(line(complaint), err=True)
    if not report.differences:
        say(
            f"OK: {plural(report.documents, 'document')} ({size(report.bytes)}), all checksums match,"
            f" {plural(report.filters, 'filter set')} and {plural(report.words, 'word')} recounted"
            f" in {seconds:.1f} s"
        )


def _say_where(folder: Path, manifest: Manifest) -> None:
    """Where the articles are, if they are not in the index folder."""
    if where := builds.place(folder, manifest):
        say(f"articles: {where}")


@main.command()
@click.argument("destination", type=click.Path(path_type=Path))
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print a summary of the copy as JSON.")
def backup(destination: Path, index: Path | None, json_wanted: bool) -> None:
    """Copy the live index to DESTINATION, a new or empty folder.

    The copy is a complete index: use it with --index, or copy it back to restore it.
    """
    with reported():
        config = Config.load(index=index)
        followed.look(config.index, config.engine)
        manifest = copying.backup(config.index, destination)
        taken = builds.size_of(destination, manifest)
        if json_wanted:
            copied = {"documents": manifest.documents, "bytes": taken, "build": manifest.build}
            say_json({**copied, "destination": str(destination), "articles": builds.place(destination, manifest)})
        else:
            say(f"copied {plural(manifest.documents, 'document')} ({size(taken)}) -> {destination}/")
            _say_where(destination, manifest)
            if database.is_elsewhere(builds.build_folder(destination, manifest)):
                say("the file report is not in the copy: it is on the machine that builds this index", err=True)


@main.command("licences")
def show_licences() -> None:
    """List the licences of all installed dependencies."""
    for package in licences():
        say(f"{package.name} {package.version}: {package.licence}")


if __name__ == "__main__":
    main()
