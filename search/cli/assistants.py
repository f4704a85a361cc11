"""`clippings mcp`: let an assistant on this machine ask the index, over standard input and output."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from search.assistants.reading import Reading
from search.cli.commands import Command
from search.cli.options import index_option, reported
from search.config import Config
from search.errors import ExtraMissing
from search.store import followed
from search.store.live import Live
from search.terminal import log_to_stderr

MISSING = "answering assistants needs the official MCP library; install it with: python -m pip install '.[mcp]'"


@click.command(cls=Command)
@index_option
def main(index: Path | None) -> None:
    """Answer an assistant by the Model Context Protocol (MCP).

    The assistant starts this command by itself; it can search, read and check quotations, and change nothing.
    """
    log_to_stderr(logging.ERROR)
    with reported():
        try:
            from search.assistants import stdio
        except ImportError:
            raise ExtraMissing(MISSING) from None
        config = Config.load(index=index)
        live = Live(config.index, followed.engine_of(config.index, config.engine))
        live.current  # noqa: B018  # whether there is an index is said at once, not with the first question
        stdio.serve(lambda: Reading(live.current, live.folder), live.folder)
