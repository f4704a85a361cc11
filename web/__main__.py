"""`python -m web`: serve the page and the JSON endpoint."""

from __future__ import annotations

import logging
from os import strerror
from pathlib import Path
from socket import AF_INET, AF_INET6, socket
from socket import create_server as create_socket

import click
from waitress.server import create_server

from search.commands import index_option, plural, reported
from search.config import Config
from search.errors import SearchError
from search.store import read_manifest
from web import create_app

THREADS = 4


@click.command(name="serve")
@index_option
@click.option("--host", metavar="HOST", help="The address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one.  [default: 8000]")
def main(index: Path | None, host: str | None, port: int | None) -> None:
    """Serve the search page and the JSON endpoint."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with reported():
        serve(Config.load(index=index, host=host, port=port))


def serve(config: Config) -> None:
    """Answer until stopped. Raises SearchError where there is no index or the address cannot be had."""
    manifest = read_manifest(config.index)
    with listening(config.host, config.port) as opened:
        server = create_server(create_app(config), sockets=[opened], threads=THREADS, ident="clippings")
        address = _address(config.host, opened.getsockname()[1])
        click.echo(f"serving {plural(manifest.documents, 'document')} at {address}")
        server.run()


def listening(host: str, port: int) -> socket:
    """A socket on an address of this machine. Raises SearchError."""
    try:
        return create_socket((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None) or 0
        reason = strerror(number) if number > 0 else "no such address"
        message = f"cannot listen on {host} port {port}: {reason}; choose another with --host or --port"
        raise SearchError(message) from error


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


if __name__ == "__main__":
    main()
