"""The server as people start it: a process of its own on a free port, its log in a file; and clients of sockets."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import psutil

ROOT = Path(__file__).parents[3]
PATIENCE = 120.0
"""How long an answer may take on a busy machine before a test calls it none."""


@dataclass(frozen=True, slots=True)
class Started:
    """A server that answers."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def logged(self) -> str:
        """What it has written into its log so far."""
        return self.log.read_text(encoding="utf-8")

    def connected(self, window: int = 0) -> socket.socket:
        """A client; one with a `window` has no room for more bytes of an answer than about these."""
        client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if window:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        client.settimeout(PATIENCE)
        client.connect(("127.0.0.1", self.port))
        return client

    def answer(self, raw: bytes) -> bytes:
        """What comes back for these bytes, to the end."""
        with self.connected() as client:
            client.sendall(raw)
            return b"".join(iter(lambda: client.recv(65_536), b""))

    def status(self, raw: bytes) -> int:
        """The status of the answer to these bytes."""
        return int(self.answer(raw).split(b" ", 2)[1])


@contextmanager
def started(index: Path, *arguments: str, **environment: str) -> Iterator[Started]:
    """`python -m web` over an index."""
    log = index.parent / f"{index.name}.{token_hex(4)}.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "--index", str(index), "--port", "0", *arguments],
            cwd=ROOT, env={**os.environ, "SEARCH_TOKEN": "", **environment},
            stdout=subprocess.PIPE, stderr=written, text=True,
        )  # fmt: skip
    try:
        assert process.stdout is not None
        found = re.fullmatch(r"serving [\d,]+ documents? at http://.*:(\d+)\n", process.stdout.readline())
        assert found, log.read_text()
        yield Started(process, int(found[1]), log)
    finally:
        process.kill()
        process.communicate()


def children(pid: int) -> dict[int, psutil.Process]:
    """The processes that answer for the first one of a server, by their numbers."""
    alive = (child for child in psutil.Process(pid).children() if child.status() != psutil.STATUS_ZOMBIE)
    return {child.pid: child for child in alive if not any("resource_tracker" in word for word in child.cmdline())}


def until(wanted: Callable[[], bool]) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < ends
        time.sleep(0.1)


def request(
    target: str = "/", *lines: str, method: str = "GET", body: bytes = b"", host: str = "localhost", close: bool = True
) -> bytes:
    """A request as it goes over the wire."""
    head = [f"{method} {target} HTTP/1.1", f"Host: {host}", *lines]
    head += ["Connection: close"] if close else []
    head += [f"Content-Length: {len(body)}"] if body else []
    return "".join(f"{line}\r\n" for line in head).encode("latin-1") + b"\r\n" + body
