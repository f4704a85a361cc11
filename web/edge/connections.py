"""The connections of the server: how long it waits for a client, and which go first when there are too many.

A client owes the server two things: a request, once it has begun one, and to take its answer. One that does neither
costs a connection, and an export a thread; so each has its time, and where connections run short those go first that
have kept the server waiting longest. How many threads may write exports at once stands in `web.edge.streaming`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from fcntl import ioctl
from socket import SO_LINGER, SOL_SOCKET
from termios import TIOCOUTQ
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

ARRIVAL_SECONDS = 30.0
"""How long a request may take to arrive: a client that sends a byte now and then must not keep its connection."""

TAKING_SECONDS = 10.0
"""How long a client may take for the next TAKEN_BYTES of its answer."""

TAKEN_BYTES = 10_000
"""A kilobyte a second: the slowest telephone takes five times as much."""

PATIENCE_SECONDS = 1.0
"""How long a connection may keep the server waiting even where there are too few."""


class Request(HTTPRequestParser):
    """A request as it arrives. One that is refused or complete asks for no more of itself ("100 Continue")."""

    def received(self, data: bytes) -> int:
        """Take the next bytes; how many of them belong to this request."""
        taken: int = super().received(data)
        if self.error or self.completed:
            self.expect_continue = False
        return taken


class Connection(HTTPChannel):
    """A connection that takes one request at a time, and counts what its client takes of the answer."""

    parser_class = Request
    handed = 0

    def received(self, data: bytes) -> bool:
        """Take bytes of a request. What comes along behind one is left, and the connection closed after its answer.

        Else a client could have hundreds of answers made and not take one. Browsers do not send requests so, and who
        does asks again (RFC 9112, 9.3.2).
        """
        with self.requests_lock:  # type: ignore[attr-defined]
            while data and not (self.requests or self.will_close or self.close_when_flushed):
                self.request = self.request or self.parser_class(self.adj)
                data = data[self.request.received(data) :]
                if self.request.expect_continue and self.request.headers_finished and not self.sent_continue:
                    self.send_continue()
                if self.request.completed:
                    self._ask(self.request, is_last=bool(data))
        return True

    def _ask(self, request: HTTPRequestParser, *, is_last: bool) -> None:
        """Let a thread answer a request that is there as a whole."""
        self.request, self.sent_continue = None, False
        if request.empty:  # ends of lines between requests
            return
        if is_last:
            request.headers["CONNECTION"] = "close"  # type: ignore[index]
        self.requests = [request]
        self.server.add_task(self)  # type: ignore[arg-type]  # which is what waitress does itself

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Hand bytes to the system; how many it took."""
        sent: int = super().send(data, do_close)
        self.handed += sent
        return sent

    @property
    def taken(self) -> int:
        """The bytes that the client's side has taken so far; where the system does not tell, those that were sent."""
        try:
            on_the_way = struct.unpack("i", ioctl(self.socket or -1, TIOCOUTQ, bytes(4)))[0]
        except (OSError, ValueError):
            return self.handed
        return self.handed - int(on_the_way)

    @property
    def owes_taking(self) -> bool:
        """Whether there is something for the client to take, and the server is not just making more of it."""
        return self.total_outbufs_len >= (self.adj.send_bytes if self.requests else 1)

    @property
    def waits_for(self) -> object:
        """What the server waits for: another one with each request, and with each answer that was handed over."""
        return self.request or (TAKING_SECONDS if self.owes_taking else self.handed)

    @property
    def is_working(self) -> bool:
        """Whether the server owes the client something."""
        return bool(self.requests) and not self.owes_taking

    def cut(self) -> None:
        """Close it at once, whatever is on its way: waiting until that is sent is waiting for the client.

        Called by the main thread alone.
        """
        if self.owes_taking and self.socket:  # let the system forget what was not taken, too
            self.socket.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.handle_close()


@dataclass(slots=True)
class _Kept:
    """Since when a connection keeps the server waiting, for what, and what its client had taken then."""

    since: float
    what: object
    taken: int


class Watch:
    """Looks after the connections, once a second or so."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Connection, _Kept] = {}

    def look(self, connections: Iterable[Any], now: float) -> None:
        """Cut those that keep the server waiting for too long, or longest where there are too many."""
        open_ones = list(connections)
        self._kept = {one: self._told(one, now) for one in open_ones if not one.is_working}
        over = {one for one in open_ones if one.will_close}
        over |= {one for one, kept in self._kept.items() if now - kept.since > _patience(one)}
        over |= self._too_many([one for one in open_ones if one not in over], now)
        for one in over:
            one.cut()

    def _told(self, one: Connection, now: float) -> _Kept:
        """What is known of a connection. The time begins anew with another request, and with enough that was taken."""
        kept, what, taken = self._kept.get(one), one.waits_for, one.taken
        if kept is None or kept.what != what or (one.owes_taking and taken - kept.taken >= TAKEN_BYTES):
            return _Kept(now, what, taken)
        return kept

    def _too_many(self, open_ones: list[Connection], now: float) -> set[Connection]:
        """Those that waited longest: a tenth of the connections is kept free for those who come."""
        too_many = len(open_ones) - self._most * 9 // 10
        waited = [(kept.since, one) for one in open_ones if (kept := self._kept.get(one))]
        waited = [(since, one) for since, one in waited if now - since > PATIENCE_SECONDS]
        return {one for _, one in sorted(waited, key=lambda pair: pair[0])[: max(0, too_many)]}


def _patience(one: Connection) -> float:
    """How long a connection may keep the server waiting; one on which nothing is asked has the server's own limit."""
    if one.owes_taking:
        return TAKING_SECONDS
    return ARRIVAL_SECONDS if one.request else float(one.adj.channel_timeout)
