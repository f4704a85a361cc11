"""The parameters of the page's address as options of a command, and the query that they make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import click

from search.cli.commands import Command, Filter
from search.facets import all_facets
from search.model import Query
from search.query import address


def filter_options(but: Collection[str] = ()) -> Callable[[Any], Any]:
    """Every parameter of the page's address as an option of the same name, `but` for some."""

    def decorated(command: Any) -> Any:
        for name in reversed([name for name in _names() if name not in but]):
            command = _option(name, but)(command)
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


def _option(name: str, but: Collection[str]) -> Callable[[Any], Any]:
    """A parameter as an option. The help of a facet names all that it has."""
    facet = all_facets().get(name.removeprefix("not.").removesuffix(".mode"))
    written = dict.fromkeys((f"--{name}", f"--{name.replace('_', '-')}"))
    named: dict[str, Any] = {"multiple": True, "metavar": "VALUE", "help": _HELP.get(name)}
    if facet is None:
        kind = Filter if name in _BOUNDS else click.Option
        return click.option(*written, _identifier(name), cls=kind, hidden=name == "view", **named)
    if name == facet.name:
        mode = f"; also --{name}.mode all" if facet.multiple else ""
        such_as = ", such as 1969, “June 1969” or 20/07/1969 (day/month/year)" if name == "date" else ""
        named |= {"help": f"{facet.label}{such_as}{mode}.", "beside": f"--not.{name}"}
    else:
        named |= {"hidden": True}
    return click.option(*written, _identifier(name), cls=Filter, **named)


_BOUNDS = ("since", "until", "added_since")
_HELP = {
    "since": "Articles from this day, month or year onwards.",
    "until": "Articles up to and including this day, month or year.",
    "added_since": "Articles that came into the index on or after this day, or time in UTC.",
    "sort": "Sort by relevance, date (oldest first), -date (newest first) or -added (what came into the index last).",
    "group": "“story” shows near-duplicates as one result and counts them once.",
    "match": "“most” finds articles with most of the words, “all” only those with all; by default all, or most if that"
    " finds next to nothing.",
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
