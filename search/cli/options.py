"""What all commands share: options, how errors are reported, and how numbers are written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from search.cli.interrupt import STOPPED
from search.counted import plural
from search.errors import SearchError
from search.terminal import say

__all__ = ["index_option", "plural", "reported", "size"]

index_option = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=True),
    metavar="DIR",
    help="Folder of the index.  [default: index, or SEARCH_INDEX]",
)


@contextmanager
def reported() -> Iterator[None]:
    """Turn errors that the user can act on into one line on stderr and an exit status, never a traceback.

    1 for an error, 130 after Ctrl-C; a closed pipe ends quietly.
    """
    try:
        yield
    except SearchError as error:
        say(f"error: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        say(STOPPED, err=True)
        sys.exit(130)


def size(count: int) -> str:
    """A number of bytes as people read it: "412 KB"."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count} B"
