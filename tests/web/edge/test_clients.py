"""Clients that keep the server waiting: they are cut, and nobody else notices. All of it against the real server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.corpora import article
from tests.sites import build, documents
from tests.web.edge.started import PATIENCE, Started, request, started
from web.edge import connections
from web.edge.server import LIMITS
from web.edge.streaming import AT_ONCE

MANY = LIMITS["connection_limit"] + 20
ASKS = request("/", close=False)
CONTINUE = "Expect: 100-continue"


LONG = 12_000_000
"""Bytes of an article that fits into no buffer of the system.

None of them a word: the engine of the tests indexes every word while its first request waits.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clients") / "index"
    build(folder, [*documents(), article(700, "A long one", "-" * LONG, source="The Dial")])
    return folder


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[Started]:
    with started(index, SEARCH_REQUEST_LOG="none") as found:
        assert found.status(request("/healthz")) == 200  # which opens the index
        yield found  # to all tests in turn: none of them may leave it in a state that the next one notices
        assert found.process.poll() is None
        assert "Traceback" not in found.logged()


LARGE = f"/api/documents/{article(700, '', '').id}"
EXPORT = "/api/search.ndjson"
HALF_BODY = b"POST /enter HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"
WAYS = {
    "ask and never read": ASKS,
    "ask 300 times and never read": ASKS * 300,
    "say nothing": b"",
    "half a request": b"GET / HT",
    "half a body": HALF_BODY,
    "ask for an export and never read": request(EXPORT, close=False),
}


def send(client: socket.socket, raw: bytes) -> None:
    with suppress(OSError):  # it may be cut already
        client.sendall(raw)


@pytest.mark.parametrize("raw", WAYS.values(), ids=WAYS.keys())
def test_many_clients_that_keep_it_waiting_keep_nobody_else_out(server: Started, raw: bytes) -> None:
    with ExitStack() as held:
        for _ in range(MANY):
            send(held.enter_context(server.connected(window=1_024)), raw)
        for _ in range(5):
            assert server.status(request()) == 200


def test_a_client_that_takes_nothing_of_its_answer_is_cut_and_gives_its_turn_back(tmp_path: Path) -> None:
    """More than waits in memory for one client, so that each of these keeps a thread."""
    build(tmp_path / "index", [article(n, "-" * 240_000, "A note.", source="The Dial") for n in range(100)])
    with started(tmp_path / "index") as server, ExitStack() as held:
        assert server.status(request("/healthz")) == 200  # which opens the index: what follows is quick
        idle = [held.enter_context(server.connected(window=1_024)) for _ in range(AT_ONCE)]
        for client in idle:
            send(client, request(EXPORT))
        for client in idle:
            assert client.recv(13) == b"HTTP/1.1 200 ", "it got no turn"
        assert server.status(request(EXPORT, method="HEAD")) == 503, "an export that nobody takes keeps no turn"
        until = monotonic() + 4 * PATIENCE
        while server.status(request(EXPORT, method="HEAD")) == 503:
            assert server.status(request("/healthz")) == 200
            assert monotonic() < until, "who never reads keeps the turns of exports"
            sleep(0.5)
        sleep(connections.TAKING_SECONDS / 2)  # the first is cut; whoever came last has had as long by then
        for client in idle:
            with pytest.raises(ConnectionError):
                b"".join(iter(lambda client=client: client.recv(65_536), b""))


def test_one_that_takes_its_answer_slowly_gets_all_of_it(server: Started) -> None:
    """Longer than it may take nothing, and with pauses."""
    with server.connected(window=65_536) as client:
        client.sendall(request(LARGE))
        got, began = 0, monotonic()
        while some := client.recv(65_536):
            got += len(some)
            if monotonic() - began < 1.5 * connections.TAKING_SECONDS:
                sleep(0.25)
    assert got > LONG


def test_what_is_sent_behind_a_request_is_left_and_said_so(server: Started) -> None:
    answer = server.answer(request("/healthz", close=False) * 50)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"\r\nConnection: close\r\n" in answer
    kept = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)  # one after the other, as browsers ask
    for _ in range(5):
        kept.request("GET", "/healthz")
        assert kept.getresponse().read().startswith(b'{"status":"ok"')
        used = kept.sock
    assert kept.sock is used
    kept.close()


# --- Expect: 100-continue


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("Content-Length: 99999999",), 413),
        (("Content-Length: 262144",), 413),
        (("Content-Length: -1",), 400),
        (("Content-Length: x",), 400),
        (("Transfer-Encoding: gzip",), 501),
    ],
)
def test_a_body_that_is_refused_is_not_asked_for(server: Started, lines: tuple[str, ...], status: int) -> None:
    raw = request("/enter", CONTINUE, *lines, method="POST", close=False)
    assert server.answer(raw).startswith(b"HTTP/1.1 %d " % status)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_no_body_comes_none_is_waited_for(server: Started, method: str) -> None:
    answer = server.answer(request("/", CONTINUE, method=method))
    assert answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 405 "))


def test_a_body_that_is_taken_is_asked_for(index: Path) -> None:
    with started(index, SEARCH_TOKEN="0123456789abcdef") as server, server.connected() as client:
        body = b"token=0123456789abcdef"
        head = request("/enter", CONTINUE, "Content-Type: application/x-www-form-urlencoded", method="POST", body=body)
        client.sendall(head.removesuffix(body))
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert client.recv(100).startswith(b"HTTP/1.1 303 ")


def test_patience_is_long_enough_to_tell_late_from_never() -> None:
    assert PATIENCE > 2 * connections.TAKING_SECONDS
