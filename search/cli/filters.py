"""The parameters of the page's address as options of a command, and the query that they make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import click

from search.cli.commands import Command
from search.facets import all_facets
from search.model import Query
from search.query import address


def filter_options(but: Collection[str] = ()) -> Callable[[Any], Any]:
    """Every parameter of the page's address as an option of the same name, `but` for some."""

    def decorated(command: Any) -> Any:
        for name in reversed([name for name in _names() if name not in but]):
            written = dict.fromkeys((f"--{name}", f"--{name.replace('_', '-')}"))
            option = click.option(*written, _identifier(name), multiple=True, metavar="VALUE", help=_help(name))
            command = option(command)
        return command

    return decorated


def read_query(text: Sequence[str], given: Mapping[str, Sequence[str]]) -> Query:
    """The query of a command's words and options.

    A malformed one is a usage error (exit status 2), in the same words as on the page.
    """
    options = [(name, value) for name in _names() for value in given.get(_identifier(name), ())]
    try:
        return address.read([("q", " ".join(text)), *options])
    except address.BadParameters as error:
        raise click.UsageError("\n".join(problem.detail for problem in error.problems)) from None


class Question(Command):
    """A command that takes the text of a query, and says how to write one that begins with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments that are left. Raises UsageError."""
        written = [*args]  # for parsing takes them out, one by one
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            words = _words_with_minus(written)
            if not words:
                raise
            quoted = f'{"-- " * words[0].startswith("-")}"{" ".join(words)}"'
            told = f"To leave out articles with a word, quote all words: {quoted}"
            raise click.UsageError(f"{error.format_message()} {told}", ctx) from error


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
    "added_since": "Only articles that came into the index on or after this day, or time in UTC.",
    "sort": "Sort by relevance, date (oldest first), -date (newest first) or -added (what came into the index last).",
    "group": "“story” shows near-duplicates as one result and counts them once.",
    "match": "“most” finds articles with most of the words, “all” only those with all; by default all, or most if that"
    " finds next to nothing.",
    "view": "Only for the page, where “table” shows one line per article.",
    "page": "Page of results to show, starting at 1.",
    "per_page": f"Results per page, at most {address.MAX_PER_PAGE}.",
    "facets": "Count only these facets, with commas between them, such as source,person; “none” counts none.",
    "facet_size": f"Values to show per facet, at most {address.MAX_FACET_SIZE}.",
}


def _identifier(name: str) -> str:
    """What Python calls a parameter: "not.place" has a dot, which no argument can have."""
    return name.replace(".", "__")


def _names() -> list[str]:
    return [name for name in address.names() if name != "q"]


def _words_with_minus(arguments: list[str]) -> list[str]:
    """The arguments around the first that has one minus before it, as far as they are no options with their values."""
    at = next((i for i, one in enumerate(arguments) if one.startswith("-") and not one.startswith("--")), None)
    if at is None:
        return []
    options = [i for i, one in enumerate(arguments) if one.startswith("--")]
    begin = max((i + 2 for i in options if i < at), default=0)
    return arguments[min(begin, at) : min((i for i in options if i > at), default=len(arguments))]
