"""Commands whose complaints about their usage are printed as all else is: escaped, by `search.terminal`.

click's own messages repeat what was typed, and that may be a name of a file that a shell completed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click

from search.terminal import say

FILTERS = (
    "Only articles with a value; with any of them if a filter is repeated, or with all of them where there is"
    " --NAME.mode all. --not.NAME leaves out articles with a value. The value (none) is no value."
)
"""What is said of all filters."""

_WIDEST = 38
"""Columns for the names of filters, the help of which is short."""


class Complaint(click.ClickException):
    """What click says, escaped."""

    def __init__(self, said: click.ClickException) -> None:
        super().__init__(said.message)
        self._said = said
        self.exit_code = said.exit_code  # type: ignore[misc]  # click declares it once for all and means it otherwise

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it on stderr."""
        held = io.StringIO()
        self._said.show(held)
        say(held.getvalue(), err=True, nl=False)


class Filter(click.Option):
    """An option that narrows what a command is about. Its help stands below those of the command itself."""

    def __init__(self, *given: Any, beside: str = "", **named: Any) -> None:
        """`beside` are related options, which the help names on the same line."""
        super().__init__(*given, **named)
        self._beside = beside

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The names and what they do."""
        record = super().get_help_record(ctx)
        return (f"{self.opts[0]}, {self._beside} {self.metavar}", record[1]) if record and self._beside else record


class Command(click.Command):
    """One command."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of all options: what the command is called for first, then the filters."""
        options: list[tuple[str, str]] = []
        filters: list[tuple[str, str]] = []
        for one in self.get_params(ctx):
            if isinstance(one, click.Option) and (record := one.get_help_record(ctx)):
                (filters if isinstance(one, Filter) else options).append(record)
        with formatter.section("Options"):
            formatter.write_dl(options)
        if filters:
            with formatter.section("Filters"):
                formatter.write_text(FILTERS)
                formatter.write_paragraph()
                formatter.write_dl(filters, col_max=_WIDEST)

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        """Read the arguments. Raises Complaint."""
        with _escaped():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what it is for. Raises Complaint."""
        with _escaped():
            return super().invoke(ctx)


class Group(Command, click.Group):
    """Several commands under one name.

    Those of `later` are loaded when they are asked for, so that a question need not wait for what builds an index:
    {"index": "search.index:main"}.
    """

    command_class = Command

    def __init__(self, *given: Any, later: Mapping[str, str] | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.later = dict(later or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the alphabet."""
        return sorted({*self.commands, *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in self.commands and cmd_name in self.later:
            module, _, name = self.later[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the options and the list of commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@contextmanager
def _escaped() -> Iterator[None]:
    try:
        yield
    except Complaint:
        raise
    except click.ClickException as said:
        raise Complaint(said) from said
