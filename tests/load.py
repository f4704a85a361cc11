"""Many clients at the real server while the index is rebuilt under it, and what they saw."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from time import monotonic, perf_counter
from urllib.parse import quote, urlencode

from benchmarks.corpus import FUNCTION_WORDS, document, forms_of

ROOT = Path(__file__).parent.parent
IN_A_FILE = 100
ENVIRONMENT = {**os.environ, "SEARCH_ENTITIES": "none", "SEARCH_TODAY": "2026-01-01", "SEARCH_REQUEST_LOG": "none"}


def put(folder: Path, number: int, first: int) -> None:
    """One file of the corpus: so many documents from `first` on."""
    made = (document(first + i, 11) for i in range(IN_A_FILE))
    records = (
        {"title": d.title, "body": d.body, "date": d.day and d.day.value, "source": d.source and d.source.name}
        for d in made
    )
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / f"{number:04}.jsonl").write_text(text, encoding="utf-8")


def rebuild(folder: Path, index: Path) -> None:
    """Bring the index up to date by the command. Fails where that fails."""
    command = [sys.executable, "-m", "search.index", str(folder), "--index", str(index), "--workers", "1"]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@contextmanager
def serving(index: Path) -> Iterator[tuple[int, int]]:
    """The process and the port of a server in a process of its own, which ends in order when it is told to."""
    command = [sys.executable, "-m", "web", "--index", str(index), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        line = process.stdout.readline()
        assert line.startswith("serving"), line
        try:
            yield process.pid, int(line.rpartition(":")[2])
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0


@dataclass
class Seen:
    """What the clients and the watch saw: seconds of every answer, megabytes of the server, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    builds: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        cuts = quantiles(self.seconds, n=1000)
        middle, late = median(self.seconds), cuts[989]
        third = len(self.megabytes) // 3
        return (
            f"{len(self.seconds):,} answers, {len(self.wrong)} wrong, {len(self.builds)} builds; median"
            f" {middle * 1000:.1f} ms, p99 {late * 1000:.1f} ms ({late / middle:.1f} times the median), p99.9"
            f" {cuts[998] * 1000:.0f} ms; memory of its own {self.megabytes[third]:.0f} MB after a third,"
            f" {max(self.megabytes):.0f} MB at most, {self.megabytes[-1]:.0f} MB at the end"
        )


def addresses(rng: random.Random) -> Iterator[str]:
    """Queries of every kind without an end, as people and programs ask them."""
    while True:
        words = [forms_of(int(rng.paretovariate(0.6)) % 60_000)[0] for _ in range(3)]
        common = rng.choice(FUNCTION_WORDS)
        text = rng.choice(
            [words[0], common, " ".join(words[:2]), " OR ".join(words), f'"{common} {words[0]}"', f"{words[0][:3]}*",
             f"-{words[1]} {words[0]}", f"{words[0]}~", "", ""]
        )  # fmt: skip
        more = rng.choice([{}, {}, {"sort": "-date"}, {"date": str(rng.randrange(2004, 2024))}, {"page": "3"}])
        parameters = urlencode({**({"q": text} if text else {}), **more})
        yield rng.choice(
            [f"/api/search?{parameters}", f"/api/search?{parameters}", f"/?{parameters}", "/api/search", "/healthz",
             f"/facets/source?q={words[0]}", f"/api/timeline?q={quote(text)}&by=year", f"/api/suggest?q={words[0]}"]
        )  # fmt: skip


def ask(port: int, seed: int, stop: Event, seen: Seen) -> None:
    """One client, which keeps its connection and asks until it is told to stop."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for address in addresses(random.Random(seed)):
        if stop.is_set():
            break
        started = perf_counter()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except OSError as error:
            seen.wrong.append(f"{address}: {error!r}")
            return
        seen.seconds.append(perf_counter() - started)
        if answer.status != 200:
            seen.wrong.append(f"{address}: {answer.status} {body[:200]!r}")
        elif address == "/api/search":
            look(json.loads(body), seen)
    connection.close()


def look(answered: dict[str, dict[str, str]], seen: Seen) -> None:
    """All documents are as many as the build has, however they are counted."""
    seen.builds.add(answered["index"]["build"])
    [dates] = [facet for facet in answered["facets"] if facet["name"] == "date"]
    counted = sum(value["count"] for value in dates["values"]) + dates["other"] + dates["missing"]
    if not answered["total"] == answered["index"]["documents"] == counted:
        seen.wrong.append(f"{answered['total']} documents in all, {counted} by date, in {answered['index']}")


def memory(process: int) -> float:
    """The megabytes of a process that are its own: mapped files, which the system takes back, do not count."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0]) / 1024


def run(folder: Path, index: Path, seconds: float, connections: int, every: float) -> Seen:
    """Clients at a server for so long, a file of the corpus changed and the index rebuilt every so many seconds.

    It takes longer where clients have not met three builds yet, up to five minutes.
    """
    seen, stop = Seen(), Event()
    files = len(list(folder.iterdir()))
    with serving(index) as (process, port):
        clients = [Thread(target=ask, args=(port, seed, stop, seen)) for seed in range(connections)]
        for client in clients:
            client.start()
        began, turn = monotonic(), 0
        try:
            while (passed := monotonic() - began) < seconds or (len(seen.builds) < 3 and passed < seconds + 300):
                seen.megabytes.append(memory(process))
                if passed > (turn + 1) * every:
                    turn += 1
                    put(folder, turn % files, (files + turn) * IN_A_FILE)
                    rebuild(folder, index)
                stop.wait(min(1.0, every / 4))
        finally:
            stop.set()
            for client in clients:
                client.join()
        seen.megabytes.append(memory(process))
    return seen
