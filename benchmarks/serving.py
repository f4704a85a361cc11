"""Requests per second through the real server: `python -m web` on the loopback, asked by a client in another process.

Every connection asks one question after the other, each as soon as the last is answered, in an order of its own; the
questions come round again, so that all but the first round are warm. The client takes CPU of the same machine:
`server_cpu_ms`, the CPU of the server a request, tells more about the program than requests per second on a busy one.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from benchmarks.questions import Question
from search.config import usable_cores
from search.query.address import address

CONNECTIONS = (1, 8, 32)
SECONDS = 5.0
"""How long each number of connections asks."""
KINDS = {"page": "/", "json": "/api/search"}


class ServerFailed(Exception):
    """The server did not start, or answered a question with an error."""


@dataclass
class Load:
    """What a client saw: the milliseconds of each answer, and the bytes of all of them."""

    wall_ms: list[float] = field(default_factory=list)
    bytes: int = 0
    seconds: float = 0.0

    def as_json(self, server_cpu_s: float) -> dict[str, float]:
        """The figures for machines."""
        times = sorted(self.wall_ms)
        return {
            "requests_per_s": round(len(times) / self.seconds, 1),
            "p50_ms": round(times[len(times) // 2], 2),
            "p99_ms": round(times[int(0.99 * len(times))], 2),
            "server_cpu_ms": round(server_cpu_s / len(times) * 1e3, 3),
            "answer_bytes": round(self.bytes / len(times)),
        }


def serve(index: Path, questions: Sequence[Question], connections: Sequence[int] = CONNECTIONS) -> dict[str, object]:
    """The figures of an index' server, of one process and of one a core.

    By what is asked for, as in "page" or "json, 2 processes", and the number of connections. `resident_mb` is the
    server's memory after all of it, by the number of its processes. Raises ServerFailed.
    """
    paths = {kind: [address(question.query, path) for question in questions] for kind, path in KINDS.items()}
    served: dict[str, object] = {}
    resident: dict[str, int] = {}
    for processes in sorted({1, usable_cores()}):
        with _server(index, processes) as (server, port), ProcessPoolExecutor(1, get_context("spawn")) as client:
            _round(client, port, [path for of_kind in paths.values() for path in of_kind])
            for kind, of_kind in paths.items():
                name = kind if processes == 1 else f"{kind}, {processes} processes"
                served[name] = _levels(client, server, port, of_kind, connections)
            resident[str(processes)] = round(sum(one.memory_info().rss for one in _all_of(server)) / 1e6)
    return served | {"resident_mb": resident}


def _round(client: ProcessPoolExecutor, port: int, paths: Sequence[str]) -> None:
    """Ask everything once, so that no level has the first times alone."""
    client.submit(load, port, paths, 1, len(paths), 600.0).result()


def _levels(
    client: ProcessPoolExecutor,
    process: psutil.Process,
    port: int,
    paths: Sequence[str],
    connections: Sequence[int],
) -> Mapping[str, object]:
    levels = {}
    for count in connections:
        before = _cpu_s(process)
        seen = client.submit(load, port, paths, count, sys.maxsize, SECONDS).result()
        levels[str(count)] = seen.as_json(_cpu_s(process) - before)
    return levels


def _cpu_s(server: psutil.Process) -> float:
    times = [process.cpu_times() for process in _all_of(server)]
    return float(sum(each.user + each.system for each in times))


def _all_of(server: psutil.Process) -> list[psutil.Process]:
    return [server, *server.children()]


@contextmanager
def _server(index: Path, processes: int) -> Iterator[tuple[psutil.Process, int]]:
    """A running server and its port."""
    command = [sys.executable, "-m", "web", "--index", str(index), "--port", "0", "--processes", str(processes)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SEARCH_")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean, text=True) as server:
        assert server.stdout
        said = server.stdout.readline()
        try:
            if "http://" not in said:
                raise ServerFailed(f"`python -m web --index {index}` did not start; run it to see why")
            port = urlsplit(said[said.index("http://") :].strip()).port
            assert port
            yield psutil.Process(server.pid), port
        finally:
            server.terminate()


# --- in the client's process


def load(port: int, paths: Sequence[str], connections: int, most: int, seconds: float) -> Load:
    """Ask for so many seconds, or until every connection has asked `most` times. Raises ServerFailed."""
    return asyncio.run(_load(port, paths, connections, most, seconds))


async def _load(port: int, paths: Sequence[str], connections: int, most: int, seconds: float) -> Load:
    seen = Load()
    start = time.perf_counter()
    askers = (_asker(port, _shuffled(paths, number), most, start + seconds, seen) for number in range(connections))
    await asyncio.gather(*askers)
    seen.seconds = time.perf_counter() - start
    return seen


def _shuffled(paths: Sequence[str], seed: int) -> list[str]:
    return random.Random(seed).sample(paths, len(paths))


async def _asker(port: int, paths: Sequence[str], most: int, end: float, seen: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(most):
        start = time.perf_counter()
        if start >= end:
            break
        path = paths[number % len(paths)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        size = await _answer(reader, path)
        seen.bytes += size  # not before it is there: others add meanwhile
        seen.wall_ms.append((time.perf_counter() - start) * 1e3)
    writer.close()
    await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader, path: str) -> int:
    """The bytes of an answer's body. Raises ServerFailed for one that is no success."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *lines = head.split("\r\n")
    if status.split()[1] != "200":
        raise ServerFailed(f"{path} was answered by {status!r}")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return len(await reader.readexactly(int(fields["content-length"])))
