"""The server takes what it must, no more, and stops without losing an answer."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from search.config import Config
from search.errors import SettingInvalid
from tests.sites import build, documents
from web import create_app
from web.__main__ import main, refuse_to_be_open
from web.edge import connections, server
from web.edge.streaming import AT_ONCE, RETRY_SECONDS

ROOT = Path(__file__).parents[3]


@contextmanager
def serving(index: Path, *arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server of its own, and its port."""
    build(index, documents())
    process = subprocess.Popen(
        [sys.executable, "-m", "web", "--index", str(index), "--port", "0", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.fullmatch(r"serving 20 documents at http://.*:(\d+)\n", process.stdout.readline())
        assert found
        yield process, int(found[1])
    finally:
        process.kill()
        process.communicate()


def answer(port: int, raw: bytes) -> bytes:
    """What comes back for these bytes, to the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(raw)
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def status(port: int, raw: bytes) -> int:
    return int(answer(port, raw).split(b" ", 2)[1])


def refused(port: int, raw: bytes, expected: int) -> bool:
    """Whether these bytes are refused; a connection that is closed while more comes may take the answer with it."""
    try:
        return status(port, raw) == expected
    except OSError:
        return True


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=20).close()
    except OSError:
        return False
    return True


HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, port):
        assert status(port, HEAD + b"\r\n") == 200
        assert refused(port, HEAD + b"X: " + b"x" * 40_000 + b"\r\n\r\n", 431)
        assert refused(port, HEAD.replace(b"/", b"/?q=" + b"x" * 9_000, 1) + b"\r\n", 414)
        assert refused(port, HEAD.replace(b"/", b"/?q=" + b"x" * 10_000_000, 1) + b"\r\n\r\n", 431)
        assert refused(port, HEAD.replace(b"GET", b"POST") + b"Content-Length: 999999999\r\n\r\n", 413)
        chunk = b"%x\r\n%b\r\n" % (300_000, b"x" * 300_000)
        chunked = HEAD.replace(b"GET", b"POST") + b"Transfer-Encoding: chunked\r\n\r\n" + chunk + b"0\r\n\r\n"
        assert refused(port, chunked, 413)
        assert status(port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n") == 400
        assert status(port, HEAD + b"\r\n") == 200


def test_the_answer_under_way_is_finished_when_it_is_told_to_stop(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, port):
        half = socket.create_connection(("127.0.0.1", port), timeout=20)
        half.sendall(HEAD)  # a request that has begun to come
        whole = HTTPConnection("127.0.0.1", port, timeout=20)
        whole.request("GET", "/api/search")
        assert json.loads(whole.getresponse().read())["total"] == 20
        process.send_signal(signal.SIGTERM)
        while listens(port):
            pass
        assert process.poll() is None
        half.sendall(b"\r\n")
        received = b"".join(iter(lambda: half.recv(65_536), b""))
        half.close()
        whole.close()
        assert received.startswith(b"HTTP/1.1 200 OK")
        assert received.rstrip().endswith(b"</html>")
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_request_that_takes_too_long_to_arrive_is_cut_and_others_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "ARRIVAL_SECONDS", 1.0)
    build(tmp_path, documents())
    seen: list[object] = []

    def ask(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nX: ")
            seen.append(status(port, HEAD + b"\r\n"))
            slow.settimeout(0.1)
            until = monotonic() + 20
            while monotonic() < until:
                with suppress(TimeoutError):
                    slow.sendall(b"x")
                    seen.append(slow.recv(1))
                    break

    def drive(port: int) -> None:
        try:
            ask(port)
        except OSError as error:  # sent to a connection that is closed
            seen.append(error)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    with server.listening("127.0.0.1", 0) as opened:
        client = Thread(target=drive, args=(opened.getsockname()[1],))
        server.serve(create_app(Config(index=tmp_path)), opened, client.start)
        client.join()
    assert seen[0] == 200
    assert seen[1] == b"" or isinstance(seen[1], ConnectionError)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_stops_at_once_without_complaint(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path) as (process, port):
        idle = socket.create_connection(("127.0.0.1", port), timeout=20)
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        idle.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_exports_that_nobody_reads_to_the_end_leave_turns_for_others(client: FlaskClient) -> None:
    for _ in range(3):
        held = [client.get("/api/search.ndjson") for _ in range(AT_ONCE)]
        refused = client.get("/api/search.csv")
        assert (refused.status_code, int(refused.headers["Retry-After"])) == (503, RETRY_SECONDS)
        assert client.get("/api/search").status_code == 200
        for response in held:  # the client goes away, or reads to the end
            response.close()
        with client.head("/api/search.csv") as response:
            assert response.status_code == 200
        assert client.get("/api/search.csv").get_data()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "box.lan"])
def test_it_is_not_open_to_the_network_by_accident(tmp_path: Path, host: str) -> None:
    build(tmp_path, documents())
    result = CliRunner().invoke(
        main, ["--index", str(tmp_path), "--host", host, "--port", "0"], env={"SEARCH_TOKEN": ""}
    )
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SEARCH_TOKEN" in result.stderr
    assert "--public" in result.stderr
    with pytest.raises(SettingInvalid):
        refuse_to_be_open(Config(host=host))
    refuse_to_be_open(Config(host=host, token="0123456789abcdef"))
    refuse_to_be_open(Config(host=host, public=True))


def test_with_a_token_it_asks_everybody_for_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0", SEARCH_TOKEN="0123456789abcdef") as (_, port):
        assert status(port, HEAD + b"\r\n") == 401
        assert status(port, HEAD + b"Authorization: Bearer 0123456789abcdef\r\n\r\n") == 200
        assert status(port, HEAD.replace(b"localhost", b"evil.example") + b"\r\n") == 421


def test_public_is_public(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0", "--public", SEARCH_TOKEN="") as (_, port):
        assert status(port, HEAD + b"\r\n") == 200
