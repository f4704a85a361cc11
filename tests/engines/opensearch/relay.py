"""What stands before a cluster in earnest: TLS with a certificate of an authority of its own, a user and a password."""

from __future__ import annotations

import base64
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

KEPT = ("Content-Type", "Accept")


def authority(folder: Path, name: str) -> Path:
    """The certificate of a new authority, whose key is beside it."""
    certificate = folder / f"{name}.pem"
    _openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
        "-addext", "keyUsage=critical,keyCertSign", "-keyout", folder / f"{name}.key", "-out", certificate,
    )  # fmt: skip
    return certificate


def certificate(folder: Path, signed_by: Path, host: str) -> Path:
    """A certificate for an address, with its key in the same file, that an authority has signed."""
    made, key = folder / f"{host}.pem", folder / f"{host}.key"
    names = folder / "names"
    names.write_text(f"subjectAltName=IP:{host}\n")
    request = folder / "request"
    _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=node", "-keyout", key, "-out", request)
    _openssl(
        "x509", "-req", "-days", "2", "-in", request, "-CA", signed_by, "-CAkey", signed_by.with_suffix(".key"),
        "-CAcreateserial", "-extfile", names, "-out", made,
    )  # fmt: skip
    made.write_text(made.read_text() + key.read_text())
    return made


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        relay: Relay = self.server  # type: ignore[assignment]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Authorization") != relay.wanted:
            self._answer(401, b'{"error": "Unauthorized"}')
            return
        node = HTTPConnection(relay.node, timeout=120)
        node.request(self.command, self.path, body, {name: self.headers[name] for name in KEPT if name in self.headers})
        answer = node.getresponse()
        self._answer(answer.status, answer.read(), answer.getheader("Content-Type", "application/json"))
        node.close()

    do_HEAD = do_PUT = do_POST = do_DELETE = do_GET  # noqa: N815 - so they are called

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Keep silent."""


class Relay(ThreadingHTTPServer):
    """Passes requests on to a node, of whoever is `admit`ted."""

    daemon_threads = True

    def __init__(self, node: str, made: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.node, self.wanted = urlsplit(node).netloc, ""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made)
        # The handshake is made in the thread of the connection, so that one that hangs keeps nobody waiting.
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"https://127.0.0.1:{self.server_port}"

    def admit(self, user: str, password: str) -> None:
        """Let in nobody but this user from now on."""
        self.wanted = f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever does not trust the certificate goes away in the middle."""


@contextmanager
def relayed(node: str, made: Path) -> Iterator[Relay]:
    """A relay to a node, with a certificate."""
    with Relay(node, made) as relay:
        thread = Thread(target=relay.serve_forever)
        thread.start()
        try:
            yield relay
        finally:
            relay.shutdown()
            thread.join()
