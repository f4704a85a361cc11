"""`python -m search query "..."`: ask the index from a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from search import index, params, present, store
from search.commands import index_option, plural, reported
from search.config import Config
from search.facets import all_facets
from search.model import Day, Hit, Page, Query


@click.group()
def main() -> None:
    """Full-text search with exact facets over a folder of articles."""


def _parameters(command: Any) -> Any:
    """Every parameter of the page's address as an option of the same name."""
    for name in reversed([name for name in params.names() if name != "q"]):
        command = click.option(f"--{name}", _identifier(name), multiple=True, metavar="VALUE")(command)
    return command


def _identifier(name: str) -> str:
    """What Python calls a parameter: "not.place" has a dot, which no argument can have."""
    return name.replace(".", "__")


@main.command()
@click.argument("text", default="")
@_parameters
@index_option
@click.option("--json", "as_json", is_flag=True, help="Print what the JSON endpoint answers.")
def query(text: str, index: Path | None, as_json: bool, **given: tuple[str, ...]) -> None:
    """Search for TEXT. Options that may be repeated choose any of their values; (none) is a value too."""
    asked = _read([("q", text), *((name, value) for name in params.names()[1:] for value in given[_identifier(name)])])
    with reported():
        opened = store.open_index(Config.load(index=index).index)
        began = perf_counter()
        page = opened.searcher.search(asked)
        took_ms = (perf_counter() - began) * 1000
        if as_json:
            answer = present.page_json(page, opened.manifest, took_ms)
            click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            _print(page)


def _read(pairs: list[tuple[str, str]]) -> Query:
    """The query of the options; a malformed one is wrong usage (exit status 2), told as the page tells it."""
    try:
        return params.read(pairs)
    except params.BadParameters as error:
        raise click.UsageError("\n".join(problem.detail for problem in error.problems)) from None


def _print(page: Page) -> None:
    for notice in page.notices:
        click.echo(notice.message, err=True)
    first = (page.query.page - 1) * page.query.per_page + 1
    click.echo(plural(page.total, "article"))
    for number, hit in enumerate(page.hits, first):
        _print_hit(number, hit)
    for facet in page.facets:
        shown = [f"{bucket.label} {bucket.count:,}" for bucket in (*facet.buckets, facet.missing) if bucket.count]
        if shown:
            click.echo(f"\n{all_facets()[facet.name].label}: " + " · ".join(shown))


def _print_hit(number: int, hit: Hit) -> None:
    document = hit.document
    about = (document.source.name if document.source else "no source", _dated(document.day), document.path)
    click.echo(f"\n{number}. " + "".join(_styled(span.text, span.hit) for span in hit.title))
    click.echo("   " + " · ".join(about))
    snippet = "".join(_styled(re.sub(r"\s+", " ", span.text), span.hit) for span in hit.snippet)
    click.echo(f"   {snippet}")


def _styled(text: str, hit: bool) -> str:
    return click.style(text, bold=True) if hit else text


def _dated(day: Day | None) -> str:
    if day is None:
        return "no date"
    return day.value if day.how == "stated" else f"{day.value} (inferred)"


main.add_command(index.main, "index")

if __name__ == "__main__":
    main()
