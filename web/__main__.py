"""`python -m web`: serve the page and the JSON endpoint."""

from __future__ import annotations

import logging
from pathlib import Path

import click
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

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
    try:
        server = create_server(
            create_app(config), host=config.host, port=config.port, threads=THREADS, ident="clippings"
        )
    except (OSError, ValueError) as error:
        raise SearchError(_cannot_listen(config, error)) from error
    click.echo(f"serving {plural(manifest.documents, 'document')} at {_address(config.host, _port(server))}")
    server.run()


def _port(server: BaseWSGIServer | MultiSocketServer) -> int:
    """The port in use; a name such as "localhost" may stand for several sockets."""
    return int(server.effective_listen[0][1] if isinstance(server, MultiSocketServer) else server.getsockname()[1])


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _cannot_listen(config: Config, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot listen on {config.host} port {config.port}: {reason}; choose another with --host or --port"


if __name__ == "__main__":
    main()
