"""Commands whose complaints about their usage are printed as all else is: escaped, by `search.terminal`.

click's own messages repeat what was typed, and that may be a name of a file that a shell completed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from search.terminal import say


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


class Command(click.Command):
    """One command."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        """Read the arguments. Raises Complaint."""
        with _escaped():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what it is for. Raises Complaint."""
        with _escaped():
            return super().invoke(ctx)


class Group(Command, click.Group):
    """Several commands under one name."""

    command_class = Command


@contextmanager
def _escaped() -> Iterator[None]:
    try:
        yield
    except Complaint:
        raise
    except click.ClickException as said:
        raise Complaint(said) from said
