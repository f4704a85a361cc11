"""`python -m search query "..."`: ask the index from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from search import index
from search.answers import as_json
from search.cli import ledger
from search.cli.licences import licences
from search.cli.options import index_option, plural, reported, size
from search.config import Config
from search.engines.base import Searcher
from search.errors import SearchError
from search.facets import all_facets
from search.model import NONE, Day, Hit, Listing, Page, Query, Span
from search.query import address
from search.store import backup as copying
from search.store import builds
from search.store import check as proof
from search.store.check import USUAL, Effort, Report
from search.terminal import escaped, line, say, say_json, say_marked

_MOST_INSTEAD = 5


@click.group()
def main() -> None:
    """Full-text search with exact facets over a folder of articles.

    Build an index with `index`, then search it with `query`.
    """


def _parameters(command: Any) -> Any:
    """Every parameter of the page's address as an option of the same name."""
    for name in reversed([name for name in address.names() if name != "q"]):
        option = click.option(f"--{name}", _identifier(name), multiple=True, metavar="VALUE", help=_help(name))
        command = option(command)
    return command


def _help(name: str) -> str:
    """The help of an option; the rules for its values are in `search.query.address`."""
    facet = all_facets().get(name.removeprefix("not.").removesuffix(".mode"))
    if facet is None:
        return _HELP[name]
    if name.endswith(".mode"):
        return f"“all” requires all values given for “{facet.label}”; by default any of them will do."
    takes = ", such as 1969, 1969-07 or 1969-07-20" if facet.name == "date" else ""
    verb = "Exclude articles" if name.startswith("not.") else "Only articles"
    return f"{verb} with this value for “{facet.label}”{takes}; repeatable."


_HELP = {
    "since": "Only articles from this day, month or year onwards.",
    "until": "Only articles up to and including this day, month or year.",
    "sort": "Sort by relevance, date (oldest first) or -date (newest first).",
    "group": "“story” shows near-duplicates as one result and counts them once.",
    "match": "“most” finds articles with most of the words, “all” only those with all; by default all, or most if that"
    " finds next to nothing.",
    "page": "Page of results to show, starting at 1.",
    "per_page": f"Results per page, at most {address.MAX_PER_PAGE}.",
    "facet_size": f"Values to show per facet, at most {address.MAX_FACET_SIZE}.",
}


def _identifier(name: str) -> str:
    """What Python calls a parameter: "not.place" has a dot, which no argument can have."""
    return name.replace(".", "__")


@main.command()
@click.argument("text", nargs=-1)
@_parameters
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print the result as JSON, as /api/search does.")
def query(text: tuple[str, ...], index: Path | None, json_wanted: bool, **given: tuple[str, ...]) -> None:
    """Search for TEXT and print matching articles and facet counts.

    If an option is given several times, articles with any of its values match. The value (none) stands for articles
    without one.

    To exclude a word, quote the whole text, as in "moon -landing": otherwise -landing is taken for an option.
    """
    asked = _read(
        [("q", " ".join(text)), *((name, value) for name in address.names()[1:] for value in given[_identifier(name)])]
    )
    with reported():
        opened = builds.open_index(Config.load(index=index).index)
        began = perf_counter()
        page = opened.searcher.search(asked)
        took_ms = (perf_counter() - began) * 1000
        if json_wanted:
            answer = as_json.page_json(page, opened.manifest, took_ms)
            say_json(answer)
        else:
            for said in _unknown(opened.searcher, asked) if not page.total else ():
                say(said, err=True)
            _print(page)


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


def _read(pairs: list[tuple[str, str]]) -> Query:
    """The query of the options; a malformed one is a usage error (exit status 2), in the same words as on the page."""
    try:
        return address.read(pairs)
    except address.BadParameters as error:
        raise click.UsageError(escaped("\n".join(problem.detail for problem in error.problems))) from None


def _print(page: Page) -> None:
    for notice in page.notices:
        say(notice.message, err=True)
    for suggestion, count in {notice.suggestion: notice.count for notice in page.notices if notice.suggestion}.items():
        finds = "" if count is None else f" ({plural(count, page.query.unit)})"
        say(f"Search for: {line(suggestion)}{finds}", err=True)
    first = (page.query.page - 1) * page.query.per_page + 1
    most = " with most of the words" if page.match == "most" else ""
    pages = f", page {page.query.page} of {page.pages}" if page.pages > 1 else ""
    say(f"{plural(page.total, page.query.unit)}{most}{pages}")
    for number, hit in enumerate(page.hits, first):
        _print_hit(number, hit)
    for facet in page.facets:
        field = all_facets()[facet.name]
        shown = [f"{line(bucket.label)} {bucket.count:,}" for bucket in (*facet.buckets, facet.missing) if bucket.count]
        if shown and (facet.distinct or not field.folded):
            say(f"\n{field.label}: " + " · ".join(shown))


def _print_hit(number: int, hit: Hit) -> None:
    document = hit.document
    about = (document.source.name if document.source else "no source", _dated(document.day), document.path)
    say_marked(f"\n{number}. ", _marked(hit.title))
    say("   " + " · ".join(map(line, about)))
    say_marked("   ", _marked(hit.snippet))
    if hit.lacks:
        say("   lacks: " + ", ".join(map(line, hit.lacks)))
    for other in hit.also:
        told = (other.source.name if other.source else "no source", other.path)
        say("   also: " + " · ".join(map(line, told)))


def _marked(spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    return ((span.text, span.hit) for span in spans)


def _dated(day: Day | None) -> str:
    if day is None:
        return "no date"
    return day.value if day.how == "stated" else f"{day.value} (inferred)"


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
    """Verify the index: compare file checksums and recount random queries.

    Every file of the index is compared with its checksum. Then random filters and words are counted again by reading
    every stored document; half of the filter counts treat near-duplicates as one article.

    Exit status: 0 if everything matches, 1 if there are differences.
    """
    with reported():
        folder, began = Config.load(index=index).index, perf_counter()
        report = proof.check(folder, Effort(filters, words, seed))
        if json_wanted:
            say_json(asdict(report))
        else:
            _print_report(report, perf_counter() - began)
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


@main.command()
@click.argument("destination", type=click.Path(path_type=Path))
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print a summary of the copy as JSON.")
def backup(destination: Path, index: Path | None, json_wanted: bool) -> None:
    """Copy the live index to DESTINATION, a new or empty folder.

    The copy is a complete index: use it with --index, or copy it back to restore it.
    """
    with reported():
        manifest = copying.backup(Config.load(index=index).index, destination)
        taken = builds.size_of(destination, manifest)
        if json_wanted:
            copied = {"documents": manifest.documents, "bytes": taken, "build": manifest.build}
            say_json({**copied, "destination": str(destination)})
        else:
            say(f"copied {plural(manifest.documents, 'document')} ({size(taken)}) -> {destination}/")


@main.command("licences")
def show_licences() -> None:
    """List the licences of all installed dependencies."""
    for package in licences():
        say(f"{package.name} {package.version}: {package.licence}")


main.add_command(index.main, "index")
main.add_command(ledger.main, "ledger")

if __name__ == "__main__":
    main()
