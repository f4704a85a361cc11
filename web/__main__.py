"""`python -m web`: serve the search page and the JSON API."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from search.cli.commands import Command
from search.cli.options import index_option, plural, reported
from search.config import MOST_PROCESSES, Config
from search.errors import SettingInvalid
from search.store import followed
from search.store.builds import read_manifest
from search.terminal import say
from web.answering import answer, keep_log
from web.edge import processes, server
from web.edge.hosts import is_loopback
from web.edge.shared import Shared


@click.command(name="serve", cls=Command)
@index_option
@click.option("--host", metavar="HOST", help="Address to listen on.  [default: 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="Port to listen on; 0 picks a free one.  [default: 8000]"
)
@click.option("--public", is_flag=True, default=None, help="Let anyone who can reach the address read.")
@click.option("--edit", is_flag=True, default=None, help="Let readers correct names, tag articles and save searches.")
@click.option("--mcp", is_flag=True, default=None, help="Let assistants ask by the Model Context Protocol, at /mcp.")
@click.option(
    "--processes",
    type=click.IntRange(1, MOST_PROCESSES),
    metavar="N",
    help="Processes that answer.  [default: one a core, at most 4]",
)
def main(index: Path | None, **flags: Any) -> None:
    """Serve the search page and the JSON API."""
    with reported():
        serve(Config.load(index=index, **flags))


def serve(config: Config) -> None:
    """Serve until stopped. Raises SearchError if no index can be opened or the address is not available."""
    keep_log()
    followed.look(config.index, config.engine)
    read_manifest(config.index)
    refuse_to_be_open(config)
    if config.edit and followed.only_follows(config.index):
        config = replace(config, edit=False)
        say(
            "--edit is ignored: names are corrected and articles tagged on the machine that builds this index", err=True
        )
    with server.listening(config.host, config.port) as opened:
        address = _address(config.host, opened.getsockname()[1])

        def ready(documents: int) -> None:
            say(f"serving {plural(documents, 'document')} at {address}")

        if config.processes == 1:
            answer(config, opened, Shared(), ready)
        else:
            processes.serve(config.processes, partial(answer, config), opened, ready)


def refuse_to_be_open(config: Config) -> None:
    """Raise SettingInvalid if anyone on the network could read and `--public` was not given."""
    if not (is_loopback(config.host) or config.token or config.public):
        raise SettingInvalid(
            f"anyone who can reach {config.host} could read every article; set SEARCH_TOKEN to a secret for readers"
            " (generate one with: openssl rand -hex 16), or use --public"
        )
    if config.edit and not config.token and (config.public or not is_loopback(config.host)):
        raise SettingInvalid(
            f"with --edit, anyone who can reach {config.host} could change names; set SEARCH_TOKEN to a secret for"
            " readers (generate one with: openssl rand -hex 16), or serve without --edit"
        )


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


if __name__ == "__main__":
    main()
