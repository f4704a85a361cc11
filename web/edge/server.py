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

THREADS = 4
"""Requests that are answered at the same time; more are queued."""

LIMITS: dict[str, Any] = {
    "connection_limit": 200,  # more clients wait for a connection
    "channel_timeout": 30,  # seconds after which a silent connection is closed
    "max_request_header_size": 32_768,
    "max_request_body_size": 16_384,  # the largest body there is corrects a name by another: 200 letters each, escaped
}

ARRIVAL_SECONDS = 30.0
"""How long a request may take to arrive: a client that sends a byte now and then must not hold a connection."""

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


def serve(app: Flask, opened: socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish the answers under way. `ready` is called once clients can connect."""
    channels: dict[int, Any] = {}
    server = create_server(app, map=channels, sockets=[opened], threads=THREADS, ident="clippings", **LIMITS)
    assert isinstance(server, BaseWSGIServer)  # noqa: S101  # one socket, one server
    with _told_to_stop(server.pull_trigger) as told:
        ready()
        arriving: dict[object, float] = {}
        while not told():
            # Once a second even when nobody asks, to see who is slow.
            wasyncore.loop(timeout=1.0, map=channels, count=1)
            arriving = _cut_the_slow(server, arriving)
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


def _cut_the_slow(server: BaseWSGIServer, arriving: dict[object, float]) -> dict[object, float]:
    """Close connections whose request takes too long to arrive; when each of the others was first seen."""
    now = monotonic()
    active: Any = server.active_channels
    found = {channel.request: channel for channel in active.values() if channel.request}
    since = {request: arriving.get(request, now) for request in found}
    for request, first in since.items():
        if now - first > ARRIVAL_SECONDS:
            # Told and not closed here: the loop is the one that closes.
            found[request].will_close = True
    return since


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
    active: Any = server.active_channels
    return sum(bool(channel.request or channel.requests or channel.total_outbufs_len) for channel in active.values())
