"""A process that answers on a socket: the only one of a server, or one of several."""

from __future__ import annotations

import logging
from collections.abc import Callable
from socket import socket

from search.config import Config
from search.terminal import log_to_stderr
from web import create_app
from web.edge import server
from web.edge.shared import Shared
from web.live import live


def keep_log() -> None:
    """Log what is asked and what changes, and what goes wrong."""
    log_to_stderr(logging.WARNING)
    logging.getLogger("web").setLevel(logging.INFO)  # requests, sessions and corrections
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # waiting is what a queue is for


def answer(
    config: Config,
    opened: socket,
    shared: Shared,
    ready: Callable[[int], None],
    alone: Callable[[], bool] = lambda: False,
) -> None:
    """Answer on a socket until stopped; `ready` is told how many documents there are. Raises SearchError."""
    keep_log()
    app = create_app(config, shared)
    with app.app_context():
        documents = live().current.manifest.documents  # opened before anybody is told
    server.serve(app, opened, lambda: ready(documents), sharing=shared.count, alone=alone)
