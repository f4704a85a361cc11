"""The commands of a program, those that are loaded when they are asked for among them."""

from __future__ import annotations

from collections.abc import Iterator

import click


def every_command(command: click.Command) -> Iterator[click.Command]:
    """A command, and all that are below it."""
    yield command
    for inner in inner_commands(command).values():
        yield from every_command(inner)


def inner_commands(command: click.Command) -> dict[str, click.Command]:
    """The commands directly below one, by their names."""
    if not isinstance(command, click.Group):
        return {}
    context = click.Context(command)
    found = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return {name: inner for name, inner in found.items() if inner}
