"""The server: a socket, threads behind it, limits on what a client may send, and an orderly end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import strerror
from signal import SIGINT, SIGTERM, signal
from socket import AF_INET, AF_INET6, socket
from socket import create_server as create_socket
from time import monotonic
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from search.errors import SearchError
from web.edge.connections import Connection, Watch

THREADS = 4
"""Requests that are answered at the same time; more are queued."""

LIMITS: dict[str, Any] = {
    "connection_limit": 200,  # more clients wait for a connection
    "channel_timeout": 30,  # seconds after which a silent connection is closed
    "clear_untrusted_proxy_headers": False,  # `web.edge.proxies` does that, by the settings
    "max_request_header_size": 32_768,
    "max_request_body_size": 262_144,  # a list of some thousand names; the application refuses more than it needs
}

LOOK_SECONDS = 0.5
"""How often it is seen which clients keep the server waiting."""

DRAIN_SECONDS = 10.0
"""How long answers under way may take after the server has been told to stop."""

log = logging.getLogger(__name__)


def listening(host: str, port: int) -> socket:
    """A socket on an address of this machine. Raises SearchError."""
    try:
        return create_socket((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None) or 0
        reason = strerror(number) if number > 0 else "no such address"
        message = f"cannot listen on {host} port {port}: {reason}; choose another with --host or --port"
        raise SearchError(message) from error


def serve(
    app: Flask,
    opened: socket,
    ready: Callable[[], None],
    *,
    sharing: int = 1,
    alone: Callable[[], bool] = lambda: False,
) -> None:
    """Serve until SIGTERM or SIGINT, then finish the answers under way. `ready` is called once clients can connect.

    Of `sharing` processes on one socket each takes its share of the connections, and ends where it is left `alone`.
    """
    channels: dict[int, Any] = {}
    limits = {**LIMITS, "connection_limit": -(-LIMITS["connection_limit"] // sharing)}
    server = create_server(app, map=channels, sockets=[opened], threads=THREADS, ident="clippings", **limits)
    assert isinstance(server, BaseWSGIServer)  # noqa: S101  # one socket, one server
    server.channel_class = Connection
    with _told_to_stop(server.pull_trigger) as told:
        ready()
        watch, looked = Watch(limits["connection_limit"]), monotonic()
        while not (told() or alone()):
            # Often even when nobody asks, to see who is slow.
            wasyncore.loop(timeout=LOOK_SECONDS, map=channels, count=1)
            if monotonic() - looked >= LOOK_SECONDS:
                looked = monotonic()
                watch.look(_connections(server), looked)
        _drain(server, channels)
    server.task_dispatcher.shutdown()
    wasyncore.close_all(channels)


@contextmanager
def _told_to_stop(wake: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Whether a signal has asked the server to stop. `wake` ends the wait for clients."""
    signals: list[int] = []

    def note(number: int, frame: object) -> None:
        signals.append(number)
        wake()

    before = {number: signal(number, note) for number in (SIGTERM, SIGINT)}
    try:
        yield lambda: bool(signals)
    finally:
        for number, handler in before.items():
            signal(number, handler)


def _connections(server: BaseWSGIServer) -> list[Any]:
    active: Any = server.active_channels
    return list(active.values())


def _drain(server: BaseWSGIServer, channels: dict[int, Any]) -> None:
    """Accept no more connections, and wait until every answer under way has been sent."""
    server.accepting = False
    # Out of the loop and closed: a client that comes now is refused by the system rather than left waiting.
    server.del_channel(channels)
    if server.socket:
        server.socket.close()
    until = monotonic() + DRAIN_SECONDS
    while (left := _busy(server)) and monotonic() < until:
        wasyncore.loop(timeout=0.1, map=channels, count=1)
    if left:
        log.warning("%d answers were cut short", left)


def _busy(server: BaseWSGIServer) -> int:
    """How many connections are still sending a request or receiving an answer."""
    open_ones = _connections(server)
    return sum(bool(one.request or one.requests or one.total_outbufs_len) for one in open_ones)
